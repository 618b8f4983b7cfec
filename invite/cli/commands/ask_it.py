"""`invite ask-it`: the letter to the IT department: what exactly to allow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from invite.cli import context, options, terminal
from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.ask_it.letter import ItLetter
    from invite.campaign.ask_it.tried import Tried
    from invite.report.base.document import Document, Json

Chosen = Literal["fi", "sv", "en"]


def ask_it(
    ctx: typer.Context,
    language: Annotated[
        Chosen | None, typer.Option("--language", help=_("Of the letter; the event's if left out."))
    ] = None,
    relay: Annotated[
        bool,
        typer.Option("--relay", help=_("Ask for a mail server that takes letters by IP address.")),
    ] = False,
    eml: Annotated[
        Path | None,
        typer.Option("--eml", metavar="FILE", help=_("Also as a mail that Outlook opens.")),
    ] = None,
    json: options.Json = False,
) -> None:
    """Try what works already, then write the letter that asks IT for the rest, all at once."""
    from invite.campaign.ask_it.letter import as_draft, write
    from invite.campaign.ask_it.tried import try_all
    from invite.cli import output_files

    with context.project(ctx) as project:
        output_files.check(project, eml, output_files.MAIL)
        tried = try_all(project)
        letter = write(project, language, "relay" if relay else "graph")
        if eml:
            output_files.save(eml, as_draft(project, letter))
    if json:
        terminal.show_document(_document(tried, letter))
        return
    _say(tried)
    terminal.show(letter.subject, "", letter.text)
    if eml:
        terminal.say(_("Saved as {file}: open it, and give it its address.").format(file=eml))


def _document(tried: tuple[Tried, ...], letter: ItLetter) -> Document:
    """The same for scripts."""
    found: list[Json] = [
        {"what": one.what, "works": one.works, "words": one.words} for one in tried
    ]
    return {
        "tried": found,
        "road": letter.road,
        "language": letter.language,
        "subject": letter.subject,
        "text": letter.text,
    }


def _say(tried: tuple[Tried, ...]) -> None:
    """What works, and what does not; that IT need not be asked where all does."""
    for one in tried:
        terminal.say(_("Tried: {what}: {words}").format(what=one.what, words=one.words))
    if tried and all(one.works for one in tried):
        terminal.say(_("All of it works: IT has nothing to do. The letter all the same:"))
