"""Marks made by hand: who answered by mail or telephone, and who was there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from invite.campaign.filters import Choose, everyone
from invite.campaign.gathering.gather import all_recorded
from invite.campaign.project import Project
from invite.campaign.registrations.exports import ReadSheet, understood
from invite.campaign.registrations.registrations import sheet_of
from invite.errors import WrongUsage
from invite.ledger.storage.store import closed
from invite.mailing.reply import FOUND, MARKS, Heard, Matched, Reply
from invite.people.model import PersonId
from invite.words import _, ngettext

NAMED = 10  # people in one line of the log
NO_MARK = "none"  # stands where an answer stands, to take a mark off


class Marking(Struct, frozen=True, kw_only=True):
    """What marking has done, and all marks. people: who is marked now, or whose mark was taken off;
    None where nobody was named. taken: marks were taken off. left: who stands on lines of a sheet
    that were found to be nobody's.

    marks: all that hold; names: of people by id. local: an instant in the event's time zone.
    """

    people: tuple[PersonId, ...] | None
    taken: bool
    left: tuple[str, ...]
    marks: Mapping[PersonId, Heard]
    names: Mapping[PersonId, str]
    local: Callable[[datetime], datetime]


def mark(
    project: Project,
    words: Sequence[str],
    *,
    undo: bool = False,
    file: Path | None = None,
    columns: Sequence[str] = (),
    choose: Choose,
) -> Marking:
    """Mark people, or take their marks off. words: WHO…, and last what they answered. undo: take
    the marks off, whatever the last word is. file: a sheet of people; columns: as for
    `registrations`. With none of them, the marks are but looked at.

    Raises WrongUsage for what is no answer, and before anybody is marked where one of the people
    is not clear.
    """
    who, reply, taken = _parsed(words, undo=undo)
    if not who and file is None and (reply or undo or words):
        answer = "--undo" if taken else reply.value if reply else "declined"
        raise WrongUsage(_("Say who."), hint=f"invite mark WHO {answer}")
    people: tuple[PersonId, ...] = ()
    left: tuple[Matched, ...] = ()
    if who:
        people = _mark(project, [one.id for one in all_recorded(project, who, choose)], reply)
    if file is not None:
        sheet = sheet_of(project, file, columns)
        theirs, left = _mark_sheet(project, sheet, reply, taken=taken)
        people = (*people, *theirs)
    return Marking(
        people=people if who or file else None,
        taken=taken,
        left=tuple(one.line.who for one in left),
        marks=project.ledger.marks.all(),
        names={person.id: person.name.full for person in everyone(project)},
        local=project.local,
    )


def _parsed(words: Sequence[str], *, undo: bool) -> tuple[Sequence[str], Reply | None, bool]:
    """Who, what they answered, and whether marks are taken off instead. Raises WrongUsage for what
    is no answer.
    """
    last = words[-1].strip().casefold() if words else ""
    if undo or last == NO_MARK:
        return words[:-1] if last in (NO_MARK, *MARKS) else words, None, True
    if not words:
        return words, None, False
    if last not in MARKS:
        raise WrongUsage(
            _("{word} is not an answer.").format(word=words[-1]),
            hint=_("Write it last: registered, declined or attended; none removes the mark."),
        )
    return words[:-1], Reply(last), False


def _mark(
    project: Project, people: Sequence[PersonId], reply: Reply | None
) -> tuple[PersonId, ...]:
    """Mark these people, or (None) take their marks off: all of them or none."""
    if project.closed:
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
    return people


def _mark_sheet(
    project: Project, sheet: ReadSheet, reply: Reply | None, *, taken: bool
) -> tuple[tuple[PersonId, ...], tuple[Matched, ...]]:
    """Mark everybody on a sheet, or (taken) take their marks off; of a sheet that ticks off who was
    there, only those who were.

    Without an answer such a column is what is meant; without either, WrongUsage is raised.
    Out: who was marked, and the lines that are nobody's.
    """
    export, matches, _file = understood(project, sheet)
    if reply is None and not taken:
        if "attended" not in export.headings:
            raise WrongUsage(
                _("Say what the people in {file} answered: no column says who attended.").format(
                    file=sheet.path.name
                ),
                hint=_("Write it last: registered, declined or attended; none removes the mark."),
            )
        reply = Reply.ATTENDED
    if "attended" in export.headings:
        matches = tuple(one for one in matches if one.line.reply is Reply.ATTENDED)
    found = tuple(dict.fromkeys(one.person for one in matches if one.how in FOUND and one.person))
    done = _mark(project, found, reply) if found else ()
    return done, tuple(one for one in matches if one.how not in FOUND)
