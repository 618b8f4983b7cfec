"""What a template can read: of the event and its sender alike for all letters of a language, and of
one person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from urllib.parse import quote

from invite.event import Event, Sender
from invite.language import Language
from invite.language.texts import texts
from invite.letters.model import Stamp
from invite.letters.templates.layout import colours
from invite.letters.templates.values import (
    ContactValues,
    EventValues,
    Extra,
    Moment,
    Organisation,
    PersonName,
    PersonValues,
    PlaceName,
    SenderValues,
    Typeset,
    Words,
    plain,
    plain_lines,
)
from invite.people.model import Address, Person, Source


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


def naming(sources: Sequence[Source]) -> Callable[[str], str]:
    """What the settings call a sheet's file, in words."""

    @cache
    def called(file: str) -> str:
        return next((plain(one.called) for one in sources if one.called and one.names(file)), "")

    return called


def decline_link(answers: str, token: str, language: Language) -> str:
    """A link that opens a mail which says that its writer does not come (RFC 6068): their code is
    in its subject, so that `invite bounces` knows who they are. answers: the address that it goes
    to.
    """
    return f"{_declining(answers, language)}{token}%29"


@lru_cache(maxsize=8)  # the same for all letters of a language
def _declining(answers: str, language: Language) -> str:
    subject = f"{texts(language).letters.decline} ("
    return f"mailto:{quote(answers, safe='@+')}?subject={quote(subject)}"


def own_values(
    person: Person,
    to: Address,
    stamp: Stamp,
    link: str,
    language: Language,
    called: Callable[[str], str],
) -> dict[str, object]:
    """What a template reads that is this person's alone. called: what letters call a sheet's file,
    or "".
    """
    files = [origin.file for origin in person.origins if origin.file]
    name = person.name
    return {
        "person": PersonValues(
            id=person.id,
            first_name=PersonName.of(name.greeting),
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
        "sources": tuple(dict.fromkeys(filter(None, map(called, files)))),
        "listed": bool(files),
    }
