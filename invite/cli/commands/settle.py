"""`invite settle`: a letter of which nobody knows whether it went: it did, or it did not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import asking, options, terminal
from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.delivery.settle import Local
    from invite.ledger.letters.unclear import UnclearLetter

Whose = Annotated[
    str | None,
    typer.Argument(
        metavar="WHO", help=_("Whose letter: a name, a part of it, an address or an id.")
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


def settle(
    ctx: typer.Context,
    who: Whose = None,
    sent: Sent = False,
    not_sent: NotSent = False,
    look: Look = False,
    mailing: options.MailingName = None,
    json: options.Json = False,
) -> None:
    """Say of an unclear letter whether it went. Without --sent or --not-sent it tells what to look
    for, and asks.
    """
    from invite.campaign.delivery.settle import settle, what_is_asked
    from invite.campaign.project import opened
    from invite.report.letters import settlement, unclear

    def ask(doubt: UnclearLetter, local: Local) -> bool:
        if not terminal.interactive():
            raise unclear.say_whether(doubt)
        terminal.show(unclear.picture((doubt,), local))
        return asking.yes_or_no(_("Did it go? [y/n] "))

    asked = what_is_asked(who, sent=sent, not_sent=not_sent, look=look)
    with opened(ctx.obj, say=terminal.say) as project:
        if asked.who is None:
            from invite.campaign.delivery.refresh import refresh

            proved = refresh(project, terminal.say, terminal.show_line())
            terminal.show(*settlement.look(proved, json=json))
            return
        done = settle(project, asked, mailing=mailing, ask=ask, choose=asking.choose)
    terminal.show(settlement.to_document(done) if json else settlement.screen(done))
