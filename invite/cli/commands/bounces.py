"""`invite bounces`: what came back, and what people answered."""

from __future__ import annotations

from typing import Annotated

import typer

from invite.cli import options, progress, terminal
from invite.words import _

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE]…",
        help=_("Saved messages: .eml, .msg, mbox, Maildir, a folder, or - for standard input."),
    ),
]
Take = Annotated[
    list[int] | None,
    typer.Option(
        "--take", metavar="MAIL", help=_("Accept what the message with this number says.")
    ),
]
Move = Annotated[
    str | None,
    typer.Option(
        "--move",
        metavar="FOLDER",
        help=_("Move reports whose letter was found to this folder of the mailbox."),
    ),
]


def bounces(
    ctx: typer.Context,
    files: Files = None,
    take: Take = None,
    move: Move = None,
    json: options.Json = False,
) -> None:
    """Read returned mail and answers, from the mailbox or from files, and say what came of which
    letter.
    """
    from invite.campaign.project import opened
    from invite.campaign.returns.bounces import bounces
    from invite.report.returns import mails

    with opened(ctx.obj, say=terminal.say, decides=True) as project, progress.counting() as count:
        found = bounces(
            project,
            files or (),
            taking=take or (),
            move=move,
            progress=count,
            show=terminal.show_line(),
        )
    terminal.show(mails.to_document(found) if json else mails.screen(found))
