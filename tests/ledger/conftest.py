"""What the tests of the ledger stand on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledgers import clock
from made import person

from invite.ledger.ledger import Ledger
from invite.people.model import ReadFile


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "invite.db", clock) as opened:
        opened.persons.record_reading(
            [(person(), None)], [], [ReadFile(path="a.csv", size=1, mtime_ns=2, digest="x")]
        )
        yield opened
