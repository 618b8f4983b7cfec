"""What the coordinator put right by hand: corrections, and people who are on no sheet; each can be
listed and undone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from datetime import datetime
from typing import cast

from msgspec import Struct

from invite.language import Language
from invite.ledger.storage.store import Store
from invite.people.known import Correction
from invite.people.model import Address, Doubt, Entry, Name, Origin, PersonId, Role

BY_HAND = "invite add"  # stands where a file's name stands in an origin: `invite add:3`


class ByHand(Struct, frozen=True):
    """One thing done by hand, with its number and when."""

    number: int
    at: datetime
    what: Correction | Entry


class Corrections:
    """The part of the ledger that keeps what was done by hand. What it writes is durable when a
    method returns.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def correct(self, correction: Correction) -> int:
        """Keep a correction; returns its number. The newest of several about one thing holds."""
        return self._keep(correction.person, _correction_words(correction))

    def add(self, entry: Entry) -> int:
        """Keep somebody who is on no sheet; returns the number. The entry's origin is given anew
        whenever it is read.
        """
        return self._keep(None, _entry_words(entry))

    def done(self) -> tuple[ByHand, ...]:
        """All that was done by hand and not undone, the earliest first. What was said of one who
        turned out to be another is said of that other.
        """
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT by_hand.id, at, coalesce(same_as, person), words FROM by_hand"
                " LEFT JOIN person ON person.id = by_hand.person ORDER BY by_hand.id"
            ).fetchall()
        return tuple(
            ByHand(
                number,
                datetime.fromisoformat(at),
                _correction(person, words) if person else _entry(number, words),
            )
            for number, at, person, words in rows
        )

    def about(self, ids: Set[PersonId], rows: Set[Origin]) -> tuple[ByHand, ...]:
        """What was done of one person. ids: all of theirs; rows: where they stand."""
        return tuple(
            done
            for done in self.done()
            if (
                done.what.person in ids
                if isinstance(done.what, Correction)
                else done.what.origin in rows
            )
        )

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections, the earliest first."""
        return tuple(done.what for done in self.done() if isinstance(done.what, Correction))

    def added(self) -> tuple[Entry, ...]:
        """Everyone who was added by hand."""
        return tuple(done.what for done in self.done() if isinstance(done.what, Entry))

    def undo(self, number: int) -> bool:
        """Forget what was done under this number; whether there was such."""
        with self._store.writing() as db:
            return db.execute("DELETE FROM by_hand WHERE id = ?", (number,)).rowcount > 0

    def _keep(self, person: PersonId | None, words: Mapping[str, object]) -> int:
        with self._store.writing() as db:
            values = (self._store.now(), person, json.dumps(words, ensure_ascii=False))
            (number,) = db.execute(
                "INSERT INTO by_hand (at, person, words) VALUES (?, ?, ?) RETURNING id", values
            ).fetchone()
            return int(number)


def _correction_words(correction: Correction) -> Mapping[str, object]:
    name, address = correction.name, correction.address
    return {
        "name": [name.first, name.last, name.genitive] if name else None,
        "address": [address.written, address.key, address.smtputf8] if address else None,
        "language": correction.language,
        "left": correction.left,
        "cleared": sorted([because, words] for because, words in correction.cleared),
    }


def _correction(person: str, text: str) -> Correction:
    words = json.loads(text)
    return Correction(
        person=PersonId(person),
        name=Name(*words["name"]) if words["name"] else None,
        address=Address(*words["address"]) if words["address"] else None,
        language=cast("Language | None", words["language"]),
        left=words["left"],
        cleared=frozenset((Doubt(because), said) for because, said in words.get("cleared", ())),
    )


def _entry_words(entry: Entry) -> Mapping[str, object]:
    return {
        "name": [entry.name.first, entry.name.last, entry.name.genitive] if entry.name else None,
        "addresses": [
            [address.written, address.key, address.smtputf8] for address in entry.addresses
        ],
        "role": [entry.role.kind, entry.role.group, entry.role.region, entry.role.title],
        "organisation": entry.organisation,
        "language": entry.language,
    }


def _entry(number: int, text: str) -> Entry:
    words = json.loads(text)
    kind, group, region, title = words["role"]
    return Entry(
        name=Name(*words["name"]) if words["name"] else None,
        addresses=tuple(Address(*address) for address in words["addresses"]),
        role=Role(
            kind=kind, group=group, region=region, title=title, origin=Origin(BY_HAND, None, number)
        ),
        organisation=words["organisation"],
        language=cast("Language | None", words["language"]),
    )
