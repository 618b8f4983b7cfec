"""Gives the ledger to a colleague's computer, and takes one that was given to this one: one of the
two goes on.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from invite.campaign.project import Clock, Project, project_folder, system_clock
from invite.campaign.safekeeping.restore import (
    Restored,
    file_of,
    install,
    refuse_existing,
    refuse_while_sending,
)
from invite.errors import LedgerUnusable, MustMend, WrongUsage
from invite.ledger.ledger import Ledger
from invite.ledger.safekeeping import backups
from invite.ledger.safekeeping.encryption import decrypted, encrypted, public_key
from invite.ledger.safekeeping.succession import hand_on, handed_on, require_current, resume
from invite.ledger.storage.sqlite.copies import copy_of
from invite.ledger.storage.user_folder import ledger_of, note_awaited, remove
from invite.settings import load
from invite.words import _, system_words


class Given(Struct, frozen=True):
    """What was handed over. letters: how many it knows."""

    file: Path
    letters: int


def hand_over(project: Project, file: Path, key: str) -> Given:
    """Encrypt the ledger to the computer of that public key, and close this one for sending.

    Raises WrongUsage for a file that is there, a key that is none, a ledger that is in PostgreSQL
    or in the middle of a sending; LedgerUnusable for one that was handed over already. Stopped in
    between, this one is closed, and `ledger accept` opens it.
    """
    ledger = project.ledger
    file_of(project.settings, project.settings.folder)
    refuse_existing(file)
    encrypted(b"", key)  # a key that is none is no reason to close anything
    require_current(ledger)
    refuse_while_sending(ledger)
    hand_on(ledger, file.name)
    try:
        _write(file, encrypted(_next_generation(project), key))
    except BaseException:
        resume(ledger)
        raise
    handed_on(ledger)
    ledger.log(f"ledger hand-over: {key[:12]}…")
    return Given(file, len(ledger.begun.all().letters))


def requested(named: Path | None, file: Path | None, *, request: bool) -> str:
    """This computer's key, where it is asked for. named: as for `project_folder`; from a folder
    that no letter has left from, none does before the ledger is there.

    Raises WrongUsage where neither or both of the key and a file are named.
    """
    if request == (file is not None):
        raise WrongUsage(
            _("Name the file that you were given, or --request and no file."),
            hint=_("invite ledger take --request prints the key for your colleague."),
        )
    if not request:
        return ""
    with suppress(MustMend):  # a key can be asked for anywhere
        folder = project_folder(named)
        if ledger_of(folder) is None:
            note_awaited(folder, awaited=True)
    return public_key()


def take(named: Path | None, file: Path, clock: Clock = system_clock) -> Restored:
    """Go on from a ledger that was handed over to this computer. named: as for `project_folder`.
    Letters that only this computer knows become unclear, as with `restore`.

    Raises WrongUsage for a file that is not there or not for this computer, LedgerUnusable for one
    that was taken already, is older than what was handed over from here, or is another project's.
    """
    folder = project_folder(named)
    settings = load(folder)
    place = file_of(settings, folder)
    if not file.is_file():
        raise WrongUsage(
            _("There is no file {path}.").format(path=file),
            hint=_("Name the file that your colleague made with: invite ledger hand-over"),
        )
    content = decrypted(file.read_bytes(), file)
    place.parent.mkdir(parents=True, exist_ok=True)
    given, draft = (
        place.with_name(f".{place.name}.{os.getpid()}.{end}") for end in ("given", "taking")
    )
    try:
        _write(given, content)
        copy_of(given, draft)
        generation = _refuse_taken(draft, file, clock)
        done = install(draft, file, folder, settings, clock, what="ledger take")
    finally:
        for path in (given, draft):
            for end in ("", "-wal", "-shm"):
                remove(path.with_name(path.name + end))
    with Ledger(place, clock) as ledger:
        ledger.witness.note_generation(generation, generation)
    return done


def _next_generation(project: Project) -> bytes:
    """The whole ledger as the other computer goes on from it."""
    ledger, folder = project.ledger, project.settings.folder
    copy = backups.made(folder) / f".hand-over.{os.getpid()}.tmp"
    try:
        ledger.copy(copy)
        with Ledger(copy, project.clock) as made:
            made.succession.open(ledger.succession.generation() + 1)
            made.fold()
        return copy.read_bytes()
    finally:
        for end in ("", "-wal", "-shm"):
            remove(copy.with_name(copy.name + end))


def _refuse_taken(draft: Path, file: Path, clock: Clock) -> int:
    """The generation of what is to be taken."""
    with Ledger(draft, clock) as ledger:
        generation = ledger.succession.generation()
        floor, taken = ledger.witness.generation()
    if generation > taken and generation >= floor:
        return generation
    raise LedgerUnusable(
        _("{path} was taken already, or a newer ledger was.").format(path=file),
        hint=_("The ledger that is here goes on; if it is lost: invite ledger check"),
    )


def _write(path: Path, content: bytes) -> None:
    """All of it, for its owner alone, or nothing is there."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(draft, flags, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError as error:
        raise MustMend(
            _("{path} cannot be written: {why}.").format(path=path, why=system_words(error)),
            hint=_("Name a file in another folder, or free some space."),
        ) from error
    finally:
        remove(draft)
