"""Several senders on one PostgreSQL: whether nobody has two letters, whatever dies, and what it
costs beside one sender on an SQLite file, in one run.

    python benchmarks/shared_ledger.py [proof] [pace] [stopped] [full] [speed] [--letters 10000]

proof: four senders in four folders; one is killed with -9 and the server started again as after a
power cut, in the middle. By the mail server's record nobody has two letters and nobody none, and at
most the killed one's connections are in doubt. pace: four senders with a pace keep it together, by
the mail server's clock. stopped: a sender that sleeps past its detection
(SIGSTOP) sends nothing more. full: the database's disk is full (needs root, for a small tmpfs).
speed: letters a second by 1, 2 and 4 senders, and by one on SQLite; the server waits for its disk.
More senders are only faster where the mail server is what is waited for.
The bars: one sender costs at most 2 × SQLite's a letter; four send more than one. Needs Debian's
postgresql and postfix. Exit code 1 where something is not so.
"""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing, nullcontext
from datetime import datetime
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1] / "tests")  # for the lines below
from delivery.servers import Held, MailServer  # noqa: E402
from desk import Desk, desk, own_data, totals  # noqa: E402
from killing import crowd  # noqa: E402
from postfix import AS_ROOT, far, sink  # noqa: E402
from postgres import INITDB, Postgres, running_postgres  # noqa: E402

CONNECTIONS = 3
PACE = 20  # letters a second, of all senders together
DETECTION = 35  # seconds, a little more than `advisory_locks.DEAD_AFTER`


def desks(folder: Path, count: int, port: int, url: str, people: list[str]) -> list[Desk]:
    """So many folders with one ledger, whose people are read."""
    made = []
    for n in range(count):
        (folder / f"desk{n}").mkdir()
        made.append(desk(folder / f"desk{n}", people))
        made[-1].smtp(port, f'connections = {CONNECTIONS}\n[ledger]\nurl = "{url}"\n')
    assert made[0]("people", "--json").code == 0
    return made


def until(done: Callable[[], bool], seconds: float = 600) -> None:
    """Wait for it."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.01)


def judged(what: str, here: Desk, server: MailServer, most: int) -> bool:
    """Whether everybody has one letter by the server's record, or is in doubt."""
    held = [one for letter in server.held for one in letter.recipients]
    lines = here("status", "--json")["mailings"][0]["letters"]
    unclear = {one["to"] for one in lines if one["state"] == "unclear"}
    lost = {one["to"] for one in lines} - set(held) - unclear
    twice = len(held) - len(set(held))
    print(f"{what}: {len(lines)} people, {twice} twice, {len(lost)} none, {len(unclear)} unclear"
          f" (at most {most})", flush=True)  # fmt: skip
    return not twice and not lost and len(unclear) <= most


def proof(folder: Path, server: Postgres, letters: int) -> bool:
    """Four senders; one killed, the server started again."""
    with MailServer() as mail:
        here = desks(folder, 4, mail.port, server.url(server.new()), crowd(letters))
        runs = [one.begin("send", "--yes", "--json") for one in here]
        until(lambda: len(mail.held) > letters // 4)
        runs[0].kill()
        until(lambda: len(mail.held) > letters // 3)
        server.restart()
        ends = []
        for run in runs:
            _out, err = run.communicate(timeout=900)
            ends.append(run.returncode)
            if run.returncode not in (0, 1, -9):
                print(err.decode()[-400:])
        print("ended with", ends, "after", len(mail.held), "letters")
        while here[0]("send", "--yes", "--json")["sent"]:
            pass
        return judged("killed, restarted", here[0], mail, CONNECTIONS) and set(ends[1:]) <= {0, 1}


class Instants(list[Held]):
    """The letters that a server took, and when."""

    def __init__(self) -> None:
        super().__init__()
        self.at: list[float] = []

    def append(self, letter: Held) -> None:
        """One more."""
        self.at.append(time.monotonic())
        super().append(letter)


def pace(folder: Path, server: Postgres, letters: int) -> bool:
    """Four senders with one pace; no second may see more letters than it allows."""
    with MailServer() as mail:
        mail.record.held = taken = Instants()
        here = desks(folder, 4, mail.port, server.url(server.new()), crowd(letters))
        for one in here:
            paced(one, PACE)
        runs = [one.begin("send", "--yes", "--json") for one in here]
        ends = []
        for run in runs:
            run.communicate(timeout=300)
            ends.append(run.returncode)
        at = taken.at
        most = max(sum(start <= one < start + 2 for one in at) for start in at)
        seconds = at[-1] - at[0]
        print(f"pace: {len(at)} letters in {seconds:.1f} s by four at {PACE}/s, at most {most} in"
              f" two seconds; ended with {ends}", flush=True)  # fmt: skip
        # A letter may be on its way for a moment: each connection may hold one back.
        good = most <= 2 * PACE + 4 * CONNECTIONS and seconds > 0.95 * (letters - 1) / PACE
        return judged("pace", here[0], mail, 0) and good and not any(ends)


def paced(one: Desk, rate: int) -> None:
    """Let it send so many letters a second at most."""
    text = (one.folder / "invite.toml").read_text(encoding="utf-8")
    slow = text.replace("connections", f'pace = "{rate}/s"\nconnections')
    (one.folder / "invite.toml").write_text(slow, encoding="utf-8")


def stopped(folder: Path, server: Postgres, letters: int) -> bool:
    """One sender is stopped past its detection while the other goes on; then continued."""
    with MailServer() as mail:
        here = desks(folder, 2, mail.port, server.url(server.new()), crowd(letters))
        for one in here:
            paced(one, 10)
        first = here[0].begin("send", "--yes", "--json")
        until(lambda: len(mail.held) > 20)
        os.kill(first.pid, signal.SIGSTOP)
        time.sleep(DETECTION)
        before = len(mail.held)
        unclear = totals(here[1]("status", "--json"))["unclear"]
        second = here[1].begin("send", "--yes", "--json", "--limit", "20")
        second.communicate(timeout=300)
        went = len(mail.held)
        os.kill(first.pid, signal.SIGCONT)
        _out, err = first.communicate(timeout=60)
        late = len(mail.held) - went
        print(f"stopped: {unclear} unclear, {went - before} by the other, {late} by the one that"
              f" came back, which ended with {first.returncode}:",
              err.decode().splitlines()[-2:])  # fmt: skip
        good = first.returncode == 5 and late <= unclear <= CONNECTIONS and went - before == 20
        while here[1]("send", "--yes", "--json")["sent"]:
            pass
        return judged("stopped", here[1], mail, CONNECTIONS) and good


def full(folder: Path, letters: int) -> bool:
    """The database's disk is full in the middle of a run."""
    place = folder / "disk"
    place.mkdir()
    folder.chmod(0o755)  # the server's own user goes through it
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=150m", "tmpfs", str(place)], check=True)
    old = tempfile.tempdir
    tempfile.tempdir = str(place)
    place.chmod(0o755)
    try:
        with running_postgres() as server, MailServer() as mail:
            tempfile.tempdir = old
            here = desks(folder, 1, mail.port, server.url(server.new()), crowd(letters))
            run = here[0].begin("send", "--yes", "--json")
            until(lambda: len(mail.held) > letters // 10)
            filler = place / "filler"
            with filler.open("wb") as file:
                try:
                    while True:
                        file.write(b"\0" * 65536)
                        file.flush()
                except OSError:
                    pass
            _out, err = run.communicate(timeout=300)
            print(
                "full:", run.returncode, err.decode().splitlines()[-2:], len(mail.held), "letters"
            )
            filler.unlink()
            server.restart()
            while (ran := here[0]("send", "--yes", "--json")).code not in (0, 1) or ran["sent"]:
                pass
            return judged("full", here[0], mail, CONNECTIONS) and run.returncode == 5
    finally:
        tempfile.tempdir = old
        subprocess.run(["umount", "-l", str(place)], check=False)


def speed(folder: Path, letters: int) -> bool:
    """Letters a second from the first letter to the last, of all senders together: by a server next
    to us, where the ledger is what takes long, and by one 20 ms away, where the server does.
    """
    letters = min(letters, 2000)
    near = rates(folder / "near", letters, 0.0, ("sqlite", "1 sender"))
    away = rates(folder / "away", letters, 0.010, ("1 sender", "2 senders", "4 senders"))
    cost, more = near["sqlite"] / near["1 sender"], away["4 senders"] / away["1 sender"]
    print(f"one sender: {cost:.2f} × SQLite a letter (at most 2); four: {more:.2f} × one (above 1)")
    return cost <= 2 and more > 1


def rates(folder: Path, letters: int, away: float, names: Sequence[str]) -> dict[str, float]:
    """Letters a second, by how many send. away: seconds to the server."""
    found: dict[str, float] = {}
    folder.mkdir()
    with running_postgres(()) as server:
        for name in names:
            count = 1 if name == "sqlite" else int(name[0])
            with sink() as mail, far(mail.port, away) if away else nullcontext(mail.port) as port:
                work = folder / name.replace(" ", "")
                work.mkdir()
                own_data(work / "own")  # all databases are copies of one, and so is their name
                url = "sqlite:invite.db" if name == "sqlite" else server.url(server.new())
                here = desks(work, count, port, url, crowd(letters))
                cpu = os.times()
                runs = [one.begin("send", "--yes", "--json") for one in here]
                for run in runs:
                    _out, err = run.communicate(timeout=900)
                    if run.returncode:
                        print("ended with", run.returncode, err.decode()[-400:])
                used = os.times()
                mine = used.children_user + used.children_system
                mine -= cpu.children_user + cpu.children_system
                sent = totals(here[0]("status", "--json"))["sent"]
                assert sent == letters, (name, sent)
                seconds = sending(work / "desk0" / "invite.db", url, server)
                found[name] = letters / seconds
                print(f"{name}, {away * 2000:.0f} ms away: {letters / seconds:.0f} letters/s,"
                      f" {mine / letters * 1000:.2f} ms of the senders' processor a letter",
                      flush=True)  # fmt: skip
    return found


def sending(file: Path, url: str, server: Postgres) -> float:
    """Seconds from the first letter to the last, by the ledger's facts."""
    if not file.exists():
        span = "extract(epoch FROM max(CAST(at AS timestamptz)) - min(CAST(at AS timestamptz)))"
        return float(str(server.one(f"SELECT {span} FROM invite.fact", url)))
    with closing(sqlite3.connect(file)) as db:
        first, last = db.execute("SELECT min(at), max(at) FROM fact").fetchone()
    return (datetime.fromisoformat(last) - datetime.fromisoformat(first)).total_seconds()


def main() -> int:
    """Run what is named, or all."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("what", nargs="*")
    options.add_argument("--letters", type=int, default=10_000)
    given = options.parse_args()
    if INITDB is None:
        print("left out: PostgreSQL is not installed (Debian: postgresql)")
        return 0
    good = True
    for name in given.what or ("proof", "pace", "stopped", "full", "speed"):
        with tempfile.TemporaryDirectory() as text:
            folder = Path(text)
            own_data(folder / "own")
            match name:
                case "full" if not AS_ROOT:
                    print("full: left out, a file system of its own needs root")
                case "full":
                    good = full(folder, min(given.letters, 3000)) and good
                case "speed":
                    good = speed(folder, given.letters) and good
                case _:
                    with running_postgres(()) as server:
                        job = {"proof": proof, "pace": pace, "stopped": stopped}[name]
                        count = given.letters if name == "proof" else 200
                        good = job(folder, server, count) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
