"""`invite settle`: a letter of which nobody knows whether it went: it did, or it did not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import asking, options, terminal
from invite.errors import WrongUsage
from invite.words import _

if TYPE_CHECKING:
    from invite.ledger.letters.unclear import Doubt

Whose = Annotated[
    str,
    typer.Argument(
        metavar="WHO", help=_("Whose letter: a name, a part of it, an address or an id.")
    ),
]
Sent = Annotated[
    bool, typer.Option("--sent", help=_("It went: it lies in the Sent folder, or they have it."))
]
NotSent = Annotated[
    bool, typer.Option("--not-sent", help=_("It did not go; the next send writes to them."))
]


def settle(
    ctx: typer.Context,
    who: Whose,
    sent: Sent = False,
    not_sent: NotSent = False,
    mailing: options.MailingName = None,
    json: options.Json = False,
) -> None:
    """Say of an unclear letter whether it went. Without --sent or --not-sent it tells what to look
    for, and asks.
    """
    from invite.campaign.delivery.settle import Local, settle
    from invite.campaign.project import opened
    from invite.report.letters import settlement, unclear

    def ask(doubt: Doubt, local: Local) -> bool:
        if not terminal.interactive():
            raise WrongUsage(
                _("Say whether it went: --sent or --not-sent."),
                hint=_("Search the Sent folder for: {words}").format(words=unclear.search(doubt)),
            )
        terminal.show(unclear.picture((doubt,), local))
        return asking.yes_or_no(_("Did it go? [y/n] "))

    if sent and not_sent:
        raise WrongUsage(_("It went or it did not: give one of --sent and --not-sent."))
    went = sent if sent or not_sent else None
    with opened(ctx.obj, say=terminal.say) as project:
        done = settle(project, who, mailing=mailing, went=went, ask=ask, choose=asking.choose)
    terminal.show(settlement.to_document(done) if json else settlement.screen(done))
