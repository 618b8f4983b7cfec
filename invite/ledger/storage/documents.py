"""A person as the ledger keeps them between two readings of the sheets: to JSON and back."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Any, TypeVar, cast

from msgspec.json import decode, encode

from invite.language import Language
from invite.people.model import NOTHING, Address, Doubt, Hold, Name, Origin, Person, PersonId, Role


def to_document(person: Person) -> str:
    """The person as one line of JSON. What they consist of (`Name`, `Role`, …) stands there as the
    list of its fields, in their order: a new field comes last, and has a default.
    """
    document = {
        "name": person.name,
        "addresses": person.addresses,
        "roles": person.roles,
        "origins": person.origins,
        "organisation": person.organisation,
        "phone": person.phone,
        "language": person.language,
        "link": person.link,
        "unwanted": person.unwanted,
        "shares": person.shares,
        "extra": dict(person.extra),
        "holds": person.holds,
    }
    return encode(document).decode()


def from_document(id_: str, document: str) -> Person:
    """The person that `to_document` wrote down."""
    # The one place where JSON comes in; what stands in the ledger was written by the function
    # above.
    known: dict[str, Any] = decode(document)
    first, *names = known["name"]
    return Person(
        id=PersonId(id_),
        name=Name(_shared(first), *names),
        addresses=tuple(
            # Most are written as they are compared.
            Address(written, written if key == written else key, smtputf8)
            for written, key, smtputf8 in known["addresses"]
        ),
        roles=tuple(
            Role(
                kind=_shared(kind),
                group=_shared(group),
                region=_shared(region),
                title=_shared(title),
                origin=_origin_of(*origin),
            )
            for kind, group, region, title, origin in known["roles"]
        ),
        origins=tuple(_origin_of(*origin) for origin in known["origins"]),
        organisation=_shared(known["organisation"]),
        phone=known["phone"],
        language=cast("Language | None", known["language"]),
        link=known["link"],
        unwanted=known["unwanted"],
        shares=tuple(PersonId(other) for other in known["shares"]),
        extra=known["extra"] or NOTHING,
        holds=tuple(
            Hold(Doubt(because), words, _origin_of(*origin))
            for because, words, origin in known.get("holds", ())
        ),
    )


_Word = TypeVar("_Word", str, str | None)


def _shared(word: _Word) -> _Word:
    """One string for all who have it: what many people have in common takes a third of their room
    otherwise.
    """
    return sys.intern(word) if word else word


@lru_cache(maxsize=8)  # a person's roles are from the rows that they are from
def _origin_of(file: str, sheet: str | None, row: int | None) -> Origin:
    return Origin(_shared(file), _shared(sheet), row)
