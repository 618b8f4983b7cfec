"""What stays of people in the ledger after a purge, and of others after somebody is erased."""

from __future__ import annotations

import json
from collections.abc import Collection

from invite.ledger.storage.documents import from_document, to_document
from invite.ledger.storage.store import Database
from invite.people.model import Address, Name, Origin, Person
from invite.records import replace


def release_others(db: Database, addresses: Collection[str]) -> None:
    """Forget what holds others for an address that they share with the erased one: its words name
    all who do. addresses: their keys. Whoever reads the sheets next finds out anew.
    """
    for table in ("roster", "at_send"):
        for id_, document in db.execute(f"SELECT person, document FROM {table}").fetchall():  # noqa: S608 - our own words
            person = from_document(id_, document)
            holds = tuple(
                hold
                for hold in person.holds
                if not any(one and one in hold.words.casefold() for one in addresses)
            )
            if holds != person.holds:
                left = to_document(replace(person, holds=holds))
                db.execute(f"UPDATE {table} SET document = ? WHERE person = ?", (left, id_))  # noqa: S608 - our own words


def wordless(words: str) -> str:
    """A line of an export as it counts after the purge: whose it may be stays, by ids, for it holds
    them back; no word does.
    """
    return json.dumps(
        {
            "name": None, "addresses": [], "organisation": None, "phone": None, "codes": [],
            "links": [], "said": "", "origin": ["", None, None],
            "others": json.loads(words)["others"],
        }
    )  # fmt: skip


def nameless(id_: str, document: str) -> str:
    """A person as they count after the purge: their parts, whether they had an address, and nothing
    that names them.
    """
    person = from_document(id_, document)
    roles = dict.fromkeys(replace(role, title=None, origin=Origin("")) for role in person.roles)
    return to_document(
        Person(
            id=person.id,
            name=Name("", ""),
            addresses=(Address("", ""),) if person.addresses else (),
            roles=tuple(roles),
            origins=(),
            language=person.language,
            unwanted=person.unwanted,
        )
    )
