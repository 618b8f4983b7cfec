"""How the invitation goes, in one line: "Day 22: invited 250, registered 143, declined 19, no answer 81, came back 7"."""

from __future__ import annotations

from dataclasses import dataclass

from invite.report import document
from invite.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What has come of the invitation. invited is registered, declined, silent and came_back together.

    number: 1 on the day when the first letter went. attended: of the registered, those who were there. came_back: of these
    nothing was heard. export_days: how many days old the newest export of registrations is; None: there was none. drafts: whether
    the letters are drafts in the outbox, of which nobody knows whom they have reached.
    """

    number: int
    invited: int
    registered: int
    declined: int
    attended: int
    silent: int
    came_back: int
    export_days: int | None
    drafts: bool = False


def line(day: Day) -> str:
    """The day in one line; before anything is known of answers, only whom letters have gone to."""
    told = _("Day {day}: in the outbox {invited}") if day.drafts else _("Day {day}: invited {invited}")
    words = told.format(day=day.number, invited=day.invited)
    counted = [
        (_("registered {n}"), day.registered),
        (_("of them there {n}"), day.attended),
        (_("declined {n}"), day.declined),
        (_("no answer {n}"), day.silent if _heard(day) else 0),
        (_("came back {n}"), day.came_back),
    ]
    return ", ".join((words, *(part.format(n=n) for part, n in counted if n)))


def _heard(day: Day) -> bool:
    return day.export_days is not None or bool(day.registered or day.declined)


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
