"""What reports said of addresses: the worst stands, and an alarm about us is over after some days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from made import person

from invite.ledger.ledger import Ledger
from invite.ledger.letters.facts import refused
from invite.ledger.letters.reports import OfAddress, Report
from invite.ledger.storage.location import Place
from invite.lifecycle import Fact
from invite.people.model import PersonId

F = Fact
DAY = datetime(2027, 1, 12, 9, 0, tzinfo=UTC)


def said(cause: str, id_: str = "p1", key: str = "p1@example.org") -> Report:
    """A report about one address."""
    return Report(addresses=(OfAddress(person=PersonId(id_), key=key, cause=cause),))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_worst_that_was_said_stands(place: Place, order: tuple[int, ...]) -> None:
    """In whatever order reports come, one verdict on an address is left."""
    causes = ("full", "no-mailbox", "refuses-us")
    with Ledger(place, lambda: DAY) as ledger:
        ledger.persons.record_reading([(person("p1"), None)], [], [])
        for n in order:
            ledger.reports.write([said(causes[n])], by="mailbox")
        assert ledger.reports.verdicts() == {"p1": {"p1@example.org": "no-mailbox"}}
        assert ledger.reports.bad_addresses() == {"p1@example.org"}


def test_an_alarm_about_us_is_over_after_some_days(place: Place) -> None:
    """Servers that refused us weeks ago are no news; the addresses are none the worse for it."""
    now = [DAY]
    with Ledger(place, lambda: now[0]) as ledger:
        people = [(person(f"p{n}"), None) for n in range(5)]
        ledger.persons.record_reading(people, [], [])
        for n in range(5):
            report = said("refuses-us", f"p{n}", f"p{n}@example.org")
            ledger.reports.write([report], by="mailbox")
        assert ledger.reports.refusing_us() == 5
        now[0] += timedelta(days=9)
        assert ledger.reports.refusing_us() == 5
        now[0] += timedelta(days=2)
        assert ledger.reports.refusing_us() == 0
        assert ledger.reports.bad_addresses() == frozenset()


@pytest.mark.parametrize("facts", [(F.BOUNCED, F.ACCEPTED), (F.ACCEPTED, F.BOUNCED)])
def test_a_yes_takes_no_bounce_back(facts: tuple[Fact, ...]) -> None:
    """Whether it came back is heard before or after "accepted": the address has said no."""
    heard = [(F.STARTED, "p1@example.org"), *((fact, "") for fact in facts)]
    assert refused(heard) == {"p1@example.org"}
    assert refused([*heard[:1], (F.REFUSED, ""), (F.RELEASED, "")]) == frozenset()
