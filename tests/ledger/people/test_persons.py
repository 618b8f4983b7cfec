"""The people that the ledger knows, and what was said of them by hand."""

from __future__ import annotations

from made import address, person

from invite.ledger.ledger import Ledger
from invite.ledger.people.persons import ALPHABET
from invite.people.known import Appearance, Correction, SameOrDifferent
from invite.people.model import Entry, Name, Origin, PersonId, Role
from invite.plan import Because
from invite.records import replace


def test_everyone_ever_seen_is_known(ledger: Ledger) -> None:
    """Who is gone from the sheets, and every address they had, is still known; the reading says who
    is here.
    """
    ledger.persons.record_reading([(person("p9", "Liisa Esimerkki"), Because.HELD)], [], [])
    assert [known.id for known in ledger.persons.known()] == ["p1", "p9"]
    here, gone = ledger.persons.recorded()
    assert (here.person.id, here.held, here.gone) == ("p9", Because.HELD, False)
    assert (gone.person.id, gone.held, gone.gone) == ("p1", Because.GONE, True)


def test_ids_are_random_letters(ledger: Ledger) -> None:
    """No two of many new people get one id; each has ten letters, and all letters of the alphabet
    come.
    """
    ids = [ledger.persons.new_id() for _ in range(2000)]
    assert len({*ids}) == 2000
    assert {len(one) for one in ids} == {10}
    assert {*"".join(ids)} == {*ALPHABET}


def test_a_person_comes_back_as_they_were(ledger: Ledger) -> None:
    """What the ledger keeps of a person is all there is to them."""
    (recorded,) = ledger.persons.recorded()
    assert recorded.person == person()


def test_what_was_done_by_hand_is_kept_and_undone(ledger: Ledger) -> None:
    """Corrections and people added by hand come back as they were, in order, until they are
    undone.
    """
    correction = Correction(
        person=PersonId("p1"),
        name=Name("Matti", "Mallikas", "Matin"),
        address=address("new@example.org"),
    )
    role = Role(kind="lab-team", group="Kohtaamo", origin=Origin("anything"))
    entry = Entry(
        name=Name("Uusi", "Ihminen"),
        addresses=(address("uusi@example.org"),),
        role=role,
        language="sv",
    )
    first, second = ledger.hand.correct(correction), ledger.hand.add(entry)
    assert ledger.hand.corrections() == (correction,)
    assert ledger.hand.added() == (
        replace(entry, role=replace(role, origin=Origin("invite add", None, second))),
    )
    assert ledger.hand.undo(first)
    assert not ledger.hand.undo(first)
    assert [done.number for done in ledger.hand.done()] == [second]


def test_answers_are_kept_and_withdrawn(ledger: Ledger) -> None:
    """The newest answer about two people holds, comes back as it was given, and can be
    withdrawn.
    """
    seen = tuple(
        Appearance(names=frozenset({name}), addresses=frozenset({"a@example.org"}), region="Lappi")
        for name in ("A B", "C D")
    )
    answer = SameOrDifferent(
        same=True, people=(PersonId("p1"), PersonId("p2")), seen=(seen[0], seen[1])
    )
    ledger.answers.give(answer)
    number = ledger.answers.give(replace(answer, same=False))
    assert [given.answer for given in ledger.answers.given()] == [replace(answer, same=False)]
    assert ledger.answers.withdraw(number)
    assert ledger.answers.given() == ()


def test_a_reading_builds_on_the_last(ledger: Ledger) -> None:
    """Who found out who is who before another reading was written down writes nothing: the ids
    would differ.
    """
    since = ledger.persons.readings()
    assert ledger.persons.record_reading(
        [(person(), None), (person("p2"), None)], [], [], since=since
    )
    assert not ledger.persons.record_reading(
        [(person(), None), (person("p3"), None)], [], [], since=since
    )
    assert [known.id for known in ledger.persons.known()] == ["p1", "p2"]
