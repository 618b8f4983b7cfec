"""A person as the ledger keeps them between two readings of the sheets: to JSON and back."""

from __future__ import annotations

import sys
from functools import cache, lru_cache
from typing import TypeVar

from msgspec import Struct
from msgspec.json import Decoder, encode

from invite.language import Language
from invite.people.model import NOTHING, Address, Hold, Name, Origin, Person, PersonId, Role


class _Document(Struct):
    """What stands in the ledger. What a person consists of (`Name`, `Role`, …) stands there as the
    list of its fields.
    """

    name: Name
    addresses: tuple[Address, ...]
    roles: tuple[Role, ...]
    origins: tuple[Origin, ...]
    organisation: str | None
    phone: str | None
    language: Language | None
    link: str | None
    unwanted: bool
    shares: tuple[PersonId, ...]
    extra: dict[str, str]
    holds: tuple[Hold, ...] = ()


def to_document(person: Person) -> str:
    """The person as one line of JSON."""
    document = _Document(
        person.name,
        person.addresses,
        person.roles,
        person.origins,
        person.organisation,
        person.phone,
        person.language,
        person.link,
        person.unwanted,
        person.shares,
        dict(person.extra),
        person.holds,
    )
    return encode(document).decode()


def from_document(id_: str, document: str) -> Person:
    """The person that `to_document` wrote down."""
    known = _decoder().decode(document)
    return Person(
        id=PersonId(id_),
        name=known.name,
        addresses=known.addresses,
        roles=tuple(
            [
                Role(
                    kind=_shared(role.kind),
                    group=_shared(role.group),
                    region=_shared(role.region),
                    title=_shared(role.title),
                    origin=_shared_origin(role.origin),
                )
                for role in known.roles
            ]
        ),
        origins=tuple(map(_shared_origin, known.origins)),
        organisation=_shared(known.organisation),
        phone=known.phone,
        language=known.language,
        link=known.link,
        unwanted=known.unwanted,
        shares=known.shares,
        extra=known.extra or NOTHING,
        holds=known.holds,
    )


@cache
def _decoder() -> Decoder[_Document]:
    return Decoder(_Document)


_Word = TypeVar("_Word", str, str | None)


def _shared(word: _Word) -> _Word:
    """One string for all who have it: what many people have in common takes a third of their room
    otherwise.
    """
    return sys.intern(word) if word else word


@lru_cache(maxsize=8)  # a person's roles are from the rows that they are from
def _shared_origin(origin: Origin) -> Origin:
    return Origin(_shared(origin.file), _shared(origin.sheet), origin.row)
