"""Rows that have much in common, for claims about whatever a sheet may hold."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from hypothesis import strategies as st

from invite.people.model import Address, Entry, Name, Origin, Person, PersonId, Role

FILES = ("suunnitteluryhmat.xlsx", "lab-tiimit.xlsx", "hankkeet.csv")
NAMES = (
    ("Matti", "Virtanen"),
    ("Virtanen", "Matti"),
    ("M.", "Virtanen"),
    ("Matti J.", "Virtanen"),
    ("Matti K.", "Virtanen"),
    ("Mikko", "Virtanen"),
    ("Matti", "Virtane"),
    ("Päivi", "Mäkelä"),
    ("PAIVI", "MAKELA"),
    ("Päivi", "Mäkelä-Virtanen"),
    ("Liisa", "Korhonen"),
    ("Liisa", ""),
    ("Juhani", "Virtanen"),
    ("Matti Juhani", "Virtanen"),
    ("Marja", "Kotkanpesä"),
    ("Maria", "Kotkanpesä"),
    ("Marja", "Müller"),
    ("Marja", "Mueller"),
)
ADDRESSES = (
    "matti.virtanen@example.org",
    "matti.virtanen@example.com",
    "mati.virtanen@example.org",
    "toimisto@example.org",
    "paivi.makela@example.org",
    "virtaset@gmail.com",
    "maria.kotkanpesa@example.org",
    "juhani.virtanen80@example.net",
)


def ids() -> Callable[[], PersonId]:
    """Ids in the order in which they are asked for."""
    numbers = count()
    return lambda: PersonId(f"p{next(numbers):04}")


def entry(
    row: int,
    name: tuple[str, str] | None,
    *addresses: str,
    organisation: str | None = None,
    region: str | None = "Kainuu",
    phone: str | None = None,
    file: str = FILES[0],
) -> Entry:
    return Entry(
        name=Name(*name) if name else None,
        addresses=tuple(Address(address, address.casefold()) for address in addresses),
        role=Role(kind="planning-group", region=region, origin=Origin(file, "Taulu", row)),
        organisation=organisation,
        phone=phone,
    )


@st.composite
def sheets(draw: st.DrawFn, most: int = 9) -> list[Entry]:
    """A few rows that have much in common."""
    return [
        entry(
            row,
            draw(st.sampled_from(NAMES)),
            *draw(st.lists(st.sampled_from(ADDRESSES), max_size=2, unique=True)),
            organisation=draw(st.sampled_from((None, "Kainuun liitto", "Lapin opisto"))),
            region=draw(st.sampled_from((None, "Kainuu", "Lappi"))),
            phone=draw(st.sampled_from((None, "044 7083846", "+358 50 397 7582"))),
            file=draw(st.sampled_from(FILES)),
        )
        for row in range(2, 2 + draw(st.integers(1, most)))
    ]


def rows_of(person: Person) -> frozenset[str]:
    return frozenset(map(str, person.origins))
