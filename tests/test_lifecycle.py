"""What facts add up to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite.lifecycle import (
    NEXT,
    REPORTS,
    Fact,
    KnownBy,
    State,
    fits,
    is_news,
    proof_of,
    state_of,
)

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
        ([F.STARTED, F.BOUNCED, F.ACCEPTED], State.FAILED),
        ([F.STARTED, F.RELEASED, F.BOUNCED], State.FAILED),
        ([F.STARTED, F.BOUNCED, F.RELEASED], State.FAILED),
        ([F.STARTED, F.DEFERRED, F.DELIVERED], State.SENT),
        ([F.STARTED, F.DEFERRED, F.BOUNCED], State.FAILED),
        ([F.STARTED, F.REFUSED, F.RELEASED], State.READY),
        ([F.STARTED, F.REFUSED, F.DELIVERED], State.FAILED),
        ([F.STARTED, F.BOUNCED, F.STARTED], State.UNCLEAR),
        ([F.WRITTEN, F.BOUNCED], State.FAILED),
        ([F.WRITTEN, F.DELIVERED], State.SENT),
        ([F.WRITTEN, F.DELAYED], State.SENT),
        ([F.WRITTEN, F.RELEASED], State.READY),
        ([F.WRITTEN, F.STARTED, F.ACCEPTED], State.SENT),
        ([F.STARTED, F.WRITTEN], State.WRITTEN),
        ([F.WRITTEN, F.ACCEPTED, F.RELEASED], State.READY),
        ([F.WRITTEN, F.ACCEPTED, F.RELEASED, F.WRITTEN], State.WRITTEN),
        ([F.WRITTEN, F.ACCEPTED, F.DELIVERED, F.RELEASED], State.SENT),
        ([F.WRITTEN, F.ACCEPTED, F.RELEASED, F.DELIVERED], State.SENT),
        ([F.STARTED, F.REFUSED, F.STARTED, F.ACCEPTED], State.SENT),
    ],
)
def test_facts_add_up(facts: list[Fact], state: State) -> None:
    """Each way a letter can go ends in the state that the design names."""
    assert state_of(facts) is state


@given(st.lists(st.sampled_from(Fact)))
def test_a_sent_letter_is_never_begun_again(facts: list[Fact]) -> None:
    """Whatever is added to a letter that was accepted, it never becomes one that a send would
    begin, unless it came back or somebody takes back their word that it went.
    """
    ends = {F.BOUNCED, F.RELEASED}
    after = state_of([F.STARTED, F.ACCEPTED, *(fact for fact in facts if fact not in ends)])
    assert after is State.SENT


@given(st.lists(st.sampled_from(Fact)))
def test_doubt_is_ended_only_by_proof(facts: list[Fact]) -> None:
    """An unclear letter stays unclear through anything but an answer, a returned mail or a
    release.
    """
    proof = {F.ACCEPTED, F.WRITTEN, F.DEFERRED, F.REFUSED, F.RELEASED, *REPORTS}
    assert state_of([F.STARTED, *(fact for fact in facts if fact not in proof)]) is State.UNCLEAR


def test_every_step_leads_somewhere_else_or_says_the_same() -> None:
    """The table has no entry for a state that does not exist, and can be left from every state but
    none is a dead end unseen.
    """
    assert {state for state, _fact in NEXT} == set(State)


@given(st.lists(st.sampled_from(Fact)), st.lists(st.sampled_from(Fact)))
def test_what_came_back_stays_so(before: list[Fact], after: list[Fact]) -> None:
    """A bounce makes a letter that had begun failed, whatever is heard before or after it, until it
    is begun again.
    """
    begins = (F.STARTED, F.WRITTEN)
    later = [fact for fact in after if fact not in begins]
    assert state_of([F.STARTED, *before, F.BOUNCED, *later]) is State.FAILED


@given(st.permutations([F.DELAYED, F.DELIVERED, F.BOUNCED, F.ACCEPTED]), st.data())
def test_the_order_of_reports_does_not_matter(reports: list[Fact], data: st.DataObject) -> None:
    """Whatever of these is heard of one attempt, it adds up to the same in every order."""
    some = data.draw(st.lists(st.sampled_from(reports), min_size=1, unique=True))
    expected = State.FAILED if F.BOUNCED in some else State.SENT
    assert state_of([F.STARTED, *some]) is expected
    assert state_of([F.WRITTEN, *some]) is expected


def test_a_report_fits_a_letter_that_had_begun() -> None:
    """A report fits whatever had begun or was written; not what was only prepared, and "it arrived"
    not what has failed.
    """
    for report in REPORTS:
        assert not fits([], report)
        assert fits([F.STARTED], report)
        assert fits([F.WRITTEN], report)
        assert fits([F.STARTED, F.RELEASED], report)
    assert not fits([F.STARTED, F.REFUSED], F.DELIVERED)
    assert fits([F.STARTED, F.BOUNCED], F.DELAYED)


def test_a_second_report_is_no_news() -> None:
    """The same said twice of one attempt is no news; of a later attempt it is."""
    assert is_news([F.STARTED, F.ACCEPTED], F.BOUNCED)
    assert not is_news([F.STARTED, F.BOUNCED, F.ACCEPTED], F.BOUNCED)
    assert is_news([F.STARTED, F.BOUNCED, F.STARTED], F.BOUNCED)


@pytest.mark.parametrize(
    ("facts", "known"),
    [
        ([(F.STARTED, KnownBy.SERVER)], None),
        ([(F.STARTED, KnownBy.SERVER), (F.ACCEPTED, KnownBy.SERVER)], KnownBy.SERVER),
        ([(F.STARTED, KnownBy.SERVER), (F.ACCEPTED, KnownBy.YOU)], KnownBy.YOU),
        (
            [
                (F.STARTED, KnownBy.SERVER),
                (F.ACCEPTED, KnownBy.YOU),
                (F.DELIVERED, KnownBy.MAILBOX),
            ],
            KnownBy.MAILBOX,
        ),
        (
            [
                (F.STARTED, KnownBy.SERVER),
                (F.ACCEPTED, KnownBy.SERVER),
                (F.DELAYED, KnownBy.MAILBOX),
            ],
            KnownBy.SERVER,
        ),
        (
            [
                (F.STARTED, KnownBy.SERVER),
                (F.ACCEPTED, KnownBy.SERVER),
                (F.BOUNCED, KnownBy.MAILBOX),
            ],
            KnownBy.MAILBOX,
        ),
    ],
)
def test_how_a_state_is_known(facts: list[tuple[Fact, KnownBy]], known: KnownBy | None) -> None:
    """A state is known by whoever said what made it so; somebody's word is replaced by proof."""
    assert proof_of(facts) is known
