"""Letters in doubt: settled by the coordinator's word, and only those."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from campaigning import nobody, sent
from delivery.servers import HangUp, Keep, MailServer
from desk import Desk

from invite.campaign.delivery.drafts.settle import Settlement, settle, what_is_asked
from invite.campaign.project import Project, opened
from invite.errors import WrongUsage


@pytest.fixture
def doubtful(here: Desk) -> Iterator[Project]:
    """A project with one letter whose answer was lost."""
    with MailServer({".": Keep(HangUp())}, times=1) as server:
        here.smtp(server.port, "connections = 1\n")
        with opened(here.folder) as project:
            sent(project, limit=1)
            yield project


def settled(
    project: Project, who: str, *, sent: bool = False, not_sent: bool = False
) -> Settlement:
    """Say whether it went; asked, the answer is yes."""
    asked = what_is_asked([who], sent=sent, not_sent=not_sent, look=False, outbox=False)
    done = settle(project, asked, mailing=None, ask=lambda _doubt, _local: True, choose=nobody)
    assert isinstance(done, Settlement)
    return done


def test_it_went(doubtful: Project) -> None:
    """Said so, the letter counts as sent, and there is nothing more to settle."""
    done = settled(doubtful, "Meikäläinen", sent=True)
    assert (done.went, done.state.value, done.another) == (True, "sent", False)
    with pytest.raises(WrongUsage):
        settled(doubtful, "Meikäläinen", sent=True)


def test_it_did_not_go(doubtful: Project) -> None:
    """Said so, the next send writes to them."""
    assert settled(doubtful, "Meikäläinen", not_sent=True).state.value == "ready"


def test_asked_where_nothing_was_said(doubtful: Project) -> None:
    """Without --sent and --not-sent the coordinator is asked."""
    assert settled(doubtful, "Meikäläinen").went


def test_nothing_is_in_doubt(doubtful: Project) -> None:
    """Somebody whose letter is not in doubt has nothing to settle."""
    with pytest.raises(WrongUsage):
        settled(doubtful, "Malli", sent=True)


def test_what_does_not_go_together() -> None:
    """Both words, nobody, several, somebody with --look, drafts of which nothing is said: refused."""
    for who, went, did_not, look, outbox in (
        (["a"], True, True, False, False),
        ([], False, False, False, False),
        (["a", "b"], True, False, False, False),
        (["a"], False, False, True, False),
        ([], True, False, True, False),
        ([], False, False, False, True),
    ):
        with pytest.raises(WrongUsage):
            what_is_asked(who, sent=went, not_sent=did_not, look=look, outbox=outbox)
    assert what_is_asked([], sent=False, not_sent=False, look=True, outbox=False).look
    assert what_is_asked([], sent=True, not_sent=False, look=False, outbox=True).drafts
