"""How long details are kept: a note when the time of the settings is over, and nothing before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desk import Desk, desk


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    made = desk(tmp_path)
    made.settings(more='\n[ledger]\nretain = "90d"\n')
    made("people")
    return made


def on(day: int, month: int, patch: pytest.MonkeyPatch) -> None:
    moment = datetime(2027, month, day, 12, tzinfo=UTC)
    patch.setattr("invite.campaign.project.system_clock", lambda: moment)


def test_the_note(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The event ends on 11 February: 90 days later, and not a day before, `invite` says to
    purge.
    """
    end = datetime(2027, 2, 11, tzinfo=UTC) + timedelta(days=90)
    on(end.day - 1, end.month, monkeypatch)
    assert "invite purge" not in here("--json")["next"]
    on(end.day + 3, end.month, monkeypatch)
    assert here("--json")["next"][0] == "invite purge"
    assert "2 days too long" in here().out
    here("purge", "--yes")
    assert here("--json")["next"] == ["invite status"]


def test_without_a_time_there_is_no_note(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has set no time is not told."""
    here.settings()
    on(1, 12, monkeypatch)
    assert "invite purge" not in here("--json")["next"]
