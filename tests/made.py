"""People made up for the tests. They are fictional, as are their addresses."""

from __future__ import annotations

from invite.language import Language
from invite.people.model import Address, Name, Origin, Person, PersonId, Role


def person(
    id_: str = "p1",
    name: str = "Matti Meikäläinen",
    *addresses: str,
    kind: str = "planning-group",
    region: str | None = "Kainuu",
    group: str | None = None,
    row: int = 2,
    language: Language | None = None,
) -> Person:
    """A person with one role; without addresses they get one made of their name."""
    first, _, last = name.partition(" ")
    written = addresses or (f"{id_}@example.org",)
    origin = Origin("ryhmat.xlsx", "Kainuu", row)
    return Person(
        id=PersonId(id_),
        name=Name(first, last),
        addresses=tuple(address(one) for one in written if one),
        roles=(Role(kind=kind, region=region, group=group, origin=origin),),
        origins=(origin,),
        language=language,
    )


def address(written: str) -> Address:
    """An address as the sheets' cleaner makes it."""
    return Address(written, written.casefold())
