"""A person as the ledger keeps them between two readings of the sheets: to JSON and back."""

from __future__ import annotations

import json
import sys
from functools import lru_cache
from typing import Any, TypeVar, cast

from invite.language import Language
from invite.people.model import NOTHING, Address, Doubt, Hold, Name, Origin, Person, PersonId, Role

_to_json = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps makes one each time


def to_document(person: Person) -> str:
    """The person as one line of JSON."""
    return _to_json(
        {
            "name": _name(person.name),
            "addresses": [
                [address.written, address.key, address.smtputf8] for address in person.addresses
            ],
            "roles": [
                [role.kind, role.group, role.region, role.title, _origin(role.origin)]
                for role in person.roles
            ],
            "origins": [_origin(origin) for origin in person.origins],
            "organisation": person.organisation,
            "phone": person.phone,
            "language": person.language,
            "link": person.link,
            "unwanted": person.unwanted,
            "shares": list(person.shares),
            "extra": dict(person.extra),
            "holds": [[one.because, one.words, _origin(one.origin)] for one in person.holds],
        }
    )


def parts_of(person: Person) -> str:
    """The person's parts alone, as people are counted by: [[kind, group, region], ...]."""
    return _parts(tuple([role.part for role in person.roles]))


@lru_cache(maxsize=256)  # a group's members have the same
def _parts(parts: tuple[tuple[str, str | None, str | None], ...]) -> str:
    return _to_json(parts)


def from_document(id_: str, document: str) -> Person:
    """The person that `to_document` wrote down."""
    # The one place where JSON comes in; what stands in the ledger was written by the function
    # above.
    known: dict[str, Any] = json.loads(document)
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


def _name(name: Name) -> list[str | None]:
    return [name.first, name.last, name.genitive, name.called, name.generation, name.former]


def _origin(origin: Origin) -> list[str | int | None]:
    return [origin.file, origin.sheet, origin.row]


_Word = TypeVar("_Word", str, str | None)


def _shared(word: _Word) -> _Word:
    """One string for all who have it: what many people have in common takes a third of their room
    otherwise.
    """
    return sys.intern(word) if word else word


@lru_cache(maxsize=8)  # a person's roles are from the rows that they are from
def _origin_of(file: str, sheet: str | None, row: int | None) -> Origin:
    return Origin(_shared(file), _shared(sheet), row)
