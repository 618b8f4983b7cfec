"""The purge after the event: everybody is forgotten, the counts stay, and nothing can be sent to
anybody any more.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec import Struct

from invite.campaign.privacy.erase import sheets
from invite.campaign.privacy.own_files import OwnFile, beyond
from invite.campaign.project import Project, sweep


class Beyond(Struct, frozen=True):
    """What a purge cannot reach, for the coordinator to see to. sheets, exports: files by name, as
    far as they are known. left: files that we wrote, which are not as we left them. server: the
    database that the ledger is in, which has copies of its own; "" where it is in a file.
    """

    sheets: tuple[str, ...]
    exports: tuple[str, ...]
    left: tuple[OwnFile, ...] = ()
    server: str = ""


class Purged(Struct, frozen=True):
    """What a purge has done. at: when the mailings were closed. open: files that another program
    holds still.
    """

    at: datetime
    beyond: Beyond
    open: tuple[str, ...]
    already: bool = False


class Prospect(Struct, frozen=True, kw_only=True):
    """What a purge would do. people: how many are known. days: until the event is over; not above
    zero when it is.
    """

    people: int
    days: int
    beyond: Beyond


def purge(project: Project, *, agree: Callable[[Prospect], bool]) -> Purged | None:
    """Forget everybody, or go on where an earlier purge was stopped; saying it twice does no harm.
    None where the coordinator did not agree. agree: is not asked again after an earlier purge.
    """
    letting_go, there = project.ledger.letting_go, _beyond(project)
    already = project.closed
    if not already and not agree(_prospect(project, there)):
        return None
    letting_go.purge()
    project.ledger.witness.close_for_good(project.clock().isoformat())
    left = sweep(project.settings.folder, project.ledger)
    if not already:
        project.ledger.log("purge")
    at = letting_go.closed()
    assert at is not None
    return Purged(project.local(at), there, left, already)


def _prospect(project: Project, there: Beyond) -> Prospect:
    return Prospect(
        people=len(project.ledger.persons.recorded()),
        days=(project.settings.event.ends.date() - project.now().date()).days,
        beyond=there,
    )


def _beyond(project: Project) -> Beyond:
    exports = dict.fromkeys(
        export.file for export in project.ledger.registrations.exports() if export.file
    )
    server = project.ledger.where if project.ledger.shared else ""
    return Beyond(sheets(project), tuple(exports), beyond(project, None), server)


def overdue(project: Project) -> timedelta | None:
    """For how long people's details have been kept beyond the time that the settings give them
    (`[ledger] retain`); None while it is not over, where none is given, or after the purge.
    """
    retain = project.settings.retain
    if retain is None or project.closed:
        return None
    over = project.now() - (project.settings.event.ends + timedelta(seconds=retain))
    return over if over > timedelta() else None
