"""`invite mark`: who answered by mail or telephone, and who was there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from invite.cli import asking, options, terminal
from invite.words import _

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WHO]… registered|declined|attended|none",
        autocompletion=options.names,
        help=_("Who, and what they answered."),
    ),
]
Sheet = Annotated[
    Path | None,
    typer.Option(
        "--from", metavar="FILE", help=_("Everybody on this sheet, such as a list of attendees.")
    ),
]
TakeOff = Annotated[bool, typer.Option("--undo", help=_("Remove their marks."))]


def mark(
    ctx: typer.Context,
    words: Words = None,
    file: Sheet = None,
    column: options.Column = None,
    undo: TakeOff = False,
    json: options.Json = False,
) -> None:
    """Mark by hand what people answered; without WHO, list what was marked."""
    from invite.campaign.project import opened
    from invite.campaign.registrations.marks import mark
    from invite.report.registrations import marks

    decides = bool(words) or file is not None
    with opened(ctx.obj, say=terminal.say, decides=decides) as project:
        done = mark(
            project, words or (), undo=undo, file=file, columns=column or (), choose=asking.choose
        )
    terminal.show(marks.to_document(done) if json else marks.screen(done))
