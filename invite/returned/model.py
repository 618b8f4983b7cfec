"""What a mail that came back says: its kind, each recipient's verdicts, the marks of our letter,
the answers in it.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import assert_never

from msgspec import Struct

from invite.people.model import PersonId
from invite.words import _


class MailKind(StrEnum):
    """What sort of mail it is; the values are those of `bounces --json`."""

    BOUNCE = "bounce"
    DELAY = "delay"
    DELIVERY_REPORT = "delivery-report"
    AUTO_REPLY = "auto-reply"
    COMPLAINT = "complaint"
    CALENDAR_REPLY = "calendar-reply"
    REPLY = "reply"
    OTHER = "other"


class LetterVerdict(StrEnum):
    """What became of the letter (RFC 3464 2.3.3, Action); None in its place: the mail does not
    say."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"


class AddressVerdict(StrEnum):
    """What the mail says of the address, which is another question: a failed letter may have a good
    address.
    """

    DEAD = "dead"
    TEMPORARY = "temporary"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Cause(StrEnum):
    """Why a letter was not delivered, finer than a verdict: `refuses-us` of many letters is one
    alarm about the sender.
    """

    NO_MAILBOX = "no-mailbox"
    NO_DOMAIN = "no-domain"
    FULL = "full"
    DISABLED = "disabled"
    UNREACHABLE = "unreachable"
    REFUSES_US = "refuses-us"
    REFUSES_LETTER = "refuses-letter"
    REFUSES_STRANGERS = "refuses-strangers"
    UNKNOWN = "unknown"

    @property
    def address(self) -> AddressVerdict:
        """What follows for the address. A disabled mailbox is there (RFC 3463 X.2.1) and may come
        back: nobody knows.
        """
        match self:
            case Cause.NO_MAILBOX | Cause.NO_DOMAIN:
                return AddressVerdict.DEAD
            case Cause.FULL | Cause.UNREACHABLE:
                return AddressVerdict.TEMPORARY
            case Cause.REFUSES_US | Cause.REFUSES_LETTER | Cause.REFUSES_STRANGERS:
                return AddressVerdict.REFUSED
            case Cause.DISABLED | Cause.UNKNOWN:
                return AddressVerdict.UNKNOWN
            case _:
                assert_never(self)


class RecipientReport(Struct, frozen=True, kw_only=True):
    """What a mail says of one recipient.

    address: as the report writes it. also: the same recipient's other addresses (as first written,
    as forwarded to), for finding the letter. status: the enhanced code that decided (RFC 3463), ""
    where there is none. reply: the server's own words on one line, cut at 500 characters.
    """

    address: str
    also: tuple[str, ...] = ()
    letter: LetterVerdict | None
    cause: Cause | None
    status: str = ""
    reply: str = ""

    @property
    def verdict(self) -> AddressVerdict | None:
        """The verdict on the address; None where the letter was delivered or nobody said anything
        of the address.

        A delay is no verdict for ever: what is tried again is not dead.
        """
        if self.cause is None:
            return None
        if self.letter is LetterVerdict.DELAYED:
            return AddressVerdict.TEMPORARY
        return self.cause.address

    @property
    def addresses(self) -> tuple[str, ...]:
        """All its addresses, that of the report first."""
        return (self.address, *self.also)

    @property
    def in_words(self) -> str:
        """Five plain words for the coordinator; "" where there is nothing to say."""
        if self.letter is LetterVerdict.DELAYED:
            return _("not delivered yet")
        match self.verdict:
            case None:
                return ""
            case AddressVerdict.DEAD:
                return _("the address does not exist")
            case AddressVerdict.TEMPORARY if self.cause is Cause.FULL:
                return _("the mailbox is full")
            case AddressVerdict.REFUSED:
                return _("their server refuses us")
            case AddressVerdict.TEMPORARY | AddressVerdict.UNKNOWN:
                return _("unknown")
            case other:
                assert_never(other)


class LetterMarks(Struct, frozen=True, kw_only=True):
    """By what a letter of ours can be known, the surest first; nothing of it is proof that we sent
    it: the ledger knows.

    plus: what stands after `+` in the addresses that the mail came to. envelope_ids: RFC 3461
    ENVID. invite_ids: X-Invite-Id. message_ids: of the letter that came back or was answered,
    without angle brackets. persons: to whom the codes of personal links in the returned text lead.
    subject: of the returned letter.
    """

    plus: tuple[str, ...] = ()
    envelope_ids: tuple[str, ...] = ()
    invite_ids: tuple[str, ...] = ()
    message_ids: tuple[str, ...] = ()
    persons: tuple[PersonId, ...] = ()
    subject: str = ""


class Absence(Struct, frozen=True):
    """When somebody is back, as their automatic answer says it: the last day away, or the first day
    back.
    """

    last_day: dt.date | None = None
    back: dt.date | None = None


class AnswerKind(StrEnum):
    """What somebody answered."""

    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"
    REMOVE_ME = "remove-me"
    WRONG_PERSON = "wrong-person"


class AnswerSource(StrEnum):
    """How an answer is known: a calendar's reply (RFC 5546), the person's code in the subject, or
    words that may be misread.
    """

    CALENDAR = "calendar"
    CODE = "code"
    WORDS = "words"


class PersonalAnswer(Struct, frozen=True, kw_only=True):
    """One answer. Words are only shown; a calendar's reply and a code may be taken over, by the
    coordinator's command.

    address: who answers, as the mail says. uid: the calendar event's. person: whose code it is.
    """

    kind: AnswerKind
    source: AnswerSource
    address: str = ""
    uid: str = ""
    person: PersonId | None = None

    @property
    def can_be_taken(self) -> bool:
        """Whether `bounces --take` may act on it."""
        return self.source is not AnswerSource.WORDS


class InboundMail(Struct, frozen=True, kw_only=True):
    """One mail, read. at: its Date, None where there is none that can be read. cut: it was larger
    than is read. unreadable: reading it came to no end.

    words: what it says, for people: the server's reply, or how the text begins; one line.
    """

    kind: MailKind
    sender: str = ""
    subject: str = ""
    message_id: str = ""
    at: dt.datetime | None = None
    recipients: tuple[RecipientReport, ...] = ()
    marks: LetterMarks = LetterMarks()
    absence: Absence | None = None
    answers: tuple[PersonalAnswer, ...] = ()
    words: str = ""
    cut: bool = False
    unreadable: bool = False
