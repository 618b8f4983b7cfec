"""Claiming: one row, one sender, whatever happens."""

from __future__ import annotations

import multiprocessing

import pytest
from begin import begin, end
from ledgers import clock, new_letter, state
from made import person

from invite.ledger.ledger import Ledger
from invite.ledger.storage.location import Place
from invite.lifecycle import Fact, State
from invite.people.model import PersonId
from invite.records import replace


def test_a_started_letter_cannot_be_started_again(ledger: Ledger) -> None:
    """The claim is a row: whoever comes second is told no, and a crash after it leaves the letter
    unclear.
    """
    letter = new_letter(ledger)
    assert begin(ledger, letter)
    assert not begin(ledger, letter)
    assert state(ledger) is State.UNCLEAR


def test_a_released_letter_may_go_again_under_its_own_name(ledger: Ledger) -> None:
    """A letter that did not go after all is ready, and its Message-ID stays, so that a retry is
    recognisable.
    """
    letter = new_letter(ledger)
    begin(ledger, letter)
    end(ledger, letter, Fact.RELEASED)
    assert state(ledger) is State.READY
    assert begin(ledger, new_letter(ledger))
    assert ledger.letters.standings("kutsu")[PersonId("p1")].message_id == letter.message_id


def test_the_outbox_reaches_nobody(ledger: Ledger) -> None:
    """What was written to the outbox is not written again by it, and goes when a real courier
    comes, once the draft is taken back and not before.
    """
    letter = new_letter(ledger)
    assert ledger.claims.write_down(
        letter, courier="outbox", write=lambda: ("outbox/kutsu/Matti.eml", "")
    )
    assert not ledger.claims.write_down(
        letter, courier="outbox", write=lambda: ("outbox/kutsu/Matti.eml", "")
    )
    assert not begin(ledger, letter)
    ledger.drafts.put_away(ledger.drafts.lying(), by="outbox")
    assert begin(ledger, letter)


def _claim(path: Place, queue: multiprocessing.Queue[int]) -> None:
    with Ledger(path, clock) as ledger:
        won = sum(begin(ledger, new_letter(ledger, id_=f"p{number}")) for number in range(40))
    queue.put(won)


def test_two_senders_share_out_the_letters(place: Place) -> None:
    """Processes that claim the same letters at once get each of them exactly once between them."""
    with Ledger(place, clock) as ledger:
        ledger.persons.record_reading(
            [(person(f"p{number}"), None) for number in range(40)], [], []
        )
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[int] = context.Queue()
    senders = [context.Process(target=_claim, args=(place, queue)) for _ in range(3)]
    for sender in senders:
        sender.start()
    won = [queue.get(timeout=60) for _ in senders]
    for sender in senders:
        sender.join()
    assert sum(won) == 40


@pytest.mark.parametrize(
    ("fact", "may"),
    [(Fact.ACCEPTED, False), (None, False), (Fact.REFUSED, True), (Fact.DEFERRED, True)],
)
def test_two_who_were_found_to_be_one_meanwhile_get_one_letter(
    ledger: Ledger, fact: Fact | None, may: bool
) -> None:
    """A letter composed before two were found to be one is not begun when the other's has gone or
    may have; else it is.
    """
    ledger.persons.record_reading(
        [(person(), None), (person("p2", "Matti J. Meikäläinen"), None)], [], []
    )
    other = new_letter(ledger, "p2@example.org", id_="p2")
    assert begin(ledger, other)
    if fact:
        end(ledger, other, fact, "…")
    ledger.persons.record_reading([(person(), None)], [(PersonId("p2"), PersonId("p1"))], [])
    assert begin(ledger, new_letter(ledger)) is may


@pytest.mark.parametrize("joined", [False, True])
@pytest.mark.parametrize(
    ("fact", "may"),
    [(Fact.ACCEPTED, False), (None, False), (Fact.REFUSED, True), (Fact.RELEASED, True)],
)
def test_what_a_resend_has_replaced_meanwhile_is_not_retried(
    ledger: Ledger, *, fact: Fact | None, may: bool, joined: bool
) -> None:
    """A failed letter that a run has planned to a new address is not begun when letter 2 has gone
    instead, or may have; and a later letter that did not go stands in nobody's way. joined: letter
    2 is of an id found to be the same human being meanwhile.
    """
    first = new_letter(ledger)
    begin(ledger, first)
    end(ledger, first, Fact.REFUSED, "550 no")
    if joined:
        ledger.persons.record_reading(
            [(person(), None), (person("p2", "Matti J. Meikäläinen"), None)], [], []
        )
    second = new_letter(ledger, "new@example.org", number=2, id_="p2" if joined else "p1")
    assert begin(ledger, second)
    if fact:
        end(ledger, second, fact, "…")
    if joined:
        ledger.persons.record_reading([(person(), None)], [(PersonId("p2"), PersonId("p1"))], [])
    assert begin(ledger, new_letter(ledger, "new@example.org")) is may


def test_a_retry_takes_nothing_away(ledger: Ledger) -> None:
    """The reason and the words of a resend stay with the letter when it is begun again without
    any.
    """
    letter = replace(new_letter(ledger), because="ei tullut", preface="Vielä kerran.")
    begin(ledger, letter)
    end(ledger, letter, Fact.DEFERRED, "450 later")
    assert begin(ledger, new_letter(ledger))
    found = ledger.letters.standings("kutsu")[PersonId("p1")]
    assert (found.because, found.preface) == ("ei tullut", "Vielä kerran.")


def test_a_draft_is_written_anew_on_purpose(ledger: Ledger) -> None:
    """What lies in the outbox is written again when somebody asks for it by name; what was accepted
    is not.
    """
    asked_for = replace(new_letter(ledger), deliberate=True)
    assert ledger.claims.write_down(
        new_letter(ledger), courier="outbox", write=lambda: ("a.eml", "")
    )
    assert ledger.claims.write_down(asked_for, courier="outbox", write=lambda: ("a.eml", ""))
    ledger.drafts.went(ledger.drafts.lying(), by="by hand")
    assert not ledger.claims.write_down(asked_for, courier="outbox", write=lambda: ("a.eml", ""))
