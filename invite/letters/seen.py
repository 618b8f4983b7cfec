"""Event, person, sender and mailing as a template sees them: in one language, nothing but plain values."""

from __future__ import annotations

from dataclasses import dataclass

from invite.language import Language
from invite.letters.values import Extra, Moment, Organisation, PersonName, Place, plain
from invite.mailing import Mailing


@dataclass(frozen=True, slots=True)
class ContactSeen:
    """The contact person, as a template sees them."""

    name: PersonName
    email: str

    def __bool__(self) -> bool:
        """Whether there is a contact person at all."""
        return bool(self.name or self.email)


@dataclass(frozen=True, slots=True)
class EventSeen:
    """The event, as a template sees it: in one language."""

    title: str
    place: Place
    starts: Moment
    ends: Moment
    reply_by: Moment | str
    contact: ContactSeen
    privacy_url: str


@dataclass(frozen=True, slots=True)
class SenderSeen:
    """The sender, as a template sees it."""

    name: str
    address: str
    reply_to: str


@dataclass(frozen=True, slots=True)
class MailingSeen:
    """The mailing, as a template sees it."""

    name: str
    calendar: bool

    @classmethod
    def of(cls, mailing: Mailing, *, calendar: bool) -> MailingSeen:
        """Its name, and whether its letters carry a calendar file."""
        return cls(plain(mailing.name), calendar)


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """The person, as a template sees them. id: as `invite people` has it, to name a file of theirs."""

    id: str
    first_name: PersonName
    last_name: PersonName
    name: PersonName
    organisation: Organisation
    email: str
    language: Language
    extra: Extra
