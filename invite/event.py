"""WHAT people are invited to, and in whose name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from invite.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """The person whom an invited one may ask."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """What people need to know to come, and must be told of when it changes: what a calendar entry
    shows.

    starts, ends: aware date-times. cancelled: there is no event any more.
    """

    title: str
    starts: datetime
    ends: datetime
    timezone: str
    place: str | None
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The thing people are invited to.

    starts, ends: aware date-times in `timezone`, an IANA zone's name. registration_url may hold
    `{token}`.
    """

    title: str
    starts: datetime
    ends: datetime
    timezone: str = "Europe/Helsinki"
    place: str | None = None
    reply_by: date | None = None
    language: Language = "fi"
    registration_url: str | None = None
    contact: Contact | None = None
    privacy_url: str | None = None

    def facts(self, *, cancelled: bool = False) -> EventFacts:
        """What letters tell of the event that a calendar shows. cancelled: they say that it is
        called off.
        """
        return EventFacts(
            title=self.title,
            starts=self.starts,
            ends=self.ends,
            timezone=self.timezone,
            place=self.place,
            cancelled=cancelled,
        )

    def as_told(self, facts: EventFacts) -> Event:
        """The event with the facts that letters told earlier."""
        return replace(
            self,
            title=facts.title,
            starts=facts.starts,
            ends=facts.ends,
            timezone=facts.timezone,
            place=facts.place,
        )

    def registration_link(self, token: str) -> str | None:
        """The registration link with one person's token in it; the same link for all where it holds
        no `{token}`.
        """
        return self.registration_url and self.registration_url.replace("{token}", token)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """In whose name the letters go. colour: `#rrggbb`; logo: a picture's path inside the project
    folder.
    """

    name: str
    address: str
    reply_to: str | None = None
    logo: str | None = None
    colour: str | None = None
