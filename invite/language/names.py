"""Knows which words are given names and which surnames, and how common, for reading sheets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from invite.language.spelling import ascii_key
from invite.language.tables import rows
from invite.language.titles import split_titles
from invite.memo import remembered

# A name that no list has: the lists end at some 150 bearers in 5.6 million, and most such names
# have far fewer.
_UNKNOWN_GIVEN, _UNKNOWN_SURNAME = 2e-5, 1e-5
_SECOND_PART = 0.01  # of the bearers of a name, how many have it as a part of one given double name

PARTICLES = frozenset(
    (
        "af",
        "av",
        "von",
        "van",
        "de",
        "der",
        "den",
        "dem",
        "dos",
        "do",
        "du",
        "del",
        "della",
        "la",
        "zu",
        "zum",
        "zur",
        "ter",
        "di",
        "da",
        "das",
        "le",
        "el",
        "al",
        "ten",
        "bin",
        "ibn",
        "y",
    )
)
"""Small words of surnames (`af Ursin`), as ASCII keys: no names of their own, and left out as often
as not.
"""
# Of these an all-capitals cell may as well mean a name (Le, Di, El), so their capitals do not
# become small.
_ALSO_NAMES = frozenset(("di", "da", "do", "das", "le", "el", "al", "ten", "y"))
_WORD = re.compile(r"[^\W\d_]+(?:['’´`][^\W\d_]+)*(?:[-‐‑–][^\W\d_]+(?:['’´`][^\W\d_]+)*)*")
_PARTS = re.compile(r"([-‐‑–])")
_ROMAN = re.compile(r"II|III|IV|VI{0,3}")
_VOWELS = frozenset("aeiouyäöåàáâãæèéêëìíîïòóôõøùúûüý")


@cache
def _shares() -> Mapping[str, dict[str, float]]:
    """ASCII key → share, of the given names (`given`) and of the surnames (`surname`)."""
    shares: dict[str, dict[str, float]] = {"given": {}, "surname": {}}
    for name, kind, share, *_ in rows("names.tsv"):
        table, key = shares[kind], ascii_key(name)
        table[key] = max(float(share), table.get(key, 0.0))
    return shares


@cache
def _spellings() -> dict[str, str]:
    """Lower case → the usual capitals, of the names that have a hyphen: `ala-aho` → `Ala-aho`,
    `anna-liisa` → `Anna-Liisa`.
    """
    return {name.lower(): name for name, *_ in rows("names.tsv") if "-" in name}


@cache
def _by_initial() -> dict[str, float]:
    """The share of given names that begin with each letter."""
    shares: defaultdict[str, float] = defaultdict(float)
    for key, share in _shares()["given"].items():
        shares[key[0]] += share
    return dict(shares)


def _weight(table: Mapping[str, float], word: str) -> float:
    key = ascii_key(word)
    if key in table or "-" not in word:
        return table.get(key, 0.0)
    return min(table.get(part, 0.0) for part in key.split(" ")) * _SECOND_PART


@remembered(65536)
def given_weight(word: str) -> float:
    """How common a given name is: about its share of all, 0 when unknown.

    In any case and with or without diacritics (`paivi`); a double name of known halves is known.
    """
    return _weight(_shares()["given"], word)


def usual_spelling(word: str) -> str:
    """A known name as it is usually spelled, for one without its diacritics: `paivi` → `Päivi`; any
    other word as it is.
    """
    return _usual().get(ascii_key(word), word)


@cache
def _usual() -> dict[str, str]:
    """ASCII key → the commonest name that has it."""
    best: dict[str, tuple[float, str]] = {}
    for name, _kind, share, *_ in rows("names.tsv"):
        key = ascii_key(name)
        best[key] = max(best.get(key, (0.0, "")), (float(share or 0), name))
    return {key: name for key, (_share, name) in best.items()}


@remembered(65536)
def surname_weight(word: str) -> float:
    """How common a surname is: about its share of all, 0 when unknown. Spelled as for
    `given_weight`.
    """
    return _weight(_shares()["surname"], word)


def name_commonness(first: str, last: str) -> float:
    """About how likely it is that another person in Finland bears this very name; small even for
    the commonest.

    Words on no list count as rare; an initial as often as all names that begin so; a missing part
    is any name at all.
    """
    return _given_share(ascii_key(first)) * _surname_share(ascii_key(last))


def _given_share(key: str) -> float:
    words = key.split()
    if not words:
        return 1.0
    if len(words[0]) == 1:
        return _by_initial().get(words[0], _UNKNOWN_GIVEN)
    table = _shares()["given"]
    share = table.get(key) or table.get(words[0], _UNKNOWN_GIVEN)
    if key in table or len(words) == 1:
        return share
    second = (
        _by_initial().get(words[1], 1.0)
        if len(words[1]) == 1
        else table.get(words[1], _UNKNOWN_GIVEN)
    )
    return share * max(second, _SECOND_PART)


def _surname_share(key: str) -> float:
    words = key.split()
    if not words:
        return 1.0
    table = _shares()["surname"]
    if key in table:
        return table[key]
    proper = [word for word in words if word not in PARTICLES] or words
    share = min(table.get(word, _UNKNOWN_SURNAME) for word in proper)
    return share if len(proper) == 1 else share * _SECOND_PART


@cache
def _call_names() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for names, *_ in rows("nicknames.tsv"):
        group = {ascii_key(name) for name in names.split()}
        for key in group:
            found[key] |= group - {key}
    return {key: frozenset(others) for key, others in found.items()}


def call_names(first: str) -> frozenset[str]:
    """Other given names that the bearer of this one may go by (Juhani: Jussi, Juha); weak evidence.
    Without itself.

    They come as ASCII keys (`jussi`), since they are for comparing. Who may go by a name may be
    called by it: the relation holds both ways.
    """
    return _call_names().get(ascii_key(first), frozenset())


def case_name(text: str) -> str:
    """A name with its capitals put right where it was typed in all capitals or none; other names
    stay as written.

    Word by word: `VIRTANEN Matti` → `Virtanen Matti`. Particles stay small (`af Ursin`), initials
    large (`J-P`).
    """
    words = list(_WORD.finditer(text))
    pieces, at = [], 0
    for place, match in enumerate(words):
        pieces += [text[at : match.start()], _cased(match.group(), is_last=place == len(words) - 1)]
        at = match.end()
    return "".join(pieces) + text[at:]


def _cased(word: str, is_last: bool) -> str:
    if not (word.isupper() or word.islower()):
        return word
    low = word.lower()
    if low in PARTICLES and not is_last:
        return low if word.islower() or low not in _ALSO_NAMES else word.capitalize()
    if low in _spellings():
        return _spellings()[low]
    parts = _PARTS.split(word)
    cased = [
        part if _PARTS.fullmatch(part) else _cased_part(part, alone=len(parts) == 1)
        for part in parts
    ]
    if len(parts) == 3 and _is_compound(*parts[::2]):
        cased[2] = parts[2].lower()
    return "".join(cased)


def _cased_part(part: str, alone: bool) -> str:
    low = part.lower()
    if not alone and low in {"al", "el"}:
        return low  # al-Hassan
    if len(part) == 1:
        return part.title()
    if part.isupper() and (_ROMAN.fullmatch(part) or not _looks_named(low)):
        return part
    if len(low) > 4 and low.startswith("mc"):
        return "Mc" + low[2:].capitalize()
    if low[1] in "'’´`" and low[0] in "odl":
        return low[0].upper() + low[1] + low[2:].capitalize()  # O'Brien, D'Angelo
    return low[0].title() + low[1:]  # not upper(): a name in ß would begin with two capitals


def _looks_named(low: str) -> bool:
    """Whether letters in capitals are a name and not initials (`JP`) or an abbreviation (`SDP`)."""
    if len(low) == 2:
        return given_weight(low) > 0 or surname_weight(low) > 0
    return not low.isascii() or bool(_VOWELS & set(low))


def _is_compound(first: str, second: str) -> bool:
    """Whether the hyphen stands only between two like vowels of one word (`Aitto-oja`), not between
    two names.
    """
    first, second = first.lower(), second.lower()
    alike = first[-1] == second[0] and second[0] in _VOWELS
    return alike and not (given_weight(first) or surname_weight(first) or given_weight(second))


def strip_titles(text: str) -> tuple[str, str | None]:
    """The name without titles and degrees (`FT`, `dos.`, `rehtori`), and those; None when there
    were none.

    They are taken off the front and the back of each part between commas. What is only titles gives
    an empty name.
    """
    return split_titles(text, lambda word: given_weight(word) > 0)


def is_double_name(name: str) -> bool:
    """Whether a name with a hyphen is in the tables as one."""
    return name.lower() in _spellings()
