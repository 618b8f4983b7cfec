"""`invite preview`: the real letters to real people, to look at; none of it is sending."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from invite.campaign.filters import EVERYBODY, Choose, Filters, meant, one, refuse_torn
from invite.campaign.gathering.gather import Gathered, gather
from invite.campaign.project import OUTBOX, PREVIEW, Project
from invite.campaign.sending.approval import looked
from invite.campaign.sending.compose import composer, letters
from invite.campaign.sending.plan import passing
from invite.campaign.status.eligibility import Waves
from invite.campaign.status.output_files import check_folder
from invite.delivery.model import Parcel
from invite.delivery.outbox import OutboxCourier, safe_name
from invite.errors import MustMend, WrongUsage
from invite.event import Sender
from invite.letters.message.pictures import PictureFile
from invite.letters.model import Letter
from invite.mailing import Mailing
from invite.people.model import Person, PersonId
from invite.plan import OUTSIDE, Because, Plan, Send, decide
from invite.records import replace
from invite.words import _, system_words


class PreviewLetter(Struct, frozen=True):
    """One letter with whom it is for. message_id: the one that it would go with. skipped: why it
    does not go now, if it does not.
    """

    person: Person
    letter: Letter
    message_id: str
    skipped: Because | None = None


class Preview(Struct, frozen=True, kw_only=True):
    """The letters of one look. silent: how many of those asked for have no address. sender: as it
    stands in them. pictures: those that they show. notes: what is worth knowing of
    them all. forms: by (name, case), the form that a rule made.

    page: the page for the browser; eml: the letters' files, in folder; None where not asked for.
    """

    mailing: str
    letters: tuple[PreviewLetter, ...]
    silent: int
    sender: Sender
    pictures: tuple[PictureFile, ...]
    notes: tuple[str, ...]
    forms: Mapping[tuple[str, str], str]
    page: Path | None = None
    folder: Path | None = None
    eml: tuple[str, ...] | None = None


class PreviewSelection(Struct, frozen=True, kw_only=True):
    """Whose letters to look at. who: by name; nobody: everybody's who passes the filters. mailing:
    None for the default one.
    """

    who: Sequence[str] = ()
    mailing: str | None = None
    wanted: Filters = EVERYBODY


def preview(
    project: Project,
    asked: PreviewSelection,
    *,
    choose: Choose,
    page: Callable[[Preview], str] | None = None,
    eml: Path | None = None,
) -> Preview:
    """Compose the letters as they would go.

    page: makes a page of them, which is kept. eml: a folder to write them to. All letters are made
    before the first is shown. Raises MustMend with all that is wrong with any of them.
    """
    check_folder(project, eml)
    gathered, wave = gather(project), project.mailing(asked.mailing)
    everyone = gathered.roster.people
    refuse_torn(everyone, asked.who)
    named = tuple(one(everyone, name, choose).id for name in asked.who)
    wanted = replace(asked.wanted, only=(*asked.wanted.only, *named))
    wanted = meant(everyone, wanted, choose)
    people, plan = _asked_for(project, gathered, wave, wanted, by_name=bool(asked.who))
    found = _composed(project, wave, people, plan)
    if found.letters and not wanted.any:  # who has seen some has not looked at the mailing
        language = project.settings.event.language
        shared = {each.person.language or language: each.letter.frame for each in found.letters}
        looked(project, gathered, wave, "preview", shared)
    if eml is not None:
        found = replace(found, folder=eml, eml=_eml(project, eml, found.letters))
    if page is not None:
        found = replace(found, page=_keep_page(project, wave.name, page(found)).resolve())
    return found


def _asked_for(
    project: Project, gathered: Gathered, wave: Mailing, wanted: Filters, *, by_name: bool
) -> tuple[tuple[Person, ...], Plan]:
    """Whose letters to look at, and the plan of who would get theirs now."""
    everyone = gathered.roster.people
    waves = Waves(project)
    waves.check(wave, everyone)
    standings, reasons = waves.standings(wave), waves.reasons(wave, everyone, gathered.held)
    inside = passing(everyone, reasons, standings, wanted, reaches=project.reaches)
    if not by_name:  # of those whom it is not for, only somebody asked for by name is shown
        apart = OUTSIDE | {Because.UNWANTED, Because.STOPPED}
        inside -= {
            id_ for id_, reason in reasons.items() if reason in apart and id_ not in standings
        }
    people = tuple(person for person in everyone if person.id in inside)
    return people, decide(everyone, standings, reasons, reaches=project.reaches)


def _composed(project: Project, wave: Mailing, people: Sequence[Person], plan: Plan) -> Preview:
    """Whoever would not get it now has a letter to look at all the same, and it says so."""
    sends = [Send(person, person.address, 1) for person in people if person.address is not None]
    skipped: Mapping[PersonId, Because] = {skip.person.id: skip.because for skip in plan.skips}
    made = composer(project, wave, sends)
    unsure = {id_ for id_, because in skipped.items() if because is Because.HELD}
    composed = tuple(
        PreviewLetter(send.person, letter, stamp.message_id, skipped.get(send.person.id))
        for send, stamp, letter in letters(project, wave, sends, made=made, unsure=unsure)
    )
    if composed:
        project.ledger.log(f"preview {wave.name}: {len(composed)} letters")
    sender = project.settings.sender
    return Preview(
        mailing=wave.name,
        letters=composed,
        silent=len(people) - len(sends),
        sender=sender,
        pictures=made.pictures,
        notes=made.notes,
        forms=made.uncertain,
    )


def _eml(project: Project, folder: Path, some: Iterable[PreviewLetter]) -> tuple[str, ...]:
    outbox = project.settings.folder / OUTBOX
    if folder.resolve().is_relative_to(outbox.resolve()):
        raise WrongUsage(
            _("{folder} is the outbox: it holds letters that are waiting to be sent.").format(
                folder=folder
            ),
            hint=_("Name another folder for letters to look at."),
        )
    shown = tuple(some)
    named = ((each.person.name.full, each.message_id, each.letter) for each in shown)
    paths = _keep_letters(folder, named, project.settings.sender.address)
    written = ((Path(path), each.person.id) for path, each in zip(paths, shown, strict=True))
    project.ledger.written.note(project.settings.folder, written)
    return paths


def _keep_page(project: Project, mailing: str, page: str) -> Path:
    """Write the page where only its owner may read it (where that means anything), in place of the
    mailing's last one.

    Raises MustMend when it cannot be written.
    """
    folder = project.settings.folder / PREVIEW  # personal details: `purge` takes it away
    path = folder / f"{safe_name(mailing)}.html"
    draft = folder / f".{path.name}.tmp"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(draft, flags, 0o600), "wb") as file:
            file.write(page.encode("utf-8", "replace"))
        draft.replace(path)
    except OSError as error:
        what = _("The page {path} cannot be written: {reason}.")
        raise MustMend(what.format(path=path, reason=system_words(error))) from error
    return path


def _keep_letters(
    folder: Path, letters: Iterable[tuple[str, str, Letter]], sender: str
) -> tuple[str, ...]:
    """Each letter as an .eml file, its bytes those that would go; returns where they lie.

    letters: a person's name, the Message-ID, the letter. They open as letters that came, not as
    drafts: `send` sends. No file is overwritten but the same letter's own. Raises MustMend when the
    folder cannot be written.
    """
    courier = OutboxCourier(folder, drafts=False)
    courier.open()
    return tuple(
        courier.carry(
            Parcel(
                sender=sender,
                recipient=letter.recipient,
                message_id=message_id,
                content=letter.content,
                label=name,
                smtputf8=letter.smtputf8,
            )
        ).path
        for name, message_id, letter in letters
    )
