"""`invite registrations`: who has answered, from the registration system's export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from invite.cli import asking, options, terminal
from invite.words import _

Export = Annotated[
    Path | None,
    typer.Argument(metavar="[FILE]", help=_("The export; without one, shows what has been read.")),
]
Same = Annotated[
    tuple[str, str] | None,
    typer.Option("--same", metavar="LINE WHO", help=_("This line belongs to this person.")),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="LINE", help=_("This line belongs to nobody.")),
]
TakeBack = Annotated[
    list[str] | None,
    typer.Option("--undo", metavar="LINE", help=_("Undo what was said about this line.")),
]
Older = Annotated[
    bool, typer.Option("--older", help=_("Read this one, though a newer one has been read."))
]


def registrations(
    ctx: typer.Context,
    file: Export = None,
    same: Same = None,
    ignore: Ignore = None,
    undo: TakeBack = None,
    column: options.Column = None,
    older: Older = False,
    json: options.Json = False,
) -> None:
    """Read the export of Lyyti, Webropol, Microsoft or Google Forms, or any sheet, as often as
    there is a new one.
    """
    from invite.campaign.project import opened
    from invite.campaign.registrations.registrations import registrations
    from invite.report.registrations import export, registrations_json

    decides = any((file, same, ignore, undo))
    with opened(ctx.obj, say=terminal.say, decides=decides) as project:
        found = registrations(
            project,
            file=file,
            columns=column or (),
            older=older,
            same=same,
            ignore=ignore or (),
            undo=undo or (),
            choose=asking.choose,
        )
    terminal.show(registrations_json.to_document(found) if json else export.screen(found))
