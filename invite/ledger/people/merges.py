"""Why the rows of each person are one, as the last reading of the sheets found it: kept with the
decision.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from invite.ledger.storage.store import Store
from invite.people.model import PersonId

if TYPE_CHECKING:
    from invite.people.resolution.resolve import (
        Merge,  # the whole of who is who, which to look at what was kept needs not
    )


class StoredMerge(Struct, frozen=True):
    """Two rows (or groups of rows) that were found to be one person's, by which rule, and what
    spoke for it.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    rule: str
    evidence: tuple[str, ...]


class Merges:
    """The part of the ledger that knows why people are one. What it writes is durable when a method
    returns.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, merges: Iterable[Merge]) -> None:
        """Keep what a reading found, instead of what the one before it found."""
        by_person: dict[PersonId, list[object]] = {}
        for merge in merges:
            told = [[str(origin) for origin in side] for side in (merge.left, merge.right)]
            by_person.setdefault(merge.person, []).append(
                [*told, merge.rule, [one.text for one in merge.evidence]]
            )
        rows = [
            (person, json.dumps(told, ensure_ascii=False)) for person, told in by_person.items()
        ]
        with self._store.writing() as db:
            db.execute("DELETE FROM merge")
            # Only of those who were written down: another reading may have come between.
            db.executemany(
                "INSERT INTO merge SELECT ?, ? WHERE EXISTS (SELECT 1 FROM person WHERE id = ?)",
                [(person, told, person) for person, told in rows],
            )

    def of(self, person: PersonId) -> tuple[StoredMerge, ...]:
        """Why the rows of this person are one."""
        with self._store.reading() as db:
            row = db.execute("SELECT told FROM merge WHERE person = ?", (person,)).fetchone()
        told = json.loads(row[0]) if row else ()
        return tuple(
            StoredMerge(tuple(left), tuple(right), rule, tuple(evidence))
            for left, right, rule, evidence in told
        )
