"""`invite status`: where everybody stands in the mailings asked about, and what needs a human."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from invite.campaign.filters import Choose, Filters, chosen, everyone, meant
from invite.campaign.project import Project
from invite.campaign.status.outdated import Outdated, outdated
from invite.campaign.status.output_files import OutputFile, check_files, write_files
from invite.campaign.status.overview import counted, overview
from invite.event import Event
from invite.ledger.letters.unclear import UnclearLetter
from invite.lifecycle import State
from invite.people.model import Person
from invite.records import replace
from invite.summary import Line, Overview
from invite.tally import Tallies


class Status(Struct, frozen=True, kw_only=True):
    """Where everybody stands. overview: the lines of those who pass the filters, mailing by
    mailing; tallies: the same, counted. filtered: whether there were filters.

    outdated: who holds old details of the event. doubts: letters that may or may not have gone, to
    be settled by a human. files: the reports that were written. now: in the event's time zone;
    local: an instant in it.
    """

    event: Event
    now: datetime
    local: Callable[[datetime], datetime]
    overview: Overview
    tallies: Tallies
    filtered: bool
    outdated: Outdated | None
    doubts: tuple[UnclearLetter, ...]
    files: tuple[Path, ...] = ()


def status(
    project: Project,
    *,
    mailing: str | None,
    wanted: Filters,
    choose: Choose,
    files: Sequence[OutputFile[Status]] = (),
) -> Status:
    """Look, and write the reports that were asked for. mailing: None: all of them.

    Raises WrongUsage for filters that do not fit the people, and for a file that a report must not
    be written to; then nothing is.
    """
    check_files(project, files)
    mailings = (project.mailing(mailing),) if mailing else project.settings.mailings
    seen = overview(project, mailings)
    if wanted.any:
        seen = _passing(seen, wanted, everyone(project), choose)
    found = Status(
        event=project.settings.event,
        now=project.now(),
        local=project.local,
        overview=seen,
        tallies=counted(project, seen),
        filtered=wanted.any,
        outdated=outdated(project),
        doubts=_doubts(project, seen, wanted),
    )
    return replace(found, files=write_files(project, files, found))


def _passing(seen: Overview, wanted: Filters, people: Sequence[Person], choose: Choose) -> Overview:
    """The lines that pass the filters."""
    ids = chosen(people, meant(people, wanted, choose))
    states = {state.casefold() for state in wanted.states}

    def passes(line: Line) -> bool:
        return line.person.id in ids and (not states or line.state in states)

    return replace(
        seen,
        mailings=tuple(
            replace(one, lines=tuple(line for line in one.lines if passes(line)))
            for one in seen.mailings
        ),
    )


def _doubts(project: Project, seen: Overview, wanted: Filters) -> tuple[UnclearLetter, ...]:
    """The letters in doubt of these mailings, where they were asked for or nothing else was."""
    asked = State.UNCLEAR.value in {state.casefold() for state in wanted.states}
    there = any(line.state == State.UNCLEAR for one in seen.mailings for line in one.lines)
    if not (asked or (there and not wanted.any)):
        return ()
    names = {one.mailing for one in seen.mailings}
    return tuple(
        one for one in project.ledger.unclear.all() if one.mailing in names and not one.in_hand
    )
