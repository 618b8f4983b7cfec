"""Names as people type them: taken apart, freed of titles and asides, and told from what is no
name.
"""

from __future__ import annotations

import re

from msgspec import Struct

from invite.language.names import PARTICLES, given_weight, strip_titles, surname_weight
from invite.language.places import place
from invite.memo import remembered
from invite.people.fields.asides import in_brackets, parted
from invite.people.fields.cells import said
from invite.people.fields.no_value import is_bare_name, is_no_name, is_vacant

_NOBODY = re.compile(r"(?:-+|–+|—|\?+|\.+|x+|n/a|#n/a)\.?", re.IGNORECASE)
"""Marks in a name's cell where nobody has been named."""


_BETWEEN = re.compile(
    r"\s*(?:\n|;|\||(?<=\w\w)\s*/\s*(?=\w\w)|\s(?:ja|sekä|och|and)\s|\s?&\s?)\s*", re.IGNORECASE
)


MOST_IN_A_CELL, MOST_WORDS = 40, 12
"""People in one cell, and words in one name; what goes beyond is a text and no list of names."""

_MAY_BE_SEVERAL = re.compile(r"[\n;|/,&]|\s(?:ja|sekä|och|and)\s", re.IGNORECASE)


_MASKED = re.compile(r"[(\[][^)\]]{0,200}[)\]]?")


PARTS_PLAYED = re.compile(
    r"(?:varapuheenjohtaja|puheenjohtaja|vara-?pj|vpj|pj|varajäsen|jäsen|sihteeri|siht|kokoonkutsuja|koollekutsuja|esittelijä"
    r"|vetäjä|tiiminvetäjä|teamledare|team lead(?:er)?"
    r"|vice ?ordförande|viceordf|ordförande|ordf|sekreterare|medlem|suppleant"
    r"|vice[ -]chair|chair(?:man|person|woman)?|secretary|member|deputy)\.?",
    re.IGNORECASE,
)
"""What somebody was in a group, written beside the name."""


_ABBREVIATED = re.compile(r"^(?:[a-zåäö]{2,}\.-?)+(?:[a-zåäö]+\b)?\s+(?=\S)")


# In two, for a pattern that begins with letters alone is looked for many times as fast.
_HOUSE = re.compile(
    r"liitto|kaupun|kuntayhty|opisto|koulu|keskus|yhdisty|säätiö|virasto|kamari|yrittäj|ministeri"
    r"|seura\b|universitet|förbund|kommun\b|stad\b|förening|ltd|inc\b|company"
    r"|\bhote(?:lli|l)\b|\bravintola|\brestaurant|\bhealth\b"
)
_COMPANY_FORM = re.compile(r"\b(?:oyj?|ry|rf|ab|ky|tmi|ely)\b|\wkunta\b")


_NOT_IN_NAMES = re.compile(r"[\d@<>{}=#%€$_\\]|://|\bwww\.", re.IGNORECASE)


class WrittenName(Struct, frozen=True):
    """One person's name as a cell has it.

    last_first: told by a comma; None: to be told by the column. titles: degrees and ranks. part:
    what they were in the group, written next to the name. against: words that speak against
    inviting. asides: what else stood in brackets or behind a dash. generation, former: as `Name`
    has them.
    """

    text: str
    words: tuple[str, ...]
    last_first: bool | None = None
    titles: str | None = None
    part: str | None = None
    against: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    generation: str | None = None
    former: str | None = None


def names_organisation(text: str) -> bool:
    """Whether a word of a text is one that organisations are called by: `Kainuun liitto`."""
    low = text.lower()  # twice as fast as IGNORECASE
    return bool(_HOUSE.search(low) or _COMPANY_FORM.search(low))


def is_nobody(text: str) -> bool:
    """Whether the cell says that there is no person (yet): `avoin`, `(N.N.)`, `-`."""
    return bool(_NOBODY.fullmatch(text.strip(" ()[]"))) or is_vacant(text) or is_no_name(text)


def split_people(text: str) -> tuple[str, ...]:
    """The names of all people in one cell: `Matti Virtanen ja Liisa Laine`, `Virtanen, Matti;
    Laine, Liisa`; none of a crowd.

    A comma parts two people only where each side has a first and a last name; else it stands
    between the parts of one name.
    """
    text = in_brackets(text)
    if not _MAY_BE_SEVERAL.search(text):
        return (text.strip(),)
    kept: list[str] = []
    masked = _MASKED.sub(lambda found: _mask(kept, found[0]), text)
    unmasked = {ord(_MASK) + place: aside for place, aside in enumerate(kept)}
    return tuple(part.translate(unmasked) for part in _split(masked, text))


_MASK = "\ue000"  # of the private use area, and no letter: it stands for one bracket


def _mask(kept: list[str], aside: str) -> str:
    kept.append(aside)
    return chr(ord(_MASK) + len(kept) - 1)


def _split(masked: str, text: str) -> tuple[str, ...]:
    """The people in a text whose brackets are masked, so that a comma in them parts nobody."""
    parts = [p.strip(" ,;/&-–") for p in _BETWEEN.split(masked) if p and p.strip(" ,;/&-–.")]
    found: list[str] = []
    for part in parts:
        pieces = [p.strip() for p in part.split(",") if p.strip()]
        whole = (
            len(pieces) > 1
            and all(_is_whole(strip_titles(p)[0]) for p in pieces)
            and not _is_one(pieces)
        )
        found += pieces if whole else [part]
    if len(found) > MOST_IN_A_CELL:
        return ()
    found = [part for part in found if not _is_organisation(part, text)] or found
    if len(found) == 2 and _is_couple(*found):
        found[0] += " " + found[1].split()[-1]
    return tuple(found) if all(_looks_named(p) for p in found) else (masked.strip(),)


def _is_whole(text: str) -> bool:
    """Whether there is a first and a last name; `af Ursin` is but one of them."""
    return sum(word.lower() not in PARTICLES for word in _words(text)) >= 2


def _is_one(pieces: list[str]) -> bool:
    """Whether a comma stands between the parts of one name: `Nieminen Laaksonen, Anna Maria`."""
    last, first = (_words(piece) for piece in (pieces[0], pieces[-1]))
    only_given = all(given_weight(word) > surname_weight(word) for word in first)
    return len(pieces) == 2 and only_given and not any(given_weight(word) > 0 for word in last)


def _is_organisation(part: str, text: str) -> bool:
    """Whether what stands beside a name in one cell says whose they are: `Liisa Laine / THL`,
    `Pekka Aho, Kajaanin kaupunki`.
    """
    acronym = part.isupper() and part.isalpha() and len(part) <= 5 and not text.isupper()
    return acronym or (names_organisation(part) and not looks_like_person(part))


def _is_couple(first: str, second: str) -> bool:
    """Whether two people share a surname that is written once: `Matti ja Liisa Virtanen`."""
    words = second.split()
    return (
        " " not in first
        and len(words) == 2
        and all(given_weight(w) > 0 for w in (first, words[0]))
        and surname_weight(words[1]) > 0
    )


def _looks_named(text: str) -> bool:
    words = _words(text)
    return (
        bool(words)
        and len(words) <= 6
        and not _NOT_IN_NAMES.search(text)
        and len("".join(words)) > 2
    )


def _words(text: str) -> list[str]:
    return [w for w in re.split(r"[\s,]+", text) if any(ch.isalpha() for ch in w)]


@remembered(32768)  # a row's name is read by each who judges it
def read_name(text: str) -> WrittenName | None:
    """One person's name from a cell's text, with titles, parts played and asides taken off; None
    where there is no name.
    """
    text = said(text).strip(" ,;:*•·-–\"'“”|")
    if is_bare_name(text):
        return WrittenName(text, (text,))
    asides = parted(in_brackets(text))
    text, part = _without_part(asides.name)
    played = next((one for one in asides.others if PARTS_PLAYED.fullmatch(one)), None)
    part = part or played
    others = tuple(one for one in asides.others if one != played)
    text, titles = strip_titles(_without_abbreviation(text))
    text, behind = _without_part(text.strip(" ,;:-–"))  # `YTM pj Veikko Aho`
    part = part or behind
    if not text or is_nobody(text):
        return None
    before, comma, after = (piece.strip() for piece in text.partition(","))
    if (
        comma
        and after[:1].islower()
        and not before.islower()
        and len(_words(before)) > 1
        and after.lower() not in PARTICLES
    ):
        # `Matti Virtanen, hyvinvointialue`: no first name begins so
        text, comma, others = before, "", (*others, after)
    elif comma and _is_no_first_name(before, after):
        text, comma, others = before, "", (*others, after)
    elif comma and (house := after.partition(",")[2].strip()) and not _is_given(house):
        after, others = after.partition(",")[0], (*others, house)  # `Lehto, Anna, KAMK`
        text = f"{before}, {after}"
    last_first = True if comma and before and after and _words(after) else None
    if last_first:
        words = [*_words(before), ",", *_words(after)]
    elif len(text.split()) > MOST_WORDS:
        return None
    else:
        words = [
            w.strip(",;:") if len(w.strip(".,;:")) < 2 else w.strip(".,;:") for w in text.split()
        ]
    return WrittenName(
        text=text,
        words=tuple(word for word in words if word),
        last_first=last_first,
        titles=titles,
        part=part,
        against=asides.against,
        asides=others,
        generation=asides.generation,
        former=asides.former,
    )


def _is_given(text: str) -> bool:
    """Whether any word of a text is a known given name."""
    return any(given_weight(word) > 0 for word in _words(text))


def _is_no_first_name(before: str, after: str) -> bool:
    """Whether what stands behind a comma is a house or a place: `Anna Lehto, KAMK`, `Kai Ranta,
    Kajaani`.
    """
    words = before.split()
    if sum(word.lower() not in PARTICLES for word in words) < 2:
        return False
    whole = any(given_weight(w) > surname_weight(w) for w in words) and any(
        surname_weight(w) > given_weight(w) for w in words
    )
    if _is_given(after):
        return whole and place(after) is not None  # `Kai Ranta, Salla`
    shouted = after.isupper() and not before.isupper()
    return whole or shouted or place(after) is not None or names_organisation(after)


def _without_abbreviation(text: str) -> str:
    """The text without a post abbreviated before the name, `toim.joht. Kalle Kari`: small letters
    and dots are no name.
    """
    return _ABBREVIATED.sub("", text) if "." in text else text


def _without_part(text: str) -> tuple[str, str | None]:
    """The text without `pj.` or `puheenjohtaja` at its beginning or end, and that."""
    words = text.split()
    for at, rest in ((0, slice(1, None)), (-1, slice(None, -1))):
        if len(words) > 1 and PARTS_PLAYED.fullmatch(words[at].strip(" ,;:–-()")):
            return " ".join(words[rest]).strip(" ,;:–-"), words[at].strip(" ,;:–-()")
    return text, None


def looks_like_person(text: str) -> bool:
    """Whether a cell's text is surely somebody's name: two to five words, one of them a known given
    name.
    """
    if _NOT_IN_NAMES.search(text) or not 1 < len(text.replace(",", " ").split()) <= 5:
        return False
    written = read_name(text)
    words = [w for w in written.words if w != ","] if written else []
    capitals = all(w[0].isupper() or w.lower() in PARTICLES for w in words)
    return len(words) >= 2 and capitals and any(given_weight(w) > 0 for w in words)
