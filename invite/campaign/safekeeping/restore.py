"""Brings a ledger back from a copy: what only the witness knows becomes unclear, and so do the
letters of those who are new since the copy, where it cannot be known whose they were.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from invite.campaign.gathering.gather import gather
from invite.campaign.project import Clock, Project, opened, project_folder, system_clock
from invite.errors import LedgerUnusable, MustMend, WrongUsage
from invite.ledger.ledger import Ledger
from invite.ledger.letters.begun import LostLetter
from invite.ledger.safekeeping import backups
from invite.ledger.safekeeping.baseline import accept
from invite.ledger.safekeeping.comparison import doubt, purged
from invite.ledger.safekeeping.succession import require_current, superseded
from invite.ledger.storage.location import ledger_place
from invite.ledger.storage.sqlite.copies import copy_of
from invite.ledger.storage.user_folder import ledger_of, remove
from invite.ledger.storage.witness import Witness
from invite.people.model import Address, PersonId
from invite.settings import Settings, load
from invite.words import _


class Restored(Struct, frozen=True):
    """What came back. known: letters that the copy knew. unclear: those that only the witness
    knows. strangers: letters that fit nobody whom the copy knows. held: those new since the copy,
    whose letters are unclear for that. aside: where the ledger is that was here, or None.
    """

    known: int
    unclear: int
    strangers: int
    held: int
    aside: Path | None


def restore(named: Path | None, file: Path, clock: Clock = system_clock) -> Restored:
    """Put a copy of the ledger in its place. named: as for `project_folder`. file: from where we
    stand or from the project's folder. Stopped at any moment, it can be run again: the
    witness is content only when all is done.

    Raises WrongUsage for no file, LedgerUnusable for one that is no ledger of this project,
    MustMend for settings that cannot be read.
    """
    folder = project_folder(named)
    settings = load(folder)
    place = file_of(settings, folder)
    if not file.exists() and not file.is_absolute():
        file = folder / file
    if not file.is_file():
        raise WrongUsage(_("There is no file {path}.").format(path=file))
    if place.exists() and file.samefile(place):
        raise WrongUsage(_("{path} is the ledger that is in use.").format(path=file))
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{os.getpid()}.restoring")
    try:
        copy_of(file, draft)
        return install(draft, file, folder, settings, clock, what="ledger restore")
    finally:
        for end in ("", "-wal", "-shm"):
            remove(draft.with_name(draft.name + end))


def install(
    draft: Path, file: Path, folder: Path, settings: Settings, clock: Clock, *, what: str
) -> Restored:
    """Put a copy that lies next to its place into it. file: as the coordinator knows it. what: for
    the log.
    """
    place = file_of(settings, folder)
    lost, strangers = _bring_up_to_date(draft, file, folder, settings, clock)
    kept = put_aside(place, folder, clock())
    draft.replace(place)
    with opened(folder, clock) as project:
        held = _hold_the_new(project) if strangers else 0
        known = len(project.ledger.begun.all().letters) - lost - held
        accept(project.ledger, folder)
        project.ledger.log(f"{what}: {lost} unclear, {held} held")
    return Restored(known, lost, strangers, held, kept)


def file_of(settings: Settings, folder: Path) -> Path:
    """Where the ledger's file is or should be. Raises WrongUsage where it is in PostgreSQL."""
    place = ledger_place(settings.ledger_url, folder)
    if isinstance(place, Path):
        return place
    raise WrongUsage(
        _("The ledger is kept in {place}, not in a file.").format(place=place),
        hint=_(
            "To restore a backup into an empty database: invite ledger copy FILE"
            " postgresql://USER@HOST/DATABASE. To go back to a file, change `url`"
            " under `[ledger]` in invite.toml first."
        ),
    )


def _bring_up_to_date(
    draft: Path, file: Path, folder: Path, settings: Settings, clock: Clock
) -> tuple[int, int]:
    """Make unclear what only the witness knows; how many letters, and how many digests fit nobody.

    Raises LedgerUnusable where the copy is another project's, or from before a purge.
    """
    with _copy(draft, file, clock) as ledger:
        other = ledger_of(folder)
        if other not in (None, ledger.id) and Witness(str(other)).lines():
            raise LedgerUnusable(
                _("{path} is the ledger of another project.").format(path=file),
                hint=_("The letters sent from this folder are in another ledger."),
            )
        seen = ledger.witness.read()
        if seen.purged is not None:
            raise purged(seen.purged)
        require_current(ledger)
        missing = Counter(seen.letters) - Counter(ledger.begun.all().letters)
        names = [mailing.name for mailing in settings.mailings]
        lost, strangers = ledger.begun.find(missing, names)
        ledger.begun.make_unclear(lost, _everybody(ledger), _domain(settings))
        ledger.fold()
    return len(lost), strangers


def _copy(draft: Path, file: Path, clock: Callable[[], datetime]) -> Ledger:
    try:
        return Ledger(draft, clock)
    except LedgerUnusable as error:
        # It is the file that the coordinator knows.
        what = error.what.replace(str(draft), str(file))
        raise LedgerUnusable(what, hint=error.hint) from error


def put_aside(place: Path, folder: Path, now: datetime) -> Path | None:
    """Keep the ledger that was here, with its log; nobody can say yet that nothing is in it."""
    if not place.exists():
        return None
    to = backups.aside(folder, now)
    try:
        for end in ("-shm", "-wal", ""):
            old = place.with_name(place.name + end)
            if old.exists():
                shutil.move(old, to.with_name(to.name + end))  # perhaps to another disk
    except OSError as error:  # on Windows while another program has it open
        raise LedgerUnusable(
            _("Another program is using the ledger {path}.").format(path=place),
            hint=_("Close the other program, perhaps another invite, then try again."),
        ) from error
    return to


def _hold_the_new(project: Project) -> int:
    """Letters went to somebody whom the copy does not know: it may be any of those who are new on
    the sheets. Their letters are unclear until somebody says.
    """
    before = {one.person.id for one in project.ledger.persons.recorded()}
    try:
        gathered = gather(project, only_to_look=True)
    except MustMend as error:
        raise MustMend(
            error.what,
            hint=_("Fix the sheets, then run the command again: some letters fit nobody else."),
            problems=error.problems,
        ) from error
    new = [one.id for one in gathered.roster.people if one.id not in before]
    keys = project.ledger.keys
    begun = project.ledger.letters.begun_mailings() or {project.settings.mailings[0].name}
    letters = [
        LostLetter(id_, mailing, 1, keys.letter_id(id_, mailing, 1), 1)
        for id_ in new
        for mailing in sorted(begun)
    ]
    ledger = project.ledger
    ledger.begun.make_unclear(letters, _everybody(ledger), _domain(project.settings))
    return len(letters)


def _everybody(ledger: Ledger) -> dict[PersonId, tuple[str, Address | None]]:
    return {
        one.person.id: (one.person.name.full, one.person.address)
        for one in ledger.persons.recorded()
    }


def _domain(settings: Settings) -> str:
    return settings.sender.address.rpartition("@")[2]


def accepted(project: Project, letters: int) -> int:
    """Say that the ledger is right though it knows less than the witness, or comes from elsewhere.
    letters: how many it knows, as the coordinator has read; returned.

    Raises WrongUsage for another number: it is said of a ledger that somebody has looked at.
    """
    ledger, folder = project.ledger, project.settings.folder
    found = doubt(ledger, folder, project.settings.event.facts())
    known = found.known if found else len(ledger.begun.all().letters)
    if letters != known:
        raise WrongUsage(
            _("This ledger knows of {n} letters, not of {given}.").format(n=known, given=letters),
            hint=f"invite ledger accept --letters {known}",
        )
    if found is not None or superseded(ledger):
        accept(ledger, folder)
        ledger.log(f"ledger accept: {known} letters")
    return known


def copy_to(project: Project, file: Path) -> Path:
    """Write the whole ledger into a new file that only its owner may read; returns where.

    Raises WrongUsage for a file that is there, which is never written over, MustMend for a folder
    that is not.
    """
    refuse_existing(file)
    project.ledger.copy(file)
    project.ledger.log("ledger backup")
    return file


def refuse_existing(file: Path) -> None:
    """Raises WrongUsage for a file that is there, MustMend for a folder that is not."""
    if file.exists():
        raise WrongUsage(
            _("{path} already exists, and is not overwritten.").format(path=file),
            hint=_("Name a new file."),
        )
    if not file.parent.is_dir():
        raise MustMend(
            _("There is no folder {path}.").format(path=file.parent),
            hint=_("Make it first, or name a file in another one."),
        )


def refuse_while_sending(ledger: Ledger) -> None:
    """Raises WrongUsage while somebody is sending by it."""
    if any(one.in_hand for one in ledger.unclear.all()):
        raise WrongUsage(
            _("Letters are just being sent by this ledger."),
            hint=_("Wait until that run has ended."),
        )
