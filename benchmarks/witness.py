"""What the witness costs a letter, and what a backup and the look before sending cost a run.

    python benchmarks/witness.py [--letters 10000] [--threads 3]

Letters are begun and ended by the ledger's sender session, as `send` does, without a mail server:
in turns with the witness and with one that is given everything and writes nothing.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

sys.path[0] = str(Path(__file__).parents[1] / "tests")
from begin import Carries  # noqa: E402 - it is found by the line above
from desk import own_data  # noqa: E402
from ledgers import new_letter  # noqa: E402
from made import person  # noqa: E402

from invite.event import EventFacts  # noqa: E402
from invite.ledger.ledger import Ledger  # noqa: E402
from invite.ledger.letters.turns import Ending  # noqa: E402
from invite.ledger.safekeeping import backups  # noqa: E402
from invite.ledger.safekeeping.baseline import at_a_glance  # noqa: E402
from invite.ledger.safekeeping.comparison import doubt  # noqa: E402
from invite.ledger.storage.witness import Recorder  # noqa: E402
from invite.lifecycle import Fact  # noqa: E402

ROUNDS = 5


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    asked.add_argument("--letters", type=int, default=10_000)
    asked.add_argument("--threads", type=int, default=3)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        own_data(Path(folder))
        rounds = [
            (_run(options.letters, options.threads), _bare(options.letters, options.threads))
            for _round in range(ROUNDS)
        ]
        _after(options.letters)
    wall = [1e6 * (with_[0] - without[0]) / options.letters for with_, without in rounds]
    busy = [1e6 * (with_[1] - without[1]) / options.letters for with_, without in rounds]
    each = [1e6 * without[1] / options.letters for _with, without in rounds]
    print(
        f"{options.letters} letters, {options.threads} threads, {ROUNDS} pairs; medians a letter:"
    )
    print(
        f"  the witness: {statistics.median(busy):.1f} µs of processor,"
        f" {statistics.median(wall):.1f} µs of time"
    )
    print(f"  the ledger without it: {statistics.median(each):.1f} µs of processor")


def _run(letters: int, threads: int) -> tuple[float, float]:
    """Seconds of time and of processor for all letters."""
    with (
        _ledger(letters) as (ledger, waiting),
        ledger.sender(courier="smtp", pace=0.0, daily=None) as turns,
    ):
        turns.prepare(waiting, lambda one: one.letter)
        left = deque(waiting)  # whose popleft is one step, whatever the threads do

        def candidate(_now: float) -> Carries | None:
            return left.popleft() if left else None

        def work() -> None:
            ending = None
            while (turn := turns.take(ending, candidate, lambda one: one.letter)).draft is not None:
                ending = Ending(turn.id, Fact.ACCEPTED, "250 2.0.0 Ok")

        connections = [threading.Thread(target=work) for _n in range(threads)]
        begun, busy = time.perf_counter(), time.process_time()
        for one in connections:
            one.start()
        for one in connections:
            one.join()
        return time.perf_counter() - begun, time.process_time() - busy


def _bare(letters: int, threads: int) -> tuple[float, float]:
    with mock.patch.object(Recorder, "add", lambda _self, _digests, _at: None):
        return _run(letters, threads)


def _after(letters: int) -> None:
    """The look before sending, the glance of every command, and the backup."""
    with _ledger(letters) as (ledger, waiting):
        with ledger.sender(courier="smtp", pace=0.0, daily=None) as turns:
            turns.prepare(waiting, lambda one: one.letter)
            left = deque(waiting)
            for _letter in waiting:
                turn = turns.take(None, lambda _now: left.popleft(), lambda one: one.letter)
                turns.end(Ending(turn.id, Fact.ACCEPTED, "250 2.0.0 Ok"))
        folder, now = Path(ledger.where).parent, datetime.now(UTC)
        event = EventFacts(title="x", starts=now, ends=now, timezone="UTC", place=None)
        for name, act in (
            ("the look before sending", lambda: doubt(ledger, folder, event)),
            ("the glance of every command", lambda: at_a_glance(ledger, folder)),
            ("folding the log in", ledger.fold),
            ("a backup", lambda: backups.keep(ledger, folder, datetime.now(UTC))),
        ):
            begun = time.perf_counter()
            act()
            print(f"{name}: {1000 * (time.perf_counter() - begun):.1f} ms at {letters} letters")
        size = Path(ledger.where).stat().st_size / 1e6
        print(f"  (the ledger has {size:.1f} MB)")


@contextmanager
def _ledger(letters: int) -> Iterator[tuple[Ledger, list[Carries]]]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger(Path(folder) / "invite.db", lambda: datetime.now(UTC)) as ledger,
    ):
        people = [person(f"p{n:06}") for n in range(letters)]
        ledger.persons.record_reading([(one, None) for one in people], [], [])
        yield ledger, [Carries(new_letter(ledger, id_=one.id)) for one in people]


if __name__ == "__main__":
    main()
