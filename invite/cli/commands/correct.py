"""`invite correct`: a name, an address or a language put right, somebody who has left: kept,
whatever the sheets say.
"""

from __future__ import annotations

from typing import Annotated

import typer

from invite.cli import asking, options, terminal
from invite.words import _

Whom = Annotated[
    str | None,
    typer.Argument(
        metavar="WHO",
        autocompletion=options.names,
        help=_("A name, a part of it, an address or an id."),
    ),
]
Name = Annotated[
    str | None,
    typer.Option("--name", metavar="NAME", help=_("The right name: first name and surname.")),
]
Address = Annotated[
    str | None,
    typer.Option("--address", metavar="ADDRESS", help=_("The address to write to from now on.")),
]
Left = Annotated[
    bool, typer.Option("--left", help=_("They have left: nobody writes to them any more."))
]
Successor = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--successor", metavar="NAME ADDRESS", help=_("Who has their roles now; with --left.")
    ),
]


def correct(
    ctx: typer.Context,
    who: Whom = None,
    name: Name = None,
    address: Address = None,
    language: options.Spoken = None,
    left: Left = False,
    successor: Successor = None,
    listing: options.ByHand = False,
    undo: options.Undo = None,
    json: options.Json = False,
) -> None:
    """Put right what the sheets say of one person; list what was done by hand, and undo it."""
    from invite.campaign.people.by_hand import by_hand, correct, refuse_beside_undo
    from invite.campaign.project import opened
    from invite.report.people import by_hand as report

    refuse_beside_undo(undo or (), [who] if who else [], "correct")
    done: report.ByHand
    decides = not listing
    with opened(ctx.obj, say=terminal.say, reads=True, decides=decides) as project:
        if listing or undo:
            done = by_hand(project, undo=undo or ())
        else:
            done = correct(
                project,
                who,
                name=name,
                address=address,
                language=language,
                left=left,
                successor=successor,
                choose=asking.choose,
            )
    if json:
        terminal.show(report.correct_document(done))
    else:
        terminal.show(*report.screen(done, "correct"))
