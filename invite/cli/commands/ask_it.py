"""`invite ask-it`: the letter to the IT department: what exactly to allow."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from invite.cli import options, terminal
from invite.words import _

Chosen = Literal["fi", "sv", "en"]
Language = Annotated[
    Chosen | None,
    typer.Option("--language", help=_("The language of the letter; by default the event's.")),
]
Relay = Annotated[
    bool,
    typer.Option("--relay", help=_("Ask for a mail server that accepts letters by IP address.")),
]
Eml = Annotated[
    Path | None,
    typer.Option("--eml", metavar="FILE", help=_("Also as a message that Outlook opens.")),
]


def ask_it(
    ctx: typer.Context,
    language: Language = None,
    relay: Relay = False,
    eml: Eml = None,
    json: options.Json = False,
) -> None:
    """Try what works already, then write the letter that asks IT for the rest, all at once."""
    from invite.campaign.project import opened
    from invite.campaign.setup.it_request import request
    from invite.report.letters import it_request as report

    with opened(ctx.obj, say=terminal.say) as project:
        found = request(project, language, "relay" if relay else "graph", eml=eml)
    terminal.show(*((report.to_document(found),) if json else report.screen(found)))
