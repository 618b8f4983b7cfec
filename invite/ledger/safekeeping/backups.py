"""Backups of the ledger: a closed copy in one file after each run, the newest five, in the
project's folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from invite.errors import LedgerUnusable
from invite.ledger.ledger import Ledger
from invite.ledger.safekeeping.baseline import at_a_glance
from invite.ledger.storage.user_folder import ledger_of, remove

FOLDER = "backups"  # no file in it is a source, see `sources.files`
KEPT = 5
STAMP = "%Y%m%dT%H%M%SZ"  # UTC, so that the names are in order
MARK = 6  # characters of the ledger's id: backups of another one are not pruned, nor proposed


def keep(ledger: Ledger, folder: Path, now: datetime) -> str:
    """Make a backup, and let the oldest go. Returns why it could not be made, or "": a run that has
    done all it should is not a bad one for lack of it.
    """
    if at_a_glance(ledger, folder):
        return ""  # a copy of a ledger that has lost letters would only push out those that know
    try:
        stamp, mark = now.astimezone(UTC).strftime(STAMP), ledger.id[:MARK]
        ledger.copy(made(folder) / f"invite-{stamp}-{mark}.db")
    except LedgerUnusable as error:
        return error.what
    except OSError as error:
        return str(error)
    for old in of_runs(folder, mark)[:-KEPT]:
        remove(old)
    return ""


def newest(folder: Path) -> Path | None:
    """The backup that was made last; of the ledger that letters left by from here, if any did."""
    return max(of_ours(folder), default=None)


def of_ours(folder: Path) -> tuple[Path, ...]:
    """The backups of the ledger that letters left by from here, or of any, the oldest first."""
    used = ledger_of(folder)
    return of_runs(folder, used[:MARK] if used else "*")


def of_runs(folder: Path, mark: str) -> tuple[Path, ...]:
    """The backups that runs have left of a ledger, or (`*`) of any, the oldest first."""
    return tuple(sorted((folder / FOLDER).glob(f"invite-*Z-{mark}.db")))


def everything(folder: Path) -> Iterator[Path]:
    """Every copy that we have put there, whatever for: who is erased or purged leaves them all."""
    for pattern in ("invite-*Z-*.db*", "aside-*Z.db*", ".*.tmp*"):
        yield from sorted((folder / FOLDER).glob(pattern))


def aside(folder: Path, now: datetime) -> Path:
    """Where a ledger is put that another takes the place of; it is never pruned."""
    stamp = now.astimezone(UTC).strftime(STAMP)
    return made(folder) / f"aside-{stamp}.db"


def made(folder: Path) -> Path:
    """The folder of the backups, which only its owner may look into."""
    found = folder / FOLDER
    found.mkdir(mode=0o700, exist_ok=True)
    return found


def restore_command(backup: Path | None) -> str:
    """The command for it, from the project's folder; to be filled in where there is none."""
    return f"invite ledger restore {f'{FOLDER}/{backup.name}' if backup else 'FILE'}"


def when(backup: Path) -> datetime:
    """When a backup was made, by its name: aware."""
    return datetime.strptime(backup.name.split("-")[1], STAMP).replace(tzinfo=UTC)
