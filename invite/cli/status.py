"""`invite status`: who has been reached."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from invite.cli import here, options, terminal

if TYPE_CHECKING:
    from invite.campaign.filters import Filters
    from invite.summary import Summary


def status(
    context: typer.Context,
    mailing: options.MailingName = None,
    role: options.Role = None,
    region: options.Region = None,
    group: options.Group = None,
    state: options.State = None,
    only: options.Only = None,
    but: options.Except = None,
    json: options.Json = False,
) -> None:
    """Show who has been reached, who is still to be written to, and who needs a human."""
    from invite.campaign.summarise import overview
    from invite.report import document

    wanted = options.filters(role, region, group, state, only, but)
    with here.project(context) as project:
        waves = (project.mailing(mailing),) if mailing else project.settings.mailings
        found = overview(project, waves)
    if wanted.any:
        found = replace(found, mailings=tuple(_only(summary, wanted) for summary in found.mailings))
    if json:
        terminal.show_document(document.overview(found))
    else:
        from invite.report import screen

        terminal.show(screen.status(found))


def _only(summary: Summary, wanted: Filters) -> Summary:
    from invite.campaign.filters import chosen

    ids = chosen(tuple(line.person for line in summary.lines), wanted)
    states = {state.casefold() for state in wanted.states}
    lines = (line for line in summary.lines if line.person.id in ids and (not states or line.state in states))
    return replace(summary, lines=tuple(lines))
