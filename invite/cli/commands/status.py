"""`invite status`: who has been reached."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import context, options, terminal
from invite.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from invite.campaign.filters import Filters
    from invite.campaign.project import Project
    from invite.mailing import Mailing
    from invite.summary import Line, Overview


def status(
    ctx: typer.Context,
    mailing: options.MailingName = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help=_("A page for the director, into this file.")),
    ] = None,
    xlsx: Annotated[
        Path | None,
        typer.Option("--xlsx", metavar="FILE", help=_("A workbook of all people, into this file.")),
    ] = None,
    addresses: Annotated[
        bool, typer.Option("--addresses", help=_("With addresses, in the page or the workbook."))
    ] = False,
    refresh: Annotated[
        bool,
        typer.Option("--refresh", help=_("First look into the mailbox what has left.")),
    ] = False,
    role: options.Role = None,
    region: options.Region = None,
    group: options.Group = None,
    state: options.State = None,
    only: options.Only = None,
    but: options.Except = None,
    json: options.Json = False,
) -> None:
    """Show who has been reached, who is still to be written to, and who needs a human."""
    # To filter nothing, what filters need is not loaded.
    given = (role, region, group, state, only, but)
    wanted = options.filters(*given) if any(given) else None
    with context.project(ctx) as project:
        if refresh:
            from invite.campaign.delivery.proof import told
            from invite.campaign.delivery.refresh import refresh as look

            for line in told(look(project, terminal.say, terminal.show_line())):
                terminal.say(line)
        waves = (project.mailing(mailing),) if mailing else project.settings.mailings
        if html or xlsx:
            from invite.cli.output_files import BOOK, PAGE, check

            check(project, html, PAGE)
            check(project, xlsx, BOOK)
        if json or wanted or (xlsx and addresses):
            _everybody(project, waves, wanted, html=html, xlsx=xlsx, addresses=addresses, json=json)
        else:
            _counts(project, waves, html=html, xlsx=xlsx, addresses=addresses)
        if reports := [kind for kind, file in (("html", html), ("xlsx", xlsx)) if file]:
            # Who has made a list of people, perhaps to give it away, is told by the log.
            project.ledger.log(
                f"report: {', '.join(reports)}{' with addresses' if addresses else ''}"
            )


def _counts(
    project: Project,
    waves: Sequence[Mailing],
    *,
    html: Path | None,
    xlsx: Path | None,
    addresses: bool,
) -> None:
    """What counts alone can tell, which is quickly known of however many people."""
    from invite.campaign.status.overview import stood_counted, tallies, telling

    if html or xlsx:
        found, event = (
            tallies(project, waves, detailed=[wave.name for wave in waves]),
            project.settings.event,
        )
        if html:
            from invite.cli.output_files import save
            from invite.report.status import page

            save(html, page.page(found, event, project.now(), addresses=addresses).encode())
        if xlsx:
            from invite.cli.output_files import save
            from invite.report.status import workbook

            save(xlsx, workbook.status(stood_counted(project, waves), found, event, project.now()))
        return
    from invite.report.status import standing

    counted = tallies(project, waves, most=standing.MOST, detailed=[telling(project, waves).name])
    terminal.show(standing.screen(counted))
    _outdated(project)
    if any(one.counts["unclear"] for one in counted.mailings):
        _in_doubt(project, waves)


def _outdated(project: Project) -> None:
    """That the event has changed since letters went."""
    from invite.campaign.status.outdated import outdated

    if changed := outdated(project):
        from invite.report.letters import outdated as facts

        terminal.say(facts.told(changed))


def _in_doubt(project: Project, waves: Sequence[Mailing]) -> None:
    """The letters that may or may not have gone, with what to search for."""
    names = {wave.name for wave in waves}
    if doubts := [
        one for one in project.ledger.unclear.all() if one.mailing in names and not one.in_hand
    ]:
        from invite.report.letters import unclear

        terminal.show(unclear.picture(doubts, project.local))


def _everybody(
    project: Project,
    waves: Sequence[Mailing],
    wanted: Filters | None,
    *,
    html: Path | None,
    xlsx: Path | None,
    addresses: bool,
    json: bool,
) -> None:
    """What needs the line of each."""
    from invite.campaign.status.overview import overview
    from invite.tally import Tallies, tallied

    found = overview(project, waves)
    if wanted:
        found = _only(project, found, wanted)
    counted = Tallies(mailings=tuple(map(tallied, found.mailings)), read=found.read)
    if project.ledger.letting_go.closed():
        counted = counted.at_rest()
    event = project.settings.event
    if xlsx:
        from invite.campaign.status.overview import stood
        from invite.cli.output_files import save
        from invite.report.status import workbook

        save(
            xlsx,
            workbook.status(stood(found), counted, event, project.now(), addresses=addresses),
            quiet=json,
        )
    if html:
        from invite.cli.output_files import save
        from invite.report.status import page

        save(
            html, page.page(counted, event, project.now(), addresses=addresses).encode(), quiet=json
        )
    if json:
        from invite.campaign.status.outdated import outdated
        from invite.report.base import document

        changed = outdated(project)
        terminal.show_document(
            {**document.overview(found, counted), "outdated": changed.people if changed else 0}
        )
    elif not (html or xlsx):
        from invite.report.status import standing

        terminal.show(standing.screen(counted, {one.mailing: one.lines for one in found.mailings}))
        if wanted is None or "unclear" in {state.casefold() for state in wanted.states}:
            _in_doubt(project, waves)


def _only(project: Project, found: Overview, wanted: Filters) -> Overview:
    from invite.campaign.filters import chosen

    everyone = tuple(one.person for one in project.ledger.persons.recorded())
    ids = chosen(everyone, context.meant(everyone, wanted))
    states = {state.casefold() for state in wanted.states}

    def passes(line: Line) -> bool:
        return line.person.id in ids and (not states or line.state in states)

    return replace(
        found,
        mailings=tuple(
            replace(one, lines=tuple(line for line in one.lines if passes(line)))
            for one in found.mailings
        ),
    )
