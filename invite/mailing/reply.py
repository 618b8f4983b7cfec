"""What somebody answered to the invitation, told from all that was heard: exports' rows, and marks
made by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

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
