"""`invite send`: everyone who is to be written to now, one letter each."""

from __future__ import annotations

from typing import Annotated

import typer

from invite.cli import asking, boundary, options, progress, terminal
from invite.words import _

Limit = Annotated[
    int | None, typer.Option("--limit", min=1, metavar="N", help=_("Write to at most N people."))
]
Test = Annotated[
    str | None,
    typer.Option(
        "--test",
        metavar="ADDRESS",
        help=_("Send up to five test letters to this address, and to nobody else."),
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Only show what would be sent."))]


def send(
    ctx: typer.Context,
    mailing: options.MailingName = None,
    limit: Limit = None,
    test: Test = None,
    dry_run: DryRun = False,
    yes: options.Yes = False,
    role: options.Role = None,
    region: options.Region = None,
    group: options.Group = None,
    state: options.State = None,
    only: options.Only = None,
    but: options.Except = None,
    json: options.Json = False,
) -> int:
    """Write to everyone who has not been written to. Running it again goes on with those who are
    left.
    """
    from invite.campaign.filters import Filters
    from invite.campaign.project import opened

    wanted = Filters.of(role, region, group, state, only, but)
    with opened(ctx.obj, say=terminal.say, reads=True) as project:
        from invite.campaign.sending.plan import Selection
        from invite.campaign.sending.samples import send_samples
        from invite.campaign.sending.send import send
        from invite.report.letters import sending as report

        what = Selection(mailing=mailing, wanted=wanted, limit=limit, dry_run=dry_run)
        desk = progress.Desk(report.before, report.question, yes=yes, quiet=json)
        done: report.Done
        if test is not None:
            line = terminal.show_line()
            done = send_samples(project, test, what, choose=asking.choose, line=line)
        else:
            done = send(project, what, choose=asking.choose, desk=desk)
    terminal.show(*((report.to_document(done),) if json else report.screen(done)))
    return boundary.finish(done.stopped) if done.stopped else done.exit_code
