"""Marks made by hand: who answered by mail or telephone, and who was there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from invite.campaign.project import Project
from invite.campaign.registrations.exports import ReadSheet, understood
from invite.errors import WrongUsage
from invite.ledger.storage.store import closed
from invite.mailing.heard import FOUND, Matched
from invite.mailing.reply import Reply
from invite.people.model import PersonId
from invite.words import _, ngettext

NAMED = 10  # people in one line of the log


@dataclass(frozen=True, slots=True)
class Marked:
    """What marking has done. people: who is marked now; left: lines of a sheet that were found to
    be nobody's.
    """

    people: tuple[PersonId, ...]
    left: tuple[Matched, ...] = ()


def mark(project: Project, people: Sequence[PersonId], reply: Reply | None) -> Marked:
    """Mark these people, or (None) take their marks off: all of them or none."""
    if project.ledger.letting_go.closed():
        raise closed()
    people = tuple(dict.fromkeys(people))
    if reply is None:
        project.ledger.marks.take(people)
    else:
        project.ledger.marks.put(people, reply)
    what = reply.value if reply else "undone"
    n = len(people)
    # A few are named, by their ids: what is erased later leaves nothing but them here.
    whom = ", ".join(people) if n <= NAMED else ngettext("{n} person", "{n} people", n).format(n=n)
    project.ledger.log(f"mark {what}: {whom}")
    return Marked(people)


def mark_sheet(
    project: Project, sheet: ReadSheet, reply: Reply | None, *, taken: bool = False
) -> Marked:
    """Mark everybody on a sheet, or (taken) take their marks off; of a sheet that ticks off who was
    there, only those who were.

    Without an answer such a column is what is meant; without either, WrongUsage is raised.
    """
    export, matches, _file = understood(project, sheet)
    if reply is None and not taken:
        if "attended" not in export.headings:
            raise WrongUsage(
                _(
                    "It is not said what the people on {file} answered, and no column tells who was"
                    " there."
                ).format(file=sheet.path.name),
                hint=_("Write it last: registered, declined or attended; none takes the mark off."),
            )
        reply = Reply.ATTENDED
    if "attended" in export.headings:
        matches = tuple(one for one in matches if one.line.reply is Reply.ATTENDED)
    found = tuple(dict.fromkeys(one.person for one in matches if one.how in FOUND and one.person))
    done = mark(project, found, reply) if found else Marked(())
    return Marked(done.people, tuple(one for one in matches if one.how not in FOUND))
