"""What somebody's answer is, of all that was heard."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from invite.mailing.reply import Heard, Reply, settled


def day(n: int) -> datetime:
    return datetime(2027, 1, n, 12, tzinfo=UTC)


def row(reply: Reply, at: int | None = None, saved: int = 20, *, cancelled: bool = False) -> Heard:
    return Heard(reply=reply, at=day(at) if at else None, as_of=day(saved), cancelled=cancelled)


def mark(reply: Reply, made: int) -> Heard:
    return Heard(reply=reply, as_of=day(made), by_hand=True)


YES, NO, CAME = Reply.REGISTERED, Reply.DECLINED, Reply.ATTENDED


@pytest.mark.parametrize(
    ("rows", "hand", "counts"),
    [
        ((), None, None),
        ((row(YES),), None, YES),
        ((row(YES, 3), row(NO, 5)), None, NO),
        ((row(NO, 5), row(YES, 3)), None, NO),
        ((row(YES), row(NO)), None, Reply.UNCLEAR),
        ((row(YES), row(YES)), None, YES),
        ((row(YES, 3), row(NO)), None, Reply.UNCLEAR),
        ((row(YES), row(NO)), mark(NO, 10), NO),
        ((row(YES, saved=8), row(NO, saved=6)), None, YES),
        ((), mark(NO, 10), NO),
        ((row(YES),), mark(NO, 10), NO),
        ((row(YES, 9),), mark(NO, 10), NO),
        ((row(YES, 12),), mark(NO, 10), YES),
        ((row(NO, 12, cancelled=True),), mark(YES, 10), NO),
        ((row(NO, 12),), mark(CAME, 10), CAME),
    ],
)
def test_what_counts(rows: tuple[Heard, ...], hand: Heard | None, counts: Reply | None) -> None:
    """The newest row, and none where two of one export cannot be told apart; by hand before any row, unless the row was given after the mark; who came
    came.
    """
    found = settled(rows, hand)
    assert (found and found.reply) == counts


def test_a_clock_gone_wrong_tells_nothing() -> None:
    """A row that says it was given after its export was saved outweighs neither a mark nor a later
    export.
    """
    odd = row(YES, 25, saved=20)
    assert settled((odd,), mark(NO, 10)) == mark(NO, 10)
    assert settled((odd, row(NO, saved=21)), None) == row(NO, saved=21)
