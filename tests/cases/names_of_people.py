"""Names of made people: of the program's own tables, and foreign, place-like and particle ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import anyascii

import invite

FOREIGN = (
    ("Ngozi", "Okafor"),
    ("Xochitl", "Ramírez"),
    ("Zülal", "Yıldız"),
    ("Nguyễn", "Phạm"),
    ("Siobhán", "O'Neill"),
    ("Jean-Luc", "Dubois"),
    ("Þórdís", "Jónsdóttir"),
    ("Ahmed", "al-Hassan"),
    ("Olena", "Kovalenko"),
    ("Li", "Wei"),
    ("Kim", "Park"),
    ("Mohamed", "Abdi"),
    ("Agnieszka", "Wójcik"),
    ("Tõnu", "Tamm"),
    ("Giulia", "D'Angelo"),
    ("Björn", "Þorsteinsson"),
)

PARTICLES = (
    ("Carl", "von Essen"),
    ("Ludvig", "van der Berg"),
    ("Maria", "de la Cruz"),
    ("Anna", "af Hällström"),
    ("Leonardo", "di Testa"),
    ("Henrik", "von Wright"),
    ("Sofia", "af Forselles"),
    ("João", "dos Santos"),
)

PLACES = (
    ("Salla", "Testinen"),
    ("Inari", "Malli"),
    ("Rauma", "Koe"),
    ("Salla", "Rauma"),
    ("Inari", "Salo"),
    ("Aura", "Kajaani"),
    ("Pietari", "Turku"),
    ("Ilta", "Porvoo"),
    ("Kaisla", "Lohja"),
    ("Toivo", "Kuopio"),
)

HOUSES = (
    "Kainuun opisto",
    "Lapin liitto",
    "Satama Oy",
    "Österbottens förbund",
    "Mainio ry",
    "Eläkeliitto",
    "Vanha Kauppahalli Oy",
    "Helsingin kaupunki",
)


@cache
def names(kind: str) -> tuple[str, ...]:
    """The names of this kind ("given", "surname") in the program's own table, the most common
    first.
    """
    table = (
        next(Path(invite.__file__).parent.rglob("names.tsv"))
        .read_text(encoding="utf-8")
        .splitlines()
    )
    rows = [line.split("\t") for line in table[1:]]
    return tuple(
        name
        for name, of, share, *_forms in sorted(rows, key=lambda row: -float(row[2]))
        if of == kind and share
    )


def plain(words: str) -> str:
    """A name as it stands in an address."""
    return anyascii.anyascii(words).lower().replace(" ", "").replace("'", "").replace("-", "")


@dataclass(frozen=True, slots=True)
class Somebody:
    """One human being of a made sheet, of whom nobody else has the name."""

    first: str
    last: str
    house: int

    @property
    def name(self) -> str:
        """First name and surname."""
        return f"{self.first} {self.last}"

    @property
    def address(self) -> str:
        """Their one address."""
        return f"{plain(self.first)}.{plain(self.last)}@talo{self.house}.example.org"


def somebodies(chance: random.Random) -> Iterator[Somebody]:
    """People without end, no two of one name: ordinary, double, foreign, with particles, and with
    names that are places too.
    """
    seen = set()
    given, surnames = names("given"), names("surname")
    for pair in (*PLACES, *FOREIGN, *PARTICLES):
        seen.add(pair)
        yield Somebody(*pair, chance.randrange(len(HOUSES)))
    while True:
        first = chance.choice(given[:800])
        if chance.random() < 0.08:
            first = f"{first}-{chance.choice(given[:60])}"
        last = chance.choice(surnames[:1500])
        if chance.random() < 0.06:
            last = f"{last}-{chance.choice(surnames[:300])}"
        if first in surnames or last in given or {(first, last)} & seen:
            continue
        seen.add((first, last))
        yield Somebody(first, last, chance.randrange(len(HOUSES)))
