"""One cell, one person, unless it surely names two: line breaks, `/`, `ja puoliso` and titles make
no people.
"""

from __future__ import annotations

import re

from msgspec import Struct

from invite.language.en import english_remarks
from invite.language.fi import finnish_remarks
from invite.language.names import PARTICLES, given_weight, strip_titles, surname_weight
from invite.language.sv import swedish_remarks
from invite.language.titles import is_title_word
from invite.memo import remembered
from invite.people.fields.asides import BRACKETS
from invite.people.fields.names import (
    PARTS_PLAYED,
    looks_like_person,
    names_organisation,
    split_people,
)
from invite.people.fields.no_value import HOUSEHOLD, is_bare_name
from invite.people.fields.remarks import remark_key, words_of

_LANGUAGES = (finnish_remarks, swedish_remarks, english_remarks)
_COMPANY = words_of(*(language.COMPANY for language in _LANGUAGES))
_HONORIFIC = words_of(*(language.HONORIFICS for language in _LANGUAGES))
_OFFICE = words_of(*(language.OFFICES for language in _LANGUAGES))
_EITHER = re.compile(r"\s(?:tai|eller|or)\s", re.IGNORECASE)
_WITH = re.compile(
    r"\s*(?:[+&]|\b(?:ja|sekä|och|med|samt|and|with|plus)\b)\s*"
    r"(?P<who>\d+|[^\W\d_][^\n;|/,()]{0,30})$",
    re.IGNORECASE,
)
_CARE_OF = re.compile(r"\s+(?:c/o|℅|att\.|attn)\s+.*", re.IGNORECASE)
_TORN = re.compile(r"(?<=[^\W\d_])[-‐]\s*\n\s*(?=[^\W\d_])")
_BREAK = re.compile(r"\s*[\n;|/]+\s*")
_JOINING = frozenset({"ja", "sekä", "tai", "och", "samt", "eller", "and", "or"})
MOST_LINES_OF_A_NAME = 4


class CellPeople(Struct, frozen=True):
    """The names in one cell, each with what was said next to it in brackets. certain: whether they
    surely are so many people, and these.
    """

    names: tuple[str, ...]
    certain: bool = True


@remembered(8192)
def people_in(text: str) -> CellPeople:
    """The people whom a cell of names names. text: with its line breaks."""
    if is_bare_name(text):
        return CellPeople((text,))
    if _is_plain(text):
        return CellPeople((text.strip(),))
    text = _TORN.sub("-", text)
    text = _CARE_OF.sub(lambda found: f" ({found[0].strip()})", text)
    text = _without_company(text)
    names = split_people(text)
    if not names:
        return CellPeople(())
    if _names_a_household(text):
        return CellPeople((" ".join(text.split()),), certain=False)
    if len(names) == 1:
        return _one(names[0])
    small = text.islower()
    whole = [name for name in names if _is_whole(name.title() if small else name)]
    if len(whole) == len(names):
        return CellPeople(names)
    rest = [name for name in names if name not in whole]
    if not whole:
        return _of_pieces(text, names)
    if len(whole) == 1:
        second = any(_is_given(name) or _names_somebody(name) for name in rest)
        asides = " ".join(f"({_plain(name)})" for name in rest)
        return CellPeople((f"{whole[0]} {asides}",), certain=not second)
    return CellPeople(tuple(whole), certain=all(map(_is_post, rest)))


def _is_plain(text: str) -> bool:
    """Whether a cell holds nothing but known names with blanks between them, as nearly all do."""
    words = text.split(" ")
    return (
        len(words) <= 3
        and text.replace(" ", "").replace("-", "").isalpha()
        and all(word[:1].isupper() for word in words)
        and all(given_weight(word) or surname_weight(word) for word in words)
        and not _JOINING & {word.casefold() for word in words}
    )


def _without_company(text: str) -> str:
    """The text with whoever comes along without a name put into brackets: `+ avec`, `med maka`."""
    found = _WITH.search(text)
    if found and (found["who"].isdecimal() or _COMPANY.fullmatch(remark_key(found["who"]).strip())):
        return f"{text[: found.start()]} ({found['who'].strip()})"
    words = text.split()
    if len(words) > 2 and _COMPANY.fullmatch(remark_key(words[-1]).strip()):
        return f"{' '.join(words[:-1])} ({words[-1]})"  # `Matti Virtanen vaimoineen`
    return text


def _names_a_household(text: str) -> bool:
    """Whether a family or a couple is named and nobody of it: `perhe Virtanen`, `Herr och fru
    Lindström`.
    """
    key = remark_key(text)
    if HOUSEHOLD.search(key):
        return True
    joined = re.search(r"\s(?:ja|och|and)\s|[&+]", text, re.IGNORECASE)
    return bool(joined and len(_HONORIFIC.findall(key)) > 1 and not _is_whole(text))


def _one(name: str) -> CellPeople:
    """One name, perhaps with a post next to it that nobody takes for a name; or one of two people,
    which is not certain.
    """
    if _EITHER.search(name):
        return CellPeople((name,), certain=False)
    pieces = [piece for piece in _BREAK.split(name) if piece]
    whole = [piece for piece in pieces if _is_whole(piece)]
    if len(pieces) > 1 and len(whole) == 1 and all(_is_post(p) for p in pieces if p not in whole):
        asides = " ".join(f"({_plain(piece)})" for piece in pieces if piece not in whole)
        return CellPeople((f"{whole[0]} {asides}",))
    return CellPeople((name,))


def _of_pieces(text: str, names: tuple[str, ...]) -> CellPeople:
    """Where no piece is a whole name: the parts of one name on lines of their own, or nothing that
    is certain.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    people = [line for line in lines if not _is_post(line)]
    posts = "".join(f" ({_plain(line)})" for line in lines if line not in people)
    joined = " ".join(people)
    given = [name for name in people if _is_given(name)]
    if (
        1 < len(people) <= MOST_LINES_OF_A_NAME
        and len(given) < len(people)
        and not re.search(r"[;|/&,]|\s(?:ja|sekä|och|and)\s", joined)
    ):
        return CellPeople((joined + posts,))
    return CellPeople(names, certain=False)


def _is_whole(name: str) -> bool:
    """Whether a text surely is somebody's whole name: a known one, or capitalised words none of
    which names a post or an organisation.
    """
    name = BRACKETS.sub(" ", name).strip()  # `Liisa Laine (vetäjä)`
    if looks_like_person(name):
        return not _is_post(name)
    words = strip_titles(name)[0].replace(",", " ").split()
    return (
        1 < len(words) <= 4
        and all(word[:1].isupper() or word.lower() in PARTICLES for word in words)
        and not _is_post(name)
        and not names_organisation(name)
        and not any(ch.isdigit() for ch in name)
    )


def _is_post(name: str) -> bool:
    """Whether a text names a post, an office or an organisation, and nobody."""
    key = remark_key(name).strip(" .")
    words = [word.strip(".,:") for word in name.split()]
    small = [word for word in words if word.islower() and word not in PARTICLES]
    return bool(
        PARTS_PLAYED.fullmatch(name.strip(" .,"))
        or _OFFICE.fullmatch(key)
        or _COMPANY.fullmatch(key)
        or names_organisation(name)
        or (words and all(map(is_title_word, words)))
        or (small and not any(given_weight(word) > 0 for word in words))
    )


def _is_given(name: str) -> bool:
    """Whether a single word is a given name rather than a surname."""
    word = _plain(name).strip(" .,")
    return " " not in word and given_weight(word) > surname_weight(word)


def _names_somebody(name: str) -> bool:
    """Whether a post is written with who holds it: `ersättare Karl Ek`."""
    words = [word for word in _plain(name).split() if word[:1].isupper()]
    return len(words) > 1 and looks_like_person(" ".join(words))


def _plain(name: str) -> str:
    """A text without brackets, which cannot stand in brackets."""
    return re.sub(r"[()\[\]]", " ", name).strip()
