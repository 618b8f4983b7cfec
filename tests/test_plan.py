"""Everyone gets a step, and the step is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import address, person

from invite.lifecycle import State
from invite.people.model import PersonId
from invite.plan import Because, Send, Skip, Standing, counting, decide, may_start


def standing(state: State, to: str = "p1@example.org", number: int = 1) -> Standing:
    return Standing(
        letter=f"l{number}", number=number, highest=number, state=state, address=to, to=to, message_id=f"<l{number}@example.org>"
    )


@pytest.mark.parametrize(
    ("state", "reaches", "because"),
    [
        (State.READY, True, None),
        (State.WAITING, True, None),
        (State.WRITTEN, True, None),
        (State.WRITTEN, False, Because.WRITTEN),
        (State.UNCLEAR, True, Because.UNCLEAR),
        (State.UNCLEAR, False, Because.UNCLEAR),
        (State.SENT, True, Because.SENT),
        (State.SENT, False, Because.SENT),
        (State.FAILED, True, Because.FAILED),
    ],
)
def test_what_has_happened_decides(state: State, reaches: bool, because: Because | None) -> None:
    """Each state of a letter leads to sending or to its own reason for not sending."""
    (step,) = decide([person()], {PersonId("p1"): standing(state)}, {}, reaches=reaches).steps
    assert (step.because if isinstance(step, Skip) else None) is because
    assert may_start(state, reaches=reaches, new_address=False) is (because is None)


def test_a_failed_letter_goes_to_another_address() -> None:
    """Who was refused is written to once they have another address, and no sooner."""
    standings = {PersonId("p1"): standing(State.FAILED, "old@example.org")}
    (step,) = decide([person("p1", "Matti Meikäläinen", "new@example.org")], standings, {}, reaches=True).steps
    assert step == Send(step.person, address("new@example.org"), 1, "<l1@example.org>")


def test_who_has_been_reached_is_not_held() -> None:
    """A question that comes up after the letter went does not hide that it went."""
    reasons = {PersonId("p1"): Because.QUESTION}
    (step,) = decide([person()], {PersonId("p1"): standing(State.SENT)}, reasons, reaches=True).steps
    assert step == Skip(step.person, Because.SENT)


def test_nobody_without_an_address_is_lost() -> None:
    """Who cannot be written to has a line with the reason."""
    (step,) = decide([person("p1", "Matti Meikäläinen", "")], {}, {}, reaches=True).steps
    assert step == Skip(step.person, Because.NO_ADDRESS)


@given(
    st.lists(st.sampled_from([None, *State]), max_size=30),
    st.sets(st.integers(0, 29)),
    st.one_of(st.none(), st.integers(0, 40)),
    st.booleans(),
)
def test_steps_add_up(states: list[State | None], held: set[int], limit: int | None, reaches: bool) -> None:
    """Everyone has exactly one step, in order, and never more letters than the limit."""
    people = [person(f"p{number}") for number in range(len(states))]
    standings = {PersonId(f"p{n}"): standing(state, f"p{n}@example.org") for n, state in enumerate(states) if state}
    reasons = {PersonId(f"p{number}"): Because.FLAW for number in held}
    plan = decide(people, standings, reasons, reaches=reaches, limit=limit)
    assert [step.person for step in plan.steps] == people
    assert len(plan.sends) + len(plan.skips) == len(people)
    assert limit is None or len(plan.sends) <= limit
    assert not any(standings[step.person.id].state is State.SENT for step in plan.sends if step.person.id in standings)


def test_a_file_in_the_outbox_does_not_hide_a_letter_that_went() -> None:
    """A resend into the outbox leaves who was reached reached; a resend that was refused is what counts."""
    first = standing(State.SENT)
    assert counting([first, standing(State.WRITTEN, number=2)]) is first
    refused = standing(State.FAILED, number=2)
    assert counting([first, refused]) is refused
