"""Who is who keeps its promises whatever the sheets hold."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from people.sheets import FILES, ids, rows_of, sheets

from invite.people.known import remembered
from invite.people.model import Entry, PersonId
from invite.people.resolution.resolve import Resolution, resolve


def who(found: Resolution) -> dict[frozenset[str], tuple[object, ...]]:
    """Everybody by their rows, with what a letter needs of them."""
    return {
        rows_of(person): (
            person.name,
            [str(address) for address in person.addresses],
            [r.part for r in person.roles],
        )
        for person in found.roster.people
    }


def asked(found: Resolution) -> set[frozenset[frozenset[str]]]:
    """The questions, by the rows of those they are about."""
    rows = {person.id: rows_of(person) for person in found.roster.people}
    return {frozenset(rows[one] for one in question.people) for question in found.roster.questions}


@settings(max_examples=300, deadline=None)
@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_of_files_and_rows_does_not_matter(entries: list[Entry], rng: Random) -> None:
    """However files and rows are shuffled, the same rows are one person, of the same name, and the
    same is asked.
    """
    shuffled = list(entries)
    rng.shuffle(shuffled)
    one = resolve(entries, order=FILES, new_id=ids())
    other = resolve(shuffled, order=FILES, new_id=ids())
    assert who(one) == who(other)
    assert asked(one) == asked(other)


@settings(max_examples=300, deadline=None)
@given(sheets())
def test_reading_twice_changes_nothing(entries: list[Entry]) -> None:
    """A second reading of the same sheets knows everybody again, joins nobody, and asks the
    same.
    """
    once = resolve(entries, new_id=ids())
    known = [
        remembered(person) for person in sorted(once.roster.people, key=lambda person: person.id)
    ]
    fresh = ids()
    again = resolve(entries, known=known, new_id=lambda: PersonId("new-" + fresh()))
    assert again.roster == once.roster
    assert again.joined == ()


@settings(max_examples=400)
@given(sheets())
def test_adding_a_row_never_splits_a_person_without_a_reason_shown(entries: list[Entry]) -> None:
    """Rows that were one person stay one when a row is added, or a question shows why they are
    not.
    """
    before = resolve(entries[:-1], new_id=ids())
    after = resolve(entries, new_id=ids())
    home = {row: person.id for person in after.roster.people for row in rows_of(person)}
    doubted = {frozenset(question.people) for question in after.roster.questions}
    for person in before.roster.people:
        parts = {home[row] for row in rows_of(person)}
        assert len(parts) == 1 or connected(parts, doubted), (person, after.roster)


def connected(parts: set[PersonId], doubted: set[frozenset[PersonId]]) -> bool:
    """Whether questions lead from each part to every other."""
    reached = {min(parts)}
    while grown := {one for pair in doubted if pair & reached for one in pair} - reached:
        reached |= grown
    return parts <= reached


@settings(max_examples=200)
@given(sheets())
def test_nobody_is_lost(entries: list[Entry]) -> None:
    """Every row stands with exactly one person."""
    people = resolve(entries, new_id=ids()).roster.people
    assert sorted(row for person in people for row in rows_of(person)) == sorted(
        str(e.origin) for e in entries
    )
