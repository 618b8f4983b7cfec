"""Whether all is well with the ledger: its file, its facts, its witness, its backups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from invite.campaign.project import Clock, project_folder, system_clock
from invite.errors import LedgerUnusable
from invite.ledger.ledger import Ledger
from invite.ledger.safekeeping import backups
from invite.ledger.safekeeping.comparison import Shortfall, doubt, doubt_words
from invite.ledger.storage.location import ledger_place
from invite.ledger.storage.marker import find_marker
from invite.ledger.storage.user_folder import ledger_of
from invite.settings import load
from invite.words import _, moment

Level = Literal["green", "yellow", "red"]


@dataclass(frozen=True, slots=True)
class LedgerCheck:
    """One thing that was looked at. level: red keeps letters from being sent. where: the file."""

    level: Level
    what: str
    hint: str
    where: str


def ledger_checks(named: Path | None, clock: Clock = system_clock) -> tuple[LedgerCheck, ...]:
    """All that can be said of the ledger of a project, be it gone or damaged. named: as for
    `project_folder`.
    """
    folder = project_folder(named)
    settings = load(folder)
    place = ledger_place(settings.ledger_url, folder)
    zone = ZoneInfo(settings.event.timezone)
    return (*_ledger(place, folder, clock), _backups(folder, zone))


def _ledger(place: Path, folder: Path, clock: Clock) -> Iterator[LedgerCheck]:
    where = str(place)
    if not place.exists():
        yield _missing(folder, where)
        return
    try:
        with Ledger(place, clock) as ledger:
            problems = ledger.problems()
            for problem in problems:
                yield LedgerCheck("red", problem, _back(folder), where)
            if problems:
                return
            yield LedgerCheck("green", _("The file is intact, and no fact is missing."), "", where)
            yield _witness(ledger, folder)
    except LedgerUnusable as error:
        yield LedgerCheck("red", error.what, _back(folder), where)


def _missing(folder: Path, where: str) -> LedgerCheck:
    used = find_marker(folder) or ledger_of(folder) or backups.newest(folder)
    if used:
        return LedgerCheck("red", _("The ledger is missing."), _back(folder), where)
    return LedgerCheck("green", _("There is no ledger yet: nothing has been read."), "", where)


def _witness(ledger: Ledger, folder: Path) -> LedgerCheck:
    found, where = doubt(ledger, folder), str(ledger.path)
    known = len(ledger.begun.all().letters)
    if found is None:
        words = _("It knows of every letter that left this computer: {n}.").format(n=known)
        return LedgerCheck("green", words, "", where)
    right = _("If it is right: {accept}").format(accept=f"invite ledger accept --letters {known}")
    if isinstance(found, Shortfall):
        right = _("If it is right: {accept}").format(
            accept=f"invite ledger accept --letters {found.known}"
        )
        return LedgerCheck("red", doubt_words(found), f"{_back(folder)} {right}".strip(), where)
    return LedgerCheck("yellow", doubt_words(found), right, where)


def _backups(folder: Path, zone: ZoneInfo) -> LedgerCheck:
    newest = backups.newest(folder)
    if newest is None:
        return LedgerCheck(
            "yellow",
            _("There is no backup yet: each run of invite send makes one."),
            _("To make one now: invite ledger backup FILE"),
            str(folder / backups.FOLDER),
        )
    at = backups.when(newest).astimezone(zone)
    words = _("The newest backup: {at}.").format(at=moment(at))
    return LedgerCheck("green", words, "", newest.relative_to(folder).as_posix())


def _back(folder: Path) -> str:
    command = backups.restore_command(folder)
    if not command:
        return _("There is no backup of it in the folder {folder}.").format(folder=backups.FOLDER)
    return _("To restore the newest backup: {command}").format(command=command)
