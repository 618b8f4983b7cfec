"""`invite` alone: where things stand, and what to do next, with the command to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invite.cli import here, terminal
from invite.errors import MustMend

if TYPE_CHECKING:
    import typer


def home(context: typer.Context, *, json: bool) -> None:
    """Say where things stand and what to do next."""
    from invite.campaign.summarise import overview
    from invite.report import document, next_steps

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
        found = overview(project, project.settings.mailings)
        steps = next_steps.inside(found, project.settings.delivery.courier)
        if json:
            standing = document.overview(found)
            terminal.show_document({"project": str(folder), **standing, "next": [step.command for step in steps]})
        else:
            terminal.show(next_steps.heading(project.settings.event, project.now(), found), next_steps.picture(steps))
        for warning in project.settings.warnings:
            terminal.say(f"{warning.where}: {warning.what} {warning.hint}".strip())
