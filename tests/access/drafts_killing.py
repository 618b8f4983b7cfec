"""Runs that lay drafts, killed at random moments and begun again, while somebody sends from the
Drafts folder; and what the mailbox's own record says of it in the end.
"""

from __future__ import annotations

import time
from random import Random

from access.fake_graph import FakeGraph
from access.graph_killing import begin
from desk import Desk, totals


def drafts_killed_until_done(
    here: Desk, graph: FakeGraph, chance: Random, *, kills: int
) -> tuple[int, int]:
    """Kill so many runs, with a draft sent by hand after each, then lay until done; how many people
    have two letters or drafts, how many none.
    """
    for _ in range(kills):
        before, run = len(graph.asked), begin(here, "send", "--yes")
        wanted, end = before + chance.randrange(1, 14), time.monotonic() + 60
        while len(graph.asked) < wanted and run.poll() is None and time.monotonic() < end:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.03))
        run.kill()
        run.communicate()
        for message in graph.drafts[:1]:
            graph.send_by_hand(message)
    end = time.monotonic() + 120
    while True:
        run = begin(here, "send", "--yes", "--json")
        said, trouble = run.communicate(timeout=120)
        if run.returncode == 0:
            break
        assert time.monotonic() < end, (said, trouble)
    time.sleep(graph.habits.slow_lists)
    here("status", "--refresh")
    ran = here("status", "--json")
    totals(ran)
    lines = ran["mailings"][0]["letters"]
    held = [one.to for one in (*graph.drafts, *graph.sent)]
    return len(held) - len(set(held)), len({one["to"] for one in lines} - set(held))
