"""Summarising: who has been reached, as the ledger knows it, without reading a sheet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

from invite.campaign.project import Project
from invite.ledger.persons import Recorded
from invite.mailing import Mailing
from invite.people.model import ReadFile
from invite.summary import Overview, Summary, line


def overview(project: Project, mailings: Iterable[Mailing]) -> Overview:
    """Where everyone stands in these mailings, and whether the sheets are still as they were read."""
    recorded = project.ledger.persons.recorded()
    read_at, files = project.ledger.persons.last_reading()
    return Overview(
        mailings=tuple(summary(project, mailing, recorded) for mailing in mailings),
        read_at=read_at and project.local(read_at),
        changed=tuple(mark.path for mark in files if _differs(project.settings.folder / mark.path, mark)),
    )


def summary(project: Project, mailing: Mailing, recorded: Iterable[Recorded]) -> Summary:
    """Where everyone stands in one mailing. Who is on no sheet any more counts only if they have a letter."""
    standings = project.ledger.letters.standings(mailing.name)
    zone = ZoneInfo(project.settings.event.timezone)
    lines = tuple(
        line(one.person, one.held, standings.get(one.person.id), zone)
        for one in recorded
        if not one.gone or one.person.id in standings
    )
    return Summary(mailing=mailing.name, lines=lines)


def _differs(path: Path, mark: ReadFile) -> bool:
    try:
        now = path.stat()
        if (now.st_size, now.st_mtime_ns) == (mark.size, mark.mtime_ns):
            return False
        # Copied, or saved without a change: only other content is a change.
        return now.st_size != mark.size or hashlib.sha256(path.read_bytes()).hexdigest() != mark.digest
    except OSError:
        return True
