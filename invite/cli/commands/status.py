"""`invite status`: who has been reached."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from invite.cli import asking, options, terminal
from invite.words import _

Html = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help=_("A page for the director, in this file.")),
]
Xlsx = Annotated[
    Path | None,
    typer.Option("--xlsx", metavar="FILE", help=_("A workbook of all people, in this file.")),
]
Addresses = Annotated[
    bool, typer.Option("--addresses", help=_("Include addresses in the page or the workbook."))
]
Refresh = Annotated[
    bool, typer.Option("--refresh", help=_("First look in the mailbox for what has left."))
]


def status(
    ctx: typer.Context,
    mailing: options.MailingName = None,
    html: Html = None,
    xlsx: Xlsx = None,
    addresses: Addresses = False,
    refresh: Refresh = False,
    role: options.Role = None,
    region: options.Region = None,
    group: options.Group = None,
    state: options.State = None,
    only: options.Only = None,
    but: options.Except = None,
    json: options.Json = False,
) -> None:
    """Show who has been reached, who is still to be written to, and who needs a human."""
    from invite.campaign.filters import Filters
    from invite.campaign.project import opened
    from invite.campaign.status.status import status
    from invite.report.status import standing

    wanted = Filters.of(role, region, group, state, only, but)
    if html or xlsx:
        from invite.report.status.files import files_of
    files = files_of(html, xlsx, addresses=addresses) if html or xlsx else ()
    with opened(ctx.obj, say=terminal.say) as project:
        if refresh:
            from invite.campaign.delivery.drafts import refresh as looking

            for line in looking.told(looking.refresh(project, terminal.say, terminal.show_line())):
                terminal.say(line)
        found = status(project, mailing=mailing, wanted=wanted, choose=asking.choose, files=files)
    terminal.show(*((standing.to_document(found),) if json else standing.screen(found)))
