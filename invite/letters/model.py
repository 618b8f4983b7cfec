"""What a letter is, what is individual to one sending of it, and what can be wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from msgspec import Struct

from invite.errors import Problem
from invite.event import EventFacts
from invite.language import Language
from invite.people.model import Address, PersonId
from invite.words import _, ngettext


class Stamp(Struct, frozen=True, kw_only=True):
    """What is individual to one sending.

    message_id: with or without its angle brackets. letter_id: what `X-Invite-Id` carries. token:
    the person's, for the registration link. date: aware, when the letter is made. sequence: of the
    calendar (RFC 5545 3.8.7.4), one more with every change of the event. test: a sample to the
    coordinator. preface: words of a resend. first: the first letter to this person. in_reply_to:
    the Message-ID of an earlier letter to them, so that a reminder is shown next to it. before: the
    event as this person last heard of it, where it has changed since.
    """

    message_id: str
    letter_id: str
    token: str
    date: datetime
    sequence: int = 0
    test: bool = False
    preface: str | None = None
    first: bool = True
    in_reply_to: str | None = None
    before: EventFacts | None = None


class Attachment(Struct, frozen=True):
    """A file that goes with a letter. size: in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mailing to one person, as it goes out.

    recipient: the address for the envelope: the domain in ASCII, the local part as written.
    text_blocks, html_blocks, calendar_blocks: lines in UTF-8, with LF between them and between the
    blocks; no calendar has none. content_blocks: of the whole message (RFC 5322), CRLF, no dots
    stuffed. Blocks that letters share are the same objects in each. smtputf8: whether it needs a
    server that offers SMTPUTF8 (RFC 6531). settled: whether no line of the content begins with a
    dot, which SMTP would double. digest: SHA-256 (hex) of all that the reader sees: recipient,
    subject, both texts, the calendar but for DTSTAMP, the frame; Date, Message-ID and X-Invite-Id
    are not in it, so the digest of what was previewed is that of what goes. frame: SHA-256 (hex) of
    what all letters of one template and language share: template, layout, event, sender,
    attachments.
    """

    person: PersonId
    language: Language
    to: Address
    recipient: str
    subject: str
    text_blocks: tuple[bytes, ...] = field(repr=False)
    html_blocks: tuple[bytes, ...] = field(repr=False)
    calendar_blocks: tuple[bytes, ...] = field(repr=False)
    content_blocks: tuple[bytes, ...] = field(repr=False)
    attachments: tuple[Attachment, ...] = ()
    smtputf8: bool
    settled: bool
    digest: str
    frame: str

    @property
    def text(self) -> str:
        """Lines end with LF."""
        return b"\n".join(self.text_blocks).decode()

    @property
    def html(self) -> str:
        """Lines end with LF."""
        return b"\n".join(self.html_blocks).decode()

    @property
    def calendar(self) -> str | None:
        """The `.ics`; lines end with CRLF."""
        whole = b"\n".join(self.calendar_blocks).replace(b"\n", b"\r\n").decode()
        return whole or None

    @property
    def content(self) -> bytes:
        """The whole message; lines end with CRLF."""
        return b"".join(self.content_blocks)


class LetterProblem(Struct, frozen=True):
    """Something wrong with a letter, found before anything is sent.

    where: `templates/kutsu.fi.md:7`, or the settings' key. person: whom it concerns, or None for
    everybody.
    """

    where: str
    what: str
    hint: str = ""
    person: PersonId | None = None


NAMED = 5  # so many people are named, the rest are counted


def group_problems(
    problems: Iterable[LetterProblem], names: Mapping[PersonId, str]
) -> tuple[Problem, ...]:
    """One problem for each place and sentence, in the order found, with the people whom it
    concerns.

    names: what to call a person; one who is not in it is called by the id.
    """
    concerned: dict[tuple[str, str, str], dict[PersonId, None]] = {}
    for problem in problems:
        people = concerned.setdefault((problem.where, problem.what, problem.hint), {})
        if problem.person is not None:
            people[problem.person] = None
    return tuple(
        Problem(
            where,
            f"{what} {_whom([names.get(person, person) for person in people])}".rstrip(),
            hint,
        )
        for (where, what, hint), people in concerned.items()
    )


def _whom(names: list[str]) -> str:
    """`(3 people: Matti Meikäläinen, Maija Meikäläinen, Teppo Testaaja)`, or nothing where it
    concerns everybody.
    """
    if not names:
        return ""
    named = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        named = _("{names} and {n} more").format(names=named, n=len(names) - NAMED)
    counted = ngettext("{n} person", "{n} people", len(names)).format(n=len(names))
    return f"({counted}: {named})"
