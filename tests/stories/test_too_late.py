"""Before letters go it is said loudly that they come too late, or that drafts of them may have gone
already.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from delivery.servers import MailServer
from desk import Desk, desk

WAVES = """
[mailing.kutsu]
template = "kutsu"
[mailing.ohjelma]
template = "ohjelma"
[mailing.kiitos]
template = "kiitos"
"""
IN_TIME = datetime(2027, 1, 29, 21, tzinfo=UTC)  # the last day to register, at 23
NO_MORE = datetime(2027, 1, 29, 22, tzinfo=UTC)
OVER = datetime(2027, 2, 11, 14, tzinfo=UTC)


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    made = desk(tmp_path)
    made.settings(more=WAVES)
    return made


@pytest.mark.parametrize(
    ("now", "mailing", "words"),
    [
        (IN_TIME, "kutsu", ""),
        (NO_MORE, "kutsu", "The last day to register is past: it was 29.1.2027."),
        (NO_MORE, "ohjelma", ""),
        (OVER, "kutsu", "The event is over: it ended 11.2.2027 16:00."),
        (OVER, "ohjelma", "The event is over"),
        (OVER, "kiitos", ""),
    ],
)
def test_letters_that_come_too_late(
    here: Desk, monkeypatch: pytest.MonkeyPatch, now: datetime, mailing: str, words: str
) -> None:
    """First of all warnings, at `send` and `resend`; letters that thank come late by nature. A
    warning changes no exit code.
    """
    monkeypatch.setattr("invite.campaign.project.system_clock", lambda: now)
    here("send", "--yes")
    here("settle", "--outbox", "--sent")
    ran = here("send", "--dry-run", "--mailing", mailing, "--json")
    again = here("resend", "Malli", "--mailing", mailing, "--json")
    assert (ran.code, again.code) == (0, 0)
    warned = [one["what"] for one in again["warnings"]]
    if words:
        if mailing != "kutsu":  # which everybody has
            assert ran.err.startswith(words)
        assert again.err.startswith(words)
        assert warned[0].startswith(words)
    else:
        assert "is over" not in ran.err + again.err
        assert "is past" not in ran.err + again.err


def test_the_invitation_of_an_event_that_is_over(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The invitation to those not yet invited, too."""
    monkeypatch.setattr("invite.campaign.project.system_clock", lambda: OVER)
    ran = here("send", "--yes")
    assert ran.code == 0
    assert ran.err.startswith("The event is over")
    # To nobody nothing is late.
    assert "is over" not in here("send", "--yes").err


def test_drafts_from_before_the_switch(here: Desk) -> None:
    """After the switch to a server it is said how many drafts are taken away; not of those
    without.
    """
    here("send", "--yes", "--except", "Malli")
    with MailServer() as server:
        here.smtp(server.port)
        assert "unchanged" not in here("send", "--dry-run", "--only", "Malli").err
        assert (
            "1 of these is an unchanged draft" in here("send", "--dry-run", "--only", "Matti").err
        )
        ran = here("send", "--yes")
    assert ran.code == 0
    assert "2 of these are unchanged drafts" in ran.err
    assert "draft" not in here("send", "--yes").err
