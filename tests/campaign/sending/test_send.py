"""Sending as the campaign does it: what is seen before the yes, and what the result says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from campaigning import Sitting, sent
from delivery.servers import MailServer, Say
from desk import Desk

from invite.campaign.filters import Filters
from invite.campaign.project import Project, opened


def test_everybody_is_written_to_once(project: Project) -> None:
    """The first send writes to all, the second to nobody, and asks nothing."""
    first, second = Sitting(), Sitting()
    done, again = sent(project, first), sent(project, second)
    assert [line.state for line in done.lines] == ["written"] * 3
    assert (done.exit_code, done.agreed, first.asked) == (0, True, 1)
    assert {(line.state, line.because) for line in again.lines} == {("skipped", "written")}
    assert second.asked == 0


def test_no_yes_no_letter(project: Project, here: Desk) -> None:
    """Whoever says no has seen what would go, and nothing is there afterwards."""
    desk = Sitting(yes=False)
    done = sent(project, desk)
    assert [one.letters for one in desk.seen] == [3]
    assert (done.agreed, done.exit_code) == (False, 0)
    assert {line.state for line in done.lines} == {"ready"}
    assert not (here.folder / "outbox").exists()


def test_a_dry_run_asks_nothing_and_leaves_nothing(project: Project, here: Desk) -> None:
    """A dry run shows the plan."""
    desk = Sitting()
    done = sent(project, desk, dry_run=True)
    assert (desk.asked, [one.letters for one in desk.seen]) == (0, [3])
    assert done.dry_run
    assert not (here.folder / "outbox").exists()
    assert project.ledger.persons.at_last_send()[0] is None


def test_a_limit_and_filters_leave_the_others_for_the_next(project: Project) -> None:
    """One in Lapland by filter; then one by a limit; the one left goes with the third send."""
    lapland = sent(project, wanted=Filters(regions=("Lappi",)))
    assert [one.person.name.first for one in lapland.lines if one.state == "written"] == ["Maija"]
    one = sent(project, limit=1)
    assert [line.state for line in one.lines].count("written") == 1
    assert [line.state for line in sent(project).lines].count("written") == 1


def test_what_had_better_be_known_is_in_what_is_seen(here: Desk) -> None:
    """Never looked at, a draft in the outbox from before, a row that names nobody: all of it is
    known before the yes.
    """
    here.sheet(
        "Matti;Meikäläinen;matti.meikalainen@example.org;Kainuun liitto;Kainuu",
        ";;info@example.org;Kainuun liitto;Kainuu",
    )
    with opened(here.folder) as project:
        sent(project)
    with MailServer() as server:
        here.smtp(server.port)
        with opened(here.folder) as project:
            desk = Sitting(yes=False)
            sent(project, desk)
    (seen,) = desk.seen
    assert (seen.since, seen.drafts, seen.letters, seen.first) == (None, 1, 1, True)
    assert seen.me == "aino.esimerkki@example.org"


def test_what_stops_the_run_stands_in_the_result(here: Desk) -> None:
    """A server that refuses the sender stops the run: nobody is marked failed, and the error is in
    the result with its own code, next to everyone still ready.
    """
    with MailServer({"MAIL": Say("550 5.7.1 sender refused")}) as server:
        here.smtp(server.port)
        with opened(here.folder) as project:
            done = sent(project)
    assert done.stopped is not None
    assert done.stopped.exit_code == 4
    assert {line.state for line in done.lines} == {"ready"}
    assert done.left


@pytest.mark.parametrize(("day", "mailing", "said"), [
    (12, "muistutus", "3 of these people were invited only today"), (13, "muistutus", ""), (12, "ohjelma", ""),
])  # fmt: skip
def test_a_reminder_on_the_day_of_the_invitation(
    here: Desk, day: int, mailing: str, said: str
) -> None:
    """It is asked about before the yes, with how many had the invitation today; the next day it is
    not, nor is a letter that reminds of nothing.
    """
    more = '[mailing.kutsu]\n[mailing.muistutus]\naudience = "not registered"\n[mailing.ohjelma]\n'
    with MailServer() as server:
        here.smtp(server.port, more)
        with opened(here.folder, lambda: datetime(2027, 1, 12, 7, tzinfo=UTC)) as project:
            sent(project)
        with opened(here.folder, lambda: datetime(2027, 1, day, 14, tzinfo=UTC)) as project:
            desk = Sitting(yes=False)
            sent(project, desk, mailing=mailing)
    (seen,) = desk.seen
    assert seen.letters == 3
    assert seen.late.startswith(said) if said else not seen.late
