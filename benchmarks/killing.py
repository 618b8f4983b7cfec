"""Kill runs of `send` at random moments, begin them again until all letters are out, and ask the
server who has got what.

    python benchmarks/killing.py [--kills 300] [--seed 1]

With 1, 3 and 8 connections, a third of the kills each; then four runs at once on one ledger, 2,000
letters. By the server's own record nobody may have two letters, nobody none that is not told of as
unclear, and a kill may leave at most as many unclear letters as there were connections. Exit code 1
where that is not so.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from pathlib import Path

sys.path[0] = str(
    Path(__file__).parents[1] / "tests"
)  # instead of this folder, whose delivery.py would stand before theirs
from delivery.servers import MailServer  # noqa: E402 - it is found by the line above
from desk import desk, own_data  # noqa: E402 - it is found by the line above
from killing import crowd, killed_until_done  # noqa: E402 - it is found by the line above

CONNECTIONS = (1, 3, 8)
A_ROUND = 5  # kills of one ledger


def kill(kills: int, chance: random.Random) -> bool:
    """Kill so many runs; whether all was as it must be."""
    good = True
    for connections in CONNECTIONS:
        done = twice = lost = doubt = most = 0
        while done < kills // len(CONNECTIONS):
            with tempfile.TemporaryDirectory() as folder:
                found = killed_until_done(
                    Path(folder), connections, chance, letters=200, kills=A_ROUND
                )
            done, twice, lost = done + found.kills, twice + found.twice, lost + found.lost
            doubt, most = doubt + found.doubt, max(most, found.most)
        print(f"{connections} connections: {done} kills, {twice} twice, {lost} lost,"
              f" {doubt} unclear,"
              f" at most {most} by one kill", flush=True)  # fmt: skip
        good = good and twice == lost == 0 and most <= connections
    return good


def together(letters: int) -> bool:
    """Four runs at once; whether each letter went exactly once."""
    with tempfile.TemporaryDirectory() as folder, MailServer() as server:
        here = desk(Path(folder), crowd(letters))
        here.smtp(server.port, "connections = 2\n")
        here("people")
        runs = [here.begin("send", "--yes", "--json") for _ in range(4)]
        sent = [json.loads(run.communicate()[0])["sent"] for run in runs]
        held = [one for letter in server.held for one in letter.recipients]
    print(
        f"four at once: {sent} of {letters} letters, {len(held)} arrived, {len(set(held))} people"
    )
    return bool(sum(sent) == len(held) == len(set(held)) == letters)


def main() -> int:
    """Kill and count."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--kills", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as own:
        own_data(Path(own))
        killed = kill(given.kills, random.Random(given.seed))
        shared = together(2000)
    return 0 if killed and shared else 1


if __name__ == "__main__":
    sys.exit(main())
