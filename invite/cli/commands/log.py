"""`invite log`: everything done in this project, by whom and when, with a line for each letter."""

from __future__ import annotations

import typer

from invite.cli import context, options, terminal


def log(ctx: typer.Context, json: options.Json = False) -> None:
    """List everything done in this project, the earliest first."""
    from invite.report.status import log

    with context.project(ctx) as project:
        noted, went = project.ledger.journal.noted(), project.ledger.journal.went()
        if json:
            terminal.show_document(log.to_document(noted, went, project.local))
        else:
            names: dict[str, str] = {
                one.person.id: one.person.name.full for one in project.ledger.persons.recorded()
            }
            terminal.show(log.screen(noted, went, names, project.local))
