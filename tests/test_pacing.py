"""When the next letter may leave: never faster than allowed, never later than needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite.pacing import DAY, LONGEST_REST, day_opens, later, next_try, rest, slot

NOW = 1_800_000_000.0
INSTANTS = st.floats(NOW - 2 * DAY, NOW, allow_nan=False)


def test_a_free_slot_is_now() -> None:
    """Where nobody has left lately, nobody waits."""
    assert slot(NOW, 0.0, 2.0) == NOW
    assert slot(NOW, NOW - 1, 2.0) == NOW


def test_a_taken_slot_is_waited_for() -> None:
    """The next letter leaves when the ledger says, to the instant."""
    assert slot(NOW, NOW + 1.5, 2.0) == NOW + 1.5


def test_a_clock_put_back_stops_nobody() -> None:
    """An instant an hour ahead was written by a clock that has been put right since; a rest the
    server asked for is kept.
    """
    assert slot(NOW, NOW + 3600, 2.0) == NOW
    assert slot(NOW, NOW + LONGEST_REST, 0.0) == NOW + LONGEST_REST
    assert slot(NOW, NOW + 500, 60.0) == NOW + 500  # a slow pace may well be taken far ahead


@given(left=st.lists(INSTANTS, max_size=30), limit=st.integers(1, 12))
def test_no_day_has_more_than_its_limit(left: list[float], limit: int) -> None:
    """Whenever the next one leaves by this rule, the 24 hours before hold fewer than the limit; a
    moment earlier they do not.
    """
    opens = day_opens(NOW, limit, left)
    assert opens >= NOW

    def within(instant: float) -> int:
        return sum(instant - DAY < min(one, NOW) for one in left)

    assert within(opens) < limit
    assert opens == NOW or within(opens - 1e-3) >= limit


def test_no_limit_is_no_limit() -> None:
    """The twin."""
    assert day_opens(NOW, None, [NOW] * 100_000) == NOW
    assert day_opens(NOW, 500, [NOW - DAY] * 500) == NOW


def test_greylisting_is_tried_again_after_minutes() -> None:
    """With the usual half hour: after 5, 15 and 30 minutes, then no more in this run."""
    tries, last, at = 1, NOW, []
    while (due := next_try(NOW, last, tries, 1800.0)) is not None:
        at.append((due - NOW) / 60)
        last, tries = due, tries + 1
    assert at == [5, 15, 30]


@pytest.mark.parametrize("patience", [0.0, 0.5, 1.0])
def test_without_patience_there_is_no_second_try(patience: float) -> None:
    """A server that has said "later" is not asked again at once."""
    assert next_try(NOW, NOW, 1, patience) is None


@given(patience=st.floats(0, 100_000), took=st.floats(0, 100))
def test_pauses_grow_and_patience_ends(patience: float, took: float) -> None:
    """Every pause is at least a second and not much shorter than the one before; nothing is tried
    after patience is over.
    """
    last, tries, before = NOW, 1, 0.0
    while (due := next_try(NOW, last, tries, patience)) is not None:
        assert NOW < due <= NOW + patience
        assert due - last >= max(1.0, before / 2) - 1e-3
        before, last, tries = due - last, due + took, tries + 1
        assert tries < 30


def test_the_next_run_is_named() -> None:
    """After 5 minutes where nothing has been tried twice, within hours whatever happens."""
    assert later(NOW, 1) == NOW + 300
    assert later(NOW, 3) == NOW + 1200
    assert later(NOW, 30) == NOW + 4 * 3600


@given(times=st.integers(1, 50), patience=st.floats(0, 100_000))
def test_rests_grow_to_five_minutes(times: int, patience: float) -> None:
    """A rest is at least a second, at most five minutes, and never shorter than the one before."""
    assert 1 <= rest(times, patience) <= rest(times + 1, patience) <= LONGEST_REST


def test_a_usual_rest_is_half_a_minute() -> None:
    """Half a minute, a minute, two, four, five."""
    assert [rest(times, 1800.0) for times in range(1, 6)] == [30, 60, 120, 240, 300]
