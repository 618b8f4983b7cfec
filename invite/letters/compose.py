"""A mailing's templates, compiled once, become each person's letter."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from invite.errors import MustMend
from invite.event import Event, Sender
from invite.language import Language
from invite.letters.message.attachments import (
    AttachableFiles,
    File,
    Private,
    nothing_is_private,
)
from invite.letters.message.headers import envelope
from invite.letters.message.pictures import PictureFile
from invite.letters.model import Attachment, Letter, LetterProblem, Stamp, group_problems
from invite.letters.prepare import Edition, MailingInputs, prepare
from invite.letters.roles import RoleTexts
from invite.letters.templates.filters import Forms
from invite.letters.templates.links import unsafe
from invite.letters.templates.shape import Wording, utf_8
from invite.letters.templates.template import Problems
from invite.letters.templates.values import (
    plain,
)
from invite.letters.variables import decline_link, event_values, naming, own_values
from invite.mailing import Mailing
from invite.people.model import Address, Person, Source
from invite.records import replace
from invite.words import _

__all__ = ["Composer", "group_problems"]

# before the subject of a sample; the coordinator's word, whatever language the sample is in
TEST = "[TESTI] "


@dataclass(frozen=True, slots=True)
class Composer:
    """Compiled templates of one mailing, each language once. answers: the address that answers go
    to. called: what letters call a sheet's file, or "". notes: what is worth knowing and stops
    nothing.
    """

    event: Event
    language: Language
    answers: str
    called: Callable[[str], str] = field(repr=False)
    ready: Mapping[Language, Edition] = field(repr=False)
    attachments: tuple[File, ...] = field(repr=False)
    pictures: tuple[PictureFile, ...] = field(repr=False)
    notes: tuple[str, ...]

    @classmethod
    def prepare(
        cls,
        *,
        event: Event,
        sender: Sender,
        mailing: Mailing,
        role_words: RoleTexts,
        forms: Forms,
        folder: Path,
        languages: Iterable[Language],
        sources: Sequence[Source] = (),
        uid_seed: str | None = None,
        survey: bool = False,
        private: Private = nothing_is_private,
    ) -> Composer:
        """Compile everything once; raises MustMend with all that is wrong with templates, layout,
        attachments and logo.

        folder: the project's. languages: those that people of the mailing have. sources: the
        settings', for what letters call them. uid_seed: what keeps the calendar's UID the same
        when title or sender change. survey: raises nothing; whatever can be compiled is, so that
        its letters say what else is wrong with them. They are of no other use.
        private: see AttachableFiles.
        """
        inputs = MailingInputs(
            event=event,
            sender=sender,
            mailing=mailing,
            role_words=role_words,
            forms=forms,
            attachable=AttachableFiles(folder, private),
            sources=tuple(sources),
            uid_seed=uid_seed,
            survey=survey,
        )
        found = prepare(inputs, languages)
        if found.problems and not survey:
            raise MustMend(
                _("The letters cannot be written like this; nothing has been sent."),
                problems=found.problems,
            )
        answers = sender.reply_to or sender.address
        return cls(
            event,
            event.language,
            answers,
            naming(sources),
            found.ready,
            found.files,
            tuple(dict.fromkeys(one for ready in found.ready.values() for one in ready.pictures)),
            tuple(found.notes),
        )

    @property
    def uncertain(self) -> dict[tuple[str, str], str]:
        """Forms that a rule made and no table holds, among the letters composed so far: (name,
        case) → form.
        """
        return {
            made: form
            for ready in self.ready.values()
            for made, form in ready.uncertain.forms.items()
        }

    def compose(
        self, person: Person, to: Address, stamp: Stamp
    ) -> Letter | tuple[LetterProblem, ...]:
        """The person's letter, or everything that is wrong with it."""
        ready = self.ready.get(person.language or self.language) or self.ready[self.language]
        problems: Problems = {}
        link = _link(ready.event, person, stamp, problems)
        address = _envelope(person, to, problems)
        before = stamp.before and event_values(
            self.event.as_told(stamp.before).in_language(ready.language), ready.language
        )
        variables = {
            **own_values(person, to, stamp, link, ready.language, self.called),
            "decline_url": decline_link(self.answers, stamp.token, ready.language),
            "before": before or "",
            "attachments": tuple(plain(file.name) for file in self.attachments),
            "roles": ready.roles.roles(person, problems),
        }
        files: tuple[File, ...] = ()
        if ready.own_files.patterns:
            files = ready.own_files.read(variables, self.attachments, person.id, problems)
            variables["attachments"] = tuple(
                plain(file.name) for file in (*self.attachments, *files)
            )
        texts = ready.letter.fill(variables, person.id, problems)
        if texts is None or problems:
            return tuple(problems)
        if stamp.test:
            texts = replace(texts, subject=TEST + texts.subject)
        return _letter(ready, person, (to, address), stamp, link, texts, (self.attachments, files))


def _link(event: Event, person: Person, stamp: Stamp, problems: Problems) -> str:
    """The person's registration link, or "". A sample must not carry the person's own."""
    own, common = plain(person.link), plain(event.registration_link(stamp.token))
    link = (common or _dead(own)) if stamp.test else own or common
    if wrong := unsafe(link) if link else "":
        sheet = str(person.origins[0]) if own and person.origins else ""
        where = sheet or "invite.toml: event.registration_url"
        problems[LetterProblem(where, wrong, _("Correct the registration link."), person.id)] = None
    return link


def _dead(link: str) -> str:
    """A personal link of the sheet without what makes it personal."""
    parts = urlsplit(link)
    return f"{parts.scheme}://{parts.netloc}/" if parts.netloc else link


def _envelope(person: Person, to: Address, problems: Problems) -> str:
    try:
        return envelope(to)
    except ValueError:
        where = str(person.origins[0]) if person.origins else plain(to.written)
        problems[
            LetterProblem(
                where,
                _("“{address}” is not an address").format(address=plain(to.written)),
                "",
                person.id,
            )
        ] = None
        return ""


def _letter(
    ready: Edition,
    person: Person,
    addressed: tuple[Address, str],
    stamp: Stamp,
    link: str,
    texts: Wording,
    files: tuple[tuple[File, ...], tuple[File, ...]],
) -> Letter:
    """addressed: as written, and for the envelope. files: those of all, and this person's own."""
    to, address = addressed
    common, own = files
    calendar: tuple[bytes, ...] = ()
    if ready.calendar:
        calendar = ready.calendar.fill(
            date=stamp.date, sequence=stamp.sequence, link=link, test=stamp.test
        )
    content, settled = ready.message.fill(
        name=person.name.full,
        to=address,
        subject=texts.subject,
        date=stamp.date,
        message_id=_in_brackets(stamp.message_id),
        in_reply_to=stamp.in_reply_to and _in_brackets(stamp.in_reply_to),
        letter_id=plain(stamp.letter_id),
        text=texts.text,
        html=texts.html,
        calendar=calendar,
        files=own,
    )
    # See Letter.digest. What the calendar has but for its own lines follows from the frame.
    one = (address, person.name.full, texts.subject, str(stamp.sequence), ready.frame)
    seen = (
        utf_8("\0".join((*one, *(file.digest for file in own)))),
        texts.seen,
        *calendar[1:-1],
    )
    return Letter(
        person=person.id,
        language=ready.language,
        to=to,
        recipient=address,
        subject=texts.subject,
        text_blocks=texts.text,
        html_blocks=texts.html,
        calendar_blocks=calendar,
        content_blocks=content,
        attachments=tuple(Attachment(file.name, file.size) for file in (*common, *own)),
        smtputf8=ready.message.smtputf8 or not address.isascii(),
        settled=settled,
        digest=hashlib.sha256(b"\0".join(seen)).hexdigest(),
        frame=ready.frame,
    )


def _in_brackets(message_id: str) -> str:
    return f"<{plain(message_id).strip('<> ')}>"
