"""What SQLite and the disk say when the ledger cannot be used, in our words."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from invite.errors import InviteError, LedgerUnusable
from invite.ledger.storage.store import LedgerBusy, closed
from invite.words import _, system_words


def in_our_words(error: Exception, path: Path) -> InviteError:
    words = system_words(error) if isinstance(error, OSError) else str(error)
    # By the codes: the words may hold a path, and a folder can be called "locked" or "full".
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_CONSTRAINT and "the mailings are closed" in words:
        return closed()
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LedgerBusy(
            _("Another program is using the ledger {path}.").format(path=path),
            hint=_(
                "Close the other program (perhaps another invite, or a database viewer), then try"
                " again."
            ),
        )
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return no_ledger(path)
    if code == sqlite3.SQLITE_FULL or getattr(error, "errno", 0) in (errno.ENOSPC, errno.EDQUOT):
        return LedgerUnusable(
            _("The disk is full: the ledger {path} cannot be written to.").format(path=path),
            hint=_("Free some space, then run the command again: it continues where it stopped."),
        )
    return LedgerUnusable(
        _("The ledger {path} cannot be used: {words}.").format(path=path, words=words),
        hint=_("Check that the folder exists and that you may write to it."),
    )


def no_ledger(path: Path) -> LedgerUnusable:
    """What is said of a file that is no ledger, or none any more."""
    return LedgerUnusable(
        _("{path} is not a ledger of invite, or it is damaged.").format(path=path),
        hint=_(
            "To see what can be restored, and how: invite ledger check. Do not"
            " delete the file: it remembers who has been written to."
        ),
    )
