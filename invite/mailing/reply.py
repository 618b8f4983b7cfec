"""What somebody answered to the invitation, told from all that was heard: exports' rows, and marks
made by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reply(StrEnum):
    """What somebody answered. ATTENDED: they were there, whatever they had answered."""

    REGISTERED = "registered"
    DECLINED = "declined"
    ATTENDED = "attended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
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
    is; of two equally new the later in the sequence. A time after the export was saved is a clock
    gone wrong and tells nothing. A mark made by hand outweighs them all, but for a row that says
    itself that it was given after the mark was made: then they changed their mind. Who was there
    was there, so nothing outweighs a mark `attended`.
    """
    newest = max(
        enumerate(rows), key=lambda row: (_given(row[1]) or row[1].as_of, row[0]), default=(0, None)
    )[1]
    if mark is None or newest is None:
        return mark or newest
    given = _given(newest)
    changed_mind = given is not None and given > mark.as_of and mark.reply is not Reply.ATTENDED
    return newest if changed_mind else mark


def _given(row: Heard) -> datetime | None:
    return row.at if row.at and row.at <= row.as_of else None
