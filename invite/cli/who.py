"""`invite who`: one person's whole story."""

from __future__ import annotations

from typing import Annotated

import typer

from invite.cli import here, options, terminal
from invite.words import _


def who(
    context: typer.Context,
    who: Annotated[str, typer.Argument(metavar="WHO", help=_("A name, a part of it, an address or an id."))],
    json: options.Json = False,
) -> None:
    """Tell one person's story: their rows, their parts, every letter and what became of it."""
    from invite.report import story

    with here.project(context) as project:
        recorded = {one.person.id: one for one in project.ledger.persons.recorded()}
        person = here.person((one.person for one in recorded.values()), who)
        held = recorded[person.id].held
        letters = project.ledger.letters.letters_of(person.id)
        if json:
            language = project.settings.event.language
            terminal.show_document(story.to_document(person, held, letters, project.local, language))
        else:
            terminal.show(story.screen(person, held, letters, project.local))
