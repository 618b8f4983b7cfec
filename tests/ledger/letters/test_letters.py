"""What is known of letters, by their facts."""

from __future__ import annotations

from contextlib import closing

import pytest
from begin import begin, end
from ledgers import clock, new_letter, state
from made import person

from invite.errors import LedgerUnusable
from invite.ledger.ledger import Ledger
from invite.ledger.storage.location import Place, open_store
from invite.lifecycle import Fact, State
from invite.people.model import Name, PersonId


def test_what_became_of_it_is_kept(ledger: Ledger) -> None:
    """When, where to, and what the server said can be told for ever after."""
    letter = new_letter(ledger)
    begin(ledger, letter)
    end(ledger, letter, Fact.ACCEPTED, "250 2.0.0 Ok: queued as 4F1")
    (story,) = ledger.letters.letters_of(PersonId("p1"))
    assert (story.state, story.to, story.text) == (State.SENT, "p1@example.org", "Hei Matti")
    assert [(event.fact, event.words) for event in story.events] == [
        (Fact.STARTED, "p1@example.org"),
        (Fact.ACCEPTED, "250 2.0.0 Ok: queued as 4F1"),
    ]
    assert story.events[1].at == clock()


def test_two_ids_found_to_be_one_keep_both_letters(ledger: Ledger) -> None:
    """When two people turn out to be one, the letters of both stay, and the one that reached them
    counts.
    """
    ledger.persons.record_reading(
        [(person(), None), (person("p2", "Matti J. Meikäläinen"), None)], [], []
    )
    second = new_letter(ledger, "p2@example.org", id_="p2")
    begin(ledger, second)
    end(ledger, second, Fact.ACCEPTED, "250 ok")
    ledger.persons.record_reading([(person(), None)], [(PersonId("p2"), PersonId("p1"))], [])
    assert state(ledger) is State.SENT
    assert len(ledger.letters.letters_of(PersonId("p1"))) == 1
    (known,) = ledger.persons.known()
    assert known.also == (PersonId("p2"),)
    assert known.names == (Name("Matti", "J. Meikäläinen"), Name("Matti", "Meikäläinen"))


def test_a_refused_letter_waits_for_another_address(ledger: Ledger) -> None:
    """A failed letter is begun again only when it goes elsewhere, and the old address stays in its
    story.
    """
    letter = new_letter(ledger)
    begin(ledger, letter)
    end(ledger, letter, Fact.REFUSED, "550 5.1.1 no such user")
    assert not begin(ledger, letter)
    assert begin(ledger, new_letter(ledger, "new@example.org"))
    (story,) = ledger.letters.letters_of(PersonId("p1"))
    assert [event.words for event in story.events if event.fact is Fact.STARTED] == [
        "p1@example.org",
        "new@example.org",
    ]


@pytest.mark.parametrize("table", ["fact", "letter"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = '7'", "DELETE FROM {}"])
def test_the_past_cannot_be_rewritten(
    ledger: Ledger, place: Place, table: str, statement: str
) -> None:
    """Neither facts nor letters can be changed or taken away, even by somebody who opens the
    file.
    """
    begin(ledger, new_letter(ledger))
    with (
        closing(open_store(place, None)) as store,
        pytest.raises(LedgerUnusable, match="only ever added"),
        store.writing() as db,
    ):
        db.execute(statement.format(table))


def test_the_code_is_kept_without_the_words(ledger: Ledger, place: Place) -> None:
    """The fact keeps the server's number; its words, which may name somebody, stand where they can
    be erased.
    """
    letter = new_letter(ledger)
    begin(ledger, letter)
    end(ledger, letter, Fact.REFUSED, "550 5.1.1 <p1@example.org> unknown")
    with closing(open_store(place, None)) as store, store.reading() as db:
        facts = db.execute("SELECT kind, code FROM fact ORDER BY id").fetchall()
    assert facts == [("started", ""), ("refused", "550 5.1.1")]


def test_who_has_refused_a_letter_is_known(ledger: Ledger) -> None:
    """A failed letter tells each address whose last word to it was a no; one that was to us is
    none.
    """
    for to, fact in (("a", Fact.REFUSED), ("b", Fact.RELEASED), ("c", Fact.BOUNCED)):
        letter = new_letter(ledger, f"{to}@example.org")
        assert begin(ledger, letter)
        end(ledger, letter, fact, "…")
    assert ledger.letters.standings("kutsu")[PersonId("p1")].refused == {
        "a@example.org",
        "c@example.org",
    }
