"""Where a project stands today: before the invitation, after it, and after the event."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from campaigning import sent
from desk import Desk

from invite.campaign.project import Project, opened
from invite.campaign.status.today import today
from invite.mailing.reply import Reply
from invite.people.linkage.name_similarity import spelling_key
from invite.report.status.day import mailing


def test_before_any_letter(project: Project) -> None:
    """No day of the invitation is counted, and nothing is overdue."""
    found = today(project)
    assert (found.day, found.outdated, found.overdue, found.over) == (None, None, None, False)
    assert found.me == "aino.esimerkki@example.org"


def test_the_day_counts_who_was_invited_and_what_they_said(project: Project) -> None:
    """Of three sent by hand one is answered with yes, one with no; the third said nothing. What
    lies as a draft has invited nobody.
    """
    sent(project)
    assert today(project).day is None
    project.ledger.drafts.went(project.ledger.drafts.lying(), by="by hand")
    people = [one.person.id for one in project.ledger.persons.recorded()]
    project.ledger.marks.put(people[:1], Reply.REGISTERED)
    project.ledger.marks.put(people[1:2], Reply.DECLINED)
    day = today(project).day
    assert day is not None
    assert (day.number, day.invited, day.registered, day.declined, day.silent) == (1, 3, 1, 1, 1)


def test_who_was_erased_is_no_longer_invited(project: Project) -> None:
    """Nobody who is forgotten is counted among the invited."""
    sent(project)
    project.ledger.drafts.went(project.ledger.drafts.lying(), by="by hand")
    first = project.ledger.persons.recorded()[0].person.id
    project.ledger.letting_go.erase(first, [], spelling_key)
    day = today(project).day
    assert day is not None
    assert day.invited == 2


def test_details_kept_too_long(here: Desk) -> None:
    """With `retain`, the time beyond it is counted from the event's end; not before."""
    here.settings(more='[ledger]\nretain = "30d"\n')
    end = datetime(2027, 2, 11, 14, 0, tzinfo=UTC)
    for later, overdue in ((timedelta(days=29), None), (timedelta(days=33), timedelta(days=3))):
        with opened(here.folder, lambda later=later: end + later) as project:  # type: ignore[misc]
            assert today(project).overdue == overdue


def test_the_line_of_a_mailing_adds_up(project: Project, here: Desk) -> None:
    """Who was left alone is counted apart: with them the parts are everybody."""
    sent(project)
    first, *_others = project.ledger.persons.recorded()
    project.ledger.stops.stop((first.person.id,))
    found = today(project)
    line = mailing(found.tallies.mailings[0], closed=False)
    whole, *parts = (int(number) for number in re.findall(r"\d+", line))
    assert "1 not written to" in line
    assert whole == sum(parts)
