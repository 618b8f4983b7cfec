"""`invite preview`: the real letters to real people, in the terminal; nothing is sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import here, options, terminal
from invite.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from invite.letters.model import Letter, Stamp
    from invite.people.model import PersonId
    from invite.plan import Because, Send
    from invite.report.gallery import Pictured


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
    open_: Annotated[
        bool, typer.Option("--open", help=_("All of them on one page in the browser, in light and dark, narrow and wide."))
    ] = False,
    eml: Annotated[
        Path | None, typer.Option("--eml", metavar="DIR", help=_("Put each letter into this folder as an .eml file to look at."))
    ] = None,
    forms: Annotated[
        bool, typer.Option("--forms", help=_("List the forms of names that a rule made; somebody should read them."))
    ] = False,
    json: options.Json = False,
) -> None:
    """Show the letters as they would go. Nothing is sent, and nothing is marked as sent."""
    from invite.campaign.approving import looked
    from invite.campaign.audience import Waves
    from invite.campaign.compose import composer, letters
    from invite.campaign.gather import gather
    from invite.campaign.sending import passing
    from invite.cli.keeping import Kept
    from invite.cli.saving import check_folder
    from invite.plan import OUTSIDE, Send, decide
    from invite.report import document

    wanted = options.filters(role, region, group, state, only, but)
    with here.project(context) as project:
        check_folder(project, eml)
        gathered = gather(project)
        wave = project.mailing(mailing)
        everyone = gathered.roster.people
        named = tuple(here.person(everyone, one).id for one in who or ())
        wanted = here.meant(everyone, replace(wanted, only=(*wanted.only, *named)))
        waves = Waves(project)
        waves.check(wave, everyone)
        standings, reasons = waves.standings(wave), waves.reasons(wave, everyone, gathered.held)
        inside = passing(everyone, reasons, standings, wanted, reaches=project.reaches)
        if not who:  # of those whom the mailing is not for only the letter of somebody asked for by name is shown
            inside -= {id_ for id_, reason in reasons.items() if reason in OUTSIDE and id_ not in standings}
        sends = [Send(person, person.address, 1) for person in everyone if person.id in inside and person.address is not None]
        # Whoever would not get it now has a letter to look at all the same, and it says so.
        plan = decide(everyone, standings, reasons, reaches=project.reaches)
        skipped = {skip.person.id: skip.because for skip in plan.skips}
        silent = sum(person.id in inside and person.address is None for person in everyone)
        made = composer(project, wave, sends)
        # All of them are made before the first is shown, so that what is wrong with any of them is known.
        composed = tuple(letters(project, wave, sends, made=made))
        if composed:
            project.ledger.log(f"preview {wave.name}: {len(composed)} letters")
        if composed and not wanted.any:  # who has seen some letters has not looked at the mailing
            language = project.settings.event.language
            shared = {send.person.language or language: letter.frame for send, _stamp, letter in composed}
            looked(project, gathered, wave, "preview", shared)
        pictured = tuple(_pictured(send, stamp, letter, skipped) for send, stamp, letter in composed)
        kept = Kept(project, wave.name, pictured, made)
        if json:
            found = [document.letter(letter, wave.name, skipped.get(letter.person)) for _send, _stamp, letter in composed]
            terminal.show_document({"letters": found, **kept.document(gallery=open_, eml=eml, forms=forms)})
            return
        if open_ or eml is not None or forms:
            kept.show(gallery=open_, eml=eml, forms=forms)
        else:
            sender = project.settings.sender
            _leaf(kept.pictured, f"{sender.name} <{sender.address}>")
        for note in made.notes:
            terminal.say(note)
        if silent:
            terminal.say(_("{n} without an address: no letter.").format(n=silent))


def _pictured(send: Send, stamp: Stamp, letter: Letter, skipped: Mapping[PersonId, Because]) -> Pictured:
    """A letter with what the coordinator should know of it."""
    from invite.letters.attachments import size_words
    from invite.report.gallery import Pictured
    from invite.report.phrases import because_words

    because = skipped.get(letter.person)
    remarks = [_("does not go now: {why}").format(why=because_words(because))] if because else []
    remarks += [_("language: {language}").format(language=letter.language)] if letter.language != "fi" else []
    remarks += [_("with the event as a calendar file")] if letter.calendar else []
    remarks += [_("attached: {name} ({size})").format(name=file.name, size=size_words([file])) for file in letter.attachments]
    return Pictured(send.person, letter, tuple(remarks), stamp.message_id)


def _leaf(letters: Sequence[Pictured], sender: str) -> None:
    """Page through the letters where somebody sits at a terminal; print them all where not."""
    from invite.report import screen

    # On paper and in pipes nothing is drawn and no line is cut.
    pictured = screen.letter if terminal.console().is_terminal else screen.plain_letter
    for number, one in enumerate(letters, 1):
        letter = one.letter
        terminal.show(pictured(one.person, letter.to.written, letter.subject, letter.text, one.remarks, sender))
        if number < len(letters) and terminal.interactive():
            question = _("{n} of {all}. Enter: the next one, q: enough ").format(n=number, all=len(letters))
            if terminal.ask(question, stopped=_("Stopped looking; nothing was sent.")).casefold() == "q":
                return
