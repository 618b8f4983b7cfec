"""Runs of `send` by Graph that are killed at random moments and begun again, and what the mailbox's
own record says of it in the end.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from access.fake_graph import FakeGraph
from desk import Desk, totals, worded

HURRIED = Path(__file__).with_name("hurried.py")
HABITS: tuple[dict[str, object], ...] = (
    {},
    {"renames": "draft", "drops": frozenset({"x-invite-id"})},
    {"renames": "send", "lingers": 0.4},
    {"slow_lists": 0.5, "unseen": 0.3},
)


@dataclass(frozen=True, slots=True)
class Found:
    """What came of it. kills: how many runs were killed. twice: people with two letters; lost: with
    none, and not told of. doubt: letters in doubt in the end. drafts: those left behind.
    """

    kills: int
    twice: int
    lost: int
    doubt: int
    drafts: int


def crowd(count: int) -> list[str]:
    """So many people for the sheet."""
    return [
        f"Etu{worded(n)};Suku{worded(n)};henkilo{n:05}@example.org;Lapin liitto;Lappi"
        for n in range(count)
    ]


def begin(here: Desk, *words: str) -> subprocess.Popen[bytes]:
    """Begin `invite` in a process of its own; the sign-in is found by the environment."""
    return subprocess.Popen(
        [sys.executable, str(HURRIED), "-C", str(here.folder), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def sent(said: bytes) -> int:
    """How many letters a run has sent."""
    return int(json.loads(said)["sent"])


def killed_until_done(
    here: Desk, graph: FakeGraph, chance: Random, *, kills: int, proves: bool = True
) -> Found:
    """Kill so many runs, then send until done. proves: whether the mailbox may be read."""
    killed = 0
    for _ in range(kills):
        before, run = len(graph.asked), begin(here, "send", "--yes")
        wanted, end = before + chance.randrange(1, 14), time.monotonic() + 60
        while len(graph.asked) < wanted and run.poll() is None and time.monotonic() < end:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.03))
        killed += run.poll() is None
        run.kill()
        run.communicate()
    end = time.monotonic() + 120
    while True:
        run = begin(here, "send", "--yes", "--json")
        said, trouble = run.communicate(timeout=120)
        # Without proof what is in doubt stays so: then a run that finds nothing to do is the last.
        if run.returncode == 0 or (run.returncode == 1 and not proves and not sent(said)):
            break
        assert time.monotonic() < end, (said, trouble)
    if proves:
        time.sleep(graph.habits.slow_lists)
        here("status", "--refresh")
    ran = here("status", "--json")
    totals(ran)
    lines = ran["mailings"][0]["letters"]
    unclear = {line["to"] for line in lines if line["state"] == "unclear"}
    held = [one.to for one in graph.sent]
    return Found(
        kills=killed,
        twice=len(held) - len(set(held)),
        lost=len({line["to"] for line in lines} - set(held) - unclear),
        doubt=len(unclear),
        drafts=len(graph.drafts),
    )
