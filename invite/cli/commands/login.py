"""`invite login` and `invite logout`: the password of the sending account into the system's keyring
and out of it, or the sign-in to Microsoft.
"""

from __future__ import annotations

import typer

from invite.cli import asking, options, terminal


def login(ctx: typer.Context, json: options.Json = False) -> None:
    """Sign in to Microsoft, or ask for the password of the sending account; try it at the server,
    and keep it where the system keeps secrets.
    """
    from invite.campaign.delivery.login import login
    from invite.campaign.project import opened
    from invite.report.status import account as report

    with opened(ctx.obj, say=terminal.say) as project:
        done = login(project, ask=asking.password, show=terminal.show_line())
    terminal.show(*((report.to_document(done),) if json else report.screen(done)))


def logout(ctx: typer.Context, json: options.Json = False) -> None:
    """Take the password out of the system's keyring, or forget the sign-in to Microsoft."""
    from invite.campaign.delivery.login import logout
    from invite.campaign.project import opened
    from invite.report.status import account as report

    with opened(ctx.obj, say=terminal.say) as project:
        done = logout(project)
    terminal.show(*((report.to_document(done),) if json else report.screen(done)))
