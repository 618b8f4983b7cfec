"""A project folder to write letters in, an event and its people; all fictional."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from invite.event import Contact, Event, Sender
from invite.language import Language
from invite.letters.compose import Composer
from invite.letters.model import Letter, LetterProblem, Stamp
from invite.mailing import Mailing
from invite.people.model import Address, Name, Origin, Person, PersonId, Role, Source
from invite.records import replace

HELSINKI = ZoneInfo("Europe/Helsinki")
SHEET = Origin("suunnitteluryhmat.xlsx", "Kainuu", 12)
PLANNING = Role(kind="planning-group", region="Kainuu", origin=SHEET)
LAB = Role(kind="lab-team", group="Kohtaamo", origin=SHEET)
LEAD = Role(kind="project-lead", group="Urapolku 2030", origin=Origin("hankkeet.csv", None, 3))

EVENT = Event(
    title="Esimerkkihankkeen päätöstilaisuus",
    starts=dt.datetime(2027, 2, 11, 13, tzinfo=HELSINKI),
    ends=dt.datetime(2027, 2, 11, 16, tzinfo=HELSINKI),
    place="Talo, Katu 11–13, Helsinki",
    reply_by=dt.date(2027, 1, 29),
    registration_url="https://example.org/ilmo?k={token}&lang=fi",
    contact=Contact(name="Aino Esimerkki", email="aino.esimerkki@example.org"),
    privacy_url="https://example.org/tietosuoja",
)
SENDER = Sender(name="Esimerkkihanke", address="kutsut@example.org")
KUTSU = Mailing(name="kutsu", template="kutsu")
STAMP = Stamp(
    message_id="<1.kutsu@example.org>",
    letter_id="L1",
    token="t0k3n",
    date=dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC),
)

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


class Desk(Struct, frozen=True):
    """A project folder to write letters in. Every method gives what the real thing gives; nothing
    is sent.
    """

    folder: Path
    event: Event = EVENT
    sender: Sender = SENDER
    mailing: Mailing = KUTSU
    words: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)
    forms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    languages: tuple[Language, ...] = ("fi",)

    def but(self, **changes: object) -> Desk:
        """The same desk with something else on it."""
        return replace(self, **changes)  # type: ignore[arg-type]  # the tests name fields as they are

    def template(self, text: str, name: str = "kutsu.fi.md") -> Desk:
        """The desk with a template of the project's own."""
        (self.folder / "templates").mkdir(exist_ok=True)
        (self.folder / "templates" / name).write_text(text, encoding="utf-8", newline="")
        return self

    def body(self, text: str) -> Desk:
        """The desk with a template of this body."""
        return self.template(f"Aihe: Kutsu\n\n{text}\n")

    def composer(self, *, survey: bool = False) -> Composer:
        """What the campaign prepares."""
        return Composer.prepare(
            event=self.event,
            sender=self.sender,
            mailing=self.mailing,
            role_words=self.words,
            forms=self.forms,
            folder=self.folder,
            languages=self.languages,
            sources=self.sources,
            survey=survey,
        )

    def letter(self, somebody: Person | None = None, **stamp: object) -> Letter:
        """A letter that must be all right."""
        found = self.compose(somebody, **stamp)
        assert isinstance(found, Letter), found
        return found

    def faults(self, somebody: Person | None = None, **stamp: object) -> list[tuple[str, str]]:
        """Where and what is wrong with a letter that must not be all right."""
        found = self.compose(somebody, **stamp)
        assert not isinstance(found, Letter), found.text
        return [(fault.where, fault.what) for fault in found]

    def compose(
        self, somebody: Person | None = None, **stamp: object
    ) -> Letter | tuple[LetterProblem, ...]:
        """Whatever comes out."""
        who = somebody or person()
        assert who.address
        return self.composer().compose(who, who.address, replace(STAMP, **stamp))  # type: ignore[arg-type]  # fields by name


def person(
    first: str = "Matti",
    last: str = "Meikäläinen",
    *roles: Role,
    address: Address | None = None,
    **more: object,
) -> Person:
    """Somebody fictional; in the planning group of Kainuu unless said otherwise."""
    return Person(
        id=PersonId("p1"),
        name=Name(first, last),
        addresses=(
            address or Address("matti.meikalainen@example.org", "matti.meikalainen@example.org"),
        ),
        roles=roles or (PLANNING,),
        origins=tuple(dict.fromkeys(role.origin for role in roles or (PLANNING,))),
        **more,  # type: ignore[arg-type]  # the tests name fields as they are
    )


def parsed(content: bytes) -> EmailMessage:
    """The message as the standard library reads it."""
    return message_from_bytes(content, policy=policy.default)
