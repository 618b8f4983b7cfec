"""The ledger in PostgreSQL: connected to, brought up to date, and held so that what it says has
happened has happened.
"""

from __future__ import annotations

import select
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from invite.errors import LedgerUnusable
from invite.ledger.storage.postgres.advisory_locks import DEAD_AFTER, LEDGER, AdvisoryLocks
from invite.ledger.storage.postgres.connecting import connect
from invite.ledger.storage.postgres.conninfo import PostgresPlace
from invite.ledger.storage.postgres.driver import psycopg
from invite.ledger.storage.postgres.server_errors import (
    TakenForDead,
    in_our_words,
    newer,
    taken_for_dead,
)
from invite.ledger.storage.postgres.transfer import problems, write_file
from invite.ledger.storage.postgres.upgrade import bring_up_to_date, version_of
from invite.ledger.storage.postgres.wording import PostgresDialect, translated
from invite.ledger.storage.store import Database, LedgerBusy, LedgerLost, Parameters, Rows
from invite.words import _

COME_BACK_WITHIN = 60.0  # seconds that a server has which is started again
LOOK_AGAIN = 0.2  # seconds
# Seconds to wait until another program lets go of the ledger. Who sends waits for longer: somebody
# may be writing down a large reading, and a run that stops needs somebody who begins it again.
PATIENCE, PATIENCE_SENDING = 15, 60
# Seconds for which a connection may say nothing in a transaction. A sender's statements follow each
# other at once; who moves a whole ledger reads from another in between.
ASLEEP, ASLEEP_SENDING = 60, 10
_NOW = "SELECT extract(epoch FROM clock_timestamp())::float8"


class PostgresStore(PostgresDialect):
    """One connection to the ledger.

    What others must not do at the same time is held off by an advisory lock that goes with the
    transaction: writers hold it alone, senders share it. `synchronous_commit` is on, because
    "started" must survive a power cut. Raises LedgerUnusable or MustMend when it cannot be used.
    """

    shared = True

    def __init__(
        self, place: PostgresPlace, clock: Callable[[], datetime] | None, *, sends: bool = False
    ) -> None:
        """clock: gives the present instant, aware; the server's where none is given. sends: threads
        that send take turns with it; it never comes back by itself, but by `come_back`.
        """
        self._place, self._clock, self._sends = place, clock, sends
        self.where = str(place)
        self.senders = AdvisoryLocks(self)
        self._inside = False  # a transaction
        self._turn = threading.RLock()  # between the threads that send and the heartbeat
        self._heard = (0.0, 0.0)  # when the server last answered: monotonic, and the wall's
        self._server_at = (0.0, 0.0)  # its instant, and ours (monotonic) then
        self._connection = self._connect()
        try:
            with self._speaking():
                bring_up_to_date(self._connection, self.where)
                self._version = version_of(self._connection)
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def now(self) -> str:
        """The present instant as it is written down: ISO 8601, UTC."""
        return datetime.fromtimestamp(self.instant(), UTC).isoformat(timespec="milliseconds")

    def instant(self) -> float:
        """The server's clock, so that all senders have the same, in seconds since 1970."""
        if self._clock is not None:
            return self._clock().timestamp()
        theirs, ours = self._server_at
        return theirs + time.monotonic() - ours

    def another(self) -> PostgresStore:
        """The same ledger by a connection of its own."""
        return PostgresStore(self._place, self._clock, sends=True)

    # ---- statements, as `Database` has them

    def execute(self, sql: str, values: Parameters = (), /) -> Rows:
        """Run one statement."""
        return cast("Rows", self._connection.execute(translated(sql), values))

    def executemany(self, sql: str, parameters: Iterable[Parameters], /) -> Rows:
        """Run one statement with each of these; they go to the server together."""
        cursor = self._connection.cursor()
        if rows := list(parameters):
            cursor.executemany(translated(sql), rows)
        return cast("Rows", cursor)

    def run(self, sql: str, *values: object) -> Rows:
        """Run one statement, its errors told in our words."""
        with self.reading():
            return self.execute(sql, values)

    def first(self, sql: str, *values: object) -> tuple[object, ...] | None:
        """The first row of what one statement gives."""
        return cast("tuple[object, ...] | None", self.run(sql, *values).fetchone())

    # ---- transactions

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """The connection, its errors told in our words."""
        with self._speaking():
            self._there()
            yield self

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """One transaction that holds the ledger alone."""
        with self._transaction("pg_advisory_xact_lock"):
            yield self

    @contextmanager
    def sending(self, *, alone: bool, wait: bool = True) -> Iterator[Database]:
        """One transaction of a sender, certain to be one still; it always waits for its server."""
        if not wait:
            raise LedgerBusy(self.where)
        lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        with self._turn, self._transaction(lock, sends=True):
            yield self

    def come_back(self) -> None:
        """Connect once more, as the same sender, while nobody can have taken it for dead."""
        until = time.monotonic() + COME_BACK_WITHIN
        with self._turn:
            self._require_recent()
            while True:
                before = time.time()
                try:
                    self._connection = self._connect()
                    with self._speaking():
                        self.senders.again()
                except TakenForDead:
                    raise
                except LedgerUnusable:
                    slept = time.time() - before > DEAD_AFTER + COME_BACK_WITHIN
                    if slept or time.monotonic() > until:
                        raise
                    time.sleep(LOOK_AGAIN)
                else:
                    return

    def beat(self) -> None:
        """Let the server hear of us, unless a transaction is under way, of which it hears."""
        if not self._turn.acquire(blocking=False):
            return
        try:
            with suppress(psycopg.Error):  # whoever needs the connection next hears of it
                self._hear(self._connection.execute(_NOW))
        finally:
            self._turn.release()

    @contextmanager
    def _transaction(self, lock: str, *, sends: bool = False) -> Iterator[None]:
        with self._speaking():
            self._there()
            try:
                self._inside = True
                self._begin(lock, sends=sends)
                yield
                # A transaction that has failed is rolled back by COMMIT, without an error.
                ended = self._connection.execute("COMMIT").statusmessage
            except BaseException:
                with suppress(psycopg.Error):
                    self._connection.rollback()
                raise
            finally:
                self._inside = False
        if ended != "COMMIT":
            raise LedgerUnusable(
                _("The ledger {path} did not take what was to be written.").format(path=self.where)
            )
        self._heard = (time.monotonic(), time.time())

    def _begin(self, lock: str, *, sends: bool) -> None:
        """Begin, wait for the lock, and look: one way there and back. Statements of their own, for
        what the lock was waited for is over when the last one looks. Raises LedgerUnusable for a
        sender that somebody has taken for dead: nobody can do so before the transaction is over.
        """
        alive = f"(SELECT ended IS NULL FROM sender WHERE number = {self.senders.number})"  # noqa: S608 - a number
        statements = (
            "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
            f"SELECT {lock}({LEDGER}, 0)",
            f"{_NOW}, (SELECT number FROM version), {alive}",  # noqa: S608 - our own words
        )
        said = self._connection.execute("; ".join(statements).encode(), prepare=False)
        while said.nextset():
            pass
        version, alive = self._hear(said)
        if version != self._version:  # somebody has brought it up to date meanwhile
            raise newer(self.where)
        if sends and not alive:
            raise taken_for_dead(self.where)

    def _hear(self, answer: psycopg.Cursor[Any]) -> tuple[Any, ...]:
        """Take the server's clock from the first column; the others."""
        ours = time.monotonic()
        row = answer.fetchone()
        assert row is not None
        self._server_at, self._heard = (float(row[0]), ours), (ours, time.time())
        return tuple(row[1:])

    # ---- the connection itself

    def _connect(self) -> psycopg.Connection[Any]:
        patience, asleep = (PATIENCE_SENDING, ASLEEP_SENDING) if self._sends else (PATIENCE, ASLEEP)
        made = connect(self._place, patience=patience, asleep=asleep)
        with self._speaking(made):
            self._hear(made.execute(_NOW))
        return made

    def _there(self) -> None:
        """Make sure of the connection before it is used: a server that was started again has ended
        it. Who sends must not come back as if nothing had been.
        """
        # Its last words and the end of the stream are two things to read.
        with suppress(psycopg.Error):
            while select.select([self._connection.fileno()], (), (), 0)[0]:
                self._connection.pgconn.consume_input()
        if not self._connection.closed:
            return
        if self._sends or self._inside:
            raise LedgerLost(
                _("The connection to the ledger {path} was lost.").format(path=self.where)
            )
        until = time.monotonic() + COME_BACK_WITHIN / 4
        while True:
            try:
                self._connection = self._connect()
            except LedgerUnusable:
                if time.monotonic() > until:
                    raise
                time.sleep(LOOK_AGAIN)
            else:
                return

    def _require_recent(self) -> None:
        """Raises LedgerUnusable for a sender that the server has not heard of for so long that it
        has ended the connection itself. Two clocks, since one stands still while a computer sleeps.
        """
        monotonic, wall = self._heard
        if max(time.monotonic() - monotonic, time.time() - wall) > DEAD_AFTER:
            raise taken_for_dead(self.where)

    @contextmanager
    def _speaking(self, connection: psycopg.Connection[Any] | None = None) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            lost = (connection or self._connection).closed
            raise in_our_words(error, self.where, lost=bool(lost)) from error

    # ---- the whole of it

    def shrink(self) -> bool:
        """VACUUM FULL writes the tables again from what is left, where they are ours. What the
        server's log and its backups keep, only whoever keeps them can say.
        """
        with self.reading():
            rows = self.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'invite'")
            for (table,) in rows.fetchall():
                self._connection.execute(f"VACUUM FULL invite.{table}")
        return True

    def fold(self) -> bool:
        """Nothing to do: the server keeps it whole."""
        return True

    def copy(self, to: Path) -> None:
        """See `transfer.write_file`."""
        with self.reading():
            self._connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                write_file(self, to)
            finally:
                self._connection.rollback()

    def problems(self) -> tuple[str, ...]:
        """See `transfer.problems`."""
        with self.reading():
            return problems(self)
