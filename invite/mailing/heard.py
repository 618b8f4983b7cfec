"""One line of a registration system's export, and whose it was found to be."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from invite.mailing.reply import Heard, Reply
from invite.people.model import Address, Name, Origin, PersonId


class Unsettled(StrEnum):
    """Why an answer is UNCLEAR. WORD: nothing known is said, or two things. WAITS: for a place, an
    approval, a payment. BLANK: the form came back without an answer. UNFINISHED: it was not filled
    in to its end. ORDER: several lines say different things, and no times tell which came last.
    COLUMN: several columns may be the answer. TRIAL: somebody tried the form.
    """

    WORD = "word"
    WAITS = "waits"
    BLANK = "blank"
    UNFINISHED = "unfinished"
    ORDER = "order"
    COLUMN = "column"
    TRIAL = "trial"


class ExportLine(Struct, frozen=True, kw_only=True):
    """What one line says. reply: None where they have not answered yet. said: what stood there, as
    written. why: why the reply is UNCLEAR, where it is.

    at: when they answered, aware. codes: what may be somebody's token. links: what may be
    somebody's own link.
    """

    origin: Origin
    name: Name | None = None
    addresses: tuple[Address, ...] = ()
    organisation: str | None = None
    phone: str | None = None
    codes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    reply: Reply | None = None
    cancelled: bool = False
    said: str = ""
    why: Unsettled | None = None
    at: datetime | None = None

    @property
    def row(self) -> str:
        """How the line is named on the screen and the command line: `ilmo.xlsx:12`."""
        return f"{self.origin.file}:{self.origin.row}"

    @property
    def who(self) -> str:
        """Whom the line names, for a human to recognise."""
        parts = (
            self.name.full if self.name else "",
            *(address.written for address in self.addresses[:1]),
        )
        return ", ".join(part for part in parts if part) or str(self.origin)


def heard_in(line: ExportLine, as_of: datetime) -> Heard | None:
    """What a line says of somebody's answer; None where they have not answered. as_of: when its
    export was saved.
    """
    if line.reply is None:
        return None
    return Heard(reply=line.reply, at=line.at, as_of=as_of, cancelled=line.cancelled)


class How(StrEnum):
    """How it was found whose line this is, or why not. SAID: the coordinator did. OTHER_LINK: a
    stranger, by somebody's link.
    """

    TOKEN = "token"  # noqa: S105 - no password
    LINK = "link"
    ADDRESS = "address"
    NAME = "name"
    SAID = "said"
    UNSURE = "unsure"
    STRANGER = "stranger"
    OTHER_LINK = "by-anothers-link"
    IGNORED = "ignored"


FOUND = frozenset({How.TOKEN, How.LINK, How.ADDRESS, How.NAME, How.SAID})
STRANGE = frozenset({How.STRANGER, How.OTHER_LINK})


class Matched(Struct, frozen=True, kw_only=True):
    """A line and whose it is. key: by which it is known again in a later export. person: None where
    that is not known.

    others: who it may be, where that is a question; for OTHER_LINK, by whose link they came.
    """

    line: ExportLine
    key: str
    how: How
    person: PersonId | None = None
    others: tuple[PersonId, ...] = ()
