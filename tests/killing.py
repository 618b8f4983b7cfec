"""Runs of `send` that are killed at random moments and begun again, and what the server's own
record says of it in the end.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from delivery.servers import MailServer
from desk import Desk, desk, totals, worded


@dataclass(frozen=True, slots=True)
class Found:
    """What came of it. kills: how many runs were killed. twice, lost: people with two letters, and
    with none that is told of.

    doubt: letters in doubt in the end. most: after one kill, the most that came into doubt.
    """

    kills: int
    twice: int
    lost: int
    doubt: int
    most: int


def crowd(count: int) -> list[str]:
    """So many people for the sheet."""
    return [
        f"Etu{worded(n)};Suku{worded(n)};henkilo{n:05}@example.org;Lapin liitto;Lappi"
        for n in range(count)
    ]


def killed_once(here: Desk, server: MailServer, *, after: int, late: float) -> bool:
    """Begin a run and kill it when so many letters more are there, and `late` seconds later;
    whether it was still alive.
    """
    wanted, end = len(server.held) + after, time.monotonic() + 60
    run = here.begin("send", "--yes")
    while len(server.held) < wanted and run.poll() is None and time.monotonic() < end:
        time.sleep(0.0005)
    time.sleep(late)
    alive = run.poll() is None
    run.kill()
    run.communicate()
    return alive


def killed_until_done(
    folder: Path, connections: int, chance: Random, *, letters: int, kills: int
) -> Found:
    """Kill so many runs, then send until done."""
    here = desk(folder, crowd(letters))
    killed = doubt = most = 0
    with MailServer() as server:
        here.smtp(
            server.port,
            f'connections = {connections}\npace = "{chance.choice((150, 400, 1000))}/s"\n',
        )
        for _ in range(kills):
            # While letters go, or at any moment since the program was begun.
            early = chance.random() < 0.25
            after, late = (
                (0, chance.uniform(0, 1.5))
                if early
                else (chance.randrange(1, letters // kills), chance.uniform(0, 0.02))
            )
            killed += killed_once(here, server, after=after, late=late)
            now = totals(here("status", "--json"))["unclear"]
            most, doubt = max(most, now - doubt), now
        end = time.monotonic() + 60
        while (ran := here("send", "--yes", "--json")).code not in (0, 1) or ran["sent"]:
            assert time.monotonic() < end, ran.err
        held = [one for letter in server.held for one in letter.recipients]
        found = here("status", "--json").document["mailings"][0]["letters"]
    unclear = {line["to"] for line in found if line["state"] == "unclear"}
    everybody = {line["to"] for line in found}
    return Found(
        killed, len(held) - len(set(held)), len(everybody - set(held) - unclear), len(unclear), most
    )
