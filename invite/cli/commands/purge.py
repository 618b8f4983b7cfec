"""`invite purge`: after the event, everybody's details out and the mailings closed for good."""

from __future__ import annotations

import typer

from invite.cli import context, options, terminal
from invite.words import _, ngettext


def purge(ctx: typer.Context, yes: options.Yes = False, json: options.Json = False) -> None:
    """Forget everybody; only counts are kept, and nothing can be sent any more."""
    from invite.campaign.privacy import purge
    from invite.report.person import privacy as report

    with context.project(ctx) as project:
        closed = project.ledger.letting_go.closed()
        if closed is None:
            people = len(project.ledger.persons.recorded())
            days = (project.settings.event.ends.date() - project.now().date()).days
            if not json and not yes:
                terminal.show(report.before_purge(people, days, purge.beyond(project)))
            elif not json:
                terminal.show(*report.too_early(days))
            what = ngettext(
                "The details of {n} person would be deleted and the mailings closed for good.",
                "The details of {n} people would be deleted and the mailings closed for good.",
                people,
            )
            if not terminal.agree(
                _("Purge? It cannot be undone."), yes=yes, what=what.format(n=people)
            ):
                terminal.say(_("Nothing was deleted."))
                return
        done = purge.purge(project)
        if json:
            terminal.show_document(report.purge_document(done))
        else:
            terminal.show(report.purged(done))
