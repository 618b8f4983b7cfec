"""The memory of one project, as the program holds it."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from invite.ledger.answers import Answers
from invite.ledger.hand import Hand
from invite.ledger.keys import Keys
from invite.ledger.letters import Letters
from invite.ledger.persons import Persons
from invite.ledger.store import Store


class Ledger:
    """Persons, letters and facts in one file. Use as a context manager.

    clock: gives the present instant, aware. Raises LedgerUnusable, here and in all its parts, when the file cannot be used.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._store = Store(path, clock)
        with self._store.reading() as db:
            (secret,) = db.execute("SELECT value FROM memory WHERE key = 'secret'").fetchone()
        self.keys = Keys(secret)
        self.persons = Persons(self._store)
        self.answers = Answers(self._store)
        self.hand = Hand(self._store)
        self.letters = Letters(self._store, self.keys)

    @property
    def path(self) -> Path:
        """Where the file stands."""
        return self._store.path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._store.close()

    def log(self, what: str) -> None:
        """A line in the log of all that is done in this project. what: words without names or addresses."""
        with self._store.writing() as db:
            db.execute("INSERT INTO log (at, who, what) VALUES (?, ?, ?)", (self._store.now(), _who(), what))


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name in the environment and no user database (a container, Windows)
        return "?"
