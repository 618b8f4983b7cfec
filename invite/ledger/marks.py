"""Marks made by hand: what the coordinator heard by mail or telephone, and who was there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from invite.ledger.storage.store import Store
from invite.mailing.reply import Heard, Reply
from invite.people.model import PersonId


class HandMarks:
    """The part of the ledger that keeps what the coordinator heard by mail or telephone: one mark a
    person.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, people: Iterable[PersonId], reply: Reply) -> None:
        """Mark them all, or none."""
        with self._store.writing() as db:
            db.executemany(
                "INSERT INTO mark VALUES (?, ?, ?) ON CONFLICT (person) DO UPDATE SET at ="
                " excluded.at, reply = excluded.reply",
                [(person, self._store.now(), reply.value) for person in people],
            )

    def take(self, people: Iterable[PersonId]) -> None:
        """Take the marks of these people off, whatever id they were made under."""
        with self._store.writing() as db:
            same = "SELECT id FROM person WHERE id = ? OR same_as = ?"
            db.executemany(
                f"DELETE FROM mark WHERE person IN ({same})",  # noqa: S608 - our own words
                [(person, person) for person in people],
            )

    def all(self) -> Mapping[PersonId, Heard]:
        """Every mark, the earliest first; of two on one who turned out to be one the later."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT coalesce(same_as, person), at, reply FROM mark JOIN person ON person.id ="
                " person ORDER BY at"
            ).fetchall()
        return {
            person: Heard(reply=Reply(reply), as_of=datetime.fromisoformat(at), by_hand=True)
            for person, at, reply in rows
        }
