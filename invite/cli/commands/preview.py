"""`invite preview`: the real letters to real people, in the terminal; nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import context, options, terminal
from invite.errors import WrongUsage
from invite.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from invite.campaign.project import Project
    from invite.letters.compose import Composer
    from invite.letters.model import Letter, Stamp
    from invite.people.model import PersonId
    from invite.plan import Because, Send
    from invite.report.base.document import Document
    from invite.report.letters.gallery import Pictured


@dataclass(frozen=True, slots=True)
class Kept:
    """The letters of one look. made: the composer that they came from, which knows the logo and the
    doubtful forms.
    """

    project: Project
    mailing: str
    pictured: tuple[Pictured, ...]
    made: Composer

    def document(self, *, gallery: bool, eml: Path | None, forms: bool) -> Document:
        """What was asked for, done, and told to scripts: `gallery` is a path, `eml` paths, `forms`
        a list.
        """
        found: Document = {}
        if gallery:
            found["gallery"] = str(self._page())
        if eml is not None:
            found["eml"] = list(self._letters(eml))
        if forms:
            from invite.report.people import forms as doubtful

            found["forms"] = [dict(one) for one in doubtful.document(self.made.uncertain)]
        return found

    def show(self, *, gallery: bool, eml: Path | None, forms: bool) -> None:
        """The same for somebody at a terminal; the browser opens only where one sits there."""
        if forms:
            from invite.report.people import forms as doubtful

            terminal.show(doubtful.picture(self.made.uncertain))
        if eml is not None:
            n = len(self._letters(eml))
            words = ngettext(
                "{n} letter to look at in {folder}.", "{n} letters to look at in {folder}.", n
            )
            terminal.show(words.format(n=n, folder=eml))
        if gallery:
            path = self._page()
            terminal.show(_("The letters to look at: {path}").format(path=path))
            if terminal.interactive():
                import webbrowser

                webbrowser.open(path.as_uri())

    def _page(self) -> Path:
        from invite.campaign.sending.preview_files import keep_page
        from invite.report.letters.gallery import page

        return keep_page(
            self.project, self.mailing, page(self.mailing, self.pictured, self.made.logo)
        ).resolve()

    def _letters(self, folder: Path) -> tuple[str, ...]:
        from invite.campaign.sending.preview_files import keep_letters

        outbox = self.project.settings.folder / "outbox"
        if folder.resolve().is_relative_to(outbox.resolve()):
            raise WrongUsage(
                _("{folder} is the outbox: letters that wait to be sent lie there.").format(
                    folder=folder
                ),
                hint=_("Name another folder for letters to look at."),
            )
        letters = ((one.person.name.full, one.message_id, one.letter) for one in self.pictured)
        return keep_letters(folder, letters, self.project.settings.sender.address)


def preview(
    ctx: typer.Context,
    who: Annotated[
        list[str] | None, typer.Argument(metavar="[WHO]…", help=_("Whose letters; everybody's."))
    ] = None,
    mailing: options.MailingName = None,
    role: options.Role = None,
    region: options.Region = None,
    group: options.Group = None,
    state: options.State = None,
    only: options.Only = None,
    but: options.Except = None,
    open_: Annotated[
        bool,
        typer.Option(
            "--open",
            help=_("All of them on one page in the browser, in light and dark, narrow and wide."),
        ),
    ] = False,
    eml: Annotated[
        Path | None,
        typer.Option(
            "--eml",
            metavar="DIR",
            help=_("Put each letter into this folder as an .eml file to look at."),
        ),
    ] = None,
    forms: Annotated[
        bool,
        typer.Option(
            "--forms",
            help=_("List the forms of names that a rule made; somebody should read them."),
        ),
    ] = False,
    json: options.Json = False,
) -> None:
    """Show the letters as they would go. Nothing is sent, and nothing is marked as sent."""
    from invite.campaign.gather import gather
    from invite.campaign.sending.approval import looked
    from invite.campaign.sending.compose import composer, letters
    from invite.campaign.sending.eligibility import Waves
    from invite.campaign.sending.plan import passing
    from invite.cli.output_files import check_folder
    from invite.plan import OUTSIDE, Because, Send, decide
    from invite.report.base import document

    wanted = options.filters(role, region, group, state, only, but)
    with context.project(ctx) as project:
        check_folder(project, eml)
        gathered = gather(project)
        wave = project.mailing(mailing)
        everyone = gathered.roster.people
        named = tuple(context.person(everyone, one).id for one in who or ())
        wanted = context.meant(everyone, replace(wanted, only=(*wanted.only, *named)))
        waves = Waves(project)
        waves.check(wave, everyone)
        standings, reasons = waves.standings(wave), waves.reasons(wave, everyone, gathered.held)
        inside = passing(everyone, reasons, standings, wanted, reaches=project.reaches)
        if not who:  # of those whom the mailing is not for only the letter of somebody asked for by name is shown
            inside -= {
                id_ for id_, reason in reasons.items() if reason in OUTSIDE and id_ not in standings
            }
        sends = [
            Send(person, person.address, 1)
            for person in everyone
            if person.id in inside and person.address is not None
        ]
        # Whoever would not get it now has a letter to look at all the same, and it says so.
        plan = decide(everyone, standings, reasons, reaches=project.reaches)
        skipped = {skip.person.id: skip.because for skip in plan.skips}
        silent = sum(person.id in inside and person.address is None for person in everyone)
        made = composer(project, wave, sends)
        unsure = {id_ for id_, because in skipped.items() if because is Because.HELD}
        # All of them are made before the first is shown, so that what is wrong with any of them is
        # known.
        composed = tuple(letters(project, wave, sends, made=made, unsure=unsure))
        if composed:
            project.ledger.log(f"preview {wave.name}: {len(composed)} letters")
        if composed and not wanted.any:  # who has seen some letters has not looked at the mailing
            language = project.settings.event.language
            shared = {
                send.person.language or language: letter.frame for send, _stamp, letter in composed
            }
            looked(project, gathered, wave, "preview", shared)
        pictured = tuple(
            _pictured(send, stamp, letter, skipped) for send, stamp, letter in composed
        )
        kept = Kept(project, wave.name, pictured, made)
        if json:
            found = [
                document.letter(letter, wave.name, skipped.get(letter.person))
                for _send, _stamp, letter in composed
            ]
            terminal.show_document(
                {"letters": found, **kept.document(gallery=open_, eml=eml, forms=forms)}
            )
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


def _pictured(
    send: Send, stamp: Stamp, letter: Letter, skipped: Mapping[PersonId, Because]
) -> Pictured:
    """A letter with what the coordinator should know of it."""
    from invite.letters.message.attachments import size_words
    from invite.plan import because_words
    from invite.report.letters.gallery import Pictured

    because = skipped.get(letter.person)
    remarks = [_("does not go now: {why}").format(why=because_words(because))] if because else []
    remarks += (
        [_("language: {language}").format(language=letter.language)]
        if letter.language != "fi"
        else []
    )
    remarks += [_("with the event as a calendar file")] if letter.calendar else []
    remarks += [
        _("attached: {name} ({size})").format(name=file.name, size=size_words([file]))
        for file in letter.attachments
    ]
    return Pictured(send.person, letter, tuple(remarks), stamp.message_id)


def _leaf(letters: Sequence[Pictured], sender: str) -> None:
    """Page through the letters where somebody sits at a terminal; print them all where not."""
    from invite.report.letters import outgoing

    # On paper and in pipes nothing is drawn and no line is cut.
    pictured = outgoing.letter if terminal.console().is_terminal else outgoing.plain_letter
    for number, one in enumerate(letters, 1):
        letter = one.letter
        terminal.show(
            pictured(
                one.person, letter.to.written, letter.subject, letter.text, one.remarks, sender
            )
        )
        if number < len(letters) and terminal.interactive():
            question = _("{n} of {all}. Enter: the next one, q: enough ").format(
                n=number, all=len(letters)
            )
            if (
                terminal.ask(question, stopped=_("Stopped looking; nothing was sent.")).casefold()
                == "q"
            ):
                return
