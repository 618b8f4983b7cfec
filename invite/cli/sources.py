"""`invite sources`: what was understood of each file and sheet."""

from __future__ import annotations

from typing import Annotated

import typer

from invite.cli import here, options, terminal
from invite.words import _


def sources(
    context: typer.Context,
    lines: Annotated[bool, typer.Option("--lines", help=_("Also every row, and what it was taken for."))] = False,
    json: options.Json = False,
) -> None:
    """Show how each sheet was read: header row, columns, region, rows, people, and every flaw."""
    from invite.campaign.gather import read_sheets
    from invite.report import reading

    with here.project(context) as project:
        sheets = read_sheets(project)
    if json:
        terminal.show_document(reading.to_document(sheets.understandings, sheets.flaws))
    else:
        terminal.show(reading.sheets_screen(sheets.understandings, sheets.flaws, lines=lines))
