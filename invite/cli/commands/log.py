"""`invite log`: everything done in this project, by whom and when, with a line for each letter."""

from __future__ import annotations

import typer

from invite.cli import options, terminal


def log(ctx: typer.Context, json: options.Json = False) -> None:
    """List everything done in this project, the earliest first."""
    from invite.campaign.project import opened
    from invite.campaign.status.history import history
    from invite.report.status import log

    with opened(ctx.obj, say=terminal.say) as project:
        found = history(project)
    terminal.show(log.to_document(found) if json else log.screen(found))
