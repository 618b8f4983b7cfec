"""`invite` alone: where a project stands today, for what its coordinator may do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct

from invite.campaign.privacy.purge import overdue
from invite.campaign.project import Project
from invite.campaign.status.eligibility import Waves
from invite.campaign.status.outdated import Outdated, called_off, outdated
from invite.campaign.status.overview import counted, overview
from invite.errors import Problem
from invite.event import Event
from invite.lifecycle import State
from invite.mailing import Mailing
from invite.mailing.reply import COMING, Reply
from invite.people.model import Person
from invite.summary import Overview, Summary
from invite.tally import Tallies


class Today(Struct, frozen=True, kw_only=True):
    """Where a project stands. overview, tallies: all mailings, in the settings' order. now: in the
    event's time zone. day: what has come of the invitation; None before it. me: where samples are
    sent to.

    overdue: for how long people's details have been kept too long. warnings: of the settings, those
    that were not said before. open_lines: lines of registrations that ask something. called_off:
    how many have been told that the event does not take place.
    """

    folder: Path
    courier: str
    mailings: Sequence[Mailing]
    event: Event
    now: datetime
    me: str
    overview: Overview
    tallies: Tallies
    day: Day | None
    outdated: Outdated | None
    overdue: timedelta | None
    warnings: Sequence[Problem]
    open_lines: int
    called_off: int

    @property
    def to_go(self) -> bool:
        """Whether any letter is still to go."""
        return any(tally.to_go for tally in self.tallies.mailings)

    def going(self, mailing: str) -> Iterator[Person]:
        """Whose letter of this mailing is to go."""
        waiting = (State.READY, State.WAITING)
        for tally in self.tallies.mailings:
            if tally.mailing == mailing:
                yield from (line.person for line in tally.lines if line.state in waiting)

    @property
    def over(self) -> bool:
        """Whether the event is over."""
        return self.now >= self.event.ends


def open_lines(project: Project, waves: Waves) -> int:
    """How many lines of exports may be of somebody, or say nothing clear of whoever they are of."""
    unclear = sum(one.reply is Reply.UNCLEAR and not one.by_hand for one in waves.replies.values())
    return project.ledger.registrations.unsure() + unclear


def today(project: Project) -> Today:
    """Look at the project as it stands now; nothing is read but the settings and the ledger."""
    settings, waves = project.settings, Waves(project)
    seen = overview(project, settings.mailings, waves)
    return Today(
        folder=settings.folder,
        courier=settings.delivery.courier,
        mailings=settings.mailings,
        event=settings.event,
        now=project.now(),
        me=project.me,
        overview=seen,
        tallies=counted(project, seen),
        day=day(project, seen.mailings[0], waves),
        outdated=outdated(project),
        overdue=overdue(project),
        warnings=project.first_said(),
        open_lines=open_lines(project, waves),
        called_off=called_off(project),
    )


class Day(Struct, frozen=True, kw_only=True):
    """What has come of the invitation. invited is registered, declined, silent and came_back
    together.

    number: 1 on the day when the first letter went. attended: of the registered, those who were
    there. came_back: of these nothing was heard. uninvited: registered, though no invitation has
    gone to them; in none of the others. export_days: how many days old the newest export of
    registrations is; None: there was none.
    """

    number: int
    invited: int
    registered: int
    declined: int
    attended: int
    silent: int
    came_back: int
    uninvited: int
    export_days: int | None


def day(project: Project, first: Summary, waves: Waves) -> Day | None:
    """Where the first mailing has come to; None where no letter of it has gone. first: its lines;
    waves: what is known of everybody.
    """
    began, bounced = project.ledger.journal.first_and_bounced(first.mailing)
    if began is None:
        return None
    # Who was erased is none of the people any more, and has no line.
    known = {line.person.id for line in first.lines}
    standings = waves.standings(project.settings.mailings[0])
    holding = {id_ for id_, one in standings.items() if one.state is State.SENT and id_ in known}
    back = bounced - holding
    heard = {
        person: one.reply
        for person, one in waves.replies.items()
        if (person in holding or person in back) and one.reply is not Reply.UNCLEAR
    }
    coming = sum(reply in COMING for reply in heard.values())
    exports = project.ledger.registrations.exports()
    newest = max((export.made for export in exports), default=None)
    return Day(
        number=(project.now().date() - project.local(began).date()).days + 1,
        invited=len(holding) + len(back),
        registered=coming,
        declined=len(heard) - coming,
        attended=sum(reply is Reply.ATTENDED for reply in heard.values()),
        silent=len(holding - heard.keys()),
        came_back=len(back - heard.keys()),
        uninvited=sum(
            line.answer in COMING and line.person.id not in heard for line in first.lines
        ),
        export_days=(project.now() - newest).days if newest else None,
    )
