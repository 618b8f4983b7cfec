"""The day's limit holds whatever the clock does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from begin import take
from ledgers import new_letter
from made import person

from invite.ledger.ledger import Ledger
from invite.ledger.storage.location import Place

LIMIT = 30
PEOPLE = [person(f"p{n:03}") for n in range(100)]


class Clock:
    """A clock that somebody sets."""

    def __init__(self) -> None:
        self.at = datetime(2026, 12, 10, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(place: Place, clock: Clock) -> Iterator[Ledger]:
    with Ledger(place, clock) as made:
        made.persons.record_reading([(one, None) for one in PEOPLE], [], [])
        yield made


def run(ledger: Ledger, first: int) -> int:
    """A run that wants to send everybody's letter from the first on; how many it may."""
    waiting = [new_letter(ledger, id_=one.id) for one in PEOPLE[first:]]
    sent = 0
    with ledger.sender(courier="smtp", pace=0.0, daily=LIMIT) as turns:
        turns.prepare(waiting, lambda one: one)
        while True:
            turn = take(turns, waiting)
            if turn.draft is None:
                return sent
            sent += 1


@pytest.mark.parametrize("back", [timedelta(hours=2), timedelta(days=2), timedelta(days=900)])
def test_a_clock_that_is_put_back_lets_no_more_go(
    ledger: Ledger, clock: Clock, back: timedelta
) -> None:
    """Letters that lie in the future have left all the same."""
    assert run(ledger, 0) == LIMIT
    clock.at -= back
    assert run(ledger, LIMIT) == 0


@pytest.mark.parametrize("back", [timedelta(hours=2), timedelta(days=900)])
def test_and_no_longer_than_a_day(ledger: Ledger, clock: Clock, back: timedelta) -> None:
    """The twin: a day after that was noticed the next ones go, though the facts lie years ahead."""
    assert run(ledger, 0) == LIMIT
    clock.at -= back
    assert run(ledger, LIMIT) == 0
    clock.at += timedelta(hours=23)
    assert run(ledger, LIMIT) == 0
    clock.at += timedelta(hours=2)
    assert run(ledger, LIMIT) == LIMIT
    assert run(ledger, 2 * LIMIT) == 0


def test_a_clock_that_goes_right_counts_as_ever(ledger: Ledger, clock: Clock) -> None:
    """The other twin."""
    assert run(ledger, 0) == LIMIT
    clock.at += timedelta(hours=24, seconds=1)
    assert run(ledger, LIMIT) == LIMIT
