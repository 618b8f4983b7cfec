"""The event as a calendar file (RFC 5545), prepared once a language; only a few of its lines are a
person's own.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import uuid
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from invite.event import Event, Sender
from invite.language import Language
from invite.language.texts import texts
from invite.letters.message.headers import in_ascii
from invite.letters.templates.values import plain

Method = Literal["PUBLISH", "CANCEL"]

_LINE = 75  # octets, without the line's end (RFC 5545 3.1)
_HOUR = dt.timedelta(hours=1)


class CalendarFrame(Struct, frozen=True):
    """A calendar file but for what is a person's own. head, tail: lines in UTF-8, with LF between
    them. uid, test_uid: a test letter must not touch the real entry.
    """

    head: bytes
    tail: bytes
    uid: str
    test_uid: str
    about: str
    register: str

    @classmethod
    def prepare(
        cls, event: Event, sender: Sender, language: Language, method: Method, uid_seed: str | None
    ) -> CalendarFrame:
        """uid_seed: what keeps the event's UID the same whatever is changed; without it, the title
        and the sender's address.
        """
        zone = ZoneInfo(event.timezone)
        name = plain(sender.name).replace('"', "'")
        organizer = f"mailto:{in_ascii(sender.address)}"
        head = (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//invite//NONSGML invite//EN",
            f"METHOD:{method}",
            *_timezone(zone, event.starts.year),
            "BEGIN:VEVENT\n",
        )
        tail = (
            f"SUMMARY;LANGUAGE={language}:{escaped(plain(event.title))}",
            f"DTSTART{_moment(event.starts, zone)}",
            f"DTEND{_moment(event.ends, zone)}",
            *([f"LOCATION:{escaped(plain(event.place))}"] if event.place else ()),
            f"ORGANIZER;CN={quoted(name)}:{organizer}",
            f"STATUS:{'CANCELLED' if method == 'CANCEL' else 'CONFIRMED'}",
            "END:VEVENT",
            "END:VCALENDAR\n",
        )
        seed = uid_seed or f"{event.title}\n{sender.address}"
        contact = event.contact
        about = (
            f"{texts(language).letters.ask}: {plain(contact.name)}, {plain(contact.email)}"
            if contact
            else ""
        )
        return cls(
            b"\n".join(folded(line, _LINE - 1) for line in head),
            b"\n".join(folded(line, _LINE - 1) for line in tail),
            uid_of(seed),
            uid_of("test " + seed),
            about,
            texts(language).letters.register if method == "PUBLISH" else "",
        )

    def fill(self, *, date: dt.datetime, sequence: int, link: str, test: bool) -> tuple[bytes, ...]:
        """The calendar file of one letter in blocks of lines, as `Gaps.fill` gives a text. date:
        aware; sequence: one more with each change.
        """
        link = link if self.register else ""  # nobody registers for what has been called off
        said = "\n".join(
            line for line in (f"{self.register}: {link}" if link else "", self.about) if line
        )
        own = []
        if said:
            own.append(folded(f"DESCRIPTION:{escaped(said)}"))
        if link:
            own.append(folded(f"URL:{link}"))
        return (_head(self, date, sequence, test), *own, self.tail)


@lru_cache(maxsize=8)  # letters that are made together have one moment
def _head(frame: CalendarFrame, date: dt.datetime, sequence: int, test: bool) -> bytes:
    """Everything before the lines that are a person's own."""
    return frame.head + b"\n".join(
        (
            folded(f"UID:{frame.test_uid if test else frame.uid}"),
            folded(f"DTSTAMP:{date.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"),
            folded(f"SEQUENCE:{sequence}"),
        )
    )


def _moment(when: dt.datetime, zone: ZoneInfo) -> str:
    """A moment as a property's parameters and value (RFC 5545 3.3.5)."""
    local = f"{when.astimezone(zone):%Y%m%dT%H%M%S}"
    return f":{local}Z" if zone.key == "UTC" else f";TZID={zone.key}:{local}"


def _timezone(zone: ZoneInfo, year: int) -> Iterator[str]:
    """The zone's rules round a year, as lines (RFC 5545 3.6.5)."""
    first = dt.datetime(year - 1, 1, 1, tzinfo=dt.UTC)
    days = (first + dt.timedelta(days=n) for n in range(3 * 366))
    turning = (day for day in days if _offset(day - _HOUR, zone) != _offset(day + 23 * _HOUR, zone))
    hours = (day + n * _HOUR for day in turning for n in range(24))
    turns = (hour for hour in hours if _offset(hour - _HOUR, zone) != _offset(hour, zone))
    yield from ("BEGIN:VTIMEZONE", f"TZID:{zone.key}")
    for turn in (first, *turns):
        after, old = turn.astimezone(zone), _offset(turn - _HOUR, zone)
        kind = "DAYLIGHT" if after.dst() else "STANDARD"
        yield from (
            f"BEGIN:{kind}",
            f"DTSTART:{turn + old:%Y%m%dT%H%M%S}",  # in the time that held before it
            f"TZNAME:{after.tzname() or zone.key}",
            f"TZOFFSETFROM:{(turn - _HOUR).astimezone(zone):%z}",
            f"TZOFFSETTO:{after:%z}",
            f"END:{kind}",
        )
    yield "END:VTIMEZONE"


def _offset(moment: dt.datetime, zone: ZoneInfo) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta()


def uid_of(seed: str) -> str:
    """A UUID, as RFC 7986 5.3 asks; nothing in it that may change, such as the sender's
    domain.
    """
    return str(uuid.UUID(bytes=hashlib.sha256(seed.encode("utf-8")).digest()[:16], version=5))


def quoted(text: str) -> str:
    """Text without quotation marks as a parameter's value (RFC 5545 3.2, RFC 6868)."""
    text = text.replace("^", "^^")
    return f'"{text}"' if re.search(r"[ ,;:'’]", text) else text


def escaped(text: str) -> str:
    """Text as a property's value (RFC 5545 3.3.11)."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str, room: int = _LINE) -> bytes:
    """The line in pieces of at most 75 octets, never cut inside a character (RFC 5545 3.1); LF
    between them. room: octets of the first piece.
    """
    left, pieces = line.encode("utf-8"), []
    while len(left) > room:
        end = room
        while left[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        pieces.append(left[:end])
        left, room = left[end:], _LINE - 1  # the space that begins the next line counts
    return b"\n ".join([*pieces, left])
