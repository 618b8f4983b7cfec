"""What somebody answered, and how the lines of an export and the mails say whose answer it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from invite.people.model import Address, Name, Origin, PersonId
from invite.records import replace


class Reply(StrEnum):
    """What somebody answered. ATTENDED: they were there, whatever they had answered. UNCLEAR: they
    answered, and whether they come is not settled or not understood.
    """

    REGISTERED = "registered"
    DECLINED = "declined"
    ATTENDED = "attended"
    UNCLEAR = "unclear"


COMING = frozenset({Reply.REGISTERED, Reply.ATTENDED})
MARKS = (Reply.REGISTERED, Reply.DECLINED, Reply.ATTENDED)
"""What can be said by hand."""


class Heard(Struct, frozen=True, kw_only=True):
    """One word of somebody's answer. at: when they gave it, aware; None where the export does not
    say. as_of: when what says so was saved, or the mark was made. cancelled: they had registered
    and took it back. by_hand: the coordinator's mark.
    """

    reply: Reply
    at: datetime | None = None
    as_of: datetime
    cancelled: bool = False
    by_hand: bool = False


def settled(rows: Sequence[Heard], mark: Heard | None) -> Heard | None:
    """The answer that counts; None who has given none.

    Of several rows the newest counts, told by when the answer was given, else by how old the export
    is; rows of one export that say different things, with no times to tell which came later, are
    UNCLEAR together. A time after the export was saved is a clock gone wrong, and tells nothing but
    the order of its rows. A mark made by hand outweighs them all, but for a row that says itself
    that it was given after the mark was made: then they changed their mind. Who was there was
    there, so nothing outweighs a mark `attended`.
    """
    last = newest(rows)
    found = None if last is None else rows[last]
    if found and not in_order(rows, found):
        found = replace(found, reply=Reply.UNCLEAR, cancelled=False)
    if mark is None or found is None:
        return mark or found
    given = _given(found)
    changed_mind = given is not None and given > mark.as_of and mark.reply is not Reply.ATTENDED
    return found if changed_mind else mark


def newest(rows: Sequence[Heard]) -> int | None:
    """Which of the rows is the newest; of two equally new ones the later in the sequence. None of
    none.
    """
    ranked = enumerate(rows)
    return max(
        (
            (_given(row) or row.as_of, row.at is not None, row.at or row.as_of, i)
            for i, row in ranked
        ),
        default=(None,),
    )[-1]


def in_order(rows: Sequence[Heard], last: Heard) -> bool:
    """Whether it is certain that this row came last: no other of its export that says another thing
    may have come later.
    """
    return all(
        (row.reply, row.cancelled) == (last.reply, last.cancelled)
        or row.as_of != last.as_of
        or bool(row.at and last.at and row.at < last.at)
        for row in rows
    )


def _given(row: Heard) -> datetime | None:
    return row.at if row.at and row.at <= row.as_of else None


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
