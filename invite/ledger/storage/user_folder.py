"""The folder on this computer that is the user's own: ledgers may stand there, the witnesses of
all ledgers do, and the note of which project folder has which ledger.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

import platformdirs

from invite.errors import LedgerUnusable
from invite.words import _, system_words


def own_folder() -> Path:
    """Local to this computer and this user, and not synchronised."""
    return platformdirs.user_data_path("invite", appauthor=False)


def ledger_of(folder: Path) -> str | None:
    """The id of the ledger that letters last left by from this project folder; None where none
    did. So a ledger that was deleted is missed.
    """
    try:
        return _note(folder).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise unusable(_note(folder), error) from error


def note_ledger(folder: Path, ledger: str | None) -> None:
    """From now on this project folder has that ledger, or (None) a new one."""
    note = _note(folder)
    try:
        if ledger is None:
            note.unlink(missing_ok=True)
        elif ledger_of(folder) != ledger:
            note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = note.with_name(f"{note.name}.{os.getpid()}.tmp")
            draft.write_text(ledger + "\n", encoding="ascii")
            draft.replace(note)
    except OSError as error:
        raise unusable(note, error) from error


def cleared(folder: Path) -> str:
    """What was last cleared off this project folder by a ledger that several share, as
    `note_cleared` was given it; "" where nothing ever was.
    """
    try:
        return _note(folder).with_suffix(".cleared").read_text(encoding="ascii")
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise unusable(_note(folder), error) from error


def note_cleared(folder: Path, what: str) -> None:
    """Keep what was cleared off. Other folders have it still to be cleared off."""
    note = _note(folder).with_suffix(".cleared")
    try:
        note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        note.write_text(what, encoding="ascii")
    except OSError as error:
        raise unusable(note, error) from error


def awaits(folder: Path) -> bool:
    """Whether a colleague's ledger was asked for in this project folder, and has not come."""
    return _awaited(folder).exists()


def note_awaited(folder: Path, *, awaited: bool) -> None:
    """Keep that one was asked for, or that nobody waits for it any more."""
    note = _awaited(folder)
    try:
        if awaited:
            note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            note.touch()
        else:
            note.unlink(missing_ok=True)
    except OSError as error:
        raise unusable(note, error) from error


def unusable(path: Path, error: Exception) -> LedgerUnusable:
    """What is said where the user's own folder cannot be read or written."""
    why = system_words(error)
    return LedgerUnusable(
        _("The record of what was sent from this computer cannot be used: {path} ({why}).").format(
            path=path, why=why
        ),
        hint=_(
            "Nothing is sent without it. Check that you may write there, and that the disk has"
            " room."
        ),
    )


def remove(path: Path) -> None:
    """Delete a file of our own, where it is still there and nobody holds it."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _awaited(folder: Path) -> Path:
    return _note(folder).with_suffix(".awaited")


def _note(folder: Path) -> Path:
    # Only a digest: the folder's name may say what the event is, and whose.
    path = os.path.normcase(os.path.realpath(folder))
    digest = hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return own_folder() / "witness" / "projects" / digest
