"""`invite settle`: letters of which nobody knows whether they went: they did, or they did not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import asking, options, terminal
from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.delivery.drafts.settle import Local
    from invite.ledger.letters.unclear import UnclearLetter

Whose = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="WHO",
        autocompletion=options.names,
        help=_("Whose letter: a name, a part of it, an address or an id."),
    ),
]
Sent = Annotated[
    bool, typer.Option("--sent", help=_("It went: it is in the Sent folder, or they have it."))
]
NotSent = Annotated[
    bool, typer.Option("--not-sent", help=_("It did not go; the next send writes to them."))
]
Look = Annotated[
    bool, typer.Option("--look", help=_("Look in the mailbox for all unclear letters."))
]

Outbox = Annotated[
    bool, typer.Option("--outbox", help=_("Letters that are drafts: all, or those to WHO."))
]


def settle(
    ctx: typer.Context,
    who: Whose = None,
    sent: Sent = False,
    not_sent: NotSent = False,
    look: Look = False,
    outbox: Outbox = False,
    mailing: options.MailingName = None,
    json: options.Json = False,
) -> None:
    """Say of an unclear letter whether it went, or of drafts (--outbox) that you have sent them.
    Without --sent or --not-sent it tells what to look for, and asks.
    """
    from invite.campaign.delivery.drafts.settle import settle, what_is_asked
    from invite.campaign.project import opened
    from invite.report.letters import settlement, unclear

    def ask(doubt: UnclearLetter, local: Local) -> bool:
        if not terminal.interactive():
            raise unclear.say_whether(doubt)
        terminal.show(unclear.picture((doubt,), local))
        return asking.yes_or_no(_("Did it go? [y/n] "))

    asked = what_is_asked(who or (), sent=sent, not_sent=not_sent, look=look, outbox=outbox)
    with opened(ctx.obj, say=terminal.say, decides=True) as project:
        done = settle(
            project,
            asked,
            mailing=mailing,
            ask=ask,
            choose=asking.choose,
            say=terminal.say,
            show=terminal.show_line(),
        )
    terminal.show(settlement.to_document(done) if json else settlement.screen(done))
