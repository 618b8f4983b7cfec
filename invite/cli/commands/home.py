"""`invite` alone: where things stand, and what to do next, with the command to copy."""

from __future__ import annotations

import typer

from invite.cli import terminal
from invite.errors import MustMend


def home(ctx: typer.Context, *, json: bool) -> None:
    """Say where things stand and what to do next."""
    from invite.campaign.project import opened, project_folder
    from invite.campaign.status.today import today
    from invite.report.base.steps import Steps
    from invite.report.status import next_steps

    try:
        folder = project_folder(ctx.obj)
    except MustMend as error:
        # A newcomer stands in no project: that is where everybody begins, and no mistake.
        if ctx.obj is not None:
            raise
        outside = (error.what, Steps(next_steps.outside()))
        terminal.show(*((next_steps.outside_document(),) if json else outside))
        return
    with opened(folder, say=terminal.say) as project:
        found, before = today(project), None
        if found.to_go:
            from invite.campaign.check.quick import before_send

            before = before_send(project, found)
    picture = next_steps.to_document(found, before) if json else next_steps.screen(found, before)
    terminal.show(picture, *next_steps.remarks(found))
