"""Finds the people whom the coordinator means by WHO: an id, an address, a row, a name or a part of
it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from invite.people.model import Entry, Person


def find(people: Iterable[Person], who: str) -> tuple[Person, ...]:
    """The people meant by `who`, in the order given; none, one or several.

    An id, an address or a row (`vieraat.xlsx:Kainuu:12`) wins over a whole name, that over the
    whole words of a name in any order ("Virtanen Matti"), and those over parts of a name or an
    address. Capitals, diacritics and hyphens make no difference unless they are what tells two
    people apart: then those spelled exactly so win.
    """
    everyone = tuple(people)
    wanted = who.strip()
    if not wanted:
        return ()
    for meant in _ways(wanted):
        found = tuple(person for person in everyone if meant(person))
        if found:
            return found
    return ()


def rows_meant(rows: Iterable[Entry], who: str) -> tuple[Entry, ...]:
    """Those of a person's rows that `who` names: by the row itself, an address on it, or the name
    as it stands there.
    """
    every = tuple(rows)
    key = who.strip().casefold()
    ways: tuple[Callable[[Entry], bool], ...] = (
        lambda row: str(row.origin).casefold() == key,
        lambda row: any(
            key in {address.key, address.written.casefold()} for address in row.addresses
        ),
        lambda row: row.name is not None and _exact(row.name.full) == _exact(who),
    )
    return next(
        (found for meant in ways if (found := tuple(row for row in every if meant(row)))), ()
    )


def _ways(wanted: str) -> tuple[Callable[[Person], bool], ...]:
    """What `wanted` may mean, the most exact first."""
    exact = _exact(wanted)
    key = wanted.casefold()
    words = plain(wanted).split()
    bag = sorted(words)

    def split(person: Person) -> list[list[str]]:
        return [plain(name).split() for name in _names(person)] if words else []

    return (
        lambda person: person.id == wanted,
        lambda person: any(
            key in {address.key, address.written.casefold()} for address in person.addresses
        ),
        lambda person: (
            ":" in wanted and any(str(origin).casefold() == key for origin in person.origins)
        ),
        lambda person: any(_exact(name) == exact for name in _names(person)),
        lambda person: any(sorted(plain(name).split()) == bag for name in _names(person)),
        lambda person: any(_among(words, name, str.__eq__) for name in split(person)),
        lambda person: any(_among(words, name, str.startswith) for name in split(person)),
        lambda person: any("".join(words) in "".join(name) for name in split(person)),
        lambda person: len(wanted) > 2 and any(key in address.key for address in person.addresses),
    )


def _names(person: Person) -> tuple[str, ...]:
    """Every name that they have on any sheet."""
    return (person.name.full, *(name.full for name in person.also_called))


def _among(words: list[str], name: list[str], fits: Callable[[str, str], bool]) -> bool:
    """Whether each word has a word of the name of its own."""
    left = list(name)
    for word in sorted(words, key=len, reverse=True):
        for candidate in left:
            if fits(candidate, word):
                left.remove(candidate)
                break
        else:
            return False
    return True


def _exact(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


# Letters that have no decomposition but are typed without their strokes all the same.
_PLAIN = str.maketrans(
    {"ø": "o", "æ": "ae", "ð": "d", "þ": "th", "đ": "d", "ł": "l", "ß": "ss", "œ": "oe", "ı": "i"}
)


def plain(text: str) -> str:
    """Small letters without diacritics, one space wherever something else than a letter or a digit
    stands.
    """
    small = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    letters = (
        ch if ch.isalnum() else " "
        for ch in small
        if not unicodedata.combining(ch) and ch not in "'’"
    )
    return " ".join("".join(letters).split())
