"""What the witness costs a letter, and what a backup and the look before sending cost a run.

    python benchmarks/witness.py [--letters 10000] [--connections 3]

Letters are begun and ended by the ledger's sender session, as `send` does, without a mail server:
in turns with the witness and with one that is given everything and writes nothing.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

sys.path[0] = str(Path(__file__).parents[1] / "tests")
from desk import own_data  # noqa: E402
from ledgers import new_letter  # noqa: E402
from made import person  # noqa: E402

from invite.event import EventFacts  # noqa: E402
from invite.ledger.ledger import Ledger  # noqa: E402
from invite.ledger.letters.claims import NewLetter  # noqa: E402
from invite.ledger.letters.sender_session import SenderSession  # noqa: E402
from invite.ledger.letters.turns import Asked, Ending  # noqa: E402
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
    asked.add_argument("--connections", type=int, default=3)
    options = asked.parse_args()
    letters, connections = options.letters, options.connections
    with tempfile.TemporaryDirectory() as folder:
        own_data(Path(folder))
        rounds = [
            (
                _run(options.letters, options.connections),
                _bare(options.letters, options.connections),
            )
            for _round in range(ROUNDS)
        ]
        _after(letters)
    wall = [1e6 * (with_[0] - without[0]) / letters for with_, without in rounds]
    busy = [1e6 * (with_[1] - without[1]) / letters for with_, without in rounds]
    each = [1e6 * without[1] / letters for _with, without in rounds]
    print(f"{letters} letters, {connections} connections, {ROUNDS} pairs; medians a letter:")
    print(
        f"  the witness: {statistics.median(busy):.1f} µs of processor,"
        f" {statistics.median(wall):.1f} µs of time"
    )
    print(f"  the ledger without it: {statistics.median(each):.1f} µs of processor")


def _run(letters: int, connections: int) -> tuple[float, float]:
    """Seconds of time and of processor for all letters."""
    with (
        _ledger(letters) as (ledger, waiting),
        ledger.sender(courier="smtp", pace=0.0, daily=None) as session,
    ):
        session.prepare(waiting, lambda one: one)
        begun, busy = time.perf_counter(), time.process_time()
        _send(session, waiting, connections)
        return time.perf_counter() - begun, time.process_time() - busy


def _send(
    session: SenderSession[NewLetter], waiting: Sequence[NewLetter], connections: int
) -> None:
    """Begin and end all letters, so many in a round."""
    endings: list[Ending | None] = [None] * connections
    for start in range(0, len(waiting) + connections, connections):
        asked = [Asked(ending, next=True) for ending in endings]
        some = waiting[start : start + connections]
        turns = session.round(asked, some, lambda one: one).turns
        endings = [Ending(t.id, Fact.ACCEPTED, "250 2.0.0 Ok") if t.id else None for t in turns]


def _bare(letters: int, connections: int) -> tuple[float, float]:
    with mock.patch.object(Recorder, "add", lambda _self, _digests, _at: None):
        return _run(letters, connections)


def _after(letters: int) -> None:
    """The look before sending, the glance of every command, and the backup."""
    with _ledger(letters) as (ledger, waiting):
        with ledger.sender(courier="smtp", pace=0.0, daily=None) as session:
            session.prepare(waiting, lambda one: one)
            _send(session, waiting, 1)
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
def _ledger(letters: int) -> Iterator[tuple[Ledger, list[NewLetter]]]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger(Path(folder) / "invite.db", lambda: datetime.now(UTC)) as ledger,
    ):
        people = [person(f"p{n:06}") for n in range(letters)]
        ledger.persons.record_reading([(one, None) for one in people], [], [])
        yield ledger, [new_letter(ledger, id_=one.id) for one in people]


if __name__ == "__main__":
    main()
