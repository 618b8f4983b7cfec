"""Clears off the disk what the ledger has been told to forget; stopped at any moment, the next
command goes on with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from invite.campaign.safekeeping import backups
from invite.errors import LedgerUnusable
from invite.ledger.ledger import Ledger
from invite.ledger.storage.cleanup_queue import Sweep

OUTBOX, PREVIEW = "outbox", "preview"
SAMPLES = "-testi"  # ends the names of the outbox folders that hold samples


def sweep(folder: Path, ledger: Ledger) -> tuple[str, ...]:
    """Delete the files that are to go and let the ledger's file shrink; returns the files that
    another program holds.

    Nothing to do is the usual case, and quick. While files are left, or another program uses the
    ledger, it stays to be done.
    """
    pending = ledger.letting_go.pending()
    if pending is None:
        return ()
    left = tuple(
        str(path.relative_to(folder)) for path in _to_go(folder, pending) if not _gone(path)
    )
    if not left:
        try:
            ledger.letting_go.swept()
        except LedgerUnusable:
            return ()  # another program holds the ledger just now; the next command tries again
    return left


def _to_go(folder: Path, pending: Sweep) -> Iterator[Path]:
    """The letters' files, and pages to look at; of what somebody else has put beside them nothing.

    Samples, pages and backups show anybody, and can be made again, so they go whoever is erased.
    """
    from invite.delivery.outbox import (
        mark_of,  # every command comes by here, and hardly ever has anything to clear
    )

    marks = tuple(mark_of(message_id) for message_id in (*pending.letters, *pending.drafts))
    for path in sorted((folder / OUTBOX).glob("*/*")):
        if path.name.endswith((".eml", ".tmp")):
            sample = pending.forgets and path.parent.name.endswith(SAMPLES)
            theirs = path.stem.lstrip(".").endswith(marks) if marks else False
            if pending.everything or sample or theirs:
                yield path
    if not pending.forgets:
        return
    yield from backups.everything(folder)
    yield from sorted((folder / PREVIEW).glob("*.html"))
    yield from sorted((folder / PREVIEW).glob(".*.tmp"))


def _gone(path: Path) -> bool:
    """Delete a file, and its folder when it was the last one; whether it is gone."""
    try:
        path.unlink(missing_ok=True)
    except OSError:  # on Windows one that is open in Outlook
        return False
    with suppress(OSError):
        path.parent.rmdir()
    return True
