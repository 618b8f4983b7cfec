"""The ledger knows what letters told of the event, and who holds which version of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from begin import begin, end
from made import person

from invite.event import EventFacts
from invite.ledger.ledger import Ledger
from invite.ledger.letters.claims import NewLetter
from invite.ledger.storage.letter_text import KeptText
from invite.ledger.storage.location import Place
from invite.lifecycle import Fact
from invite.people.model import Person, PersonId
from invite.records import replace

HELSINKI = ZoneInfo("Europe/Helsinki")
FACTS = EventFacts(
    title="Päätöstilaisuus",
    starts=dt.datetime(2027, 5, 20, 13, tzinfo=HELSINKI),
    ends=dt.datetime(2027, 5, 20, 16, tzinfo=HELSINKI),
    timezone="Europe/Helsinki",
    place="Talo",
)
MOVED = replace(
    FACTS, starts=FACTS.starts + dt.timedelta(days=7), ends=FACTS.ends + dt.timedelta(days=7)
)


@pytest.fixture
def ledger(place: Place) -> Iterator[Ledger]:
    """A new one."""
    with Ledger(place, lambda: dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)) as made:
        yield made


def letter(
    ledger: Ledger, who: Person, facts: EventFacts | None, mailing: str = "kutsu"
) -> NewLetter:
    """A letter to somebody, who is put on the sheet first."""
    ledger.persons.record_reading([(who, None)], [], [])
    assert who.address
    return NewLetter(
        id=ledger.keys.letter_id(who.id, mailing, 1),
        person=who.id,
        mailing=mailing,
        number=1,
        message_id=f"<{who.id}.{mailing}@example.org>",
        name=who.name.full,
        to=who.address,
        subject="Kutsu",
        text=KeptText("Hei"),
        digest="d",
        frame="f",
        event=facts,
    )


def sent(ledger: Ledger, new: NewLetter, *facts: Fact) -> None:
    """The letter started, and what became of it."""
    assert begin(ledger, new)
    for fact in facts:
        end(ledger, new, fact)


def test_a_version_is_new_only_when_the_event_changes(ledger: Ledger) -> None:
    """Looking at a number writes nothing; a change back is a change."""
    assert ledger.events.number_for(FACTS) == 1
    assert ledger.events.versions() == ()
    for id_, facts in zip("abcd", (FACTS, FACTS, MOVED, FACTS), strict=True):
        sent(ledger, letter(ledger, person(id_), facts))
    assert [ledger.events.held()[PersonId(id_)].number for id_ in "abcd"] == [
        1,
        1,
        2,
        3,
    ]
    assert ledger.events.number_for(FACTS) == 3
    assert ledger.events.number_for(MOVED) == 4
    assert [
        (version.number, version.sequence, version.facts) for version in ledger.events.versions()
    ] == [
        (1, 0, FACTS),
        (2, 1, MOVED),
        (3, 2, FACTS),
    ]


def test_calling_off_is_a_change(ledger: Ledger) -> None:
    """The calendar's CANCEL must be newer than what it takes away (RFC 5546 3.2.5)."""
    for id_, facts in zip("ab", (FACTS, replace(FACTS, cancelled=True)), strict=True):
        sent(ledger, letter(ledger, person(id_), facts))
    assert [version.number for version in ledger.events.versions()] == [1, 2]


def test_who_holds_what_is_told_by_the_letters_that_reached_them(ledger: Ledger) -> None:
    """Sent and unclear ones count, refused and returned ones do not, the last one wins."""
    for name, last in (("sent", Fact.ACCEPTED), ("refused", Fact.REFUSED), ("unclear", None)):
        sent(ledger, letter(ledger, person(name), FACTS), *((last,) if last else ()))
    held = ledger.events.held()
    assert {id_: version.number for id_, version in held.items()} == {"sent": 1, "unclear": 1}
    sent(ledger, letter(ledger, person("sent"), MOVED, "muutos"), Fact.ACCEPTED)
    version = ledger.events.held()[PersonId("sent")]
    assert (version.number, version.facts) == (2, MOVED)
    sent(ledger, letter(ledger, person("back"), MOVED), Fact.ACCEPTED, Fact.BOUNCED)
    assert "back" not in ledger.events.held()


def test_a_letter_that_starts_again_tells_what_it_tells_then(ledger: Ledger) -> None:
    """Put off by the server, changed meanwhile, sent."""
    sent(ledger, letter(ledger, person("waits"), FACTS), Fact.DEFERRED)
    sent(ledger, letter(ledger, person("waits"), MOVED), Fact.ACCEPTED)
    assert ledger.events.held()[PersonId("waits")].facts == MOVED


def test_a_draft_has_told_nobody(ledger: Ledger) -> None:
    """Whatever the courier: what lies as a draft has told nobody, until it is said to have gone."""
    new = letter(ledger, person("p"), FACTS)
    assert ledger.claims.write_down(new, courier="outbox", write=lambda: ("x.eml", ""))
    assert ledger.events.held() == {}
    assert [version.facts for version in ledger.events.drafts().values()] == [FACTS]
    assert ledger.letters.first_told("muistutus") == {}
    ledger.drafts.went(ledger.drafts.lying(), by="by hand")
    assert list(ledger.events.held()) == ["p"]
    assert ledger.events.drafts() == {}
    assert ledger.letters.first_told("muistutus") == {"p": new.message_id}
    assert ledger.letters.first_told("kutsu") == {}
