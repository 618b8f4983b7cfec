"""`invite login` and `invite logout`: the password of the sending account, into the system's
keyring and out of it.
"""

from __future__ import annotations

import typer

from invite.cli import asking, options, terminal


def login(ctx: typer.Context, json: options.Json = False) -> None:
    """Ask for the password of the sending account, try it at the server, and keep it in the
    system's keyring.
    """
    from invite.campaign.delivery.password import keep_password
    from invite.campaign.project import opened
    from invite.report.status import account as report

    with opened(ctx.obj, say=terminal.say) as project:
        account = keep_password(project, ask=asking.password)
    terminal.show(report.to_document(account) if json else report.screen(account))


def logout(ctx: typer.Context, json: options.Json = False) -> None:
    """Take the password out of the system's keyring."""
    from invite.campaign.delivery.password import forget_password
    from invite.campaign.project import opened
    from invite.report.status import account as report

    with opened(ctx.obj, say=terminal.say) as project:
        account = forget_password(project)
    terminal.show(report.to_document(account) if json else report.screen(account))
