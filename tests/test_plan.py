"""Everyone gets a step, and the step is right."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import address, person

from invite.lifecycle import State
from invite.people.model import PersonId
from invite.plan import Because, Send, Skip, Standing, counting, decide, may_start, starts_next
from invite.records import replace
from invite.summary import line


def standing(state: State, to: str = "p1@example.org", number: int = 1) -> Standing:
    return Standing(
        letter=f"l{number}",
        number=number,
        state=state,
        address=to,
        to=to,
        message_id=f"<l{number}@example.org>",
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
    (step,) = decide(
        [person("p1", "Matti Meikäläinen", "new@example.org")], standings, {}, reaches=True
    ).steps
    assert step == Send(step.person, address("new@example.org"), 1, "<l1@example.org>")


def test_no_address_is_tried_by_itself_after_its_no() -> None:
    """Where both of two addresses have refused a person's letters, under one number or two, neither
    is tried again by itself.
    """
    old, new = (address(f"{which}@example.org") for which in ("old", "new"))
    both = frozenset({old.written, new.written})
    one = replace(standing(State.FAILED, new.key), refused=both)
    two = counting(
        [
            replace(standing(State.FAILED, old.key), refused=frozenset({old.written})),
            replace(standing(State.FAILED, new.key, 2), refused=frozenset({new.written})),
        ]
    )
    for found in (one, two):
        for to, because in (
            (old, Because.FAILED),
            (new, Because.FAILED),
            (address("third@example.org"), None),
        ):
            (step,) = decide(
                [person("p1", "Matti", to.written)], {PersonId("p1"): found}, {}, reaches=True
            ).steps
            assert (step.because if isinstance(step, Skip) else None) is because


def test_a_draft_to_an_old_address_is_written_anew() -> None:
    """The same letter under its own Message-ID, which takes the place of the draft."""
    standings = {PersonId("p1"): standing(State.WRITTEN, "old@example.org")}
    (step,) = decide(
        [person("p1", "Matti Meikäläinen", "new@example.org")], standings, {}, reaches=False
    ).steps
    assert step == Send(step.person, address("new@example.org"), 1, "<l1@example.org>")


def test_who_has_been_reached_is_not_held() -> None:
    """A question that comes up after the letter went does not hide that it went."""
    reasons = {PersonId("p1"): Because.QUESTION}
    (step,) = decide(
        [person()], {PersonId("p1"): standing(State.SENT)}, reasons, reaches=True
    ).steps
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
def test_steps_add_up(
    states: list[State | None], held: set[int], limit: int | None, reaches: bool
) -> None:
    """Everyone has exactly one step, in order, and never more letters than the limit."""
    people = [person(f"p{number}") for number in range(len(states))]
    standings = {
        PersonId(f"p{n}"): standing(state, f"p{n}@example.org")
        for n, state in enumerate(states)
        if state
    }
    reasons = {PersonId(f"p{number}"): Because.HELD for number in held}
    plan = decide(people, standings, reasons, reaches=reaches, limit=limit)
    assert [step.person for step in plan.steps] == people
    assert len(plan.sends) + len(plan.skips) == len(people)
    assert limit is None or len(plan.sends) <= limit
    assert not any(
        standings[step.person.id].state is State.SENT
        for step in plan.sends
        if step.person.id in standings
    )


def test_a_file_in_the_outbox_does_not_hide_a_letter_that_went() -> None:
    """A resend into the outbox leaves who was reached reached; a resend that was refused is what
    counts.
    """
    first = standing(State.SENT)
    assert counting([first, standing(State.WRITTEN, number=2)]) == first
    refused = standing(State.FAILED, number=2)
    assert counting([first, refused]) == replace(refused, earlier=True)


@given(
    st.lists(st.sampled_from(State), min_size=1, max_size=4).flatmap(
        lambda states: st.permutations(states)
    )
)
def test_of_two_who_are_one_the_furthest_letter_counts(states: list[State]) -> None:
    """Letters of one number, under ids found to be one human being: whatever has come furthest
    counts, in any order.
    """
    order = [State.SENT, State.UNCLEAR, State.WAITING, State.FAILED, State.WRITTEN, State.READY]
    assert counting([standing(state) for state in states]).state is min(states, key=order.index)


@pytest.mark.parametrize("first", [State.SENT, State.UNCLEAR])
def test_a_resend_that_failed_is_not_hidden_and_not_repeated(first: State) -> None:
    """Who said that nothing came, and whose resend failed, stands as failed; a new address alone
    writes to them no third time.
    """
    found = counting([standing(first), standing(State.FAILED, "old@example.org", number=2)])
    who = person("p1", "Matti Meikäläinen", "new@example.org")
    (step,) = decide([who], {PersonId("p1"): found}, {}, reaches=True).steps
    assert step == Skip(who, Because.FAILED)
    assert line(who, None, found, reaches=True).state == State.FAILED


def test_a_resend_after_a_failed_letter_goes_to_another_address() -> None:
    """Where nothing has ever gone, a failed resend is like any failed letter: tried again once
    there is another address.
    """
    found = counting([standing(State.FAILED), standing(State.FAILED, "old@example.org", number=2)])
    who = person("p1", "Matti Meikäläinen", "new@example.org")
    (step,) = decide([who], {PersonId("p1"): found}, {}, reaches=True).steps
    assert isinstance(step, Send)
    assert step.number == 2


def test_a_retry_keeps_what_the_resend_was_given() -> None:
    """A resend that was put off is the same letter when it is tried again: with its reason and its
    words before.
    """
    waiting = replace(
        standing(State.WAITING, number=2), because="ei tullut", preface="Tässä vielä kerran."
    )
    (step,) = decide([person()], {PersonId("p1"): waiting}, {}, reaches=True).steps
    assert isinstance(step, Send)
    assert (step.because, step.preface, step.message_id) == (
        "ei tullut",
        "Tässä vielä kerran.",
        "<l2@example.org>",
    )


EVERY_CASE = tuple(
    itertools.product(
        State,
        [None, Because.NO_ADDRESS, Because.QUESTION, Because.HELD, Because.UNWANTED, Because.GONE],
        [True, False],
        ["p1@example.org", "new@example.org", ""],
        [True, False],
    )
)


def test_status_promises_what_send_does() -> None:
    """Who is said to be to go (ready, waiting) is written to by the next send, and nobody else is:
    in each of the 432 cases.
    """
    assert len(EVERY_CASE) == 432
    for state, held, reaches, to, earlier in EVERY_CASE:
        case = f"{state=} {held=} {reaches=} {to=} {earlier=}"
        who = person("p1", "Matti Meikäläinen", to)
        found = replace(standing(state), earlier=earlier)
        reasons = {PersonId("p1"): held} if held else {}
        (step,) = decide([who], {PersonId("p1"): found}, reasons, reaches=reaches).steps
        promised = line(who, held, found, reaches=reaches)
        assert (promised.state in (State.READY, State.WAITING)) is isinstance(step, Send), case
        if promised.state == "skipped":
            assert promised.because == (held or Because.NO_ADDRESS), case


@pytest.mark.parametrize(
    "refused", [frozenset(), frozenset({"p1@example.org"}), frozenset({"new@example.org"})]
)
def test_the_ledger_lets_begin_what_the_plan_begins(refused: frozenset[str]) -> None:
    """What the next send begins, the ledger lets begin; more only where an earlier letter or a no
    speaks against it.
    """
    for state, _held, reaches, to, earlier in EVERY_CASE:
        who = person("p1", "Matti Meikäläinen", to)
        found = replace(standing(state), earlier=earlier, refused=refused)
        begins = starts_next(found, who.address, reaches=reaches)
        lets = who.address is not None and may_start(
            state, reaches=reaches, new_address=to != "p1@example.org"
        )
        stricter = state is State.FAILED and (earlier or to in refused)
        assert begins is (lets and not stricter), f"{state=} {reaches=} {to=} {earlier=}"
