"""A mailing's templates, compiled once, become each person's letter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from invite.errors import MustMend
from invite.event import Event, Sender
from invite.language import Language
from invite.letters.message.attachments import File
from invite.letters.message.headers import envelope
from invite.letters.message.ics import undated
from invite.letters.message.mime import Parts
from invite.letters.model import Attached, Fault, Letter, Stamp, group_faults
from invite.letters.prepare import Kit, Prepared, event_seen, prepare
from invite.letters.roles import RoleTexts
from invite.letters.templates.environment import unsafe
from invite.letters.templates.filters import Forms
from invite.letters.templates.values import (
    Extra,
    Organisation,
    PersonName,
    PersonSeen,
    Words,
    plain,
    plain_lines,
)
from invite.mailing import Mailing
from invite.people.model import Address, Person
from invite.words import _

__all__ = ["Composer", "group_faults"]

# before the subject of a sample; the coordinator's word, whatever language the sample is in
TEST = "[TESTI] "


@dataclass(frozen=True, slots=True)
class Composer:
    """Compiled templates of one mailing, each language once. notes: what is worth knowing and stops
    nothing.
    """

    event: Event
    language: Language
    ready: Mapping[Language, Prepared] = field(repr=False)
    attachments: tuple[File, ...] = field(repr=False)
    logo: File | None = field(repr=False)
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
        uid_seed: str | None = None,
        survey: bool = False,
    ) -> Composer:
        """Compile everything once; raises MustMend with all that is wrong with templates, layout,
        attachments and logo.

        folder: the project's. languages: those that people of the mailing have. uid_seed: what
        keeps the calendar's UID the same when title or sender change. survey: raises nothing;
        whatever can be compiled is, so that its letters tell what else is wrong with them. They are
        of no other use.
        """
        kit = Kit(
            event=event, sender=sender, mailing=mailing, role_words=role_words, forms=forms, folder=folder, uid_seed=uid_seed,
            survey=survey,
        )  # fmt: skip
        found = prepare(kit, languages)
        if found.problems and not survey:
            raise MustMend(
                _("The letters cannot be written as they are; nothing has been sent."),
                problems=found.problems,
            )
        return cls(event, event.language, found.ready, found.files, found.logo, tuple(found.notes))

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

    def compose(self, person: Person, to: Address, stamp: Stamp) -> Letter | tuple[Fault, ...]:
        """The person's letter, or everything that is wrong with it."""
        ready = self.ready.get(person.language or self.language) or self.ready[self.language]
        faults: dict[Fault, None] = {}
        link = self._link(person, stamp, faults)
        address = _envelope(person, to, faults)
        before = (
            event_seen(self.event.as_told(stamp.before), ready.language) if stamp.before else ""
        )
        variables = {
            **own_values(person, to, stamp, link, ready.language),
            "before": before,
            "attachments": tuple(plain(file.name) for file in self.attachments),
            "roles": ready.roles.roles(person, faults),
        }
        files: tuple[File, ...] = ()
        if ready.own_files.patterns:
            files = ready.own_files.read(variables, self.attachments, person.id, faults)
            variables["attachments"] = tuple(
                plain(file.name) for file in (*self.attachments, *files)
            )
        subject = " ".join(ready.letter.subject.fill(variables, person.id, faults).split())
        text = ready.letter.text.fill(variables, person.id, faults)
        variables["subject"] = subject or "–"  # what is wrong with it has been said
        html = ready.letter.html.fill(variables, person.id, faults)
        if faults:
            return tuple(faults)
        made = Made(
            TEST * stamp.test + subject,
            _one_gap(text),
            html,
            link,
            (*self.attachments, *files),
            files,
        )
        return _letter(ready, person, to, address, stamp, made)

    def _link(self, person: Person, stamp: Stamp, faults: dict[Fault, None]) -> str:
        """The person's registration link, or "". A sample must not carry the person's own."""
        own, common = plain(person.link), plain(self.event.registration_link(stamp.token))
        link = (common or _dead(own)) if stamp.test else own or common
        wrong = unsafe(link) if link else ""
        if wrong:
            where = (
                str(person.origins[0])
                if own and person.origins
                else "invite.toml: event.registration_url"
            )
            faults[Fault(where, wrong, _("Correct the registration link."), person.id)] = None
        return link


def own_values(
    person: Person, to: Address, stamp: Stamp, link: str, language: Language
) -> dict[str, object]:
    """What a template reads that is this person's alone."""
    files = (plain(origin.file).rpartition("/")[2] for origin in person.origins)
    name = person.name
    return {
        "person": PersonSeen(
            id=person.id,
            first_name=PersonName.of(name.first),
            last_name=PersonName.of(name.last),
            name=PersonName.of(name.full, name.genitive),
            organisation=Organisation(plain(person.organisation)),
            email=plain(to.written),
            language=language,
            extra=Extra(person.extra),
        ),
        "registration_url": link,
        "preface": Words(plain_lines(stamp.preface)),
        "test": stamp.test,
        "first": stamp.first,
        "sources": tuple(dict.fromkeys(file for file in files if file)),
    }


def _dead(link: str) -> str:
    """A personal link of the sheet without what makes it personal."""
    parts = urlsplit(link)
    return f"{parts.scheme}://{parts.netloc}/" if parts.netloc else link


def _envelope(person: Person, to: Address, faults: dict[Fault, None]) -> str:
    try:
        return envelope(to)
    except ValueError:
        where = str(person.origins[0]) if person.origins else plain(to.written)
        faults[
            Fault(
                where,
                _("“{address}” is no address").format(address=plain(to.written)),
                "",
                person.id,
            )
        ] = None
        return ""


def _one_gap(text: str) -> str:
    """The text with single empty lines between its paragraphs, whatever conditions left out, and
    one line's end at its end.
    """
    text = "\n".join(map(str.rstrip, text.strip().split("\n")))
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return f"{text}\n"


@dataclass(frozen=True, slots=True)
class Made:
    """What was made for one letter. files: all that it carries; own: those of this person alone."""

    subject: str
    text: str
    html: str
    link: str
    files: tuple[File, ...]
    own: tuple[File, ...]


def _letter(
    ready: Prepared, person: Person, to: Address, address: str, stamp: Stamp, made: Made
) -> Letter:
    frame = ready.calendar
    calendar = (
        frame.fill(date=stamp.date, sequence=stamp.sequence, link=made.link, test=stamp.test)
        if frame
        else None
    )
    text, html, entry = (
        part.encode("utf-8", "replace") for part in (made.text, made.html, calendar or "")
    )
    own = Parts(
        name=person.name.full,
        to=address,
        subject=made.subject,
        date=stamp.date,
        message_id=_in_brackets(stamp.message_id),
        letter_id=plain(stamp.letter_id),
        text=text,
        html=html,
        calendar=entry if frame else None,
        in_reply_to=stamp.in_reply_to and _in_brackets(stamp.in_reply_to),
        files=made.own,
    )
    heads = "\0".join((address, person.name.full, made.subject)).encode("utf-8", "replace")
    shared = "\0".join((ready.frame, *(file.digest for file in made.own))).encode()
    seen = b"\0".join((heads, text, html, undated(entry), shared))
    return Letter(
        person=person.id,
        language=ready.language,
        to=to,
        recipient=address,
        subject=made.subject,
        text=made.text,
        html=made.html,
        calendar=calendar,
        attachments=tuple(Attached(file.name, file.size) for file in made.files),
        content=ready.message.fill(own),
        smtputf8=ready.message.smtputf8 or not address.isascii(),
        digest=hashlib.sha256(seen).hexdigest(),
        frame=ready.frame,
    )


def _in_brackets(message_id: str) -> str:
    return f"<{plain(message_id).strip('<> ')}>"
