"""Names as people type them: taken apart, freed of titles and asides, and told from what is no name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from invite.language.names import given_weight, strip_titles
from invite.people.cells import said

PARTICLES = frozenset(
    (
        "af",
        "von",
        "van",
        "de",
        "der",
        "den",
        "di",
        "da",
        "la",
        "le",
        "du",
        "zu",
        "zur",
        "ter",
        "el",
        "al",
        "bin",
        "dos",
        "del",
        "av",
    )
)


NOBODY = re.compile(
    r"(?:-+|–+|—|\?+|\.+|x+|n\.? ?n\.?|tba|tbd|avoin(?:na)?|auki|vakanssi(?: \w+)?|tyhjä|puuttuu|nimeämättä"
    r"|ei(?: ole| vielä)? ?(?:nimetty|valittu|tiedossa|jäsentä)?|nimetään (?:myöhemmin|pian)|(?:nimi )?(?:myöhemmin|avoinna)"
    r"|vacant|vakant|obesatt|ledig|open|not (?:named|known)|n/a|none|null|#n/a)\.?",
    re.IGNORECASE,
)
"""What stands in a name's cell where nobody has been named."""


_BETWEEN = re.compile(r"\s*(?:\n|;|\||(?<=\w\w)\s*/\s*(?=\w\w)|\s(?:ja|sekä|och|and)\s|\s?&\s?)\s*", re.IGNORECASE)


_BRACKETS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")


PARTS_PLAYED = re.compile(
    r"(?:varapuheenjohtaja|puheenjohtaja|vara-?pj|vpj|pj|varajäsen|jäsen|sihteeri|siht|kokoonkutsuja|koollekutsuja|esittelijä"
    r"|vice ?ordförande|viceordf|ordförande|ordf|sekreterare|medlem|suppleant"
    r"|vice[ -]chair|chair(?:man|person|woman)?|secretary|member|deputy)\.?",
    re.IGNORECASE,
)
"""What somebody was in a group, written beside the name."""


_NOT_IN_NAMES = re.compile(r"[\d@<>{}=#%€$_\\]")


@dataclass(frozen=True, slots=True)
class Written:
    """One person's name as a cell has it.

    last_first: told by a comma; None: to be told by the column. titles: degrees and ranks. part: what they were in the group,
    written beside the name. aside: what stood in brackets.
    """

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
    text = said(text).strip(" ,;:*•·-–\"'“”|")
    aside = next((m[1].strip() for m in _BRACKETS.finditer(text) if m[1].strip()), None)
    text, part = _without_part(_BRACKETS.sub(" ", text).strip())
    if aside and PARTS_PLAYED.fullmatch(aside):
        part, aside = part or aside, None
    text, titles = strip_titles(text)
    text = text.strip(" ,;:-–")
    if not text or is_nobody(text):
        return None
    before, comma, after = (piece.strip() for piece in text.partition(","))
    if comma and before and after and _words(after):
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


def looks_like_person(text: str) -> bool:
    """Whether a cell's text is surely somebody's name: two to five words, one of them a known given name."""
    if _NOT_IN_NAMES.search(text) or not 1 < len(text.replace(",", " ").split()) <= 5:
        return False
    written = read_name(text)
    words = [w for w in written.words if w != ","] if written else []
    capitals = all(w[0].isupper() or w.lower() in PARTICLES for w in words)
    return len(words) >= 2 and capitals and any(given_weight(w) > 0 for w in words)
