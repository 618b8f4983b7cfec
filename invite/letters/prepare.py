"""Everything that is done once a mailing and language: files read, templates compiled, frames of
message and calendar made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct

from invite.access.plain_files import NotPlain, is_no_file
from invite.errors import Problem
from invite.event import Event, Sender
from invite.language import LANGUAGES, Language
from invite.letters.message.attachments import AttachableFiles, File, is_personal, remark
from invite.letters.message.ics import CalendarFrame, Method
from invite.letters.message.mime import MessageFrame
from invite.letters.message.personal_files import PersonalFiles
from invite.letters.message.pictures import PictureFile, read_picture
from invite.letters.roles import RoleBook, RoleTexts
from invite.letters.templates.filters import Forms, Uncertain, filters_for
from invite.letters.templates.layout import Look
from invite.letters.templates.leftovers import in_settings
from invite.letters.templates.source import TemplateFile, shipped
from invite.letters.templates.template import Environments, LetterTemplate, compile_letter
from invite.letters.templates.values import (
    MailingValues,
    plain,
)
from invite.letters.unwritten import is_unwritten, unwritten_words
from invite.letters.variables import variables
from invite.mailing import Mailing
from invite.people.model import Source
from invite.words import _, system_words


class Edition(Struct, frozen=True):
    """One language of a mailing. event: in that language. pictures: shown in its letters. frame:
    see Letter.
    """

    language: Language
    event: Event
    letter: LetterTemplate
    roles: RoleBook
    message: MessageFrame
    own_files: PersonalFiles
    calendar: CalendarFrame | None
    pictures: tuple[PictureFile, ...]
    uncertain: Uncertain
    frame: str


class MailingInputs(Struct, frozen=True, kw_only=True):
    """What the letters of a mailing are made from. See Composer.prepare."""

    event: Event
    sender: Sender
    mailing: Mailing
    role_words: RoleTexts
    forms: Forms
    attachable: AttachableFiles
    sources: tuple[Source, ...]
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
        if not self.mailing.calendar or not (self.coming or self.mailing.calls_off):
            return None
        return "CANCEL" if self.mailing.calls_off else "PUBLISH"

    @property
    def coming(self) -> bool:
        """Whether the letters tell of an event that is to come."""
        return not self.mailing.calls_off and "kiitos" not in (
            self.mailing.name,
            self.mailing.template,
        )

    @property
    def attachments_key(self) -> str:
        """The settings' key that names the attachments."""
        return f"invite.toml: mailing.{self.mailing.name}.attachments"


@dataclass(slots=True)
class Preparation:
    """Each language ready, what all letters carry, everything that is wrong, and what is worth
    knowing. picture: the sender's, over the letter.
    """

    files: tuple[File, ...]
    logo: PictureFile | None
    picture: PictureFile | None
    problems: list[Problem]
    notes: list[str]
    ready: dict[Language, Edition] = field(default_factory=dict)


def prepare(inputs: MailingInputs, languages: Iterable[Language]) -> Preparation:
    """Everything of a mailing for people of these languages. See Composer.prepare."""
    common = (path for path in inputs.mailing.attachments if not is_personal(path))
    files, problems = inputs.attachable.read_all(common, inputs.attachments_key)
    sender = inputs.sender
    logo, wrong_logo = read_picture(inputs.attachable, sender.logo, "invite.toml: sender.logo")
    picture, wrong = read_picture(inputs.attachable, sender.picture, "invite.toml: sender.picture")
    layout, wrong_layout = _source(inputs.folder, "layout.html")
    found = Preparation(
        files,
        logo,
        picture,
        [*problems, *wrong_logo, *wrong, *wrong_layout, *in_settings(inputs.event, sender)],
        [said] if (said := remark(files)) else [],
    )
    for language in _in_order(inputs.event.language, languages):
        name = f"{inputs.mailing.template}.{language}.md"
        if language != inputs.event.language and not _path(inputs.folder, name):
            found.notes.append(_not_there(inputs.mailing.template, language, inputs.event.language))
            continue
        source, wrong = _source(inputs.folder, name)
        found.problems += wrong
        if source and not inputs.mailing.attachments and is_unwritten(source, name):
            found.notes.append(unwritten_words(name))
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
    event, sender = inputs.event.in_language(language), inputs.sender.in_language(language)
    shared = {
        **variables(event, sender, language),
        "mailing": MailingValues(plain(inputs.mailing.name), method is not None, inputs.coming),
        "logo": f"cid:{found.logo.content_id}" if found.logo else "",
        "picture": f"cid:{found.picture.content_id}" if found.picture else "",
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
    shown: dict[str, PictureFile] = {}

    def picture(path: str, where: str) -> list[Problem]:
        file, wrong = read_picture(inputs.attachable, path, where)
        if file:
            shown[path] = file
        return wrong

    look = Look(str(shared["colour"]), str(shared["on_colour"]), shown)
    letter, wrong = compile_letter(environments, source, layout, look, picture)
    problems += wrong
    if letter is None:
        return None, problems
    pictures = tuple(dict.fromkeys(filter(None, (found.logo, found.picture, *shown.values()))))
    try:
        message = MessageFrame.prepare(
            sender=sender,
            language=language,
            method=method,
            pictures=pictures,
            files=found.files,
            more=bool(own_files.patterns),
        )
    except ValueError as broken:
        what = _("“{address}” is not an address").format(address=broken)
        return None, [*problems, Problem("invite.toml: sender.address", what)]
    seed = inputs.uid_seed or f"{inputs.event.title}\n{sender.address}"  # of all languages
    calendar = method and CalendarFrame.prepare(event, sender, language, method, seed)
    edition = Edition(
        language=language,
        event=event,
        letter=letter,
        roles=book,
        message=message,
        own_files=own_files,
        calendar=calendar,
        pictures=pictures,
        uncertain=uncertain,
        frame=_frame(inputs, source, layout, book, (*found.files, *(p.file for p in pictures))),
    )
    return edition, problems


def _frame(
    inputs: MailingInputs,
    source: TemplateFile,
    layout: TemplateFile,
    book: RoleBook,
    files: Iterable[File],
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
        [(source.file, source.called) for source in inputs.sources if source.called],
        book.sources,
        [file.digest for file in files],
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
            if path.is_file() or is_no_file(path)  # which reading it says
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
                _("the file cannot be read: {why}").format(why=system_words(broken)),
                _("Put the template itself there.") if isinstance(broken, NotPlain) else "",
            )
        ]


def _not_there(template: str, language: Language, other: Language) -> str:
    return _(
        "There is no templates/{template}.{language}.md; those people get the letter in {other}."
    ).format(template=template, language=language, other=other)
