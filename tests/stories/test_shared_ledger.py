"""Two coordinators, each in a folder of their own, with one ledger in PostgreSQL; each "never" with
its twin.
"""

from __future__ import annotations

import math
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from delivery.servers import MailServer
from desk import PEOPLE, Desk, desk, totals
from killing import crowd
from postgres import Postgres, needs_postgres

from invite.errors import MustMend

pytestmark = needs_postgres


@pytest.fixture
def url(postgres: Postgres) -> str:
    return postgres.url(postgres.new())


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


def at(folder: Path, url: str, port: int, people: tuple[str, ...] = PEOPLE, more: str = "") -> Desk:
    """A coordinator's desk."""
    folder.mkdir()
    made = desk(folder, people)
    made.smtp(port, f'{more}\n[ledger]\nurl = "{url}"\n')
    return made


@pytest.fixture
def two(tmp_path: Path, url: str, server: MailServer) -> tuple[Desk, Desk]:
    """Aino's and Pekka's."""
    return at(tmp_path / "aino", url, server.port), at(tmp_path / "pekka", url, server.port)


def test_what_one_has_sent_the_other_does_not(two: tuple[Desk, Desk], server: MailServer) -> None:
    """Each sees the same, and the same people, and what was said by the other; nothing is asked for
    that another computer has sent.
    """
    aino, pekka = two
    assert aino("send", "--yes", "--limit", "2").code == 0
    assert totals(pekka("status", "--json"))["sent"] == 2
    ran = pekka("send", "--yes")
    assert ran.code == 0, ran.err
    assert len(server.held) == 3
    assert totals(aino("status", "--json")) == totals(pekka("status", "--json"))
    assert pekka("mark", "Maija", "declined").code == 0
    assert "Maija" in aino("status", "--json").out
    assert [one["id"] for one in aino("people", "--json")["people"]] == [
        one["id"] for one in pekka("people", "--json")["people"]
    ]
    assert aino("who", "Maija").code == 0


def test_it_is_looked_at_and_kept_as_any_other(two: tuple[Desk, Desk], tmp_path: Path) -> None:
    """`ledger check`, a backup after each run, one by hand, which a project of its own can go on
    from; what would replace a file is refused with what to do.
    """
    aino, _pekka = two
    assert aino("send", "--yes").code == 0
    ran = aino("ledger", "check", "--json")
    assert ran.code == 0, ran.out
    assert {one["level"] for one in ran["checks"]} == {"green"}
    (copy,) = (aino.folder / "backups").glob("*.db")
    file = tmp_path / "kopio.db"
    assert aino("ledger", "backup", str(file)).code == 0
    for refused in (("ledger", "restore", str(copy)), ("init", "--new-event")):
        ran = aino(*refused)
        assert ran.code == 2
        assert "not in a file" in ran.err
    (tmp_path / "uusi").mkdir()
    alone = desk(tmp_path / "uusi")
    shutil.copy(file, alone.folder / "invite.db")
    assert totals(alone("status", "--json"))["sent"] == 3


def test_who_is_erased_leaves_both_folders(two: tuple[Desk, Desk]) -> None:
    """What the other folder has of them goes with the next command there."""
    aino, pekka = two
    for one in two:
        assert one("send", "--yes", "--limit", "1").code == 0
        assert list((one.folder / "backups").glob("*.db"))
    (old,) = (pekka.folder / "backups").glob("*.db")
    assert aino("stop", "Matti", "--erase", "--yes").code == 0
    assert old.exists()
    assert pekka("status").code == 0
    assert not old.exists()
    assert pekka("send", "--yes").code == 0
    kept = list((pekka.folder / "backups").glob("*.db"))
    assert kept
    assert pekka("status").code == 0
    assert list((pekka.folder / "backups").glob("*.db")) == kept
    for file in kept:
        assert b"matti.meikalainen" not in file.read_bytes()


def test_two_answers_to_one_question(tmp_path: Path, url: str, server: MailServer) -> None:
    """Both are in the log, and the later one stands, for both."""
    saris = [
        f"Sari;Hietala;sari.hietala@{place}.example.org;{place} opisto;{region}"
        for place, region in (("kainuu", "Kainuu"), ("lappi", "Lappi"))
    ]
    aino, pekka = (
        at(tmp_path / name, url, server.port, tuple(saris)) for name in ("aino", "pekka")
    )
    assert len(aino("people", "--json")["questions"]) == 1
    rows = ("ryhmat.csv:2", "ryhmat.csv:3")
    assert aino("review", "--different", *rows).code == 0
    assert pekka("people", "--json")["questions"] == []
    assert pekka("review", "--same", *rows).code == 0
    for one in (aino, pekka):
        assert len(one("people", "--json")["people"]) == 1
        said = [line["what"] for line in one("log", "--json")["log"]]
        assert [what.rpartition(" ")[2] for what in said if what.startswith("review: ")] in (
            ["two", "one"],
            ["one", "two"],
        )


def test_a_purge_names_what_the_database_keeps(two: tuple[Desk, Desk]) -> None:
    """Its log and its backups are out of reach; both folders are closed, and nobody is known."""
    aino, pekka = two
    assert aino("send", "--yes").code == 0
    ran = aino("purge", "--yes")
    assert ran.code == 0, ran.err
    said = " ".join(ran.out.split())
    assert "log (WAL) of the database postgresql://" in said
    assert "ask whoever runs it" in said
    assert pekka("send", "--yes").code == 3
    assert pekka("purge", "--yes", "--json")["beyond"]["server"].startswith("postgresql://")
    assert totals(pekka("status", "--json"))["people"] == 3


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://me:hunter2@db.example.org/invite", "holds a password"),
        ("postgresql://db.example.org/invite?password=hunter2", "holds a password"),
        ("postgresql+psycopg://db.example.org/invite", 'Write "postgresql://db.example.org'),
    ],
)
def test_a_url_that_is_no_good(tmp_path: Path, url: str, words: str) -> None:
    """It is said what to write, and no password is shown."""
    here = at(tmp_path / "kutsut", url, 25)
    ran = here("status")
    assert ran.code == 3
    assert words in " ".join(ran.err.split())
    assert "hunter2" not in ran.err


def test_without_the_library(two: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said how to install it."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    for name in [one for one in sys.modules if one.startswith("invite.ledger.storage.postgres.")]:
        monkeypatch.delitem(sys.modules, name)
    ran = two[0]("status")
    assert ran.code == MustMend.exit_code
    assert "psycopg[binary]" in ran.err


def test_killed_and_restarted(tmp_path: Path, url: str, postgres: Postgres) -> None:
    """Two senders; one is killed, then the server is started again as after a power cut: nobody has
    two letters, nobody none, and only what the killed one had in hand is in doubt. The other one's
    run goes on as if nothing had been.
    """
    people = tuple(crowd(60))
    connections = 2
    settings = f'connections = {connections}\npace = "20/s"'
    with MailServer() as server:
        server.record.enough = 0
        desks = [
            at(tmp_path / name, url, server.port, people, settings) for name in ("aino", "pekka")
        ]
        assert desks[0]("people").code == 0
        killed, alive = (one.begin("send", "--yes") for one in desks)
        # Both have letters in hand, however long the other one takes to start.
        _until(lambda: postgres.one("SELECT count(DISTINCT sender) FROM invite.fact", url) == 2)
        server.record.enough = math.inf
        killed.kill()
        killed.communicate()
        postgres.restart()
        _out, err = alive.communicate(timeout=60)
        assert alive.returncode in (0, 1), err.decode()
        ran = desks[0]("send", "--yes")
        assert ran.code in (0, 1), ran.err
        held = [one for letter in server.held for one in letter.recipients]
        assert len(held) == len(set(held))
        found = totals(desks[0]("status", "--json"))
        letters = desks[0]("status", "--json")["mailings"][0]["letters"]
    unclear = {one["to"] for one in letters if one["state"] == "unclear"}
    assert len(unclear) <= connections
    assert set(held) | unclear == {one["to"] for one in letters}
    assert found["sent"] + found["unclear"] == 60


def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)
