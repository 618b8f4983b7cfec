"""`invite people`: who would be written to, and what is wrong with the sheets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import context, options, terminal
from invite.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from invite.campaign.filters import Filters
    from invite.campaign.gather import Gathered
    from invite.campaign.project import Project
    from invite.people.extraction.result import OfSource
    from invite.people.model import Flaw, Roster
    from invite.people.resolution.diff import Changes


def people(
    ctx: typer.Context,
    flaws: Annotated[
        bool, typer.Option("--flaws", help=_("What is wrong with the sheets, row by row."))
    ] = False,
    by_source: Annotated[
        bool,
        typer.Option(
            "--by-source", help=_("With --flaws: source by source, with whoever keeps each.")
        ),
    ] = False,
    drafts: Annotated[
        Path | None,
        typer.Option(
            "--drafts",
            metavar="DIR",
            help=_("A draft to each source's owner, asking to mend its flaws."),
        ),
    ] = None,
    questions: Annotated[
        bool, typer.Option("--questions", help=_("Who may be one person."))
    ] = False,
    changes: Annotated[
        bool, typer.Option("--changes", help=_("Who is new, changed and gone since the last send."))
    ] = False,
    why: Annotated[
        str | None,
        typer.Option(
            "--why", metavar="WHO", help=_("Why somebody is one person: rows, evidence, answers.")
        ),
    ] = None,
    xlsx: Annotated[
        Path | None,
        typer.Option("--xlsx", metavar="FILE", help=_("Everybody, into this workbook.")),
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
    from invite.campaign.sending.plan import passing
    from invite.cli.output_files import BOOK, check, check_folder, save
    from invite.report.base import document
    from invite.report.people import held, listing

    wanted = options.filters(role, region, group, state, only, but)
    with context.project(ctx) as project:
        check(project, xlsx, BOOK)
        check_folder(project, drafts)
        gathered = gather(project, only_to_look=True)
        wanted = context.meant(gathered.roster.people, wanted)
        if why is not None:
            _why(project, gathered, why, json=json)
            return
        if changes:
            _changes(project, gathered, wanted, json=json)
            return
        standings = project.ledger.letters.standings(project.mailing(None).name)
        roster = gathered.roster
        if wanted.any:
            ids = passing(roster.people, gathered.held, standings, wanted, reaches=project.reaches)
            kept = tuple(person for person in roster.people if person.id in ids)
            rows = {origin for person in kept for origin in person.origins}
            roster = replace(
                roster,
                people=kept,
                flaws=tuple(flaw for flaw in roster.flaws if flaw.origin in rows),
                questions=tuple(
                    question for question in roster.questions if ids.intersection(question.people)
                ),
            )
        if xlsx:
            from invite.report.status import workbook

            save(
                xlsx,
                workbook.people(roster, gathered.held, project.settings.event, project.now()),
                quiet=json,
            )
            project.ledger.log("report: people")
        if by_source or drafts is not None:
            _by_source(
                project, roster, _within(gathered.by_source, roster.flaws), drafts, json=json
            )
        elif json:
            terminal.show_document(document.people(roster, project.settings.event.language))
        elif flaws:
            waiting = held.held(roster.people)
            terminal.show(*([waiting] if waiting else []), listing.flaws(roster.flaws))
        elif questions:
            everyone = [one.person for one in project.ledger.persons.recorded()]
            terminal.show(listing.questions(roster.questions, everyone))
        elif not xlsx:
            ids_ = {person.id for person in roster.people}
            reasons = {id_: why for id_, why in gathered.held.items() if id_ in ids_}
            terminal.show(listing.people(roster, reasons, gathered.unread))


def _within(sources: Iterable[OfSource], flaws: Iterable[Flaw]) -> tuple[OfSource, ...]:
    """The sources with those of their flaws that are among these."""
    kept = {id(flaw) for flaw in flaws}
    return tuple(
        replace(one, flaws=tuple(flaw for flaw in one.flaws if id(flaw) in kept)) for one in sources
    )


def _by_source(
    project: Project,
    roster: Roster,
    sources: tuple[OfSource, ...],
    drafts: Path | None,
    *,
    json: bool,
) -> None:
    """The flaws source by source, or the drafts to their owners."""
    from invite.campaign.owners.owner_drafts import write
    from invite.report.base import document
    from invite.report.people import owners

    settings = project.settings
    done = write(sources, drafts, settings.event, settings.sender) if drafts is not None else None
    if json:
        found = {
            **document.people(roster, settings.event.language),
            "sources": owners.to_document(sources),
        }
        if done:
            found |= {
                "drafts": owners.drafts_document(done),
                "without_owner": list(done.without_owner),
            }
        terminal.show_document(found)
    elif done:
        terminal.show(*owners.drafts_screen(done))
    else:
        terminal.show(owners.by_source(sources, owners.between(sources, roster.flaws)))


def _why(project: Project, gathered: Gathered, who: str, *, json: bool) -> None:
    """Which rows, rules, answers and corrections make one person."""
    from invite.campaign.explain import reasons
    from invite.report.people import why

    everyone = tuple(one.person for one in project.ledger.persons.recorded())
    found = reasons(project, gathered, context.person(everyone, who))
    if json:
        terminal.show_document(
            why.to_document(found, project.local, project.settings.event.language)
        )
    else:
        terminal.show(why.screen(found, everyone, project.local))


def _changes(project: Project, gathered: Gathered, wanted: Filters, *, json: bool) -> None:
    """Who is otherwise than at the last send."""
    from invite.campaign.explain import since_last_send
    from invite.report.people import changes

    at, found = since_last_send(project, gathered.roster.people)
    if wanted.any:
        found = _passing(project, gathered, found, wanted)
    if json:
        terminal.show_document(changes.to_document(found, at, project.settings.event.language))
    else:
        terminal.show(changes.screen(found, at))


def _passing(project: Project, gathered: Gathered, found: Changes, wanted: Filters) -> Changes:
    from invite.campaign.sending.plan import passing
    from invite.people.resolution.diff import Changes

    standings = project.ledger.letters.standings(project.mailing(None).name)
    ids = passing(
        (*gathered.roster.people, *found.gone),
        gathered.held,
        standings,
        wanted,
        reaches=project.reaches,
    )
    return Changes(
        tuple(one for one in found.new if one.id in ids),
        tuple(one for one in found.changed if one.person.id in ids),
        tuple(one for one in found.gone if one.id in ids),
    )
