"""Who is sending just now: each sender holds an advisory lock by its own connection, so that a dead
one is known at once, and a number by which one that was taken for dead is kept from going on.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

from invite.errors import LedgerUnusable
from invite.ledger.storage.postgres.server_errors import taken_for_dead
from invite.ledger.storage.store import Database, Rows

# The first number of our advisory locks (two numbers of 32 bits each): of the ledger as a whole,
# and of senders.
LEDGER, SENDER = 0x1A71E0, 0x1A71E1
# The server ends the connection of a sender that it has not heard of for so long (seconds): one
# that sleeps, is stopped or has no network. One that lives says so more often.
DEAD_AFTER, HEARTBEAT = 30, 8
_ALIVE = """
SELECT name FROM sender JOIN pg_locks ON classid = ? AND objid = sender.number
WHERE locktype = 'advisory' AND objsubid = 2 AND granted AND ended IS NULL
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND name = ANY(CAST(? AS text[]))
"""


class SenderConnection(Protocol):
    """The connection that a sender lives by."""

    @property
    def where(self) -> str:
        """Where the ledger is kept."""

    def run(self, sql: str, *values: object) -> Rows:
        """Run one statement."""

    def first(self, sql: str, *values: object) -> tuple[object, ...] | None:
        """The first row of what one statement gives."""

    def beat(self) -> None:
        """Let the server hear of us, unless it just does."""


class AdvisoryLocks:
    """The senders of a ledger. A name is for life: after a lost connection a sender takes the lock
    of its number again, if nobody has taken it for dead.
    """

    def __init__(self, session: SenderConnection) -> None:
        self._session = session
        self.number = 0  # that of the sender; 0 where it is none

    @contextmanager
    def one(self) -> Iterator[str]:
        """Be a sender for the length of a `with`; gives the name that facts carry."""
        name, session, over = secrets.token_hex(6), self._session, threading.Event()
        row = session.first(
            "INSERT INTO sender (name, at) VALUES (?, clock_timestamp()) RETURNING number", name
        )
        assert row is not None
        self.number = int(str(row[0]))
        session.run(f"SET idle_session_timeout = '{DEAD_AFTER}s'")
        self._lock()
        beats = threading.Thread(target=self._beat, args=(over,), daemon=True)
        beats.start()
        try:
            yield name
        finally:
            over.set()
            beats.join()
            with suppress(LedgerUnusable):  # gone with the connection then
                session.run(
                    "UPDATE sender SET ended = clock_timestamp() WHERE number = ?", self.number
                )
                session.run("SELECT pg_advisory_unlock(?, ?)", SENDER, self.number)
            self.number = 0

    def again(self) -> None:
        """The connection is another one: hold the lock by it. Raises LedgerUnusable where somebody
        has taken this sender for dead.
        """
        if not self.number:
            return
        self._session.run(f"SET idle_session_timeout = '{DEAD_AFTER}s'")
        self._lock()
        row = self._session.first("SELECT ended IS NULL FROM sender WHERE number = ?", self.number)
        if row is None or not row[0]:
            raise taken_for_dead(self._session.where)

    def alive(self, names: Iterable[str]) -> frozenset[str]:
        """Those of these senders who are still there."""
        wanted = sorted({name for name in names if name})
        if not wanted:
            return frozenset()
        found = self._session.run(_ALIVE, SENDER, wanted)
        return frozenset(name for (name,) in found)

    def declare_dead(self, db: Database, name: str) -> None:
        """By writing down that it has ended, which every sender looks at before it begins a
        letter.
        """
        db.execute(
            "UPDATE sender SET ended = clock_timestamp() WHERE name = ? AND ended IS NULL", (name,)
        )

    def _lock(self) -> None:
        """Hold the lock of our number; our own last connection may hold it for a moment still."""
        until = time.monotonic() + DEAD_AFTER
        while True:
            row = self._session.first("SELECT pg_try_advisory_lock(?, ?)", SENDER, self.number)
            if row is not None and row[0]:
                return
            if time.monotonic() > until:
                raise taken_for_dead(self._session.where)
            time.sleep(0.1)

    def _beat(self, over: threading.Event) -> None:
        while not over.wait(HEARTBEAT):
            self._session.beat()
