"""`invite registrations`: who has answered, from the registration system's export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import context, options, terminal
from invite.errors import WrongUsage
from invite.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from invite.campaign.project import Project
    from invite.campaign.registrations.exports import ReadSheet
    from invite.campaign.registrations.standing import Registered
    from invite.people.model import Person

Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=HEADING",
        help=_(
            "Which column is which, where the guess is wrong: answer, cancelled, attended, time,"
            " name, email."
        ),
    ),
]


def registrations(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help=_("The export; without one, where things stand.")),
    ] = None,
    same: Annotated[
        tuple[str, str] | None,
        typer.Option("--same", metavar="LINE WHO", help=_("This line is of this person.")),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="LINE", help=_("This line is nobody's."))
    ] = None,
    undo: Annotated[
        list[str] | None,
        typer.Option("--undo", metavar="LINE", help=_("Take back what was said of this line.")),
    ] = None,
    column: Columns = None,
    older: Annotated[
        bool, typer.Option("--older", help=_("Take it though a later one has been read."))
    ] = False,
    json: options.Json = False,
) -> None:
    """Read the export of Lyyti, Webropol, Microsoft or Google Forms, or any sheet, as often as
    there is a new one.
    """
    from invite.campaign.registrations.exports import answer, look, read_export, withdraw

    with context.project(ctx) as project:
        found = (
            read_export(project, sheet(project, file, column), older=older)
            if file
            else look(project)
        )
        if same:
            found = answer(project, [same[0]], recorded(project, same[1]).id)
        if ignore:
            found = answer(project, ignore, None)
        if undo:
            found = withdraw(project, undo)
        show(project, found, json=json)


def sheet(project: Project, file: Path, column: list[str] | None) -> ReadSheet:
    """The file, looked for where we stand and then in the project folder, with the columns as
    given.
    """
    from invite.campaign.registrations.exports import ReadSheet

    inside = project.settings.folder / file
    return ReadSheet(
        file if file.exists() or not inside.exists() else inside, _columns(column or [])
    )


def _columns(given: list[str]) -> Mapping[str, str]:
    from invite.people.table.columns import field_named
    from invite.registrations.columns import FIELDS

    found = {}
    for one in given:
        field, equals, heading = one.partition("=")
        name = (
            field.strip().casefold() if field.strip().casefold() in FIELDS else field_named(field)
        )
        if not (equals and name and heading.strip()):
            raise WrongUsage(
                _("{given} names no column.").format(given=one),
                hint=_('Write it so: --column "answer=Osallistutko?". There is: {fields}.').format(
                    fields=", ".join((*FIELDS, "name", "email"))
                ),
            )
        found[name] = heading.strip()
    return found


def recorded(project: Project, who: str) -> Person:
    """The person meant, be they on a sheet or on none any more; the sheets are read where they
    never were.
    """
    from invite.campaign.gather import gather
    from invite.ledger.storage.store import closed

    if project.ledger.letting_go.closed():
        raise closed()
    if project.ledger.persons.last_reading()[0] is None:
        gather(project)
    return context.person((one.person for one in project.ledger.persons.recorded()), who)


def show(project: Project, found: Registered, *, json: bool) -> None:
    """Where the registrations stand."""
    from invite.report.registrations import export as report
    from invite.report.registrations import registrations_json

    if json:
        terminal.show_document(registrations_json.to_document(found, project.now(), project.local))
    else:
        terminal.show(report.screen(found, project.now(), project.local))
