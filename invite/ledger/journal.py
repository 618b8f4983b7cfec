"""Everything done in this project, by whom and when: the log as it was written, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from invite.ledger.store import Store


@dataclass(frozen=True, slots=True)
class Noted:
    """One thing done. at: aware. who: the system's user. what: words with people's ids, without names or addresses."""

    number: int
    at: datetime
    who: str
    what: str


class Journal:
    """The part of the ledger that reads its log."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def noted(self) -> tuple[Noted, ...]:
        """Everything done, the earliest first."""
        with self._store.reading() as db:
            rows = db.execute("SELECT id, at, who, what FROM log ORDER BY id").fetchall()
        return tuple(Noted(number, datetime.fromisoformat(at), who, what) for number, at, who, what in rows)
