"""Everything that is done once a mailing and language: files read, templates compiled, frames of message and calendar made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from invite.errors import Problem
from invite.event import Event, Sender
from invite.language import LANGUAGES, Language
from invite.letters.attachments import File, read_files, read_logo
from invite.letters.calendar import CalendarFrame, Method
from invite.letters.cases import Forms, Uncertain
from invite.letters.colours import colours
from invite.letters.filters import filters_for
from invite.letters.mime import LOGO_ID, MessageFrame
from invite.letters.roles import RoleBook, RoleTexts
from invite.letters.seen import ContactSeen, EventSeen, MailingSeen, SenderSeen
from invite.letters.shipped import shipped
from invite.letters.source import Source
from invite.letters.template import Compiled, Kitchen, compile_letter
from invite.letters.values import Moment, PersonName, Place, plain
from invite.mailing import Mailing
from invite.words import _

# What the calendar file does; with every other template it puts the event into the calendar.
METHODS: Mapping[str, Method | None] = {"peruutus": "CANCEL", "kiitos": None}


@dataclass(frozen=True, slots=True)
class Prepared:
    """One language of a mailing. variables: what is the same in all its letters. frame: see Letter."""

    language: Language
    letter: Compiled
    roles: RoleBook
    message: MessageFrame
    calendar: CalendarFrame | None
    variables: Mapping[str, object]
    uncertain: Uncertain
    frame: str


Result = tuple[dict[Language, Prepared], tuple[File, ...], list[Problem], tuple[str, ...]]


def prepare(
    *,
    event: Event,
    sender: Sender,
    mailing: Mailing,
    role_words: RoleTexts,
    forms: Forms,
    folder: Path,
    languages: Iterable[Language],
    uid_seed: str | None,
    before: Event | None,
) -> Result:
    """Each language ready, the attachments, everything that is wrong, and what is worth knowing. See Composer.prepare."""
    files, problems = read_files(folder, mailing.attachments, f"invite.toml: mailing.{mailing.name}.attachments")
    logo, wrong_logo = read_logo(folder, sender.logo)
    layout, wrong_layout = _source(folder, "layout.html")
    problems += wrong_logo + wrong_layout
    method = METHODS.get(mailing.template, "PUBLISH") if mailing.calendar else None
    ready: dict[Language, Prepared] = {}
    notes: list[str] = []
    for language in _in_order(event.language, languages):
        source, wrong = _source(folder, f"{mailing.template}.{language}.md")
        if source is None and language != event.language and not _path(folder, f"{mailing.template}.{language}.md"):
            notes.append(_not_there(mailing.template, language, event.language))
            continue
        problems += wrong
        uncertain = Uncertain()
        kitchen = Kitchen.of(filters_for(language, forms, uncertain))
        book, wrong_words = RoleBook.of(role_words, language, kitchen)
        problems += wrong_words
        if source is None or layout is None:
            continue
        letter, wrong_letter = compile_letter(kitchen, source, layout)
        problems += [problem for problem in wrong_letter if problem not in problems]
        if letter is None:
            continue
        shared = variables(event, sender, language, before)
        shared |= {
            "mailing": MailingSeen.of(mailing, calendar=method is not None),
            "attachments": tuple(plain(file.name) for file in files),
            "logo": f"cid:{LOGO_ID}" if logo else "",
        }
        try:
            message = MessageFrame.prepare(sender=sender, language=language, method=method, logo=logo, files=files)
        except ValueError as broken:
            problems.append(Problem("invite.toml: sender.address", _("“{address}” is no address").format(address=broken)))
            break
        calendar = CalendarFrame.prepare(event, sender, language, method, uid_seed) if method else None
        shared_by_all = (source, layout, event, sender, mailing, before, forms, book.sources, _digests(files, logo))
        frame = hashlib.sha256(repr(shared_by_all).encode("utf-8", "replace")).hexdigest()
        ready[language] = Prepared(language, letter, book, message, calendar, shared, uncertain, frame)
    return ready, files, problems, tuple(notes)


def _in_order(first: Language, languages: Iterable[Language]) -> list[Language]:
    wanted = {first, *languages}
    return [first, *(language for language in LANGUAGES if language in wanted and language != first)]


def _path(folder: Path, name: str) -> Path | None:
    """The project's own file, or the shipped one."""
    return next((path for path in (folder / "templates" / name, shipped("templates") / name) if path.is_file()), None)


def _source(folder: Path, name: str) -> tuple[Source | None, list[Problem]]:
    where = f"templates/{name}"
    path = _path(folder, name)
    if path is None:
        return None, [Problem(where, _("there is no such template"), _("Write it, or name another one in the settings."))]
    try:
        return Source.read(path, where), []
    except UnicodeDecodeError:
        return None, [Problem(where, _("the file is not UTF-8"), _("Save it again with the encoding UTF-8."))]
    except OSError as broken:
        return None, [Problem(where, _("the file cannot be read: {why}").format(why=broken.strerror or type(broken).__name__))]


def _not_there(template: str, language: Language, other: Language) -> str:
    return _("There is no templates/{template}.{language}.md; those people get the letter in {other}.").format(
        template=template, language=language, other=other
    )


def variables(event: Event, sender: Sender, language: Language, before: Event | None) -> dict[str, object]:
    """What all letters of a language can read alike."""
    return {
        "event": _event(event, language),
        "before": _event(before, language) if before else "",
        "sender": SenderSeen(plain(sender.name), plain(sender.address), plain(sender.reply_to or sender.address)),
        "language": language,
        **colours(sender.colour),
    }


def _event(event: Event, language: Language) -> EventSeen:
    contact = event.contact
    return EventSeen(
        title=plain(event.title),
        place=Place.of(event.place, language),
        starts=Moment.of(event.starts, language),
        ends=Moment.of(event.ends, language),
        reply_by=Moment.of(event.reply_by, language) if event.reply_by else "",
        contact=ContactSeen(PersonName.of(contact.name if contact else ""), plain(contact.email if contact else "")),
        privacy_url=plain(event.privacy_url),
    )


def _digests(files: Sequence[File], logo: File | None) -> list[str]:
    return [file.digest for file in (*files, *((logo,) if logo else ()))]
