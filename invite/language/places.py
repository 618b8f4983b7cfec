"""Finland's regions and municipalities: what they are called in three languages, and the forms that
Finnish needs.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from invite.language import Language
from invite.language.tables import rows

PlaceKind = Literal["region", "municipality"]

# In the order of the official region codes.
REGIONS: tuple[str, ...] = (
    "Uusimaa",
    "Varsinais-Suomi",
    "Satakunta",
    "Kanta-Häme",
    "Pirkanmaa",
    "Päijät-Häme",
    "Kymenlaakso",
    "Etelä-Karjala",
    "Etelä-Savo",
    "Pohjois-Savo",
    "Pohjois-Karjala",
    "Keski-Suomi",
    "Etelä-Pohjanmaa",
    "Pohjanmaa",
    "Keski-Pohjanmaa",
    "Pohjois-Pohjanmaa",
    "Kainuu",
    "Lappi",
    "Ahvenanmaa",
)


class Place(Struct, frozen=True):
    """A place of the table, which a script builds (`tools/build_places.py`, where its sources are
    named).

    where, where_from, where_to: the local cases that this very name takes, `Uudellamaalla` or
    `Kainuussa`; which of the two is a fact about each name, not a rule. swedish_in: `i` or, for
    islands, `på`.
    """

    name: str
    kind: PlaceKind
    genitive: str
    where: str
    where_from: str
    where_to: str
    swedish: str
    swedish_in: Literal["i", "på"]
    english: str

    def called(self, language: Language) -> str:
        """The name in a language: Uusimaa, Nyland, Uusimaa."""
        return {"fi": self.name, "sv": self.swedish, "en": self.english}[language]


@cache
def places() -> tuple[Place, ...]:
    """All places of the table: 19 regions, then 309 municipalities."""
    return tuple(Place(*row) for row in rows("places.tsv"))  # type: ignore[arg-type]  # literals; the table's test checks them


@cache
def _by_name() -> dict[tuple[str, PlaceKind], Place]:
    """Places by each of their names in small letters; a Finnish name goes before another place's
    Swedish one.
    """
    found = {(name.casefold(), p.kind): p for p in places() for name in (p.english, p.swedish)}
    return found | {(p.name.casefold(), p.kind): p for p in places()}


def place(name: str, *, kind: PlaceKind | None = None) -> Place | None:
    """The place of exactly that name (in Finnish, Swedish or English, whatever its capitals); None
    when unknown.

    kind: which sort is meant; without it a region wins over a municipality of the same name.
    """
    key = name.strip().casefold()
    kinds: tuple[PlaceKind, ...] = (kind,) if kind else ("region", "municipality")
    return next((found for k in kinds if (found := _by_name().get((key, k)))), None)
