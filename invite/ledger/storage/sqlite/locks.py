"""Who is sending just now: each sender holds a lock for as long as it lives, so that a dead one is
known at once.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from invite.errors import LedgerUnusable
from invite.ledger.storage.store import Database
from invite.words import _


class SenderLocks:
    """Locks beside the ledger's file, one for each sender. The operating system lets go of a lock
    when its process ends, however it ends.

    The lock is SQLite's own on an empty file: it works wherever the ledger works.
    """

    def __init__(self, ledger: Path) -> None:
        self._ledger = ledger

    @contextmanager
    def one(self) -> Iterator[str]:
        """Be a sender for the length of a `with`; gives the name that facts carry. Raises
        LedgerUnusable without a place.
        """
        name = secrets.token_hex(6)
        path = self._path(name)
        lock = None
        try:
            lock = sqlite3.connect(path, isolation_level=None)
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if lock is not None:
                lock.close()
            raise LedgerUnusable(
                _("The folder of the ledger cannot be written to: {words}.").format(words=error),
                hint=_("Check that the folder exists and that you may write to it."),
            ) from error
        try:
            yield name
        finally:
            lock.close()
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def alive(self, names: Iterable[str]) -> frozenset[str]:
        """Those of these senders who are still there. What the dead have left lying about is taken
        away.
        """
        return frozenset(
            name for name in set(names) if name.isalnum() and self._is_held(self._path(name))
        )

    def declare_dead(self, db: Database, name: str) -> None:
        """Nothing to do: the operating system takes the lock of a living program from nobody."""

    def _path(self, name: str) -> Path:
        return self._ledger.with_name(f"{self._ledger.name}-sender-{name}")

    def _is_held(self, path: Path) -> bool:
        if not path.exists():
            return False
        try:
            with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as lock:
                lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            return "locked" in str(error)
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return False
