"""`invite purge`: after the event, everybody's details out and the mailings closed for good."""

from __future__ import annotations

import typer

from invite.cli import asking, options, terminal
from invite.words import _


def purge(ctx: typer.Context, yes: options.Yes = False, json: options.Json = False) -> None:
    """Forget everybody; only counts are kept, and nothing can be sent any more."""
    from invite.campaign.privacy.purge import Prospect, purge
    from invite.campaign.project import opened
    from invite.report.person import privacy as report

    def agree(found: Prospect) -> bool:
        if not json:
            terminal.show(report.before_purge(found, short=yes))
        what = report.would_be_deleted(found)
        return asking.agree(_("Purge? This cannot be undone."), yes=yes, what=what)

    with opened(ctx.obj, say=terminal.say) as project:
        done = purge(project, agree=agree)
    if done is None:
        terminal.say(_("Nothing was deleted."))
    else:
        terminal.show(report.purge_document(done) if json else report.purged(done))
