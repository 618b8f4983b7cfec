"""`invite people`: who would be written to, and what is wrong with the sheets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import here, options, terminal
from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.filters import Filters
    from invite.campaign.gather import Gathered
    from invite.campaign.project import Project
    from invite.people.changes import Changes


def people(
    context: typer.Context,
    flaws: Annotated[bool, typer.Option("--flaws", help=_("What is wrong with the sheets, row by row."))] = False,
    questions: Annotated[bool, typer.Option("--questions", help=_("Who may be one person."))] = False,
    changes: Annotated[bool, typer.Option("--changes", help=_("Who is new, changed and gone since the last send."))] = False,
    why: Annotated[
        str | None, typer.Option("--why", metavar="WHO", help=_("Why somebody is one person: rows, evidence, answers."))
    ] = None,
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
        if why is not None:
            _why(project, gathered, why, json=json)
            return
        if changes:
            _changes(project, gathered, wanted, json=json)
            return
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


def _why(project: Project, gathered: Gathered, who: str, *, json: bool) -> None:
    """Which rows, rules, answers and corrections make one person."""
    from invite.campaign.reasons import reasons
    from invite.report import why

    everyone = tuple(one.person for one in project.ledger.persons.recorded())
    found = reasons(project, gathered, here.person(everyone, who))
    if json:
        terminal.show_document(why.to_document(found, project.local, project.settings.event.language))
    else:
        terminal.show(why.screen(found, everyone, project.local))


def _changes(project: Project, gathered: Gathered, wanted: Filters, *, json: bool) -> None:
    """Who is otherwise than at the last send."""
    from invite.campaign.changes import since_last_send
    from invite.report import changes

    at, found = since_last_send(project, gathered.roster.people)
    if wanted.any:
        found = _passing(project, gathered, found, wanted)
    if json:
        terminal.show_document(changes.to_document(found, at, project.settings.event.language))
    else:
        terminal.show(changes.screen(found, at))


def _passing(project: Project, gathered: Gathered, found: Changes, wanted: Filters) -> Changes:
    from invite.campaign.sending import passing
    from invite.people.changes import Changes

    standings = project.ledger.letters.standings(project.mailing(None).name)
    ids = passing((*gathered.roster.people, *found.gone), gathered.held, standings, wanted)
    return Changes(
        tuple(one for one in found.new if one.id in ids),
        tuple(one for one in found.changed if one.person.id in ids),
        tuple(one for one in found.gone if one.id in ids),
    )
