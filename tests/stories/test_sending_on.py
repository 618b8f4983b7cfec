"""A run that has to wait: the pace, the day's limit, letters put off, a server that is gone and
comes back.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest
from delivery.servers import MailServer, Record, Say
from desk import PEOPLE, Desk, desk, totals, worded
from postfix import free_port, needs_postfix, running_postfix

from invite.campaign.delivery.loop import to_server

CROWD = [
    f"Etu{worded(n)};Suku{worded(n)};henkilo{n:03}@example.org;Lapin liitto;Lappi"
    for n in range(60)
]


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def receivers(server: MailServer) -> list[str]:
    """Who has a letter, once for each."""
    return sorted(one for letter in server.held for one in letter.recipients)


def test_a_letter_put_off_goes_in_the_same_run(here: Desk) -> None:
    """Greylisting that ends within patience: everybody has a letter, and the run is a good one."""
    with MailServer({"RCPT": Say("450 4.2.0 Greylisted, come back later")}, times=3) as server:
        here.smtp(server.port, 'patience = "6s"\n')
        ran = here("send", "--yes", "--json")
    assert (ran.code, ran["sent"], ran["waiting"]) == (0, 3, 0)
    assert len(receivers(server)) == len(set(receivers(server))) == 3


def test_patience_ends(here: Desk) -> None:
    """A server that goes on putting off: the letters wait for the next run, and words say when that
    had best be.
    """
    with MailServer({"RCPT": Say("450 4.2.0 come back later")}) as server:
        here.smtp(server.port, 'patience = "2s"\n')
        ran = here("send", "--yes", "--json")
        assert server.record.heard.count("RCPT") > 3
    assert (ran.code, ran["waiting"]) == (1, 3)
    assert "run the command again" in ran.err


def test_slow_down_slows_everybody_down(tmp_path: Path) -> None:
    """After "too fast" no connection begins a letter before the rest is over; then all go, nobody
    twice.
    """
    here = desk(tmp_path, CROWD)
    began: list[float] = []

    class Watching(Record):
        def fault(self, phase: str) -> object:  # type: ignore[override]  # looks on only
            found = super().fault(phase)
            if phase == "RCPT":
                began.append(time.monotonic())
            return found

    with MailServer({"RCPT": Say("451 4.7.0 too fast")}, times=2, record=Watching) as server:
        here.smtp(server.port, 'patience = "30s"\nconnections = 4\n')
        ran = here("send", "--yes", "--json")
        held = receivers(server)
    assert (ran.code, ran["sent"]) == (0, 60)
    assert len(held) == len(set(held)) == 60
    pauses = [after - before for before, after in itertools.pairwise(began)]
    assert max(pauses) >= 0.9
    assert sum(pause >= 0.9 for pause in pauses) <= 2


def test_the_pace_holds_over_connections_and_runs(tmp_path: Path) -> None:
    """Two runs one after the other, four connections: no two letters leave closer together than the
    pace.
    """
    here = desk(tmp_path, CROWD[:40])
    with MailServer() as server:
        here.smtp(server.port, 'pace = "20/s"\nconnections = 4\n')
        before = time.monotonic()
        assert here("send", "--yes", "--limit", "20", "--json")["sent"] == 20
        assert here("send", "--yes", "--json")["sent"] == 20
        took = time.monotonic() - before
    assert len(receivers(server)) == 40
    assert took >= 39 / 20


def test_two_runs_at_once_share_the_pace(tmp_path: Path) -> None:
    """The pace is the server's, not a run's: two programs on one ledger keep it together."""
    here = desk(tmp_path, CROWD[:30])
    with MailServer() as server:
        here.smtp(server.port, 'pace = "10/s"\n')
        before = time.monotonic()
        runs = [here.begin("send", "--yes", "--json") for _ in range(2)]
        sent = [json.loads(run.communicate(timeout=60)[0])["sent"] for run in runs]
        took = time.monotonic() - before
    assert sum(sent) == len(receivers(server)) == 30
    assert took >= 2.9


def test_the_days_limit_ends_the_run(tmp_path: Path) -> None:
    """With 5 a day: 5 go, the run says when to go on, exit 1; run again at once, none go; refused
    ones do not count.
    """
    here = desk(tmp_path, CROWD[:12])
    with MailServer({"RCPT": Say("550 5.1.1 unknown")}, times=1) as server:
        here.smtp(server.port, "daily = 5\n")
        ran = here("send", "--yes", "--json")
        assert (ran.code, ran["sent"], ran["refused"], ran["ready"]) == (1, 5, 1, 6)
        assert "limit" in ran.err
        again = here("send", "--yes", "--json")
    assert (again.code, again["sent"]) == (1, 0)
    assert len(receivers(server)) == 5
    assert "12  people, 5 reached" in here("status").out


def test_a_server_that_comes_back_is_waited_for(tmp_path: Path) -> None:
    """The server goes away in the middle and is there again after a moment: the run goes on, nobody
    is lost. What it had and did not answer for any more is unclear.
    """
    here = desk(tmp_path, CROWD[:30])
    found: list[str] = []
    with running_again(tmp_path, found) as port:
        here.smtp(port, 'pace = "20/s"\nconnections = 2\n')
        ran = here("send", "--yes", "--json")
    assert ran["sent"] + ran["unclear"] == 30, ran.err
    assert (ran.code, ran["unclear"]) in ((0, 0), (1, 1), (1, 2)), ran.err
    assert len(found) == len(set(found)) == 30


class running_again:  # noqa: N801 - reads as what it does
    """A server that stops after some letters and is back, on the same port, a moment later."""

    def __init__(self, _folder: Path, found: list[str]) -> None:
        self._found = found
        self._port = free_port()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> int:
        self._ready = threading.Event()
        self._thread.start()
        assert self._ready.wait(10)
        return self._port

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join(10)

    def _serve(self) -> None:
        for enough in (8, 10_000):
            with MailServer(port=self._port) as server:
                self._ready.set()
                while len(server.held) < enough and not self._over.is_set():
                    time.sleep(0.01)
            self._found += [one for letter in server.held for one in letter.recipients]
            self._over.wait(1.5)


@pytest.mark.parametrize(("patience", "code"), [(60.0, 0), (0.0, 5)])
def test_a_reading_waits_for_another_with_a_word(
    here: Desk, monkeypatch: pytest.MonkeyPatch, *, patience: float, code: int
) -> None:
    """Who has to wait until another program has written what it read is told so, once, and goes on;
    after five minutes it ends with 5, and nothing is written.
    """
    monkeypatch.setattr("invite.ledger.storage.sqlite.connection.WAIT_FOR_OTHERS", 0.1)
    monkeypatch.setattr("invite.campaign.gathering.gather.WAIT_FOR_READING", patience)
    assert here("status").code == 0
    with closing(
        sqlite3.connect(here.folder / "invite.db", isolation_level=None, check_same_thread=False)
    ) as holder:
        holder.execute("BEGIN IMMEDIATE")
        let_go = threading.Timer(1.0, holder.execute, ["ROLLBACK"])
        let_go.start()
        ran = here("people", "--json")
        let_go.join()
    assert ran.code == code, ran.err
    assert ran.err.count("waiting for it") == (code == 0)
    assert (ran.code == 5) or len(ran["people"]) == 3
    assert totals(here("status", "--json"))["people"] == (3 if code == 0 else 0)


def test_a_ledger_that_cannot_be_written_stops_everything(tmp_path: Path) -> None:
    """Held by another program for too long: exit 5, and every letter that left is written down."""
    here = desk(tmp_path, CROWD[:30])
    with (
        MailServer() as server,
        mock.patch("invite.ledger.storage.sqlite.connection.WAIT_FOR_OTHERS", 0.3),
    ):
        here.smtp(server.port, 'pace = "40/s"\nconnections = 3\n')
        holder = sqlite3.connect(
            tmp_path / "invite.db", isolation_level=None, check_same_thread=False
        )

        def hold() -> None:
            end = time.monotonic() + 20
            while len(server.held) < 5 and time.monotonic() < end:
                time.sleep(0.005)
            holder.execute("BEGIN IMMEDIATE")

        thread = threading.Thread(target=hold)
        thread.start()
        ran = here("send", "--yes", "--json")
        thread.join()
        held = len(server.held)
        holder.execute("ROLLBACK")
        holder.close()
        assert ran.code == 5
        found = totals(here("status", "--json"))
        assert found["sent"] + found["unclear"] == held < 30
        assert found["unclear"] <= 3


@needs_postfix
def test_a_real_postfix_with_fewer_connections_than_ours(tmp_path: Path) -> None:
    """It allows three, we are told to use six: everybody has a letter, once, and nobody waits for
    ever.
    """
    here = desk(tmp_path, CROWD)
    people = [row.split(";")[2] for row in CROWD]
    with running_postfix(people) as post:
        here.settings(
            f'courier = "smtp"\nhost = "localhost"\nport = {post.port}\nauth = "none"\nca_file ='
            f" '{post.ca_file}'\nconnections = 6\npatience = \"10s\"\n"
        )
        ran = here("send", "--yes", "--json")
        delivered = [receiver for receiver, _content in post.delivered()]
    assert (ran.code, ran["sent"]) == (0, 60), ran.err
    assert delivered == sorted(people)


def test_one_letter_needs_one_connection(here: Desk) -> None:
    """A further connection is opened only where it has letters to carry."""
    with MailServer() as server:
        here.smtp(server.port, "connections = 8\n")
        assert here("send", "--yes", "--json")["sent"] == len(PEOPLE)
    assert server.record.connections == 1


@pytest.mark.parametrize("many", [1000, 1])
def test_who_was_tried_in_vain_comes_last(
    here: Desk, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """Whose letter was given back, as the server's no was to us, is written to after all others,
    in whichever order those go.
    """
    with MailServer({"MAIL": Say("550 5.7.1 not from you")}, times=1) as server:
        here.smtp(server.port)
        assert here("send", "--yes").code == 4
        monkeypatch.setattr(to_server, "MANY", many)
        assert here("send", "--yes").code == 0
    order = [letter.recipients for letter in server.held]
    assert len(order) == len(set(order)) == len(PEOPLE)
    assert order[-1] == ("matti.meikalainen@example.org",)
