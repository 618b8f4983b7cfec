"""A project with a small sheet, opened: what the campaign's functions are called with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desk import Desk, desk

from invite.campaign.project import Project, opened

NOW = datetime(2027, 1, 12, 7, 14, tzinfo=UTC)


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    """The project's folder: three people, letters written to the outbox."""
    return desk(tmp_path)


@pytest.fixture
def project(here: Desk) -> Iterator[Project]:
    """The project, opened, a month before its event."""
    with opened(here.folder, lambda: NOW) as made:
        yield made
