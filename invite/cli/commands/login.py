"""`invite login` and `invite logout`: the password of the sending account into the system's keyring
and out of it, or the sign-in to Microsoft.
"""

from __future__ import annotations

from typing import Annotated

import typer

from invite.cli import asking, options, terminal
from invite.words import _

OfLedger = Annotated[
    bool, typer.Option("--ledger", help=_("For the database that the ledger is kept in."))
]


def login(ctx: typer.Context, ledger: OfLedger = False, json: options.Json = False) -> None:
    """Sign in to Microsoft, or ask for the password of the sending account; try it at the server,
    and keep it where the system keeps secrets.
    """
    from invite.campaign.delivery.ledger_login import login_to_ledger
    from invite.campaign.delivery.login import login
    from invite.campaign.project import opened
    from invite.report.status import account as report

    if ledger:
        kept = (login_to_ledger(ctx.obj, asking.password),)
        return terminal.show(*((report.to_document(kept),) if json else report.screen(kept)))
    with opened(ctx.obj, say=terminal.say) as project:
        done = login(project, ask=asking.password, show=terminal.show_line())
    return terminal.show(*((report.to_document(done),) if json else report.screen(done)))


def logout(ctx: typer.Context, ledger: OfLedger = False, json: options.Json = False) -> None:
    """Take the password out of the system's keyring, or forget the sign-in to Microsoft."""
    from invite.campaign.delivery.ledger_login import logout_of_ledger
    from invite.campaign.delivery.login import logout
    from invite.campaign.project import opened
    from invite.report.status import account as report

    if ledger:
        gone = (logout_of_ledger(ctx.obj),)
        return terminal.show(*((report.to_document(gone),) if json else report.screen(gone)))
    with opened(ctx.obj, say=terminal.say) as project:
        done = logout(project)
    return terminal.show(*((report.to_document(done),) if json else report.screen(done)))
