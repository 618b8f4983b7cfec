"""Kill runs of `send` by Graph at random moments, begin them again until all letters are out, and
ask the mailbox who has got what.

    python benchmarks/killing_graph.py [--kills 100] [--seed 1]

The mailbox is a fake over real HTTPS that changes ids, drops headers, and is slow to list or to
move what it has taken over, each in turn. With proof everybody has one letter, none is in doubt and
no draft is left; with sending alone nobody has two. Exit code 1 where that is not so.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

import pytest

sys.path[0] = str(Path(__file__).parents[1] / "tests")  # the fakes stand there
from access.fake_entra import FakeEntra  # noqa: E402 - it is found by the line above
from access.fake_graph import FakeGraph  # noqa: E402
from access.fixtures import at_the_browser  # noqa: E402
from access.graph_desk import graph_desk  # noqa: E402
from access.graph_killing import HABITS, crowd, killed_until_done  # noqa: E402
from access.https_server import Authority  # noqa: E402
from desk import own_data  # noqa: E402

from invite.campaign.delivery import proof  # noqa: E402

A_ROUND = 5  # kills of one ledger


def kill(kills: int, chance: random.Random, *, proves: bool) -> bool:
    """Kill so many runs; whether all was as it must be."""
    done = twice = lost = doubt = drafts = number = 0
    while done < kills:
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            signed = Authority(Path(folder))
            with FakeEntra(signed) as entra, FakeGraph(signed, entra) as graph:
                at_the_browser(entra, patch)
                if not proves:
                    entra.switches.consented = frozenset({"Mail.Send"})
                for name, value in HABITS[number % len(HABITS)].items():
                    setattr(graph.habits, name, value)
                here = graph_desk(Path(folder) / "p", entra, graph, patch, people=crowd(40))
                found = killed_until_done(here, graph, chance, kills=A_ROUND, proves=proves)
        number += 1
        done, twice, lost = done + found.kills, twice + found.twice, lost + found.lost
        doubt, drafts = doubt + found.doubt, drafts + found.drafts
    how = "with proof" if proves else "sending alone"
    print(f"{how}: {done} kills, {twice} twice, {lost} lost, {doubt} unclear, {drafts} drafts left",
          flush=True)  # fmt: skip
    return twice == lost == 0 and (doubt == drafts == 0 if proves else doubt <= done * 4)


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
        good = kill(given.kills, chance, proves=True)
        return 0 if kill(given.kills // 5, chance, proves=False) and good else 1


if __name__ == "__main__":
    sys.exit(main())
