"""How the invitation goes, and each mailing, in one line: "Day 22: 250 invited, 143 registered, 19
declined, 81 no answer, 7 came back".
"""

from __future__ import annotations

from invite.campaign.status.day import Day
from invite.lifecycle import State
from invite.report.base import document
from invite.tally import Tally
from invite.words import _, ngettext


def line(day: Day) -> str:
    """The day in one line; before anything is known of answers, only whom letters have gone to."""
    words = _("Day {day}: {invited} invited").format(day=day.number, invited=day.invited)
    counted = [
        (_("{n} registered"), day.registered),
        (_("{n} of them attended"), day.attended),
        (_("{n} declined"), day.declined),
        (_("{n} no answer"), day.silent if _heard(day) else 0),
        (_("{n} came back"), day.came_back),
    ]
    return ", ".join((words, *(part.format(n=n) for part, n in counted if n)))


def _heard(day: Day) -> bool:
    return day.export_days is not None or bool(day.registered or day.declined)


def mailing(tally: Tally, *, closed: bool) -> str:
    """A mailing in one line. closed: nothing is to be done any more."""
    if closed:
        return ngettext(
            "{mailing}: {people} person, {reached} reached",
            "{mailing}: {people} people, {reached} reached",
            tally.people,
        ).format(mailing=tally.mailing, people=tally.people, reached=tally.reached)
    return ngettext(
        "{mailing}: {people} person, {reached} reached, {written} drafts, {ready} to send,"
        " {look} to look at",
        "{mailing}: {people} people, {reached} reached, {written} drafts, {ready} to send,"
        " {look} to look at",
        tally.people,
    ).format(
        mailing=tally.mailing,
        people=tally.people,
        reached=tally.reached,
        written=tally.counts[State.WRITTEN],
        ready=tally.counts[State.READY] + tally.counts[State.WAITING],
        look=tally.looks - tally.counts[State.WAITING],
    )


def to_document(day: Day | None) -> document.Json:
    """The day for scripts."""
    if day is None:
        return None
    return {
        "day": day.number,
        "invited": day.invited,
        "registered": day.registered,
        "declined": day.declined,
        "attended": day.attended,
        "no_answer": day.silent,
        "came_back": day.came_back,
        "export_days": day.export_days,
    }
