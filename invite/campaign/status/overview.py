"""Where everybody stands in the mailings, as the ledger knows it, without reading a sheet.

The one way to count: `status`, `invite` alone, reports and exports all read `overview`, whose lines
follow the rules of `summary.line` and `Waves`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from invite.campaign.gathering.unnamed_files import named, unnamed
from invite.campaign.project import Project
from invite.campaign.status.eligibility import Waves
from invite.ledger.letters.reports import ALARM
from invite.ledger.people.persons import Recorded
from invite.mailing import Mailing
from invite.people.model import Person, PersonId, ReadFile
from invite.plan import OUTSIDE
from invite.summary import LastReading, Line, Overview, Summary, line
from invite.tally import Tallies, tallied


def overview(project: Project, mailings: Iterable[Mailing], waves: Waves | None = None) -> Overview:
    """Where everyone stands in these mailings, and whether the sheets are still as they were
    read. waves: what is known of everybody, where it has been looked up already.
    """
    recorded = project.ledger.persons.recorded()
    waves = waves or Waves(project)
    return Overview(
        mailings=tuple(summary(project, mailing, recorded, waves) for mailing in mailings),
        read=last_reading(project),
    )


def counted(project: Project, found: Overview) -> Tallies:
    """The lines counted; after the purge nobody needs a human any more."""
    tallies = Tallies(
        mailings=tuple(map(tallied, found.mailings)),
        read=found.read,
        doubted=project.ledger.returned_mail.questions(),
        refusing_us=project.ledger.reports.refusing_us() >= ALARM,
    )
    return tallies.at_rest() if project.closed else tallies


def last_reading(project: Project) -> LastReading:
    """How the sheets were when last read, told in the event's time zone. Among the changed files
    are those that the settings name now and did not then, or the other way.
    """
    read_at, files, unread, nobody = project.ledger.persons.last_reading()
    if read_at is None:
        return LastReading(at=None, unnamed=unnamed(project), ignore=project.settings.ignore)
    if project.closed:
        return LastReading(
            at=project.local(read_at)
        )  # what was read is forgotten, and nothing is to be read again
    folder = project.settings.folder
    sources = named(folder, project.settings.sources)
    read = {mark.path for mark in files}
    changed = [
        mark.path
        for mark in files
        if mark.path not in sources or _differs(folder / mark.path, mark)
    ]
    return LastReading(
        at=project.local(read_at),
        changed=(*changed, *sorted(sources - read)),
        unread=unread,
        nobody=nobody,
        unnamed=unnamed(project),
        ignore=project.settings.ignore,
    )


def summary(
    project: Project, mailing: Mailing, recorded: Iterable[Recorded], waves: Waves | None = None
) -> Summary:
    """Where everyone in the audience of one mailing stands. Whom it is not for, and who is on no
    sheet any more, count only if they have a letter.
    """
    recorded = tuple(recorded)
    waves = waves or Waves(project)
    standings = waves.standings(mailing)
    held = {one.person.id: one.held for one in recorded if one.held}
    reasons = waves.reasons(mailing, (one.person for one in recorded), held)
    zone = ZoneInfo(project.settings.event.timezone)
    lines = tuple(
        line(
            one.person,
            reasons.get(one.person.id),
            standings.get(one.person.id),
            zone,
            reaches=project.reaches,
            answer=heard.reply if (heard := waves.replies.get(one.person.id)) else None,
        )
        for one in recorded
        if one.person.id in standings or not (one.gone or reasons.get(one.person.id) in OUTSIDE)
    )
    return Summary(mailing=mailing.name, lines=lines)


def _differs(path: Path, mark: ReadFile) -> bool:
    try:
        now = path.stat()
        if (now.st_size, now.st_mtime_ns) == (mark.size, mark.mtime_ns):
            return False
        # Copied, or saved without a change: only other content is a change.
        return (
            now.st_size != mark.size or hashlib.sha256(path.read_bytes()).hexdigest() != mark.digest
        )
    except OSError:
        return True


class PersonStates(Struct, frozen=True):
    """Where one person stands in all mailings. states: of each mailing, in their order, as reports
    name them; None where it is not for them.

    at: when something happened last, in the event's time zone. lines: those that there may be
    something to note of.
    """

    person: Person
    to: str
    states: Sequence[str | None]
    at: datetime | None
    lines: Sequence[Line]


def by_person(found: Overview) -> Iterator[PersonStates]:
    """Everybody of an overview, once."""
    lines: dict[PersonId, dict[str, Line]] = {}
    for summary in found.mailings:
        for each in summary.lines:
            lines.setdefault(each.person.id, {})[summary.mailing] = each
    for theirs in lines.values():
        *_earlier, latest = theirs.values()
        states = [
            theirs[one.mailing].shown_state if one.mailing in theirs else None
            for one in found.mailings
        ]
        at = max((each.at for each in theirs.values() if each.at), default=None)
        yield PersonStates(latest.person, latest.to, states, at, tuple(theirs.values()))
