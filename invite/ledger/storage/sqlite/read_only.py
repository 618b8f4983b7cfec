"""The ledger where nothing may be written: a copy of it, to look at.

SQLite cannot read a file in WAL mode where it may not put its own files next to it, unless nobody
else writes it (https://sqlite.org/wal.html#read_only_databases).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from invite.errors import LedgerUnusable
from invite.words import _

_TIMES = 5  # tried to copy, while somebody else writes
_REFUSED = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})


def may_only_be_read(error: BaseException | None, path: Path) -> bool:
    """Whether a ledger could not be opened only because nothing may be written there."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    refused = code in _REFUSED or isinstance(error, PermissionError)
    return refused and path.is_file() and os.access(path, os.R_OK)


def copy_to_read(path: Path) -> tuple[Path, TemporaryDirectory[str]] | None:
    """A copy of the file and of what its log (-wal) holds, in a folder that goes when it is cleaned
    up; None where somebody writes too fast to get a whole one.
    """
    parts = (path, path.with_name(f"{path.name}-wal"))
    folder = TemporaryDirectory(prefix="invite-")
    for _time in range(_TIMES):
        before = [_state(part) for part in parts]
        for part in parts:
            copy = Path(folder.name) / part.name
            copy.unlink(missing_ok=True)
            with suppress(FileNotFoundError):
                shutil.copyfile(part, copy)
        if before == [_state(part) for part in parts]:
            return Path(folder.name) / path.name, folder
    folder.cleanup()
    return None


def refusal(path: Path) -> LedgerUnusable:
    """What is said to whoever would write."""
    return LedgerUnusable(
        _("The ledger {path} may only be read.").format(path=path),
        hint=_("Nothing was changed. Check that you may write to its folder."),
    )


def _state(part: Path) -> tuple[int, ...]:
    try:
        found = part.stat()
    except FileNotFoundError:
        return ()
    return (found.st_ino, found.st_size, found.st_mtime_ns)
