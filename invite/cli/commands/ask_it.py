"""`invite ask-it`: the letter to the IT department: what exactly to allow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import context, options, terminal
from invite.errors import WrongUsage
from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.ask_it.tried import Tried

DRAFT = (".eml",)
LANGUAGES = ("fi", "sv", "en")


def ask_it(
    ctx: typer.Context,
    language: Annotated[
        str | None,
        typer.Option(
            "--language", metavar="fi|sv|en", help=_("Of the letter; the event's if left out.")
        ),
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
    from invite.cli.output_files import check, save

    if language is not None and language not in LANGUAGES:
        raise WrongUsage(_("A letter is in one of these: {names}.").format(names="fi, sv, en"))
    with context.project(ctx) as project:
        check(project, eml, DRAFT)
        tried = try_all(project)
        people = len(project.ledger.persons.recorded())
        spoken = project.settings.event.language
        chosen = next((one for one in ("fi", "sv", "en") if one == language), spoken)
        letter = write(project, people, chosen, "relay" if relay else "graph")
        if eml:
            save(eml, as_draft(project, letter))
        project.ledger.log(f"ask-it: {letter.road}")
    if json:
        terminal.show_document(
            {
                "tried": [
                    {"what": one.what, "works": one.works, "words": one.words} for one in tried
                ],
                "road": letter.road,
                "language": letter.language,
                "subject": letter.subject,
                "text": letter.text,
            }
        )
        return
    _say(tried)
    terminal.show(letter.subject, "", letter.text)
    if eml:
        terminal.say(_("Saved as {file}: open it, and give it its address.").format(file=eml))


def _say(tried: tuple[Tried, ...]) -> None:
    """What works, and what does not; that IT need not be asked where all does."""
    for one in tried:
        terminal.say(_("Tried: {what}: {words}").format(what=one.what, words=one.words))
    if tried and all(one.works for one in tried):
        terminal.say(_("All of it works: IT has nothing to do. The letter all the same:"))
