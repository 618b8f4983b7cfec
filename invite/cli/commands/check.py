"""`invite check`: everything that could be wrong before letters go; nothing is sent."""

from __future__ import annotations

from typing import Annotated

import typer

from invite.cli import options, terminal
from invite.words import _

Net = Annotated[bool, typer.Option("--net", help=_("Also try whether the links answer."))]
Dns = Annotated[
    bool,
    typer.Option(
        "--dns", help=_("Also ask the DNS about the sender's domain and the recipients'.")
    ),
]


def check(
    ctx: typer.Context, net: Net = False, dns: Dns = False, json: options.Json = False
) -> int:
    """Look at sheets, letters, server and ledger: red stops `invite send`, yellow had better be
    looked at. Nothing is sent.
    """
    from invite.campaign.check.checklist import Outside, checklist
    from invite.report.status import checks as report

    found = checklist(ctx.obj, Outside.of(net=net, dns=dns), say=terminal.say)
    terminal.show(report.to_document(found.checks) if json else report.screen(found))
    return found.exit_code
