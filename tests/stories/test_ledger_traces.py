"""The ledger is gone, and so is what the witness could know it by: the backups in the folder still
tell, and nobody is written to again without a word.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cli.at_terminal import at_terminal
from delivery.servers import MailServer
from desk import Desk, desk, totals


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server."""
    with MailServer() as running:
        yield running


@pytest.fixture
def here(tmp_path: Path, server: MailServer) -> Desk:
    """A desk from which two of three letters went."""
    (tmp_path / "kutsut").mkdir()
    made = desk(tmp_path / "kutsut")
    made.smtp(server.port)
    assert made("send", "--yes", "--limit", "2").code == 0
    return made


def forget(here: Desk) -> None:
    """Delete the ledger."""
    for end in ("", "-wal", "-shm"):
        (here.folder / f"invite.db{end}").unlink(missing_ok=True)


def moved(here: Desk, own_folder: Path) -> Desk:
    there = replace(here, folder=here.folder.rename(here.folder.with_name("muualla")))
    forget(there)
    return there


def copied(here: Desk, own_folder: Path) -> Desk:
    there = Desk(Path(shutil.copytree(here.folder, here.folder.with_name("kopio"))))
    forget(there)
    return there


def on_a_new_computer(here: Desk, own_folder: Path) -> Desk:
    shutil.rmtree(own_folder)
    forget(here)
    return here


def another_event(here: Desk) -> None:
    file = here.folder / "invite.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Yhteinen päätöstilaisuus", "Toinen juhla"), encoding="utf-8")


WAYS = (moved, copied, on_a_new_computer)


@pytest.mark.parametrize("way", WAYS)
def test_the_backups_tell_of_it(
    way: Callable[[Desk, Path], Desk], here: Desk, server: MailServer, own_folder: Path
) -> None:
    """Nothing is sent, to one person neither, and the words name the copy; brought back, everybody
    has one letter.
    """
    there = way(here, own_folder)
    for words in (("send", "--yes"), ("resend", "Matti", "--yes")):
        refused = there(*words)
        assert refused.code == 5, refused.out
        assert "2 letters were sent" in refused.err
        assert "invite ledger restore backups/" in refused.err
    assert len(server.held) == 2
    assert there("ledger", "check").code == 5
    assert not [*(there.folder / "backups").glob(".*")]
    (copy,) = (there.folder / "backups").glob("invite-*.db")
    assert there("ledger", "restore", str(copy)).code == 0
    # Whoever has no witness of before is asked whether that is all.
    assert there("ledger", "check").code == 0
    assert there("send", "--yes").code == 0
    assert sorted(one.recipients for one in server.held) == [
        ("liisa.malli@example.com",),
        ("maija.esimerkki@example.org",),
        ("matti.meikalainen@example.org",),
    ]


def test_a_ledger_that_is_right_is_accepted_once(
    here: Desk, server: MailServer, own_folder: Path
) -> None:
    """Who says that it is right has read the number, and is asked no more."""
    there = moved(here, own_folder)
    assert there("ledger", "accept", "--letters", "2").code == 2
    assert there("ledger", "accept", "--letters", "0").code == 0
    assert there("send", "--yes").code == 0
    assert len(server.held) == 5


def test_the_backups_of_another_event_are_not_in_the_way(
    here: Desk, server: MailServer, own_folder: Path
) -> None:
    """The twin: last year's folder, copied without its ledger, for another event; and the next
    event in the folder itself.
    """
    there = copied(here, own_folder)
    another_event(there)
    assert there("send", "--yes").code == 0
    assert len(server.held) == 5
    another_event(here)
    assert here("init", "--new-event").code == 0
    assert here("send", "--yes").code == 0
    assert len(server.held) == 8


def test_a_copy_that_nothing_was_sent_by_says_nothing(tmp_path: Path, server: MailServer) -> None:
    """The twin: a trial with the outbox leaves backups, too; and one that is damaged is no reason
    to send nothing.
    """
    here = desk(tmp_path)
    assert here("send", "--yes").code == 0
    (copy,) = (tmp_path / "backups").glob("invite-*.db")
    forget(here)
    copy.with_name("invite-20990101T000000Z-abcdef.db").write_bytes(b"x" * 5000)
    shutil.rmtree(tmp_path / "outbox")
    here.smtp(server.port)
    assert here("send", "--yes").code == 0
    assert len(server.held) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX's")
def test_drafts_by_a_ledger_that_knows_less_are_a_question(here: Desk) -> None:
    """Files in the outbox reach nobody by themselves, so they are asked about: a no writes nothing,
    a yes, or `--yes` with the word on stderr, writes them.
    """
    forget(here)
    here.settings()
    talk = at_terminal(here.folder, ("send",), ("Send?", "y\n"), ("anyway?", "n\n"))
    assert talk.code == 130
    assert totals(here("status", "--json"))["written"] == 0
    ran = here("send", "--yes")
    assert ran.code == 0
    assert "this ledger knows of 0 of them" in ran.err
    assert totals(here("status", "--json"))["written"] == 3
