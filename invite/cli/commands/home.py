"""`invite` alone: where things stand, and what to do next, with the command to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invite.cli import context, terminal
from invite.errors import MustMend

if TYPE_CHECKING:
    import typer


def home(ctx: typer.Context, *, json: bool) -> None:
    """Say where things stand and what to do next."""
    from invite.campaign.privacy.purge import overdue
    from invite.campaign.status.day import day
    from invite.campaign.status.outdated import outdated
    from invite.campaign.status.overview import overview, tallies
    from invite.report.base import document
    from invite.report.letters import outdated as facts
    from invite.report.status import day as days
    from invite.report.status import next_steps

    try:
        folder = context.folder(ctx)
    except MustMend as error:
        # A newcomer stands in no project: that is where everybody begins, and no mistake.
        if ctx.obj is not None:
            raise
        steps = next_steps.outside()
        if json:
            terminal.show_document({"project": None, "next": [step.command for step in steps]})
        else:
            terminal.show(error.what, next_steps.picture(steps))
        return
    with context.project(ctx) as project:
        settings, now = project.settings, project.now()
        found = tallies(project, settings.mailings)
        today, changed = day(project), outdated(project)
        ground = next_steps.Ground(
            courier=settings.delivery.courier, mailings=settings.mailings, event=settings.event, now=now, day=today,
            me=context.me(settings),
        )  # fmt: skip
        steps = next_steps.inside(found, ground)
        steps = next_steps.letting_go(
            steps, project.ledger.letting_go.closed() is not None, overdue(project)
        )
        if json:
            standing = document.overview(overview(project, settings.mailings))
            commands = [step.command for step in steps]
            told = {
                "day": days.to_document(today),
                "outdated": changed.people if changed else 0,
                "next": commands,
            }
            terminal.show_document({"project": str(folder), **standing, **told})
        else:
            terminal.show(next_steps.heading(found, ground), next_steps.picture(steps))
        if changed:
            terminal.say(facts.told(changed))
        for warning in project.settings.warnings:
            terminal.say(f"{warning.where}: {warning.what} {warning.hint}".strip())
