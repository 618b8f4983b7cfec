"""The ledger's file: opened, brought up to date, or refused with a word."""

from __future__ import annotations

import base64
import hmac
import multiprocessing
import sqlite3
import stat
import sys
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from begin import take
from hypothesis import given
from hypothesis import strategies as st
from ledgers import clock, new_letter
from made import person

from invite.errors import LedgerUnusable
from invite.ledger.ledger import Ledger
from invite.ledger.storage.keys import Keys
from invite.people.model import PersonId, ReadFile


@given(st.binary(min_size=32, max_size=32), st.text(max_size=20))
def test_what_is_derived_is_in_base_32(secret: bytes, person: str) -> None:
    """As RFC 4648 6 has it, in small letters: written here as the library writes it."""
    digest = hmac.digest(secret, f"token/{person}".encode("utf-8", "replace"), "sha256")
    made = Keys(secret).token(PersonId(person.encode("utf-8", "replace").decode()))
    assert made == base64.b32encode(digest[:15]).decode().lower()


def test_tokens_are_stable_and_personal(tmp_path: Path) -> None:
    """The same person has the same token tomorrow; another person, or another project, has
    another.
    """
    with Ledger(tmp_path / "a.db", clock) as first:
        token = first.keys.token(PersonId("p1"))
        assert token != first.keys.token(PersonId("p2"))
    with Ledger(tmp_path / "a.db", clock) as again, Ledger(tmp_path / "b.db", clock) as other:
        assert again.keys.token(PersonId("p1")) == token != other.keys.token(PersonId("p1"))
        assert "secret" not in repr(again.keys)


@pytest.mark.skipif(
    sys.platform == "win32",
    reason="Windows keeps who may read a file in access lists, not in modes",
)
def test_nobody_else_can_read_it(ledger: Ledger) -> None:
    """The file and what SQLite lays beside it are the owner's alone."""
    for path in Path(ledger.where).parent.glob("invite.db*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_newer_ledger_is_left_alone(tmp_path: Path) -> None:
    """A file made by a newer program is not touched; that is exit code 5."""
    path = tmp_path / "invite.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(LedgerUnusable, match="newer") as caught:
        Ledger(path, clock)
    assert caught.value.exit_code == 5


def test_a_newer_version_comes_while_an_older_one_has_it_open(tmp_path: Path) -> None:
    """The older one writes nothing more, and claims no letter; looking does no harm."""
    path = tmp_path / "invite.db"
    with Ledger(path, clock) as older:
        older.persons.record_reading([(person(), None)], [], [])
        with closing(sqlite3.connect(path)) as newer, newer:
            newer.execute("PRAGMA user_version = 99")
        with pytest.raises(LedgerUnusable, match="newer"):
            older.log("anything")
        assert older.letters.standings("kutsu") == {}


def test_a_newer_version_comes_in_the_middle_of_a_run(tmp_path: Path) -> None:
    """No letter is claimed any more by the older one."""
    path = tmp_path / "invite.db"
    with Ledger(path, clock) as older:
        older.persons.record_reading([(person(), None)], [], [])
        waiting = [new_letter(older)]
        with older.sender(courier="smtp", pace=0.0, daily=None) as turns:
            with closing(sqlite3.connect(path)) as newer, newer:
                newer.execute("PRAGMA user_version = 99")
            with pytest.raises(LedgerUnusable, match="newer"):
                take(turns, waiting)
        assert older.letters.standings("kutsu") == {}


def test_an_older_ledger_is_brought_up_to_date(tmp_path: Path) -> None:
    """A file made before rows of nobody were counted opens with all that it knew, and counts from
    the next reading on.
    """
    path = tmp_path / "invite.db"
    with Ledger(path, clock) as made:
        made.persons.record_reading(
            [(person(), None)], [], [ReadFile(path="a.csv", size=1, mtime_ns=2, digest="x")]
        )
        token = made.keys.token(person().id)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO memory SELECT 'secret', value FROM token_secret")
        db.execute("ALTER TABLE reading DROP COLUMN nobody")
        db.execute("ALTER TABLE letter_text DROP COLUMN shape")
        since = (
            "at_server", "address_verdict", "returned_mail", "written_file", "token_secret",
            "letter_shape",
        )  # fmt: skip
        for table in since:
            db.execute(f"DROP TABLE {table}")
        db.execute("PRAGMA user_version = 1")
    with Ledger(path, clock) as opened:
        assert opened.keys.token(person().id) == token
        at, files, _unread, nobody = opened.persons.last_reading()
        assert (at is not None, len(files), nobody) == (True, 1, 0)
        opened.persons.record_reading([(person(), None)], [], [], nobody=2)
        assert opened.persons.last_reading()[3] == 2


@pytest.mark.parametrize(
    "content", [b"no database at all, but a text of some length" * 40, b"\x00" * 4096]
)
def test_a_file_that_is_no_ledger_is_said_so(tmp_path: Path, content: bytes) -> None:
    """A damaged file is an error that says not to throw it away."""
    path = tmp_path / "invite.db"
    path.write_bytes(content)
    with pytest.raises(LedgerUnusable):
        Ledger(path, clock)


@pytest.mark.parametrize("folder", ["full list", "locked", "malformed"])
def test_the_folder_s_name_is_no_reason(tmp_path: Path, folder: str) -> None:
    """What is wrong is told by the system's codes: a folder's name that reads like a fault does not
    mislead.
    """
    (tmp_path / folder).write_text("a file stands where the folder should be", encoding="utf-8")
    with pytest.raises(LedgerUnusable, match="cannot be used"):
        Ledger(tmp_path / folder / "invite.db", clock)


def test_a_held_ledger_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another program holds the file for too long, that is said, and nothing is half
    written.
    """
    monkeypatch.setattr("invite.ledger.storage.sqlite.connection.WAIT_FOR_OTHERS", 0.1)
    path = tmp_path / "invite.db"
    with Ledger(path, clock) as ledger:
        with closing(sqlite3.connect(path, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            with pytest.raises(LedgerUnusable, match="nother program"):
                ledger.log("anything")
            holder.execute("ROLLBACK")
        ledger.log("anything")


def _open(
    folder: Path, names: list[str], barrier: Barrier, queue: multiprocessing.Queue[str]
) -> None:
    for name in names:
        barrier.wait(60)
        try:
            Ledger(folder / name, clock).__exit__(None, None, None)
        except LedgerUnusable as error:
            queue.put(error.what)
    queue.put("")


def test_several_open_a_new_ledger_at_once(tmp_path: Path) -> None:
    """Programs that open a ledger not there yet at the same instant wait for each other; none of
    them is sent away.
    """
    names = [f"{number}.db" for number in range(60)]
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[str] = context.Queue()
    barrier = context.Barrier(4)
    openers = [
        context.Process(target=_open, args=(tmp_path, names, barrier, queue)) for _ in range(4)
    ]
    for opener in openers:
        opener.start()
    told: list[str] = []
    while told.count("") < len(openers):
        told.append(queue.get(timeout=60))
    for opener in openers:
        opener.join()
    assert told == [""] * len(openers)
