"""Copies of a ledger's file that are whole in one file, and the look whether a file is a ledger at
all.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from invite.ledger.storage.sqlite.errors import in_our_words, no_ledger
from invite.ledger.storage.user_folder import remove


def copy(source: sqlite3.Connection, to: Path) -> None:
    """Write the ledger into one closed file that only its owner may read: all of it, or nothing is
    there. What stood there before is replaced. Raises sqlite3.Error or OSError.
    """
    draft = to.with_name(f".{to.name}.{os.getpid()}.tmp")
    try:
        remove(draft)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(draft, isolation_level=None)) as made:
            # What breaks off leaves nothing, so one flush at the end does for SQLite's ten.
            made.execute("PRAGMA synchronous=OFF")
            source.backup(made)
            # No log next to it: the file alone is the whole, wherever it is carried.
            made.execute("PRAGMA journal_mode=DELETE")
        with draft.open("rb+") as whole:
            os.fsync(whole.fileno())
        draft.replace(to)
    finally:
        remove(draft)


def copy_of(file: Path, to: Path) -> None:
    """The same from a file that is not open here, which is not changed. Raises LedgerUnusable where
    it is no ledger of ours.
    """
    try:
        with _opened(file) as source:
            try:
                source.execute("SELECT letter, kind, at, code, courier, sender FROM fact LIMIT 1")
            except sqlite3.OperationalError as error:  # another program's database, or no table
                raise no_ledger(file) from error
            copy(source, to)
    except (sqlite3.Error, OSError) as error:
        raise in_our_words(error, file) from error


def problems(db: sqlite3.Connection) -> tuple[str, ...]:
    """What SQLite itself finds wrong, and facts or letters that are missing or could be changed."""
    found = [words for (words,) in db.execute("PRAGMA integrity_check(20)") if words != "ok"]
    if found:
        return tuple(found)  # no table of it can be trusted
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    found += [f"{table}: a row without its {parent}" for table, _row, parent, _key in broken[:20]]
    triggers = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    found += [
        f"{table}: not append-only any more"
        for table in ("fact", "letter", "event_version")
        if not {f"{table}_stays", f"{table}_keeps"} <= triggers
    ]
    # Facts are numbered one after the other and never deleted, so that their numbers are their
    # count.
    count, highest = db.execute("SELECT count(*), coalesce(max(id), 0) FROM fact").fetchone()
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'fact'").fetchone()
    last = row[0] if row else 0
    if not count == highest == last:
        found.append(f"fact: {last} were written, {count} are there")
    return tuple(found)


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    # Without a log next to it nothing has to be written to read it, wherever it lies.
    alone = not file.with_name(f"{file.name}-wal").exists()
    uri = f"{file.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as source:
        yield source
