"""The files that `invite` wrote for the coordinator (reports, exports, letters to look at), by path
and digest, so that letting people go finds them again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from invite.ledger.storage.store import Store
from invite.people.model import PersonId


class Found(StrEnum):
    """How a file is found again. The values are what scripts see."""

    AS_LEFT = "as-left"
    CHANGED = "changed"
    GONE = "gone"
    OPEN = "open"  # another program holds it, so that nobody can tell


class WrittenFile(Struct, frozen=True, kw_only=True):
    """A file as it was written last. path: from the project's folder, where it lies in it. person:
    whom alone it is about; None for several people.
    """

    path: str
    digest: str
    person: PersonId | None
    at: datetime

    def found(self, folder: Path) -> Found:
        """How it is found now. folder: the project's."""
        return found(folder / self.path, self.digest)


class WrittenFiles:
    """The part of the ledger that knows them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def note(self, folder: Path, files: Iterable[tuple[Path, PersonId | None]]) -> None:
        """Remember these files as they lie there, each with whom alone it is about. folder: the
        project's. After a purge nothing is written that tells of anybody, and nothing noted.
        """
        rows = [
            (place(path, folder), digest_of(path), person)
            for path, person in files
            if path.is_file()
        ]
        with self._store.writing() as db:
            if db.execute("SELECT 1 FROM closed").fetchone():
                return
            db.executemany("DELETE FROM written_file WHERE path = ?", [row[:1] for row in rows])
            db.executemany(
                "INSERT INTO written_file VALUES (?, ?, ?, ?)",
                [(*row, self._store.now()) for row in rows],
            )

    def all(self) -> tuple[WrittenFile, ...]:
        """All of them, by path."""
        with self._store.reading() as db:
            rows = db.execute("SELECT path, digest, person, at FROM written_file ORDER BY path")
            return tuple(
                WrittenFile(
                    path=path,
                    digest=digest,
                    person=None if person is None else PersonId(person),
                    at=datetime.fromisoformat(at),
                )
                for path, digest, person, at in rows
            )

    def forget(self, paths: Iterable[str]) -> None:
        """Remember these no more: they are not where they were, and that has been said."""
        with self._store.writing() as db:
            db.executemany("DELETE FROM written_file WHERE path = ?", [(path,) for path in paths])


def found(path: Path, digest: str) -> Found:
    """How a file is found that was written with this digest."""
    try:
        if not path.is_file():
            return Found.GONE
        return Found.AS_LEFT if digest_of(path) == digest else Found.CHANGED
    except OSError:
        return Found.OPEN


def place(path: Path, folder: Path) -> str:
    """Where a file lies: from the project's folder if it is in it, for that may be moved."""
    whole, home = path.resolve(), folder.resolve()
    return whole.relative_to(home).as_posix() if whole.is_relative_to(home) else str(whole)


def digest_of(path: Path) -> str:
    """SHA-256 of what is in a file. Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
