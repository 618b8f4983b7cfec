"""The ledger in an SQLite file: opened, brought up to date, and held so that what it says has
happened has happened.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from invite.errors import LedgerUnusable
from invite.ledger.storage.memory import first_secret
from invite.ledger.storage.sqlite.copies import copy, problems
from invite.ledger.storage.sqlite.dialect import SqliteDialect
from invite.ledger.storage.sqlite.errors import in_our_words
from invite.ledger.storage.sqlite.locks import SenderLocks
from invite.ledger.storage.sqlite.read_only import copy_to_read, may_only_be_read, refusal
from invite.ledger.storage.sqlite.schema import MIGRATIONS
from invite.ledger.storage.store import Database
from invite.words import _

WAIT_FOR_OTHERS = 15.0  # seconds; another `invite` holds the ledger for milliseconds at a time
LOOK_AGAIN = 0.02  # seconds
MOMENT = 0.0003  # seconds


class SqliteStore(SqliteDialect):
    """One connection to the ledger's file.

    WAL, so that `status` can look while `send` writes; synchronous=FULL, because "started" must
    survive a power cut (https://sqlite.org/pragma.html#pragma_synchronous). Where nothing may be
    written, a copy is read. Raises LedgerUnusable when the file cannot be used.
    """

    shared = False

    def __init__(
        self, path: Path, clock: Callable[[], datetime] | None, *, threads: bool = False
    ) -> None:
        """clock: gives the present instant, aware; the system's where none is given. threads:
        several use it, though never two at once.
        """
        self.path = path
        self.senders = SenderLocks(path)
        self._clock = clock or _system_clock
        self._threads = threads
        self._is_current = False
        self._copy: TemporaryDirectory[str] | None = None
        try:
            self._open(path)
        except LedgerUnusable as error:
            copied = copy_to_read(path) if may_only_be_read(error.__cause__, path) else None
            if copied is None:
                raise
            to_read, self._copy = copied
            self._open(to_read)
            self._connection.execute("PRAGMA query_only=ON")

    def _open(self, path: Path) -> None:
        with self._speaking():
            new = not path.exists()
            path.parent.mkdir(parents=True, exist_ok=True)
            if new:
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._connection = sqlite3.connect(
                path,
                timeout=WAIT_FOR_OTHERS,
                isolation_level=None,
                check_same_thread=not self._threads,
            )
            self._file = _identity(path)
        try:
            with self._speaking():
                self._into_wal()
                # Deleted names and addresses are overwritten, not only unlinked from the tables.
                for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
                    self._connection.execute(f"PRAGMA {pragma}")
                self._migrate()
                self._is_current = True
        except BaseException:
            self._connection.close()
            raise

    @property
    def where(self) -> str:
        """The file's path."""
        return str(self.path)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
        if self._copy:
            self._copy.cleanup()

    def now(self) -> str:
        """The present instant as it is written down: ISO 8601, UTC."""
        return self._clock().astimezone(UTC).isoformat(timespec="milliseconds")

    def instant(self) -> float:
        """The present instant in seconds since 1970."""
        return self._clock().timestamp()

    def another(self) -> SqliteStore:
        """The same file by a connection of its own, for a thread that writes much."""
        other = SqliteStore(self.path, self._clock, threads=True)
        # By default all is copied into the database each 1,000 pages, and letters wait for that.
        try:
            self._still_there()
            with other.reading() as db:
                db.execute("PRAGMA wal_autocheckpoint = 8000")
                db.execute("PRAGMA busy_timeout = 0")
        except BaseException:
            other.close()
            raise
        return other

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """The connection, its errors told in our words."""
        with self._speaking():
            yield self._connection

    @contextmanager
    def writing(self, *, wait: bool = True) -> Iterator[Database]:
        """One transaction that holds the ledger: all of it is durable when the block ends, or none
        of it happened.
        """
        if self._copy:
            raise refusal(self.path)
        with self._speaking():
            try:
                self._begin(wait=wait)
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                # A disk that is full may have rolled back by itself already.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            self._still_there()

    def sending(self, *, alone: bool, wait: bool = True) -> AbstractContextManager[Database]:
        """As `writing`: a file has one writer at a time."""
        return self.writing(wait=wait)

    def come_back(self) -> None:
        """A file is never lost and found again."""
        raise AssertionError

    def _still_there(self) -> None:
        """Raise LedgerUnusable where the file is not the one at its path any more: what is written
        into it is lost, and nobody may be written to by it.
        """
        if _identity(self.path) != self._file:
            raise LedgerUnusable(
                _("The ledger {path} was deleted or replaced in the meantime.").format(
                    path=self.path
                ),
                hint=_(
                    "Nothing more is sent. To see what it knows now, and how to restore"
                    " it: invite ledger check"
                ),
            )

    def shrink(self) -> bool:
        """VACUUM writes the file again from what is left; the log next to it (-wal) is emptied.
        Another program that is looking just then keeps the old pages for as long as it looks.
        """
        with self._speaking():
            self._connection.execute("VACUUM")
            return self.fold()

    def fold(self) -> bool:
        """Fold the log (-wal) into the file, so that the file alone is the whole ledger; False
        while another program looks at the log, which is not waited for: it may look for hours.
        """
        with self._speaking():
            (usual,) = self._connection.execute("PRAGMA busy_timeout").fetchone()
            self._connection.execute("PRAGMA busy_timeout = 0")
            try:
                row = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                self._connection.execute(f"PRAGMA busy_timeout = {usual}")
            return not row[0]

    def restart_log(self) -> None:
        """What is written next overwrites the log (-wal) from its beginning, as far as it goes: a
        flush of a file that does not grow is cheaper. Not where another program looks at it.
        """
        with self._speaking():
            self._connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()

    def copy(self, to: Path) -> None:
        """See `copies.copy`."""
        with self._speaking():
            copy(self._connection, to)

    def problems(self) -> tuple[str, ...]:
        """See `copies.problems`."""
        with self._speaking():
            return problems(self._connection)

    def _begin(self, *, wait: bool) -> None:
        """Hold the ledger. SQLite's own waiting sleeps longer and longer, and several senders hold
        it for a millisecond each.
        """
        until = time.monotonic() + WAIT_FOR_OTHERS
        while True:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                patient = wait and self._threads and time.monotonic() < until
                if not patient or "locked" not in str(error):
                    raise
                time.sleep(MOMENT)
            else:
                break
        if self._is_current and self._version() != len(MIGRATIONS):
            raise self._newer()  # a newer program has come meanwhile

    def _into_wal(self) -> None:
        # Two programs that open a new file at once are both told "locked" without waiting: SQLite
        # does not ask its busy handler where waiting could be for ever
        # (https://sqlite.org/c3ref/busy_handler.html).
        until = time.monotonic() + WAIT_FOR_OTHERS
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(LOOK_AGAIN)
            else:
                return

    def _migrate(self) -> None:
        version = self._version()
        if version > len(MIGRATIONS):
            raise self._newer()
        if version == len(MIGRATIONS):
            return
        with self.writing() as db:
            # Looked at again now that nobody else can be migrating.
            for number in range(self._version(), len(MIGRATIONS)):
                for statement in _statements(MIGRATIONS[number]):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {number + 1}")
            first_secret(db)

    def _newer(self) -> LedgerUnusable:
        return LedgerUnusable(
            _("The ledger {path} was made by a newer version of invite.").format(path=self.path),
            hint=_("Install that version here too: an older one could not keep its promises."),
        )

    def _version(self) -> int:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        return int(version)

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise in_our_words(error, self.path) from error


def _system_clock() -> datetime:
    return datetime.now(UTC)


def _identity(path: Path) -> tuple[int, ...]:
    """What tells a file from another of the same name. On Windows nobody can delete a file that is
    open.
    """
    if os.name == "nt":
        return ()
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0,)
    return (found.st_dev, found.st_ino)


def _statements(script: str) -> Iterator[str]:
    # executescript() would commit first, and half a migration is worse than none.
    statement = ""
    for piece in script.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
