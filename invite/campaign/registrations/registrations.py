"""`invite registrations`: an export read, or said of single lines whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from invite.campaign.filters import Choose
from invite.campaign.gathering.gather import recorded
from invite.campaign.project import Project
from invite.campaign.registrations.exports import ReadSheet, look, read_export
from invite.campaign.registrations.standing import RegistrationStatus
from invite.errors import WrongUsage
from invite.ledger.registrations import StoredLine
from invite.people.model import PersonId
from invite.people.table.headings import field_named
from invite.registrations.columns import FIELDS
from invite.words import _


def registrations(
    project: Project,
    *,
    file: Path | None,
    columns: Sequence[str] = (),
    older: bool = False,
    same: tuple[str, str] | None = None,
    ignore: Sequence[str] = (),
    undo: Sequence[str] = (),
    choose: Choose,
) -> RegistrationStatus:
    """Read the export, if one is given, and keep what is said of lines; where things stand then.

    columns: `FIELD=HEADING`, where the guess is wrong. older: take it though a later one has been
    read. same: a line, and WHO it is of. ignore: lines that are nobody's. undo: lines of which
    nothing is said any more. Raises MustMend for the file, WrongUsage for the rest.
    """
    if file:
        found = read_export(project, sheet_of(project, file, columns), older=older)
    else:
        found = look(project)
    if same:
        found = answer(project, [same[0]], recorded(project, same[1], choose).id)
    if ignore:
        found = answer(project, ignore, None)
    if undo:
        found = withdraw(project, undo)
    return found


def sheet_of(project: Project, file: Path, columns: Sequence[str]) -> ReadSheet:
    """The file, looked for where we stand and then in the project folder, with the columns as
    given. Raises WrongUsage for what names no column.
    """
    inside = project.settings.folder / file
    there = file if file.exists() or not inside.exists() else inside
    return ReadSheet(there, _columns(columns))


def _columns(given: Sequence[str]) -> Mapping[str, str]:
    found = {}
    for one in given:
        field, equals, heading = one.partition("=")
        name = (
            field.strip().casefold() if field.strip().casefold() in FIELDS else field_named(field)
        )
        if not (equals and name and heading.strip()):
            raise WrongUsage(
                _("{given} names no column.").format(given=one),
                hint=_(
                    'Write it like this: --column "answer=Osallistutko?". There is: {fields}.'
                ).format(fields=", ".join((*FIELDS, "name", "email"))),
            )
        found[name] = heading.strip()
    return found


def answer(project: Project, rows: Sequence[str], person: PersonId | None) -> RegistrationStatus:
    """Say whose lines these are (None: nobody's, they are ignored). rows: as `Line.row` names them.
    Raises WrongUsage.
    """
    keys = [one.matched.key for one in _meant(look(project), rows)]
    project.ledger.registrations.say(dict.fromkeys(keys, person))
    project.ledger.log(f"registrations: {len(keys)} lines are {person or 'ignored'}")
    return look(project)


def withdraw(project: Project, rows: Sequence[str]) -> RegistrationStatus:
    """Forget what was said of these lines."""
    project.ledger.registrations.unsay([one.matched.key for one in _meant(look(project), rows)])
    project.ledger.log("registrations: answers withdrawn")
    return look(project)


def _meant(found: RegistrationStatus, rows: Sequence[str]) -> tuple[StoredLine, ...]:
    """The lines of these names, the file with the folder that was typed or without; a number alone
    will do where only one line has it.
    """
    meant: list[StoredLine] = []
    for typed in rows:
        row = typed.strip().replace("\\", "/").rpartition("/")[2]
        named = [one for one in found.lines if row == one.matched.line.row]
        numbered = [
            one
            for one in found.lines
            if row == str(one.matched.line.origin.row) and not one.missing
        ]
        ours = named or numbered
        if not ours or len({one.form for one in ours}) > 1:
            names = ", ".join(
                one.matched.line.row for one in (*found.questions, *found.strangers)[:10]
            )
            raise WrongUsage(
                (
                    _("There is no line {row}.").format(row=row)
                    if not ours
                    else _("There are several lines {row}.").format(row=row)
                ),
                hint=_("There is: {names}.").format(names=names or "–"),
            )
        meant += ours
    return tuple(meant)
