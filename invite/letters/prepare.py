"""Everything that is done once a mailing and language: files read, templates compiled, frames of
message and calendar made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from invite.errors import Problem
from invite.event import Event, Sender
from invite.language import LANGUAGES, Language
from invite.letters.message.attachments import File, is_personal, read_files, read_logo, remark
from invite.letters.message.ics import CalendarFrame, Method
from invite.letters.message.mime import LOGO_ID, MessageFrame
from invite.letters.message.personal_files import PersonalFiles
from invite.letters.roles import RoleBook, RoleTexts
from invite.letters.templates.filters import Forms, Uncertain, filters_for
from invite.letters.templates.layout import colours
from invite.letters.templates.source import Source, shipped
from invite.letters.templates.template import Compiled, Kitchen, compile_letter
from invite.letters.templates.values import (
    ContactSeen,
    EventSeen,
    MailingSeen,
    Moment,
    PersonName,
    Place,
    SenderSeen,
    Typeset,
    plain,
)
from invite.mailing import Mailing
from invite.words import _


@dataclass(frozen=True, slots=True)
class Prepared:
    """One language of a mailing. frame: see Letter."""

    language: Language
    letter: Compiled
    roles: RoleBook
    message: MessageFrame
    own_files: PersonalFiles
    calendar: CalendarFrame | None
    uncertain: Uncertain
    frame: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What the letters of a mailing are made from. See Composer.prepare."""

    event: Event
    sender: Sender
    mailing: Mailing
    role_words: RoleTexts
    forms: Forms
    folder: Path
    uid_seed: str | None
    survey: bool

    @property
    def method(self) -> Method | None:
        """What the calendar file does: an entry made or changed, or taken away; thanks come when
        all is over.
        """
        if not self.mailing.calendar or "kiitos" in (self.mailing.name, self.mailing.template):
            return None
        return "CANCEL" if self.mailing.calls_off else "PUBLISH"

    @property
    def attachments_key(self) -> str:
        """The settings' key that names the attachments."""
        return f"invite.toml: mailing.{self.mailing.name}.attachments"


@dataclass(slots=True)
class Result:
    """Each language ready, what all letters carry, everything that is wrong, and what is worth
    knowing.
    """

    files: tuple[File, ...]
    logo: File | None
    problems: list[Problem]
    notes: list[str]
    ready: dict[Language, Prepared] = field(default_factory=dict)


def prepare(kit: Kit, languages: Iterable[Language]) -> Result:
    """Everything of a mailing for people of these languages. See Composer.prepare."""
    common = (path for path in kit.mailing.attachments if not is_personal(path))
    files, problems = read_files(kit.folder, common, kit.attachments_key)
    logo, wrong_logo = read_logo(kit.folder, kit.sender.logo)
    layout, wrong_layout = _source(kit.folder, "layout.html")
    found = Result(
        files,
        logo,
        [*problems, *wrong_logo, *wrong_layout],
        [said] if (said := remark(files)) else [],
    )
    for language in _in_order(kit.event.language, languages):
        name = f"{kit.mailing.template}.{language}.md"
        if language != kit.event.language and not _path(kit.folder, name):
            found.notes.append(_not_there(kit.mailing.template, language, kit.event.language))
            continue
        source, wrong = _source(kit.folder, name)
        found.problems += wrong
        prepared, wrong = _language(kit, language, source, layout, found)
        found.problems += [problem for problem in wrong if problem not in found.problems]
        if prepared:
            found.ready[language] = prepared
    return found


def _language(
    kit: Kit, language: Language, source: Source | None, layout: Source | None, found: Result
) -> tuple[Prepared | None, list[Problem]]:
    """One language of a mailing, or everything that is wrong with it."""
    method, files, logo = kit.method, found.files, found.logo
    shared = {
        **variables(kit.event, kit.sender, language),
        "mailing": MailingSeen.of(kit.mailing, calendar=method is not None),
        "logo": f"cid:{LOGO_ID}" if logo else "",
    }
    uncertain = Uncertain()
    kitchen = Kitchen.of(filters_for(language, kit.forms, uncertain), shared, survey=kit.survey)
    book, problems = RoleBook.of(kit.role_words, language, kitchen)
    own_files, wrong = PersonalFiles.of(
        kit.mailing.attachments, kitchen, kit.folder, kit.attachments_key
    )
    problems += wrong
    if source is None or layout is None:
        return None, problems
    letter, wrong = compile_letter(kitchen, source, layout)
    problems += wrong
    if letter is None:
        return None, problems
    try:
        message = MessageFrame.prepare(
            sender=kit.sender,
            language=language,
            method=method,
            logo=logo,
            files=files,
            more=bool(own_files.patterns),
        )
    except ValueError as broken:
        what = _("“{address}” is no address").format(address=broken)
        return None, [*problems, Problem("invite.toml: sender.address", what)]
    calendar = (
        CalendarFrame.prepare(kit.event, kit.sender, language, method, kit.uid_seed)
        if method
        else None
    )
    mailing = (
        kit.mailing.name,
        kit.mailing.template,
        kit.mailing.attachments,
        kit.mailing.calendar,
    )
    shared_by_all = (
        source,
        layout,
        kit.event,
        kit.sender,
        mailing,
        kit.forms,
        book.sources,
        _digests(files, logo),
    )
    frame = hashlib.sha256(repr(shared_by_all).encode("utf-8", "replace")).hexdigest()
    return (
        Prepared(language, letter, book, message, own_files, calendar, uncertain, frame),
        problems,
    )


def _in_order(first: Language, languages: Iterable[Language]) -> list[Language]:
    wanted = {first, *languages}
    return [
        first,
        *(language for language in LANGUAGES if language in wanted and language != first),
    ]


def _path(folder: Path, name: str) -> Path | None:
    """The project's own file, or the shipped one."""
    return next(
        (
            path
            for path in (folder / "templates" / name, shipped("templates") / name)
            if path.is_file()
        ),
        None,
    )


def _source(folder: Path, name: str) -> tuple[Source | None, list[Problem]]:
    where = f"templates/{name}"
    path = _path(folder, name)
    if path is None:
        return None, [
            Problem(
                where,
                _("there is no such template"),
                _("Write it, or name another one in the settings."),
            )
        ]
    try:
        return Source.read(path, where), []
    except UnicodeDecodeError:
        return None, [
            Problem(where, _("the file is not UTF-8"), _("Save it again with the encoding UTF-8."))
        ]
    except OSError as broken:
        return None, [
            Problem(
                where,
                _("the file cannot be read: {why}").format(
                    why=broken.strerror or type(broken).__name__
                ),
            )
        ]


def _not_there(template: str, language: Language, other: Language) -> str:
    return _(
        "There is no templates/{template}.{language}.md; those people get the letter in {other}."
    ).format(template=template, language=language, other=other)


def variables(event: Event, sender: Sender, language: Language) -> dict[str, object]:
    """What all letters of a language can read alike."""
    return {
        "event": event_seen(event, language),
        "sender": SenderSeen(
            plain(sender.name), plain(sender.address), plain(sender.reply_to or sender.address)
        ),
        "language": language,
        **colours(sender.colour),
    }


@lru_cache(maxsize=64)  # people told of the event at the same time were told the same
def event_seen(event: Event, language: Language) -> EventSeen:
    """The event as a template sees it."""
    contact = event.contact
    return EventSeen(
        title=Typeset(plain(event.title)),
        place=Place.of(event.place, language),
        starts=Moment.of(event.starts, language),
        ends=Moment.of(event.ends, language),
        reply_by=Moment.of(event.reply_by, language) if event.reply_by else "",
        contact=ContactSeen(
            PersonName.of(contact.name if contact else ""), plain(contact.email if contact else "")
        ),
        privacy_url=plain(event.privacy_url),
    )


def _digests(files: Sequence[File], logo: File | None) -> list[str]:
    return [file.digest for file in (*files, *((logo,) if logo else ()))]
