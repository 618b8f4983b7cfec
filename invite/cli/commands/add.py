"""`invite add`: somebody who is on no sheet, kept whatever the sheets say."""

from __future__ import annotations

from typing import Annotated

import typer

from invite.cli import options, terminal
from invite.words import _

Name = Annotated[str | None, typer.Argument(metavar="NAME", help=_("First name and surname."))]
To = Annotated[str | None, typer.Argument(metavar="ADDRESS", help=_("The address to write to."))]
Kind = Annotated[str | None, typer.Option("--as", metavar="KIND", help=_("Their role."))]
Region = Annotated[
    str | None, typer.Option("--region", metavar="NAME", help=_("The region of that role."))
]
Group = Annotated[
    str | None, typer.Option("--group", metavar="NAME", help=_("The team, project or group."))
]
Organisation = Annotated[
    str | None, typer.Option("--organisation", metavar="NAME", help=_("Where they work."))
]


def add(
    ctx: typer.Context,
    name: Name = None,
    address: To = None,
    kind: Kind = None,
    region: Region = None,
    group: Group = None,
    organisation: Organisation = None,
    language: options.Spoken = None,
    listing: options.ByHand = False,
    undo: options.Undo = None,
    json: options.Json = False,
) -> None:
    """Add somebody who is on no sheet; list what was done by hand, and undo it."""
    from invite.campaign.people.by_hand import add, by_hand, refuse_beside_undo
    from invite.campaign.project import opened
    from invite.report.people import by_hand as report

    refuse_beside_undo(undo or (), [word for word in (name, address) if word], "add")
    done: report.ByHand
    decides = not listing
    with opened(ctx.obj, say=terminal.say, reads=True, decides=decides) as project:
        if listing or undo:
            done = by_hand(project, undo=undo or ())
        else:
            done = add(
                project,
                name=name,
                address=address,
                kind=kind,
                region=region,
                group=group,
                organisation=organisation,
                language=language,
            )
    if json:
        terminal.show(report.add_document(done))
    else:
        terminal.show(*report.screen(done, "add"))
