"""What `invite check` says of the ledger: whole, knowing what was sent, with a backup; and what it
says where the ledger or the settings cannot be read.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from checking import looked, said, well, write
from delivery.servers import MailServer
from desk import Desk, own_data


def _sent(here: Desk) -> None:
    """One letter, by a real courier."""
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes", "--limit", "1").code == 0


def test_the_newest_backup_is_named(here: Desk) -> None:
    """After a run it is there; where letters went and none is, that is yellow."""
    assert here("send", "--yes", "--limit", "1").code == 0
    (backup,) = (here.folder / "backups").glob("*.db")
    found = looked(well(here))
    (line,) = said(found, "green", "The newest backup:")
    assert line.where == f"backups/{backup.name}"
    backup.unlink()
    (line,) = said(looked(here), "yellow", "There is no backup yet")
    assert "invite ledger backup FILE" in line.hint


def test_a_ledger_that_lost_letters(here: Desk) -> None:
    """Older than what went from here: red, with the backup that brings it back; as it was: green."""
    here("people")
    old = here.folder / "vanha.db"
    shutil.copy(here.folder / "invite.db", old)
    _sent(here)
    assert said(looked(here), "green", "It knows of every letter that left this computer: 1")
    for file in here.folder.glob("invite.db*"):
        file.unlink()
    shutil.move(old, here.folder / "invite.db")
    (line,) = said(looked(here), "red", "1 letter was sent from this computer")
    assert "invite ledger restore backups/" in line.hint
    assert "invite ledger accept --letters 0" in line.hint


def test_a_ledger_from_elsewhere_is_asked_about(here: Desk, tmp_path: Path) -> None:
    """Another computer sent by it: yellow, for a yes is all that it needs."""
    _sent(here)
    own_data(tmp_path / "another")
    (line,) = said(looked(well(here)), "yellow", "not from this computer")
    assert line.hint == "If it is right: invite ledger accept --letters 1"


def test_letters_in_the_outbox_that_it_does_not_know(here: Desk) -> None:
    """Files of a ledger that is gone: yellow, for somebody may have sent them."""
    assert here("send", "--yes").code == 0
    assert not said(looked(well(here)), "yellow", "unknown to this ledger")
    for file in here.folder.glob("invite.db*"):
        file.unlink()
    found = looked(here)
    (line,) = said(found, "yellow", "3 letters in the outbox are unknown to this ledger")
    assert line.where == "outbox/kutsu"
    assert said(found, "yellow", "backups/.* says that it was used before")
    assert found.exit_code == 0


def test_a_page_of_a_preview_that_it_does_not_know(here: Desk) -> None:
    """Somebody has looked at letters by another ledger."""
    write(well(here), "preview/kutsu.html", "<p>Hei</p>")
    assert said(looked(here), "yellow", "preview/kutsu.html says that it was used before")
    here("people")
    assert not said(looked(here), "yellow", "used before")


def test_it_prints_without_a_ledger(here: Desk) -> None:
    """A file that is no ledger: red, and the sheets and the server were looked at."""
    write(well(here), "invite.db", "this is no ledger, only a text that lies in its place\n" * 20)
    found = looked(here)
    assert [one.area for one in found.checks if one.level == "red"] == ["ledger"]
    assert said(found, "yellow", "The letters could not be tried")
    assert said(found, "green", "1 file can be read")
    assert said(found, "green", "Letters are saved as files")


def test_it_prints_without_ledger_and_sheets(here: Desk) -> None:
    """Both are told at once."""
    write(well(here), "invite.db", "this is no ledger, only a text that lies in its place\n" * 20)
    (here.folder / "ryhmat.csv").unlink()
    found = looked(here)
    assert {one.area for one in found.checks if one.level == "red"} == {"ledger", "sheets"}


def test_it_prints_without_settings(here: Desk) -> None:
    """Each problem with its line, and that the rest could not be tried."""
    write(here, "invite.toml", '[event]\ntitle = "x"\n[delivery]\ncourier = "pigeon"\n')
    found = looked(here)
    assert [one.where for one in found.checks if one.area == "server"] == [
        "invite.toml: delivery.courier (line 4)"
    ]
    assert said(found, "yellow", "The rest could not be tried")
    assert found.exit_code == 3
    (here.folder / "invite.toml").unlink()
    assert [one.level for one in looked(here).checks] == ["red", "yellow"]


def test_after_the_purge_nothing_is_to_go(here: Desk) -> None:
    """Closed for good: one green line."""
    assert here("send", "--yes").code == 0
    assert here("purge", "--yes").code == 0
    found = looked(well(here))
    assert said(found, "green", "The mailings are closed")
    assert found.exit_code == 0


def test_ledger_check_and_check_say_the_same(here: Desk) -> None:
    """`invite ledger check` shows the ledger's lines of `invite check`."""
    _sent(here)
    alone = here("ledger", "check", "--json").document["checks"]
    ran = here("check", "--json").document["checks"]
    assert [one for one in ran if one["area"] == "ledger"] == alone


def test_a_fact_that_is_gone(here: Desk) -> None:
    """A ledger from which somebody took a fact is damaged, and `send` says so, too."""
    _sent(here)
    with closing(sqlite3.connect(here.folder / "invite.db")) as db:
        db.executescript("DROP TRIGGER fact_keeps; DELETE FROM fact WHERE id = 1;")
    lines = said(looked(here), "red", "fact: [0-9]+ were written, [0-9]+ are there")
    assert "invite ledger restore backups/" in lines[0].hint
    ran = here("send", "--yes")
    assert (ran.code, "The ledger is damaged" in ran.err) == (5, True)
