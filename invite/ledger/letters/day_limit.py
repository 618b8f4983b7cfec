"""The day's limit, counted by the facts of the ledger: for all senders together, and over
restarts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from invite.ledger.storage.memory import recalled, remember
from invite.ledger.storage.store import Database, Store
from invite.pacing import DAY, day_opens

# Its key in the ledger's memory: the last fact that lay in the future when that was noticed, and
# when it was.
PUT_BACK = "clock put back"


class DayLimit:
    """How many letters may leave in any 24 hours."""

    def __init__(self, store: Store, limit: int | None) -> None:
        """limit: letters, or None for as many as there are."""
        self._store = store
        self.limit = limit
        self._first_of_day = self._oldest_fact() if limit else 0

    def _oldest_fact(self) -> int:
        """The number of the first fact of the last 24 hours: facts are numbered as they happen."""
        with self._store.reading() as db:
            row = db.execute(
                "SELECT min(id) FROM fact WHERE at > ?", (_written(self._store.instant() - DAY),)
            ).fetchone()
        return int(row[0] or 0)

    def opens(self, db: Database, now: float) -> float:
        """When the day's limit lets another letter leave. What has left: begun, and nothing says
        that it did not go.
        """
        if self.limit is None:
            return now
        since = (self._first_of_day, _written(now - DAY))
        (begun,) = db.execute(
            "SELECT count(*) FROM fact WHERE id >= ? AND at > ? AND kind = 'started'", since
        ).fetchone()
        if begun < self.limit:
            return now
        rows = db.execute(
            "SELECT id, at FROM fact AS begun WHERE id >= ? AND at > ? AND kind = 'started' AND"
            " coalesce((SELECT kind FROM fact WHERE letter = begun.letter AND id > begun.id ORDER"
            " BY id LIMIT 1), '') NOT IN ('released', 'deferred', 'refused')",
            since,
        )
        left = [(int(n), datetime.fromisoformat(at).timestamp()) for n, at in rows.fetchall()]
        return day_opens(now, self.limit, self._no_later(db, left, now))

    def _no_later(
        self, db: Database, left: Sequence[tuple[int, float]], now: float
    ) -> Sequence[float]:
        """When letters have left, by the numbers of their facts. Facts from the future come of a
        clock that was put back since: they happened before that was first noticed, at the latest.
        """
        number, noticed = (recalled(db, PUT_BACK) or b"0 0").split()
        last, at = int(number), float(noticed)
        future = [n for n, instant in left if instant > now]
        if future and (at > now or last < max(future)):
            last, at = max(future), now
            remember(db, PUT_BACK, f"{last} {at!r}".encode())
        return [min(instant, at) if n <= last else instant for n, instant in left]


def _written(instant: float) -> str:
    """An instant as the ledger writes it, so that the two compare as text."""
    return datetime.fromtimestamp(instant, UTC).isoformat(timespec="milliseconds")
