"""`invite preview`: the real letters to real people, in the terminal; nothing is sent."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from invite.cli import asking, options, terminal
from invite.words import _

Whose = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WHO]…",
        autocompletion=options.names,
        help=_("Whose letters; by default everybody's."),
    ),
]
Open = Annotated[
    bool,
    typer.Option(
        "--open", help=_("All on one page in the browser, light and dark, narrow and wide.")
    ),
]
Eml = Annotated[
    Path | None,
    typer.Option(
        "--eml",
        metavar="DIR",
        help=_("Save each letter in this folder as an .eml file to look at."),
    ),
]
Forms = Annotated[
    bool,
    typer.Option(
        "--forms", help=_("List the forms of names that were made by rule, for somebody to read.")
    ),
]


def preview(
    ctx: typer.Context,
    who: Whose = None,
    mailing: options.MailingName = None,
    role: options.Role = None,
    region: options.Region = None,
    group: options.Group = None,
    state: options.State = None,
    only: options.Only = None,
    but: options.Except = None,
    open_: Open = False,
    eml: Eml = None,
    forms: Forms = False,
    json: options.Json = False,
) -> None:
    """Show the letters as they would go. Nothing is sent, and nothing is marked as sent."""
    from invite.campaign.filters import Filters
    from invite.campaign.project import opened

    wanted = Filters.of(role, region, group, state, only, but)
    with opened(ctx.obj, say=terminal.say, reads=True) as project:
        from invite.campaign.sending.preview import PreviewSelection, preview
        from invite.report.letters import gallery, leaf

        asked = PreviewSelection(who=who or (), mailing=mailing, wanted=wanted)
        page = gallery.preview_page if open_ else None
        found = preview(project, asked, choose=asking.choose, page=page, eml=eml)
    if json:
        terminal.show(leaf.to_document(found, forms=forms))
        return
    if open_ or eml is not None or forms:
        terminal.show(*leaf.elsewhere(found, forms=forms))
        if found.page and terminal.interactive():
            webbrowser.open(found.page.as_uri())
    else:
        asking.leaf(leaf.letters(found, drawn=terminal.draws()))
    terminal.show(*leaf.remarks(found))
