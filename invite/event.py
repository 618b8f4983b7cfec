"""WHAT people are invited to, and in whose name."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from invite.language import Language
from invite.records import replace


class Contact(Struct, frozen=True, kw_only=True):
    """The person whom an invited one may ask."""

    name: str
    email: str


class EventFacts(Struct, frozen=True, kw_only=True):
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


class EventTexts(Struct, frozen=True, kw_only=True):
    """What of an event is said otherwise in another language; None: as in the event's own."""

    title: str | None = None
    place: str | None = None
    registration_url: str | None = None
    privacy_url: str | None = None


class Event(Struct, frozen=True, kw_only=True):
    """The thing people are invited to, in its own language.

    starts, ends: aware date-times in `timezone`, an IANA zone's name. registration_url may hold
    `{token}`. translations: what is said otherwise in other languages.
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
    translations: tuple[tuple[Language, EventTexts], ...] = ()

    def in_language(self, language: Language) -> Event:
        """The event as people of this language read of it; what has no translation stays."""
        own = dict(self.translations).get(language)
        if own is None:
            return self
        return replace(
            self,
            title=own.title or self.title,
            place=own.place or self.place,
            registration_url=own.registration_url or self.registration_url,
            privacy_url=own.privacy_url or self.privacy_url,
        )

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
        """The event with the facts that letters told earlier. What has changed since had other
        words in other languages, too, which are not kept: it is in its own language then.
        """
        same_title, same_place = facts.title == self.title, facts.place == self.place
        return replace(
            self,
            translations=tuple(
                (
                    language,
                    replace(
                        texts,
                        title=texts.title if same_title else None,
                        place=texts.place if same_place else None,
                    ),
                )
                for language, texts in self.translations
            ),
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


class Sender(Struct, frozen=True, kw_only=True):
    """In whose name the letters go. colour: `#rrggbb`; logo, picture: pictures' paths inside the
    project folder; the picture is as wide as the letter. names: the name in other languages than
    the event's.
    """

    name: str
    address: str
    reply_to: str | None = None
    logo: str | None = None
    picture: str | None = None
    colour: str | None = None
    names: tuple[tuple[Language, str], ...] = ()

    def in_language(self, language: Language) -> Sender:
        """The sender as people of this language know them."""
        return replace(self, name=dict(self.names).get(language, self.name))
