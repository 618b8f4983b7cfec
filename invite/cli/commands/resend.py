"""`invite resend`: people once more, because they say that nothing came."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from invite.cli import asking, boundary, options, progress, terminal
from invite.words import _

Whom = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="WHO…",
        autocompletion=options.names,
        help=_("A name, a part of it, an address or an id."),
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to", metavar="ADDRESS", help=_("To this address, which is theirs from now on.")
    ),
]
Bounced = Annotated[
    bool,
    typer.Option(
        "--bounced", help=_("To those whose letter came back, at another address they have.")
    ),
]
Because = Annotated[
    str, typer.Option("--because", metavar="TEXT", help=_("The reason; kept in the ledger."))
]
Preface = Annotated[
    str, typer.Option("--preface", metavar="TEXT", help=_("A few words before the letter."))
]


def resend(
    ctx: typer.Context,
    who: Whom = None,
    to: To = None,
    bounced: Bounced = False,
    because: Because = "",
    preface: Preface = "",
    mailing: options.MailingName = None,
    yes: options.Yes = False,
    json: options.Json = False,
) -> int:
    """Send somebody's letter again, to the same address or a corrected one; several people's,
    too.
    """
    from invite.campaign.project import opened
    from invite.campaign.sending.resend import resend
    from invite.report.letters import resending as report

    with opened(ctx.obj, say=terminal.say, reads=True, decides=True) as project:
        done = resend(
            project,
            who or (),
            mailing=mailing,
            to=to,
            bounced=bounced,
            because=because,
            preface=preface,
            choose=asking.choose,
            warn=partial(terminal.say, bold=True),
            agree=partial(asking.agree_to_resend, yes=yes),
            watching=progress.watching,
            line=terminal.show_line(),
        )
    terminal.show(*((report.to_document(done),) if json else report.screen(done)))
    return boundary.finish(done.stopped) if done.stopped else done.exit_code
