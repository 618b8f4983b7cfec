"""What each mailing was when the coordinator last looked at its letters, so that `send` can say
what has changed since.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from msgspec import Struct

from invite.language import Language
from invite.ledger.storage.store import Store
from invite.people.model import PersonId

How = Literal["preview", "test"]


class Approval(Struct, frozen=True, kw_only=True):
    """What a mailing was when it was looked at. event: its facts in words by name. frames: the
    digest of what all letters of a language share. people: of everybody who would have been written
    to, a digest of what their letter depends on.
    """

    how: How
    event: Mapping[str, str]
    frames: Mapping[Language, str]
    people: Mapping[PersonId, str]
    at: datetime | None = None


class Approvals:
    """The part of the ledger that knows what was looked at."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, mailing: str, looked: Approval) -> None:
        """Keep what the mailing is now; what was kept before goes."""
        documents = (
            json.dumps(dict(part), ensure_ascii=False)
            for part in (looked.event, looked.frames, looked.people)
        )
        with self._store.writing() as db:
            row = (mailing, self._store.now(), looked.how, *documents)
            db.execute("DELETE FROM approval WHERE mailing = ?", (mailing,))
            db.execute("INSERT INTO approval VALUES (?, ?, ?, ?, ?, ?)", row)

    def last(self, mailing: str) -> Approval | None:
        """What the mailing was when it was last looked at; None if it never was."""
        with self._store.reading() as db:
            row = db.execute(
                "SELECT how, event, frames, people, at FROM approval WHERE mailing = ?", (mailing,)
            ).fetchone()
        if row is None:
            return None
        how, event, frames, people, at = row
        return Approval(
            how=how,
            event=json.loads(event),
            frames=json.loads(frames),
            people=json.loads(people),
            at=datetime.fromisoformat(at),
        )
