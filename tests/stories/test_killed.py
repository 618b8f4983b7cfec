"""Killed at any moment, several at once, workers that die: nobody two, nobody none, in doubt at most the letters in hand."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from delivery.servers import Keep, MailServer, Say, Stall
from desk import desk, environment, totals
from killing import crowd, killed_once, killed_until_done


@pytest.mark.parametrize(("connections", "workers"), [(1, 1), (3, 1), (8, 1), (4, 2)])
def test_killed_again_and_again_until_done(connections: int, workers: int, tmp_path: Path) -> None:
    """By the server's own record; the long form of this is `benchmarks/killing.py`."""
    found = killed_until_done(tmp_path, connections, workers, random.Random(connections * 10 + workers), letters=120, kills=3)
    assert found.twice == found.lost == 0
    assert found.doubt <= found.kills * connections


@pytest.mark.parametrize("refused", [False, True])
def test_a_worker_that_dies_is_made_up_for(tmp_path: Path, *, refused: bool) -> None:
    """kill -9 of one of two workers: the other and the parent go on, all letters that it had not begun leave in the same run.
    refused: the addresses that they had in an earlier run; that no is none to the new ones.
    """
    if not Path("/proc/self/task").exists():
        pytest.skip("finds the workers in /proc")
    here = desk(tmp_path, crowd(80))
    if refused:
        with MailServer({"RCPT": Say("550 5.1.1 no such user")}) as server:
            here.smtp(server.port)
            assert here("send", "--yes", "--json")["refused"] == 80
        here.sheet(*(line.replace("example.org", "example.net") for line in crowd(80)))
    with MailServer() as server:
        here.smtp(server.port, 'pace = "40/s"\nconnections = 4\n')
        run = here.begin("send", "--yes", "--json", "--workers", "2")
        end = time.monotonic() + 60
        while len(server.held) < 10 and time.monotonic() < end:
            time.sleep(0.01)
        os.kill(_worker(run.pid), signal.SIGKILL)
        out, err = run.communicate(timeout=60)
        held = [one for letter in server.held for one in letter.recipients]
    ran = json.loads(out)
    assert len(held) == len(set(held))
    assert ran["unclear"] <= 2, err.decode()
    assert ran["sent"] + ran["unclear"] == 80
    assert 80 - ran["unclear"] <= len(held) <= 80
    assert run.returncode == (1 if ran["unclear"] else 0)


def _worker(pid: int) -> int:
    """One of the processes that do the work, and not Python's own that tidies up after them."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return next(int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes())


def test_killed_with_its_workers_it_goes_on(tmp_path: Path) -> None:
    """kill -9 of the parent: its workers finish what they have in hand and end, and the next run goes on."""
    here = desk(tmp_path, crowd(80))
    with MailServer() as server:
        here.smtp(server.port, 'pace = "40/s"\nconnections = 4\n')
        killed_once(here, server, ("--workers", "2"), after=10)
        time.sleep(1.5)
        assert here("send", "--yes", "--json").code == 0
        held = [one for letter in server.held for one in letter.recipients]
    assert len(held) == len(set(held)) == 80


def test_four_at_once_share_out_the_letters(tmp_path: Path) -> None:
    """Four runs on one ledger, 400 letters (2,000 in `benchmarks/killing.py`): each exactly once, and the four counts add up."""
    here = desk(tmp_path, crowd(400))
    here("people")
    with MailServer() as server:
        here.smtp(server.port, "connections = 2\n")
        runs = [here.begin("send", "--yes", "--json") for _ in range(4)]
        ends = [(run.communicate(timeout=120), run.returncode) for run in runs]
        held = [one for letter in server.held for one in letter.recipients]
    assert [code for _said, code in ends] == [0, 0, 0, 0], [said[1].decode() for said, _code in ends]
    assert sum(json.loads(said[0])["sent"] for said, _code in ends) == 400
    assert len(held) == len(set(held)) == 400
    assert totals(here("status", "--json"))["sent"] == 400


def test_workers_send_what_one_process_would(tmp_path: Path) -> None:
    """Everybody has the same letter that one process composes, whichever of three workers sent it."""
    here = desk(tmp_path, crowd(40))
    with MailServer() as server:
        here.smtp(server.port, "connections = 3\n")
        ran = here("send", "--yes", "--json", "--workers", "3")
    assert (ran.code, ran["sent"], len(server.held)) == (0, 40, 40)
    assert server.record.connections == 3  # nobody signs in only to find that nothing is left
    (tmp_path / "alone").mkdir()
    alone = desk(tmp_path / "alone", crowd(40))
    with MailServer() as other:
        alone.smtp(other.port)
        assert alone("send", "--yes", "--json")["sent"] == 40
    assert {one.recipients for one in server.held} == {one.recipients for one in other.held}
    sizes = [{one.recipients: len(one.content) for one in each.held} for each in (server, other)]
    assert all(abs(sizes[0][who] - size) < 40 for who, size in sizes[1].items())


def test_workers_take_people_of_several_rows(tmp_path: Path) -> None:
    """Whatever a person is made of reaches the processes that compose: rows joined, columns of the sheet's own."""
    here = desk(tmp_path)
    rows = [f"Etu{n};Suku{n};henkilo{n}@example.org;vegaani" for n in range(8)] * 2
    (here.folder / "ryhmat.csv").write_text("\n".join(("Etunimi;Sukunimi;Sähköposti;Ruokavalio", *rows)), encoding="utf-8")
    with MailServer() as server:
        here.smtp(server.port, "connections = 2\n")
        command = [sys.executable, "-m", "invite", "-C", str(tmp_path), "send", "--yes", "--workers", "2"]
        ran = subprocess.run(command, capture_output=True, check=False, env=environment(), encoding="utf-8")
    assert (ran.returncode, len(server.held)) == (0, 8), ran.stderr


def test_workers_are_heard_whatever_their_pipes_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has a class of its own for them, which is no Connection."""
    from invite.campaign import crew

    class Other:
        """What a pipe's end is not."""

    monkeypatch.setattr(crew, "Connection", Other)
    here = desk(tmp_path, crowd(20))
    with MailServer() as server:
        here.smtp(server.port, "connections = 2\n")
        ran = here("send", "--yes", "--json", "--workers", "2")
    assert (ran.code, ran["sent"], len(server.held)) == (0, 20, 20)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no signal to one process")
def test_twice_interrupted_workers_stop_at_once(tmp_path: Path) -> None:
    """Ctrl-C twice does not wait for the answers of a slow server; both letters in hand are unclear, and are told so."""
    here = desk(tmp_path, crowd(20))
    with MailServer({".": Keep(Stall())}) as server:
        here.smtp(server.port, "connections = 2\n")
        run = here.begin("send", "--yes", "--json", "--workers", "2")
        end = time.monotonic() + 60
        while len(server.held) < 2 and time.monotonic() < end:
            time.sleep(0.01)
        run.send_signal(signal.SIGINT)
        time.sleep(0.5)
        before = time.monotonic()
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=60)
        took = time.monotonic() - before
    assert run.returncode == 130, err.decode()
    assert took < 9  # waiting for each worker takes ten
    found = json.loads(out)
    assert (found["unclear"], found["sent"], found["ready"]) == (2, 0, 18)
    assert totals(here("status", "--json"))["unclear"] == 2


def test_what_is_wrong_with_a_letter_is_said_once_whoever_composed_it(tmp_path: Path) -> None:
    """A fault in everybody's letter is one problem that names them all, as without workers; and nothing leaves."""
    here = desk(tmp_path, crowd(40))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "kutsu.fi.md").write_text(
        "Aihe: Kutsu\n\nHei {{ person.first_name }}, {{ person.extra.koira }}\n", encoding="utf-8"
    )
    with MailServer() as server:
        here.smtp(server.port, "connections = 2\n")
        alone, together = (here("send", "--yes", "--json", *more) for more in ((), ("--workers", "2")))
    assert alone.code == together.code == 3
    assert alone["error"] == together["error"]
    assert not server.held
