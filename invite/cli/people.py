"""`invite people`: who would be written to, and what is wrong with the sheets."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from invite.cli import here, options, terminal
from invite.words import _


def people(
    context: typer.Context,
    flaws: Annotated[bool, typer.Option("--flaws", help=_("What is wrong with the sheets, row by row."))] = False,
    questions: Annotated[bool, typer.Option("--questions", help=_("Who may be one person."))] = False,
    role: options.Role = None,
    region: options.Region = None,
    group: options.Group = None,
    state: options.State = None,
    only: options.Only = None,
    but: options.Except = None,
    json: options.Json = False,
) -> None:
    """Show everyone after merging, with all their parts."""
    from invite.campaign.gather import gather
    from invite.campaign.sending import passing
    from invite.report import document, screen

    wanted = options.filters(role, region, group, state, only, but)
    with here.project(context) as project:
        gathered = gather(project)
        standings = project.ledger.letters.standings(project.mailing(None).name)
        roster = gathered.roster
        if wanted.any:
            ids = passing(roster.people, gathered.held, standings, wanted)
            kept = tuple(person for person in roster.people if person.id in ids)
            rows = {origin for person in kept for origin in person.origins}
            roster = replace(
                roster,
                people=kept,
                flaws=tuple(flaw for flaw in roster.flaws if flaw.origin in rows),
                questions=tuple(question for question in roster.questions if ids.intersection(question.people)),
            )
        if json:
            terminal.show_document(document.people(roster, project.settings.event.language))
        elif flaws:
            terminal.show(screen.flaws(roster.flaws))
        elif questions:
            everyone = [one.person for one in project.ledger.persons.recorded()]
            terminal.show(screen.questions(roster.questions, everyone))
        else:
            held = {id_: why for id_, why in gathered.held.items() if any(person.id == id_ for person in roster.people)}
            terminal.show(screen.people(roster, held))
