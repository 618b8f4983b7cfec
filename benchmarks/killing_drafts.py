"""Kill runs that lay drafts at random moments, while some are sent by hand, begin them again until
all lie there, and ask the mailbox who has got what.

    python benchmarks/killing_drafts.py [--kills 100] [--seed 1]

The mailbox is that of `killing_graph.py`. Everybody has one draft or one letter. Exit code 1 where
that is not so.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

import pytest

sys.path[0] = str(Path(__file__).parents[1] / "tests")  # the fakes stand there
from access.drafts_desk import drafts_desk  # noqa: E402 - it is found by the line above
from access.drafts_killing import drafts_killed_until_done  # noqa: E402
from access.fake_entra import FakeEntra  # noqa: E402
from access.fake_graph import FakeGraph  # noqa: E402
from access.fixtures import at_the_browser  # noqa: E402
from access.graph_killing import HABITS, crowd  # noqa: E402
from access.https_server import Authority  # noqa: E402
from desk import own_data  # noqa: E402

from invite.campaign.delivery import proof  # noqa: E402

A_ROUND = 5  # kills of one ledger


def kill(kills: int, chance: random.Random) -> bool:
    """Kill so many runs; whether all was as it must be."""
    done = twice = lost = number = 0
    while done < kills:
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            signed = Authority(Path(folder))
            with FakeEntra(signed) as entra, FakeGraph(signed, entra) as graph:
                at_the_browser(entra, patch)
                for name, value in HABITS[number % len(HABITS)].items():
                    setattr(graph.habits, name, value)
                here = drafts_desk(Path(folder) / "p", entra, graph, patch, crowd(40))
                two, none = drafts_killed_until_done(here, graph, chance, kills=A_ROUND)
        number += 1
        done, twice, lost = done + A_ROUND, twice + two, lost + none
    print(f"drafts: {done} kills, {twice} twice, {lost} lost", flush=True)
    return twice == lost == 0


def main() -> int:
    """Kill and count."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    proof.SETTLES = 1.0  # of this process, which only looks; hurried.py says it to the others
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as own:
        own_data(Path(own))
        return 0 if kill(given.kills, chance) else 1


if __name__ == "__main__":
    sys.exit(main())
