"""`invite sources`: what was understood of each file and sheet."""

from __future__ import annotations

from typing import Annotated

import typer

from invite.cli import options, terminal
from invite.words import _


def sources(
    ctx: typer.Context,
    lines: Annotated[
        bool, typer.Option("--lines", help=_("Also every row, and how it was read."))
    ] = False,
    json: options.Json = False,
) -> None:
    """Show how each sheet was read: header row, columns, region, rows, people, and every flaw."""
    from invite.campaign.gathering.gather import read_sheets
    from invite.campaign.project import opened
    from invite.report.people import sheets

    with opened(ctx.obj, say=terminal.say, reads=True) as project:
        found = read_sheets(project.settings, project.reader, project.now().date())
    terminal.show(sheets.to_document(found) if json else sheets.screen(found, lines=lines))
