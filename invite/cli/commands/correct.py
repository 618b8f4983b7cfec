"""`invite correct`: a name, an address or a language put right, somebody who has left: kept,
whatever the sheets say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import context, options, terminal
from invite.cli.commands.add import (
    List,
    Spoken,
    Undo,
    keep,
    parsed_language,
    parsed_name,
    show_done,
    standing_on,
    tell,
)
from invite.errors import WrongUsage
from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.gather import Gathered
    from invite.campaign.project import Project
    from invite.people.known import Correction
    from invite.people.model import Entry, Person, PersonId


def correct(
    ctx: typer.Context,
    who: Annotated[
        str | None,
        typer.Argument(metavar="WHO", help=_("A name, a part of it, an address or an id.")),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help=_("Their name: first name and surname.")),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option(
            "--address", metavar="ADDRESS", help=_("Where they are written to from now on.")
        ),
    ] = None,
    language: Spoken = None,
    left: Annotated[
        bool, typer.Option("--left", help=_("They have left: they are not written to any more."))
    ] = False,
    successor: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--successor", metavar="NAME ADDRESS", help=_("Who has their parts now; with --left.")
        ),
    ] = None,
    listing: List = False,
    undo: Undo = None,
    json: options.Json = False,
) -> None:
    """Put right what the sheets say of one person; list what was done by hand, and undo it."""
    from invite.campaign.gather import gather
    from invite.people.known import Correction

    with context.project(ctx) as project:
        if listing or undo:
            show_done(project, undo or (), json=json)
            return
        if who is None or not (name or address or language or left):
            raise WrongUsage(
                _("Say who, and what is to be put right: --name, --address, --language or --left."),
                hint=_("invite correct --list lists what was done by hand."),
            )
        if successor and not left:
            raise WrongUsage(_("Somebody has a successor when they have left: add --left."))
        new_name = parsed_name(name) if name else None
        new_address = context.address(project, address) if address else None
        spoken = parsed_language(language)
        gather(project)
        person = _anybody(project, who)
        # Everything is read before anything is kept: a slip in the successor's address changes
        # nothing.
        additions = _successor(project, person, *successor) if successor else ()
        said = Correction(
            person=person.id, name=new_name, address=new_address, language=spoken, left=left
        )
        numbers = (_keep(project, said), *(keep(project, entry) for entry in additions))
        _show(project, gather(project), person.id, numbers, json=json)


def _anybody(project: Project, who: str) -> Person:
    """The person meant, be they on a sheet or on none any more."""
    return context.person((one.person for one in project.ledger.persons.recorded()), who)


def _keep(project: Project, said: Correction) -> int:
    """Keep a correction; returns its number. The same said twice is one."""
    earlier = [
        done
        for done in project.ledger.hand.done()
        if getattr(done.what, "person", None) == said.person
    ]
    if earlier and earlier[-1].what == said:
        return earlier[-1].number
    number = project.ledger.hand.correct(said)
    project.ledger.log(f"correct: {said.person} ({number})")
    return number


def _successor(project: Project, person: Person, name: str, address: str) -> tuple[Entry, ...]:
    """Who has the job now, once for each part that the person played."""
    from invite.people.model import Entry

    to = context.address(project, address)
    known_as = parsed_name(name, to.key.rpartition("@")[0])
    return tuple(
        # What the one before was in the group (its chair, its secretary) is not handed on with the
        # seat.
        Entry(
            name=known_as,
            addresses=(to,),
            role=replace(role, title=None),
            organisation=person.organisation,
        )
        for role in person.roles
    )


def _show(
    project: Project, gathered: Gathered, who: PersonId, numbers: tuple[int, ...], *, json: bool
) -> None:
    person = next(one.person for one in project.ledger.persons.recorded() if one.person.id == who)
    successor = standing_on(gathered.roster.people, numbers[1]) if numbers[1:] else None
    if json:
        from invite.report.base import document

        language = project.settings.event.language
        held = gathered.held.get(person.id)
        terminal.show_document(
            {
                "numbers": list(numbers),
                "person": document.person(person, language),
                "held": held.value if held else None,
                "successor": document.person(successor, language) if successor else None,
            }
        )
        return
    undo = " ".join(f"--undo {n}" for n in numbers)
    tell(
        gathered,
        (person, successor) if successor else (person,),
        _("Kept; undone by: invite correct {undo}").format(undo=undo),
    )
