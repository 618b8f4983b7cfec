"""What the tests of the ledger stand on: each runs on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledgers import clock
from made import person
from postgres import Postgres, needs_postgres

from invite.ledger.ledger import Ledger
from invite.ledger.storage.location import Place
from invite.people.model import ReadFile


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=needs_postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where a new ledger is made."""
    if request.param == "sqlite":
        return tmp_path / "invite.db"
    running: Postgres = request.getfixturevalue("postgres")
    return running.place(running.new())


@pytest.fixture
def ledger(place: Place) -> Iterator[Ledger]:
    with Ledger(place, clock) as opened:
        opened.persons.record_reading(
            [(person(), None)], [], [ReadFile(path="a.csv", size=1, mtime_ns=2, digest="x")]
        )
        yield opened
