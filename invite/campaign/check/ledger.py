"""Whether all is well with the ledger: its file, its facts, its witness, its backups."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from invite.campaign.check.model import Check, refused
from invite.campaign.delivery.carriers import outbox
from invite.campaign.delivery.preflight import whole
from invite.campaign.project import (
    PREVIEW,
    Clock,
    Project,
    project_folder,
    system_clock,
    with_password,
)
from invite.campaign.safekeeping.questions import unknown_drafts
from invite.errors import InviteError, LedgerUnusable, MustMend
from invite.ledger.ledger import Ledger
from invite.ledger.safekeeping import backups
from invite.ledger.safekeeping.comparison import Awaited, FirstUse, Shortfall, doubt, doubt_words
from invite.ledger.safekeeping.succession import require_current
from invite.ledger.safekeeping.traces import Forgotten
from invite.ledger.storage.location import ledger_place
from invite.ledger.storage.marker import find_marker
from invite.ledger.storage.user_folder import ledger_of
from invite.settings import Settings, load
from invite.sources.reader import FileReader
from invite.words import _, moment, ngettext


def ledger_checks(named: Path | None, clock: Clock = system_clock) -> tuple[Check, ...]:
    """`invite ledger check`: all that can be said of the ledger of a project, be it gone or
    damaged; a new one is not begun. named: as for `project_folder`.
    """
    folder = project_folder(named)
    settings = load(folder)
    place = with_password(ledger_place(settings.ledger_url, folder))
    if not place.exists():
        return (_missing(folder, str(place)), _backups(folder, _zone(settings), used=False))
    try:
        with Ledger(place, clock) as opened, FileReader() as reader:
            project = Project(settings, opened, clock, reader)
            return tuple(ledger(project, strict=True))
    except (LedgerUnusable, MustMend) as error:
        hint = _back(folder) if isinstance(place, Path) else error.hint
        red = Check(area="ledger", level="red", what=error.what, hint=hint, where=str(place))
        return (red, _backups(folder, _zone(settings), used=True))


def ledger(project: Project, *, strict: bool = False) -> Iterator[Check]:
    """The open ledger: whole, knowing all that was sent, with a backup. strict: a ledger that
    knows less than was sent is red, too, where the courier reaches nobody and `send` goes on.
    """
    folder, where = project.settings.folder, project.ledger.where
    try:
        whole(project)
    except InviteError as error:
        yield from refused("ledger", error)
        yield _backups(folder, _zone(project.settings), used=True)
    else:
        what = (
            _("Facts and letters can only be added, and every row has what it refers to.")
            if project.ledger.shared
            else _("The file is intact, and no fact is missing.")
        )
        yield Check(area="ledger", level="green", what=what, where=where)
        yield from _witness(project, strict=strict)
        yield from _left_behind(project)
        used = bool(project.ledger.letters.begun_mailings())
        yield _backups(folder, _zone(project.settings), used=used)


def _witness(project: Project, *, strict: bool) -> Iterator[Check]:
    folder, where = project.settings.folder, project.ledger.where
    try:
        require_current(project.ledger)
        found = doubt(project.ledger, folder, project.settings.event.facts())
    except LedgerUnusable as error:
        yield from refused("ledger", error)
        return
    known = found.known if found else len(project.ledger.begun.all().letters)
    right = _("If it is right: {accept}").format(accept=f"invite ledger accept --letters {known}")
    match found:
        case None:
            words = _("It knows of every letter that left this computer: {n}.").format(n=known)
            yield Check(area="ledger", level="green", what=words, where=where)
        case Shortfall() | Forgotten():
            yield Check(
                area="ledger",
                level="red" if project.begins or strict else "yellow",
                what=doubt_words(found),
                hint=f"{_back(folder)} {right}",
                where=where,
            )
        case Awaited():
            take = _("When the file is here: {command}").format(command="invite ledger take FILE")
            yield Check(
                area="ledger",
                level="red" if project.begins or strict else "yellow",
                what=doubt_words(found),
                hint=f"{take}. {right}",
                where=where,
            )
        case FirstUse():
            words = doubt_words(found)
            yield Check(area="ledger", level="yellow", what=words, hint=right, where=where)


def _left_behind(project: Project) -> Iterator[Check]:
    """What speaks of letters that this ledger knows nothing of: drafts in the outbox, pages of a
    preview, a backup of another ledger.
    """
    ours, folder = project.ledger, project.settings.folder
    for mailing in project.settings.mailings:
        place = outbox(project, mailing.name)
        if drafts := unknown_drafts(ours, place):
            n = len(drafts)
            what = ngettext(
                "{n} letter in the outbox is unknown to this ledger.",
                "{n} letters in the outbox are unknown to this ledger.",
                n,
            )
            yield Check(
                area="ledger",
                level="yellow",
                what=what.format(n=n),
                hint=_("Anybody whose letter was sent from a mail program would get another.")
                + f" {_back(folder)}",
                where=place.relative_to(folder).as_posix(),
            )
    if ours.letters.begun_mailings() or not project.unread:
        return
    pages = sorted((folder / PREVIEW).glob("*.html"))
    others = [
        one for one in backups.of_runs(folder, "*") if ours.id[: backups.MARK] not in one.stem
    ]
    for traces in (pages, others):
        if traces:
            yield Check(
                area="ledger",
                level="yellow",
                what=_("This ledger knows nobody, but {file} says that it was used before.").format(
                    file=traces[-1].relative_to(folder).as_posix()
                ),
                hint=_back(folder),
                where=ours.where,
            )


def _missing(folder: Path, where: str) -> Check:
    if find_marker(folder) or ledger_of(folder) or backups.newest(folder):
        what = _("The ledger is missing.")
        return Check(area="ledger", level="red", what=what, hint=_back(folder), where=where)
    what = _("There is no ledger yet: nothing has been read.")
    return Check(area="ledger", level="green", what=what, where=where)


def _backups(folder: Path, zone: ZoneInfo, *, used: bool) -> Check:
    """used: whether letters have begun to go, so that there should be one."""
    newest = backups.newest(folder)
    if newest is None:
        return Check(
            area="ledger",
            level="yellow" if used else "green",
            what=_("There is no backup yet: each run of invite send makes one."),
            hint=_("To make one now: invite ledger backup FILE"),
            where=str(folder / backups.FOLDER),
        )
    at = backups.when(newest).astimezone(zone)
    words = _("The newest backup: {at}.").format(at=moment(at))
    where = newest.relative_to(folder).as_posix()
    return Check(area="ledger", level="green", what=words, where=where)


def _back(folder: Path) -> str:
    command = backups.restore_command(folder)
    if not command:
        return _("There is no backup of it in the folder {folder}.").format(folder=backups.FOLDER)
    return _("To restore the newest backup: {command}").format(command=command)


def _zone(settings: Settings) -> ZoneInfo:
    return ZoneInfo(settings.event.timezone)
