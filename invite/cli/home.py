"""`invite` alone: where things stand, and what to do next, with the command to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invite.cli import here, terminal
from invite.errors import MustMend

if TYPE_CHECKING:
    import typer


def home(context: typer.Context, *, json: bool) -> None:
    """Say where things stand and what to do next."""
    from invite.campaign.counted import tallies
    from invite.campaign.day import day
    from invite.campaign.outdated import outdated
    from invite.campaign.purging import overdue
    from invite.campaign.summarise import overview
    from invite.report import day as days
    from invite.report import document, next_steps
    from invite.report import outdated as facts

    try:
        folder = here.folder(context)
    except MustMend as error:
        # A newcomer stands in no project: that is where everybody begins, and no mistake.
        if context.obj is not None:
            raise
        steps = next_steps.outside()
        if json:
            terminal.show_document({"project": None, "next": [step.command for step in steps]})
        else:
            terminal.show(error.what, next_steps.picture(steps))
        return
    with here.project(context) as project:
        settings, now = project.settings, project.now()
        found = tallies(project, settings.mailings)
        today, changed = day(project), outdated(project)
        ground = next_steps.Ground(
            courier=settings.delivery.courier, mailings=settings.mailings, event=settings.event, now=now, day=today,
            me=here.me(settings),
        )  # fmt: skip
        steps = next_steps.inside(found, ground)
        steps = next_steps.letting_go(steps, project.ledger.letting_go.closed() is not None, overdue(project))
        if json:
            standing = document.overview(overview(project, settings.mailings))
            commands = [step.command for step in steps]
            told = {"day": days.to_document(today), "outdated": changed.people if changed else 0, "next": commands}
            terminal.show_document({"project": str(folder), **standing, **told})
        else:
            terminal.show(next_steps.heading(found, ground), next_steps.picture(steps))
        if changed:
            terminal.say(facts.told(changed))
        for warning in project.settings.warnings:
            terminal.say(f"{warning.where}: {warning.what} {warning.hint}".strip())
