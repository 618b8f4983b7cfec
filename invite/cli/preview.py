"""`invite preview`: the real letters to real people, in the terminal; nothing is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import here, options, terminal
from invite.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from invite.letters.model import Letter
    from invite.plan import Send


def preview(
    context: typer.Context,
    who: Annotated[list[str] | None, typer.Argument(metavar="[WHO]…", help=_("Whose letters; everybody's."))] = None,
    mailing: options.MailingName = None,
    role: options.Role = None,
    region: options.Region = None,
    group: options.Group = None,
    state: options.State = None,
    only: options.Only = None,
    but: options.Except = None,
    json: options.Json = False,
) -> None:
    """Show the letters as they would go. Nothing is sent, and nothing is marked as sent."""
    from invite.campaign.compose import letters
    from invite.campaign.gather import gather
    from invite.campaign.sending import passing
    from invite.plan import Send
    from invite.report import document

    wanted = options.filters(role, region, group, state, only, but)
    with here.project(context) as project:
        gathered = gather(project)
        wave = project.mailing(mailing)
        everyone = gathered.roster.people
        named = tuple(here.person(everyone, one).id for one in who or ())
        wanted = replace(wanted, only=(*wanted.only, *named))
        standings = project.ledger.letters.standings(wave.name)
        inside = passing(everyone, gathered.held, standings, wanted)
        sends = [Send(person, person.address, 1) for person in everyone if person.id in inside and person.address is not None]
        silent = sum(person.id in inside and person.address is None for person in everyone)
        composed = ((send, letter) for send, _stamp, letter in letters(project, wave, sends))
        if json:
            found = [document.letter(letter, wave.name) for _send, letter in composed]
            terminal.show_document({"letters": found})
            return
        # All of them are made before the first is shown, so that what is wrong with any of them is known.
        _leaf(tuple(composed))
        if silent:
            terminal.say(_("{n} without an address: no letter.").format(n=silent))


def _leaf(letters: Iterable[tuple[Send, Letter]]) -> None:
    """Page through the letters where somebody sits at a terminal; print them all where not."""
    from invite.report import screen

    letters = tuple(letters)
    for number, (send, letter) in enumerate(letters, 1):
        remarks = [_("language: {language}").format(language=letter.language)] if letter.language != "fi" else []
        if letter.calendar:
            remarks.append(_("with the event as a calendar file"))
        terminal.show(screen.letter(send.person, letter.to.written, letter.subject, letter.text, remarks))
        if number < len(letters) and terminal.interactive():
            question = _("{n} of {all}. Enter: the next one, q: enough ").format(n=number, all=len(letters))
            if terminal.ask(question).casefold() == "q":
                return
