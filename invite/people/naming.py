"""Names as people type them: which part is which, in what order a column has them, and what is no name at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import log2

from invite.language.names import case_name, given_weight, strip_titles, surname_weight
from invite.language.spelling import ascii_key, clean
from invite.people.model import Name

PARTICLES = frozenset({"af", "von", "van", "de", "der", "den", "di", "da", "la", "le", "du", "zu", "zur", "ter", "el", "al", "bin", "dos", "del", "av"})
NOBODY = re.compile(
    r"(?:-+|–+|—|\?+|\.+|x+|n\.? ?n\.?|tba|tbd|avoin(?:na)?|auki|vakanssi(?: \w+)?|tyhjä|puuttuu|ei(?: ole| viel[aä])? ?(?:nimetty|valittu|tiedossa|jäsentä)?"
    r"|nimeämättä|nimetään (?:myöhemmin|pian)|(?:nimi )?(?:myöhemmin|avoinna)|vacant|vakant|obesatt|ledig|open|not (?:named|known)|n/a|none|null|#n/a)\.?",
    re.IGNORECASE,
)
"""What stands in a name's cell where nobody has been named."""

_BETWEEN = re.compile(r"\s*(?:\n|;|\||(?<=\w\w)\s*/\s*(?=\w\w)|\s(?:ja|sekä|och|and)\s|\s?&\s?)\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")
PARTS_PLAYED = re.compile(
    r"(?:varapuheenjohtaja|puheenjohtaja|vara-?pj|vpj|pj|varajäsen|jäsen|sihteeri|siht|kokoonkutsuja|koollekutsuja|esittelijä"
    r"|vice ?ordförande|viceordf|ordförande|ordf|sekreterare|medlem|suppleant|vice[ -]chair|chair(?:man|person|woman)?|secretary|member|deputy)\.?",
    re.IGNORECASE,
)
"""What somebody was in a group, written beside the name."""
_NOT_IN_NAMES = re.compile(r"[\d@<>{}=#%€$_\\]")
UNKNOWN = 1e-7
SURE = 6.0
"""Bits: the evidence of an address built as first.last, or of two well-known names, for the order of one row."""


@dataclass(frozen=True, slots=True)
class Written:
    """One person's name as a cell has it. last_first: told by a comma; None: to be told by the column. titles: degrees and ranks."""

    text: str
    words: tuple[str, ...]
    last_first: bool | None = None
    titles: str | None = None
    part: str | None = None
    aside: str | None = None


def is_nobody(text: str) -> bool:
    """Whether the cell says that there is no person (yet): `avoin`, `N.N.`, `-`."""
    return bool(NOBODY.fullmatch(text.strip()))


def split_people(text: str) -> tuple[str, ...]:
    """The names of all people in one cell: `Matti Virtanen ja Liisa Laine`, `Virtanen, Matti; Laine, Liisa`.

    A comma parts two people only where each side has a first and a last name; else it stands between the parts of one name.
    """
    parts = [p.strip(" ,;/&-–") for p in _BETWEEN.split(text) if p and p.strip(" ,;/&-–.")]
    found: list[str] = []
    for part in parts:
        pieces = [p.strip() for p in part.split(",") if p.strip()]
        whole = len(pieces) > 1 and all(len(_words(strip_titles(p)[0])) >= 2 for p in pieces)
        found += pieces if whole else [part]
    return tuple(found) if all(_looks_named(p) for p in found) else (text.strip(),)


def _looks_named(text: str) -> bool:
    words = _words(text)
    return bool(words) and len(words) <= 6 and not _NOT_IN_NAMES.search(text) and len("".join(words)) > 2


def _words(text: str) -> list[str]:
    return [w for w in re.split(r"[\s,]+", text) if any(ch.isalpha() for ch in w)]


def read_name(text: str) -> Written | None:
    """One person's name from a cell's text, with titles, parts played and asides taken off; None where there is no name."""
    text = clean(text).strip(" ,;:*•·-–\"'“”|")
    aside = next((m[1].strip() for m in _BRACKETS.finditer(text) if m[1].strip()), None)
    text, part = _without_part(_BRACKETS.sub(" ", text).strip())
    if aside and PARTS_PLAYED.fullmatch(aside):
        part, aside = part or aside, None
    text, titles = strip_titles(text)
    text = text.strip(" ,;:-–")
    if not text or is_nobody(text):
        return None
    before, comma, after = (piece.strip() for piece in text.partition(","))
    if comma and before and after and not _words(after)[:1] == []:
        return Written(text, (*_words(before), ",", *_words(after)), True, titles, part, aside)
    words = tuple(w.strip(".,;:") if len(w.strip(".,;:")) > 1 else w.strip(",;:") for w in text.split())
    return Written(text, tuple(w for w in words if w), None, titles, part, aside)


def _without_part(text: str) -> tuple[str, str | None]:
    """The text without `pj.` or `puheenjohtaja` at its beginning or end, and that."""
    words = text.split()
    for at, rest in ((0, slice(1, None)), (-1, slice(None, -1))):
        if len(words) > 1 and PARTS_PLAYED.fullmatch(words[at].strip(" ,;:–-()")):
            return " ".join(words[rest]).strip(" ,;:–-"), words[at].strip(" ,;:–-()")
    return text, None


def order_evidence(words: tuple[str, ...], local: str) -> float:
    """Bits for "first name first" (below 0: surname first) from the name lists, capitals, and how the address is built.

    local: the address before the @, "" where there is none. `VIRTANEN Matti` writes the surname in capitals.
    """
    if len(words) < 2:
        return 0.0
    head, tail = words[0], words[-1]
    bits = by_lists(head, tail)
    if head.isupper() != tail.isupper() and len(head) > 2 and len(tail) > 2:
        bits += -SURE if head.isupper() else SURE
    if any(w.lower() in PARTICLES for w in words[1:-1]):
        bits += SURE
    elif head in PARTICLES:
        bits -= SURE
    return bits + by_address(head, tail, local)


def by_lists(head: str, tail: str) -> float:
    """Bits from how common each word is as a given name and as a surname."""
    ahead = (given_weight(head) + UNKNOWN) * (surname_weight(tail) + UNKNOWN)
    behind = (surname_weight(head) + UNKNOWN) * (given_weight(tail) + UNKNOWN)
    return max(-10.0, min(10.0, log2(ahead / behind)))


def by_address(head: str, tail: str, local: str) -> float:
    """Bits from an address built as first.last, which nearly all are."""
    parts = [p for p in re.split(r"[._-]+", local.casefold()) if p]
    if len(parts) < 2:
        return 0.0
    a, b = (ascii_key(w).replace(" ", "") for w in (head, tail))
    first, last = parts[0], parts[-1]
    if a == b:
        return 0.0
    if first == a or last == b:
        return SURE
    return -SURE if first == b or last == a else 0.0


def last_name_first(names: Iterable[tuple[Written, str]]) -> bool:
    """Whether a column writes the surname first, by the evidence of all its names together.

    One row's lists are wrong now and then; from five rows on the column's sum was right 2,000 times of 2,000.
    """
    return sum(max(-SURE, min(SURE, order_evidence(w.words, local))) for w, local in names if w.last_first is None) < 0


def as_name(written: Written, surname_first: bool, local: str = "", genitive: str | None = None) -> Name:
    """First and last name, by the column's order unless all evidence of this very row speaks against it."""
    if written.last_first:
        cut = written.words.index(",")
        return _name(written.words[cut + 1 :], written.words[:cut], genitive)
    words = written.words
    if len(words) == 1:
        return _name(words, (), genitive)
    head, tail = words[0], words[-1]
    lists, address = by_lists(head, tail), by_address(head, tail, local)
    if surname_first and lists > 3 and address > 0 or not surname_first and lists < -3 and address < 0:
        surname_first = not surname_first
    if surname_first:
        cut = _surname_ends(words)
        return _name(words[cut:], words[:cut], genitive)
    cut = _surname_begins(words)
    return _name(words[:cut], words[cut:], genitive)


def _surname_begins(words: tuple[str, ...]) -> int:
    """Where the surname begins when it stands last: at a particle, or at a second surname that has no hyphen."""
    for i, word in enumerate(words[1:-1], 1):
        if word.lower() in PARTICLES:
            return i
    at = len(words) - 1
    while at > 1 and surname_weight(words[at - 1]) > given_weight(words[at - 1]):
        at -= 1
    return at


def _surname_ends(words: tuple[str, ...]) -> int:
    """Where the surname ends when it stands first."""
    at = 0
    while at < len(words) - 2 and words[at].lower() in PARTICLES:
        at += 1
    at += 1
    while at < len(words) - 1 and surname_weight(words[at]) > given_weight(words[at]):
        at += 1
    return at


def _name(first: Iterable[str], last: Iterable[str], genitive: str | None) -> Name:
    return tidy_name(" ".join(first), " ".join(last), genitive)


def tidy_name(first: str, last: str, genitive: str | None = None) -> Name:
    """A name whose capitals are put right where it was typed in all capitals or in none.

    genitive: the whole name's, or the surname's alone, to which the first name is then added.
    """
    first, last = (_cased(part) for part in (first, last))
    if genitive and len(genitive.split()) == 1 and first and last:
        genitive = f"{first} {genitive}"
    return Name(first, last, genitive)


def _cased(text: str) -> str:
    letters = [ch for ch in text if ch.isalpha()]
    if len(letters) > 2 and (text.isupper() or text.islower()):
        return case_name(text)
    return text


def from_address(local: str) -> Name | None:
    """The name that an address built as `first.last` tells; None for any other, for a guess would stand in a letter."""
    parts = local.split(".")
    if len(parts) == 2 and all(len(p) > 1 and p.replace("-", "").isalpha() for p in parts):
        first, last = ("-".join(w.capitalize() for w in p.split("-")) for p in parts)
        if given_weight(first) > 0:
            return Name(first, last)
    return None


def looks_like_person(text: str) -> bool:
    """Whether a cell's text is surely somebody's name: two to five words, one of them a known given name."""
    if _NOT_IN_NAMES.search(text) or not 1 < len(text.replace(",", " ").split()) <= 5:
        return False
    written = read_name(text)
    words = [w for w in written.words if w != ","] if written else []
    return len(words) >= 2 and any(given_weight(w) > 0 for w in words) and all(w[0].isupper() or w.lower() in PARTICLES for w in words)
