"""Everything that is done once a mailing and language: files read, templates compiled, frames of
message and calendar made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from invite.errors import Problem
from invite.event import Event, Sender
from invite.language import LANGUAGES, Language
from invite.letters.message.attachments import AttachableFiles, File, is_personal, remark
from invite.letters.message.ics import CalendarFrame, Method
from invite.letters.message.mime import LOGO_ID, MessageFrame
from invite.letters.message.personal_files import PersonalFiles
from invite.letters.roles import RoleBook, RoleTexts
from invite.letters.templates.filters import Forms, Uncertain, filters_for
from invite.letters.templates.layout import colours
from invite.letters.templates.leftovers import in_settings
from invite.letters.templates.source import TemplateFile, shipped
from invite.letters.templates.template import Environments, LetterTemplate, compile_letter
from invite.letters.templates.values import (
    ContactValues,
    EventValues,
    MailingValues,
    Moment,
    PersonName,
    PlaceName,
    SenderValues,
    Typeset,
    plain,
)
from invite.mailing import Mailing
from invite.words import _


@dataclass(frozen=True, slots=True)
class Edition:
    """One language of a mailing. frame: see Letter."""

    language: Language
    letter: LetterTemplate
    roles: RoleBook
    message: MessageFrame
    own_files: PersonalFiles
    calendar: CalendarFrame | None
    uncertain: Uncertain
    frame: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailingInputs:
    """What the letters of a mailing are made from. See Composer.prepare."""

    event: Event
    sender: Sender
    mailing: Mailing
    role_words: RoleTexts
    forms: Forms
    attachable: AttachableFiles
    uid_seed: str | None
    survey: bool

    @property
    def folder(self) -> Path:
        """The project's."""
        return self.attachable.folder

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
class Preparation:
    """Each language ready, what all letters carry, everything that is wrong, and what is worth
    knowing.
    """

    files: tuple[File, ...]
    logo: File | None
    problems: list[Problem]
    notes: list[str]
    ready: dict[Language, Edition] = field(default_factory=dict)


def prepare(inputs: MailingInputs, languages: Iterable[Language]) -> Preparation:
    """Everything of a mailing for people of these languages. See Composer.prepare."""
    common = (path for path in inputs.mailing.attachments if not is_personal(path))
    files, problems = inputs.attachable.read_all(common, inputs.attachments_key)
    logo, wrong_logo = inputs.attachable.logo(inputs.sender.logo)
    layout, wrong_layout = _source(inputs.folder, "layout.html")
    found = Preparation(
        files,
        logo,
        [*problems, *wrong_logo, *wrong_layout, *in_settings(inputs.event, inputs.sender)],
        [said] if (said := remark(files)) else [],
    )
    for language in _in_order(inputs.event.language, languages):
        name = f"{inputs.mailing.template}.{language}.md"
        if language != inputs.event.language and not _path(inputs.folder, name):
            found.notes.append(_not_there(inputs.mailing.template, language, inputs.event.language))
            continue
        source, wrong = _source(inputs.folder, name)
        found.problems += wrong
        prepared, wrong = _language(inputs, language, source, layout, found)
        found.problems += [problem for problem in wrong if problem not in found.problems]
        if prepared:
            found.ready[language] = prepared
    return found


def _language(
    inputs: MailingInputs,
    language: Language,
    source: TemplateFile | None,
    layout: TemplateFile | None,
    found: Preparation,
) -> tuple[Edition | None, list[Problem]]:
    """One language of a mailing, or everything that is wrong with it."""
    method = inputs.method
    shared = {
        **variables(inputs.event, inputs.sender, language),
        "mailing": MailingValues.of(inputs.mailing, calendar=method is not None),
        "logo": f"cid:{LOGO_ID}" if found.logo else "",
    }
    uncertain = Uncertain()
    filters = filters_for(language, inputs.forms, uncertain)
    environments = Environments.of(filters, shared, survey=inputs.survey)
    book, problems = RoleBook.of(inputs.role_words, language, environments)
    paths, key = inputs.mailing.attachments, inputs.attachments_key
    own_files, wrong = PersonalFiles.of(paths, environments, inputs.attachable, key)
    problems += wrong
    if source is None or layout is None:
        return None, problems
    letter, wrong = compile_letter(environments, source, layout)
    problems += wrong
    if letter is None:
        return None, problems
    try:
        message = MessageFrame.prepare(
            sender=inputs.sender,
            language=language,
            method=method,
            logo=found.logo,
            files=found.files,
            more=bool(own_files.patterns),
        )
    except ValueError as broken:
        what = _("“{address}” is not an address").format(address=broken)
        return None, [*problems, Problem("invite.toml: sender.address", what)]
    calendar = method and CalendarFrame.prepare(
        inputs.event, inputs.sender, language, method, inputs.uid_seed
    )
    frame = _frame(inputs, source, layout, book, found)
    edition = Edition(language, letter, book, message, own_files, calendar, uncertain, frame)
    return edition, problems


def _frame(
    inputs: MailingInputs,
    source: TemplateFile,
    layout: TemplateFile,
    book: RoleBook,
    found: Preparation,
) -> str:
    """See Letter.frame."""
    mailing = inputs.mailing
    shared_by_all = (
        source,
        layout,
        inputs.event,
        inputs.sender,
        (mailing.name, mailing.template, mailing.attachments, mailing.calendar),
        inputs.forms,
        book.sources,
        [file.digest for file in (*found.files, *((found.logo,) if found.logo else ()))],
    )
    return hashlib.sha256(repr(shared_by_all).encode("utf-8", "replace")).hexdigest()


def _in_order(first: Language, languages: Iterable[Language]) -> list[Language]:
    needed = {first, *languages}
    return [
        first,
        *(language for language in LANGUAGES if language in needed and language != first),
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


def _source(folder: Path, name: str) -> tuple[TemplateFile | None, list[Problem]]:
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
        return TemplateFile.read(path, where), []
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
        "event": event_values(event, language),
        "sender": SenderValues(
            plain(sender.name), plain(sender.address), plain(sender.reply_to or sender.address)
        ),
        "language": language,
        **colours(sender.colour),
    }


@lru_cache(maxsize=64)  # people who heard of the event at the same time heard the same
def event_values(event: Event, language: Language) -> EventValues:
    """The event as a template sees it."""
    contact = event.contact
    return EventValues(
        title=Typeset(plain(event.title)),
        place=PlaceName.of(event.place, language),
        starts=Moment.of(event.starts, language),
        ends=Moment.of(event.ends, language),
        reply_by=Moment.of(event.reply_by, language) if event.reply_by else "",
        contact=ContactValues(
            PersonName.of(contact.name if contact else ""), plain(contact.email if contact else "")
        ),
        privacy_url=plain(event.privacy_url),
    )
