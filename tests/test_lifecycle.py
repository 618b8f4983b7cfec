"""What facts add up to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite.lifecycle import NEXT, Fact, State, state_of

F = Fact


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ([], State.READY),
        ([F.WRITTEN], State.WRITTEN),
        ([F.STARTED], State.UNCLEAR),
        ([F.STARTED, F.ACCEPTED], State.SENT),
        ([F.STARTED, F.REFUSED], State.FAILED),
        ([F.STARTED, F.DEFERRED], State.WAITING),
        ([F.STARTED, F.DEFERRED, F.STARTED, F.ACCEPTED], State.SENT),
        ([F.STARTED, F.RELEASED], State.READY),
        ([F.STARTED, F.RELEASED, F.STARTED, F.ACCEPTED], State.SENT),
        ([F.STARTED, F.ACCEPTED, F.BOUNCED], State.FAILED),
        ([F.STARTED, F.ACCEPTED, F.DELAYED], State.SENT),
        ([F.STARTED, F.ACCEPTED, F.DELAYED, F.BOUNCED], State.FAILED),
        ([F.STARTED, F.DELAYED], State.SENT),
        ([F.STARTED, F.BOUNCED], State.FAILED),
        ([F.WRITTEN, F.RELEASED], State.READY),
        ([F.WRITTEN, F.STARTED, F.ACCEPTED], State.SENT),
        ([F.STARTED, F.REFUSED, F.STARTED, F.ACCEPTED], State.SENT),
    ],
)
def test_facts_add_up(facts: list[Fact], state: State) -> None:
    """Each way a letter can go ends in the state that the design names."""
    assert state_of(facts) is state


@given(st.lists(st.sampled_from(Fact)))
def test_a_sent_letter_is_never_begun_again(facts: list[Fact]) -> None:
    """Whatever is added to a letter that was accepted, it never becomes one that a send would
    begin, unless it came back.
    """
    after = state_of([F.STARTED, F.ACCEPTED, *(fact for fact in facts if fact is not F.BOUNCED)])
    assert after is State.SENT


@given(st.lists(st.sampled_from(Fact)))
def test_doubt_is_ended_only_by_proof(facts: list[Fact]) -> None:
    """An unclear letter stays unclear through anything but an answer, a returned mail or a
    release.
    """
    proof = {F.ACCEPTED, F.DEFERRED, F.REFUSED, F.RELEASED, F.BOUNCED, F.DELAYED}
    assert state_of([F.STARTED, *(fact for fact in facts if fact not in proof)]) is State.UNCLEAR


def test_every_step_leads_somewhere_else_or_says_the_same() -> None:
    """The table has no entry for a state that does not exist, and can be left from every state but
    none is a dead end unseen.
    """
    assert {state for state, _fact in NEXT} == set(State)
