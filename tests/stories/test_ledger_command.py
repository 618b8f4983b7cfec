"""`invite ledger`, and whatever else the coordinator meets of the witness and the backups; each
"never" with its twin.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cli.at_terminal import at_terminal
from delivery.servers import MailServer
from desk import PEOPLE, Desk, desk, environment, totals
from killing import crowd


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    (tmp_path / "kutsut").mkdir()
    return desk(tmp_path / "kutsut")


@pytest.fixture
def server(here: Desk) -> Iterator[MailServer]:
    """A mail server that the project sends by."""
    with MailServer() as running:
        here.smtp(running.port)
        yield running


def backups(here: Desk) -> list[Path]:
    return sorted((here.folder / "backups").glob("*"))


def moved(here: Desk, *, title: str = "Toinen juhla") -> None:
    """Another event in the settings."""
    file = here.folder / "invite.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Yhteinen päätöstilaisuus", title), encoding="utf-8")


# ---- not in the way


def test_a_project_that_moves_with_its_ledger_goes_on(here: Desk, server: MailServer) -> None:
    """Renamed, copied, sent from again and again: nothing is asked, nothing is said."""
    assert here("send", "--yes", "--limit", "1").code == 0
    renamed = Desk(here.folder.rename(here.folder.with_name("juhla")))
    assert "ledger" not in (ran := renamed("send", "--yes", "--limit", "1")).err
    assert ran.code == 0
    copy = Desk(Path(shutil.copytree(renamed.folder, renamed.folder.with_name("kopio"))))
    assert "ledger" not in (ran := copy("send", "--yes")).err
    assert ran.code == 0
    assert len(server.held) == 3


def test_a_trial_outbox_is_not_in_the_way(here: Desk) -> None:
    """Drafts were written, the ledger thrown away: letters go, and a word tells of the drafts."""
    assert here("send", "--yes").code == 0
    (here.folder / "invite.db").unlink()
    with MailServer() as server:
        here.smtp(server.port)
        ran = here("send", "--yes")
        assert ran.code == 0
        assert "3 letters in" in ran.err
        assert len(server.held) == 3


def test_the_demo_leaves_no_trace(tmp_path: Path, own_folder: Path) -> None:
    """It may be run as often as anybody likes."""
    for _again in range(2):
        place = tmp_path / "demo"
        assert Desk(tmp_path)("demo", str(place)).code == 0
        shutil.rmtree(place)
    assert not own_folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX's")
def test_drafts_of_another_ledger_are_a_question(here: Desk) -> None:
    """At a terminal it is asked, and a no sends nothing; a yes writes them."""
    assert here("send", "--yes").code == 0
    (here.folder / "invite.db").unlink()
    talk = at_terminal(here.folder, ("send",), ("Send?", "y\n"), ("anyway?", "n\n"))
    assert talk.code == 130
    assert totals(here("status", "--json"))["written"] == 0
    talk = at_terminal(here.folder, ("send",), ("Send?", "y\n"), ("anyway?", "y\n"))
    assert talk.code == 0
    assert totals(here("status", "--json"))["written"] == 3


# ---- the first use on a computer


def elsewhere(here: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """From now on this is another computer."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "toinen-kone"))


def test_a_ledger_from_another_computer_needs_a_word(
    here: Desk, server: MailServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without a terminal it ends with 2, `--yes` or not, and the command that it names is enough;
    another number is not.
    """
    assert here("send", "--yes", "--limit", "2").code == 0
    elsewhere(here, monkeypatch, tmp_path)
    ran = here("send", "--yes")
    assert (ran.code, len(server.held)) == (2, 2)
    assert "2 letters were sent" in ran.err
    assert here("ledger", "accept", "--letters", "3").code == 2
    assert here("send", "--yes").code == 2
    command = re.search(r"invite (ledger accept --letters \d+)", ran.err)
    assert command
    assert here(*command[1].split()).code == 0
    assert here("send", "--yes").code == 0
    assert len(server.held) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX's")
def test_at_a_terminal_it_is_asked_once(
    here: Desk, server: MailServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A no sends nothing; after a yes it is not asked again."""
    assert here("send", "--yes", "--limit", "1").code == 0
    elsewhere(here, monkeypatch, tmp_path)
    asked = ("Is that all", "n\n")
    assert at_terminal(here.folder, ("send", "--yes"), asked).code == 130
    assert len(server.held) == 1
    words = ("send", "--yes", "--limit", "1")
    assert at_terminal(here.folder, words, ("Is that all", "y\n")).code == 0
    assert at_terminal(here.folder, ("send", "--yes")).code == 0
    assert len(server.held) == 3


def test_a_ledger_that_sent_nothing_asks_nothing(
    here: Desk, server: MailServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The twin."""
    assert here("people").code == 0
    elsewhere(here, monkeypatch, tmp_path)
    assert here("send", "--yes").code == 0


def test_a_witness_that_cannot_be_kept(here: Desk, server: MailServer, own_folder: Path) -> None:
    """Nothing is sent without it, and the place is named; where nothing is sent, nobody minds."""
    own_folder.write_text("", encoding="utf-8")
    ran = here("send", "--yes")
    assert (ran.code, len(server.held)) == (5, 0)
    assert str(own_folder) in ran.err
    assert "Traceback" not in ran.err


# ---- accept


def test_only_the_coordinator_says_that_a_ledger_is_right(here: Desk, server: MailServer) -> None:
    """Neither `send --yes` nor a wrong number; then it counts from there on."""
    assert here("send", "--yes").code == 0
    (here.folder / "invite.db").unlink()
    assert here("send", "--yes").code == 5
    assert here("ledger", "accept", "--letters", "3").code == 2
    assert here("send", "--yes").code == 5
    assert len(server.held) == 3
    assert here("ledger", "accept", "--letters", "0", "--json").document == {"letters": 0}
    assert here("send", "--yes").code == 0
    assert len(server.held) == 6
    assert here("ledger", "check").code == 0


def test_every_command_says_that_letters_are_missing(here: Desk, server: MailServer) -> None:
    """On stderr, so that scripts read what they read; and nothing where all is well."""
    assert here("send", "--yes").code == 0
    assert "ledger" not in here("status").err
    (here.folder / "invite.db").unlink()
    ran = here("status", "--json")
    assert ran.code == 0
    assert "knows of fewer letters than were sent" in ran.err


# ---- restore


def test_those_who_are_new_since_the_copy_are_held(here: Desk, server: MailServer) -> None:
    """Letters went to somebody whom the copy does not know: whoever is new on the sheets is held
    until somebody says; whoever comes later is not.
    """
    copy = here.folder.parent / "kopio.db"
    assert here("send", "--yes").code == 0
    assert here("ledger", "backup", str(copy)).code == 0
    new = "Uusi;Tulokas;uusi.tulokas@example.org;Lapin liitto;Lappi"
    here.sheet(*PEOPLE, new)
    assert here("send", "--yes").code == 0
    (here.folder / "invite.db").unlink()
    done = here("ledger", "restore", str(copy), "--json").document
    assert (done["known"], done["strangers"], done["held"]) == (3, 1, 1)
    later = "Vasta;Tullut;vasta.tullut@example.org;Lapin liitto;Lappi"
    here.sheet(*PEOPLE, new, later)
    assert here("send", "--yes").code == 1  # one letter is unclear
    assert len(server.held) == 5
    assert server.held[-1].recipients == ("vasta.tullut@example.org",)
    assert here("settle", "Tulokas", "--sent").code == 0
    assert here("send", "--yes").code == 0
    assert len(server.held) == 5


def test_a_whole_copy_holds_nobody(here: Desk, server: MailServer) -> None:
    """The twin: where every letter fits somebody, whoever is new gets theirs at once."""
    assert here("send", "--yes").code == 0
    (copy,) = backups(here)
    (here.folder / "invite.db").unlink()
    here.sheet(*PEOPLE, "Uusi;Tulokas;uusi.tulokas@example.org;Lapin liitto;Lappi")
    done = here("ledger", "restore", f"backups/{copy.name}", "--json").document
    assert (done["known"], done["unclear"], done["held"]) == (3, 0, 0)
    assert here("send", "--yes").code == 0
    assert len(server.held) == 4


def test_the_copy_that_is_offered_knows_more(here: Desk, server: MailServer) -> None:
    """The newest backup was left by an older ledger: an earlier one that knows more is offered.
    Where none does, that is said, and the newest leaves unclear what it does not know.
    """

    def run(stamp: str) -> Path:
        """One letter, and the backup after it, as if it had been made then."""
        assert here("send", "--yes", "--limit", "1").code == 0
        made = backups(here)[-1]
        return made.rename(made.with_name(f"invite-{stamp}-{made.stem[-6:]}.db"))

    one, two = run("20260101T000000Z"), run("20260102T000000Z")
    late = Path(shutil.copy(one, one.with_name(one.name.replace("20260101", "20260103"))))
    (here.folder / "invite.db").unlink()
    assert f"knows more: invite ledger restore backups/{two.name}. " in here("send", "--yes").err
    assert two.name in here("ledger", "check").out
    two.unlink()
    shutil.copy(one, here.folder / "invite.db")
    one.unlink()
    ran = here("send", "--yes")
    assert (ran.code, len(server.held)) == (5, 2)
    assert "No backup knows more." in ran.err
    assert "knows more: " not in ran.err
    command = re.search(r"invite (ledger restore backups/\S+\.db)", ran.err)
    assert command
    assert command[1].endswith(late.name)
    assert here(*command[1].split()).code == 0
    assert here("send", "--yes").code == 1  # the second is unclear, the third goes
    assert len(server.held) == 3


def test_what_cannot_be_restored_is_said(here: Desk, server: MailServer, tmp_path: Path) -> None:
    """No file, no ledger, the one in use, another project's: each its word, and all stays as it
    was.
    """
    assert here("send", "--yes").code == 0
    before = (here.folder / "invite.db").read_bytes()
    (tmp_path / "muu").mkdir()
    assert desk(tmp_path / "muu")("people").code == 0
    junk, empty = tmp_path / "roska.db", tmp_path / "tyhja.db"
    junk.write_bytes(b"roskaa" * 999)
    empty.touch()
    for file, code, words in (
        (tmp_path / "ei-ole.db", 2, "There is no file"),
        (here.folder / "invite.db", 2, "in use"),
        (junk, 5, "not a ledger of invite"),
        (empty, 5, "not a ledger of invite"),
        (tmp_path / "muu" / "invite.db", 5, "another project"),
    ):
        ran = here("ledger", "restore", str(file))
        assert (ran.code, words in ran.err) == (code, True), ran.err
        assert "Traceback" not in ran.err
        assert not list(here.folder.glob(".invite.db*"))
    assert (here.folder / "invite.db").read_bytes() == before


def test_restored_on_a_new_computer(
    here: Desk, server: MailServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where nothing is known, a copy is as good as what it says: it is asked no more."""
    copy = tmp_path / "kopio.db"
    assert here("send", "--yes", "--limit", "2").code == 0
    assert here("ledger", "backup", str(copy)).code == 0
    (here.folder / "invite.db").unlink()
    elsewhere(here, monkeypatch, tmp_path)
    assert here("ledger", "restore", str(copy)).code == 0
    assert here("send", "--yes").code == 0
    assert len(server.held) == 3


# ---- backups and the file itself


def test_after_each_run_a_closed_copy_the_newest_five(here: Desk, server: MailServer) -> None:
    """One file each, that only its owner may read, and whole by itself; so is the ledger."""
    here.sheet(*crowd(7))
    for _run in range(7):
        assert here("send", "--yes", "--limit", "1").code == 0
        for one in backups(here):  # as if some time had passed
            stamp = re.sub(r"T(\d{6})Z", lambda m: f"T{int(m[1]) - 1:06}Z", one.name)
            one.rename(one.with_name(stamp))
    found = backups(here)
    assert [one.suffix for one in found] == [".db"] * 5
    wal = here.folder / "invite.db-wal"
    assert not wal.exists() or wal.stat().st_size == 0
    with closing(sqlite3.connect(f"{found[-1].as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert db.execute("SELECT count(*) FROM fact WHERE kind = 'accepted'").fetchone() == (7,)
    if sys.platform != "win32":
        assert {stat.S_IMODE(one.stat().st_mode) for one in found} == {0o600}
        assert stat.S_IMODE((here.folder / "backups").stat().st_mode) == 0o700


def test_also_where_the_ledger_stands_elsewhere(tmp_path: Path) -> None:
    """In a synchronised folder the ledger is away, and its copies are in the project."""
    folder = tmp_path / "OneDrive - Kunta" / "kutsut"
    folder.mkdir(parents=True)
    here = desk(folder)
    assert here("send", "--yes").code == 0
    assert not (folder / "invite.db").exists()
    assert len(backups(here)) == 1


def test_there_it_is_brought_back_too(tmp_path: Path, own_folder: Path) -> None:
    """The ledger that the folder's mark leads to was deleted: the words lead to its copy."""
    folder = tmp_path / "OneDrive - Kunta" / "kutsut"
    folder.mkdir(parents=True)
    here = desk(folder)
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes", "--limit", "2").code == 0
        (ledger,) = own_folder.glob("*/invite.db")
        ledger.unlink()
        ran = here("send", "--yes")
        assert (ran.code, "invite ledger check" in ran.err) == (5, True)
        hint = here("ledger", "check", "--json").document["checks"][0]["hint"]
        assert here(*hint.partition("invite ")[2].split()).code == 0
        assert here("send", "--yes").code == 0
        assert len(server.held) == 3


def test_a_run_that_sent_by_no_ledger_makes_no_backup(here: Desk, server: MailServer) -> None:
    """An empty ledger in place of the lost one must not push the good copies out."""
    assert here("send", "--yes").code == 0
    before = backups(here)
    (here.folder / "invite.db").unlink()
    for _again in range(6):
        assert here("send", "--yes").code == 5
    here.settings()  # the outbox: nothing is refused there
    assert here("send", "--yes").code == 0
    assert backups(here) == before


def test_who_is_erased_leaves_the_backups(here: Desk, server: MailServer) -> None:
    """In place of all copies comes one without them; the ledger can still be brought back."""
    assert here("send", "--yes").code == 0
    assert here("ledger", "restore", f"backups/{backups(here)[0].name}").code == 0  # leaves another
    assert here("stop", "Meikäläinen", "--erase", "--yes").code == 0
    (copy,) = backups(here)
    assert "Meikäläinen".encode() not in copy.read_bytes()
    assert b"Esimerkki" in copy.read_bytes()
    (here.folder / "invite.db").unlink()
    assert here("ledger", "restore", f"backups/{copy.name}").code == 0
    assert here("ledger", "check").code == 0


def test_a_purge_leaves_no_copy_and_no_way_back(here: Desk, server: MailServer) -> None:
    """The backups go, and a copy from before, kept elsewhere, is refused: nobody comes back."""
    copy = here.folder.parent / "kopio.db"
    assert here("send", "--yes", "--limit", "1").code == 0
    assert here("ledger", "backup", str(copy)).code == 0
    assert here("purge", "--yes").code == 0
    assert backups(here) == []
    ran = here("ledger", "restore", str(copy))
    assert (ran.code, "purged" in ran.err) == (5, True)
    shutil.copy(copy, here.folder / "invite.db")
    ran = here("send", "--yes")
    assert (ran.code, "purged" in ran.err) == (5, True)
    assert len(server.held) == 1


def test_no_copy_is_a_source(here: Desk) -> None:
    """What lies in backups is on no list, by whatever pattern; next to it all is as it was."""
    (here.folder / "backups").mkdir()
    shutil.copy(here.folder / "ryhmat.csv", here.folder / "backups" / "vanha.csv")
    (here.folder / "alueet").mkdir()
    shutil.move(here.folder / "ryhmat.csv", here.folder / "alueet" / "ryhmat.csv")
    file = here.folder / "invite.toml"
    text = file.read_text(encoding="utf-8")
    for pattern, found in (("*/*.csv", 1), ("backups/vanha.csv", 0), ("backups", 0)):
        file.write_text(text.replace("ryhmat.csv", pattern), encoding="utf-8")
        ran = here("sources", "--json")
        assert len(ran["sources"]) == found, ran.out
        if not found:
            assert "copies of the ledger" in ran.out
    file.unlink()
    ran = here("init", "--json")
    assert [one["file"] for one in ran["sources"]] == ["alueet/ryhmat.csv"]


def test_a_copy_is_never_written_over(here: Desk, tmp_path: Path) -> None:
    """`backup` makes a new file or none, and only where a folder is."""
    assert here("people").code == 0
    file = tmp_path / "kopio.db"
    assert here("ledger", "backup", str(file)).code == 0
    before = file.read_bytes()
    assert here("ledger", "backup", str(file)).code == 2
    assert file.read_bytes() == before
    assert here("ledger", "backup", str(tmp_path / "ei" / "kopio.db")).code == 3


def test_a_backup_that_cannot_be_made_spoils_no_run(here: Desk, server: MailServer) -> None:
    """All letters went: the run is a good one, with a word."""
    (here.folder / "backups").write_text("", encoding="utf-8")
    ran = here("send", "--yes")
    assert (ran.code, len(server.held)) == (0, 3)
    assert "The ledger could not be backed up" in ran.err


# ---- check


def test_check_finds_what_was_tampered_with(here: Desk, server: MailServer) -> None:
    """A fact that somebody deleted, with the triggers that forbid it; the file that is gone."""
    assert here("send", "--yes").code == 0
    with closing(sqlite3.connect(here.folder / "invite.db")) as db, db:
        db.execute("DROP TRIGGER fact_keeps")
        db.execute("DELETE FROM fact_words")
        db.execute("DELETE FROM fact WHERE kind = 'accepted'")
    ran = here("ledger", "check", "--json")
    assert ran.code == 5
    words = [one["what"] for one in ran["checks"] if one["level"] == "red"]
    assert any("append-only" in one for one in words)
    assert any("6 were written, 3 are there" in one for one in words)


def test_check_of_a_new_project_is_green(here: Desk) -> None:
    """There is no ledger, and nothing is wrong with that."""
    ran = here("ledger", "check", "--json")
    assert ran.code == 0
    assert not (here.folder / "invite.db").exists()
    assert [one["level"] for one in ran["checks"]] == ["green", "green"]


def test_json_may_stand_before_the_command(here: Desk) -> None:
    """As with every other command."""
    ran = here("--json", "ledger", "check")
    assert ran["checks"]


# ---- another event


def test_another_event_in_the_same_folder(here: Desk, server: MailServer) -> None:
    """Its people are all written to; the ledger of the event before is kept; the same event is
    refused.
    """
    assert here("send", "--yes").code == 0
    ran = here("init", "--new-event")
    assert ran.code == 2
    assert "not another event" in ran.err
    moved(here)
    ran = here("init", "--new-event", "--json")
    assert ran.code == 0
    assert ran["title"] == "Toinen juhla"
    assert Path(ran["aside"]).is_file()
    assert here("send", "--yes").code == 0
    assert len(server.held) == 6


def test_another_event_in_a_copied_folder(here: Desk, server: MailServer) -> None:
    """The folder of last year, copied with its ledger or without: neither is in the way, and the
    old one goes on.
    """
    assert here("send", "--yes", "--limit", "2").code == 0
    copy = Desk(Path(shutil.copytree(here.folder, here.folder.with_name("kopio"))))
    moved(copy)
    assert copy("init", "--new-event").code == 0
    assert copy("send", "--yes").code == 0
    assert len(server.held) == 5
    assert here("send", "--yes").code == 0
    assert len(server.held) == 6


def test_a_lost_ledger_is_no_other_event(here: Desk, server: MailServer) -> None:
    """By `--new-event` nobody writes the same invitation twice; where the event is another, a lost
    ledger is not in the way.
    """
    assert here("send", "--yes").code == 0
    (here.folder / "invite.db").unlink()
    assert here("init", "--new-event").code == 2
    assert here("send", "--yes").code == 5
    moved(here)
    assert here("init", "--new-event").code == 0
    assert here("send", "--yes").code == 0
    assert len(server.held) == 6


def test_another_event_in_a_synchronised_folder(tmp_path: Path) -> None:
    """The mark leads to the new ledger from then on."""
    folder = tmp_path / "OneDrive - Kunta" / "kutsut"
    folder.mkdir(parents=True)
    here = desk(folder)
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes").code == 0
        moved(here)
        assert here("init", "--new-event").code == 0
        assert here("send", "--yes").code == 0
        assert len(server.held) == 6


def test_the_tests_have_a_folder_of_their_own(own_folder: Path) -> None:
    """Never that of whoever runs them, nor do the programs that they start."""
    assert str(own_folder.parent) == environment()["XDG_DATA_HOME"]
