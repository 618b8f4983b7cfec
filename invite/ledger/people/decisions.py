"""What the coordinator has said: answers to questions, corrections, people added by hand; each can
be listed and withdrawn.
"""

from __future__ import annotations

import json
from collections.abc import Set
from datetime import datetime

from msgspec import Struct

from invite.ledger.storage.store import Store
from invite.people.known import Appearance, SameOrDifferent
from invite.people.model import PersonId
from invite.records import replace


class StoredAnswer(Struct, frozen=True):
    """An answer with its number and when it was given."""

    number: int
    at: datetime
    answer: SameOrDifferent


class StoredDecisions:
    """The part of the ledger that keeps what the coordinator said. What it writes is durable when a
    method returns.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def give(self, answer: SameOrDifferent) -> int:
        """Keep an answer; returns its number. An earlier answer about the same two people is
        replaced.

        One person's rows may be several people's: of such answers only the one about the same rows
        is replaced.
        """
        left, right = sorted(answer.people)
        turned = replace(answer, people=answer.people[::-1], seen=answer.seen[::-1])
        with self._store.writing() as db:
            db.execute(
                'DELETE FROM answer WHERE "left" = ? AND "right" = ? AND ("left" <> "right" OR'
                " looks IN (?, ?))",
                (left, right, _to_json(answer), _to_json(turned)),
            )
            values = (self._store.now(), answer.same, left, right, _to_json(answer))
            (number,) = db.execute(
                'INSERT INTO answer (at, same, "left", "right", looks) VALUES (?, ?, ?, ?, ?)'
                " RETURNING id",
                values,
            ).fetchone()
            return int(number)

    def given(self) -> tuple[StoredAnswer, ...]:
        """All answers, the earliest first."""
        with self._store.reading() as db:
            rows = db.execute("SELECT id, at, same, looks FROM answer ORDER BY id").fetchall()
        return tuple(
            StoredAnswer(number, datetime.fromisoformat(at), _from_json(bool(same), looks))
            for number, at, same, looks in rows
        )

    def about(self, ids: Set[PersonId]) -> tuple[StoredAnswer, ...]:
        """Those that name one of these."""
        return tuple(one for one in self.given() if not ids.isdisjoint(one.answer.people))

    def withdraw(self, number: int) -> bool:
        """Forget an answer; whether there was one of that number."""
        with self._store.writing() as db:
            return db.execute("DELETE FROM answer WHERE id = ?", (number,)).rowcount > 0


def _to_json(answer: SameOrDifferent) -> str:
    looks = [
        [person, sorted(seen.names), sorted(seen.addresses), seen.organisation, seen.region]
        for person, seen in zip(answer.people, answer.seen, strict=True)
    ]
    return json.dumps(looks, ensure_ascii=False)


def _from_json(same: bool, looks: str) -> SameOrDifferent:
    left, right = [
        (
            PersonId(person),
            Appearance(
                names=frozenset(names),
                addresses=frozenset(addresses),
                organisation=organisation,
                region=region,
            ),
        )
        for person, names, addresses, organisation, region in json.loads(looks)
    ]
    return SameOrDifferent(same=same, people=(left[0], right[0]), seen=(left[1], right[1]))
