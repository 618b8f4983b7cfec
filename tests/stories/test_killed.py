"""Killed at any moment, several at once: nobody two, nobody none, in doubt at most the letters in
hand.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from delivery.servers import MailServer
from desk import desk, totals
from killing import crowd, killed_until_done


@pytest.mark.parametrize("connections", [1, 3, 8])
def test_killed_again_and_again_until_done(connections: int, tmp_path: Path) -> None:
    """By the server's own record; the long form of this is `benchmarks/killing.py`."""
    found = killed_until_done(
        tmp_path, connections, random.Random(connections), letters=120, kills=3
    )
    assert found.twice == found.lost == 0
    assert found.doubt <= found.kills * connections


def test_four_at_once_share_out_the_letters(tmp_path: Path) -> None:
    """Four runs on one ledger, 400 letters (2,000 in `benchmarks/killing.py`): each exactly once,
    and the four counts add up.
    """
    here = desk(tmp_path, crowd(400))
    here("people")
    with MailServer() as server:
        here.smtp(server.port, "connections = 2\n")
        runs = [here.begin("send", "--yes", "--json") for _ in range(4)]
        ends = [(run.communicate(timeout=120), run.returncode) for run in runs]
        held = [one for letter in server.held for one in letter.recipients]
    assert [code for _said, code in ends] == [0, 0, 0, 0], [
        said[1].decode() for said, _code in ends
    ]
    assert sum(json.loads(said[0])["sent"] for said, _code in ends) == 400
    assert len(held) == len(set(held)) == 400
    assert totals(here("status", "--json"))["sent"] == 400
