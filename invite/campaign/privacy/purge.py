"""The purge after the event: everybody is forgotten, the counts stay, and nothing can be sent to
anybody any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from invite.campaign.privacy.cleanup import sweep
from invite.campaign.privacy.stop import sheets
from invite.campaign.project import Project


@dataclass(frozen=True, slots=True)
class Beyond:
    """What a purge cannot reach, for the coordinator to see to. sheets, exports: files by name, as
    far as they are known.
    """

    sheets: tuple[str, ...]
    exports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge has done. at: when the mailings were closed. open: files that another program
    holds still.
    """

    at: datetime
    beyond: Beyond
    open: tuple[str, ...]
    already: bool = False


def beyond(project: Project) -> Beyond:
    """What a purge would not reach."""
    exports = tuple(
        dict.fromkeys(
            export.file for export in project.ledger.registrations.exports() if export.file
        )
    )
    return Beyond(sheets(project), exports)


def purge(project: Project) -> Purged:
    """Forget everybody, or go on where an earlier purge was stopped; saying it twice does no
    harm.
    """
    letting_go = project.ledger.letting_go
    there, already = beyond(project), letting_go.closed() is not None
    letting_go.purge()
    project.ledger.witness.close_for_good(project.clock().isoformat())
    left = sweep(project.settings.folder, project.ledger)
    if not already:
        project.ledger.log("purge")
    at = letting_go.closed()
    assert at is not None
    return Purged(project.local(at), there, left, already)


def overdue(project: Project) -> timedelta | None:
    """For how long people's details have been kept beyond the time that the settings give them
    (`[ledger] retain`); None while it is not over, where none is given, or after the purge.
    """
    retain = project.settings.retain
    if retain is None or project.ledger.letting_go.closed():
        return None
    over = project.now() - (project.settings.event.ends + timedelta(seconds=retain))
    return over if over > timedelta() else None
