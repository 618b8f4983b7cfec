"""The ledger given from one computer to another, and every mistake that somebody may make with it:
none doubles a letter that could be known of.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from delivery.servers import MailServer
from desk import Desk, Ran, desk, own_data, totals
from postgres import Postgres, needs_postgres


class Computer:
    """A computer with a project folder and a user's own data folder."""

    def __init__(self, folder: Path, server: MailServer) -> None:
        self.own, self.folder = folder / "own", folder / "kutsut"
        self.folder.mkdir(parents=True)
        self.desk = desk(self.folder)
        self.desk.smtp(server.port)

    def __call__(self, *words: str) -> Ran:
        """Run `invite` here."""
        own_data(self.own)
        return self.desk(*words)

    def key(self) -> str:
        """Its public key."""
        ran = self("ledger", "take", "--request")
        assert ran.code == 0, ran.err
        return ran.out.strip()

    def send(self, *words: str) -> int:
        """Send; the exit code."""
        return self("send", "--yes", *words).code


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):  # put back afterwards
        monkeypatch.setenv(name, os.environ[name])
    with MailServer() as running:
        yield running


@pytest.fixture
def two(tmp_path: Path, server: MailServer) -> tuple[Computer, Computer]:
    """Aino's, who has sent one letter, and Pekka's."""
    aino, pekka = (Computer(tmp_path / name, server) for name in ("aino", "pekka"))
    ran = aino("send", "--yes", "--limit", "1")
    assert ran.code == 0, ran.err
    return aino, pekka


def given(aino: Computer, pekka: Computer, name: str = "kirja.age") -> Path:
    """The file that Aino has made for Pekka."""
    file = aino.folder.parent / name
    ran = aino("ledger", "hand-over", str(file), "--to", pekka.key())
    assert ran.code == 0, ran.err
    return file


def held(server: MailServer) -> list[str]:
    """Who has a letter."""
    return sorted(one for letter in server.held for one in letter.recipients)


def test_one_goes_on_where_the_other_stopped(
    two: tuple[Computer, Computer], server: MailServer
) -> None:
    """All that was known is known there: nobody is asked anything, nobody gets a second letter; and
    it may come back the same way.
    """
    aino, pekka = two
    file = given(aino, pekka)
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"example.org" not in file.read_bytes()
    ran = pekka("ledger", "take", str(file))
    assert ran.code == 0, ran.err
    assert pekka.send("--limit", "1") == 0
    assert aino.send() == 5
    assert len(held(server)) == 2
    back = given(pekka, aino, "takaisin.age")
    assert pekka.send() == 5
    assert aino("ledger", "take", str(back)).code == 0
    assert aino.send() == 0
    assert len(held(server)) == len(set(held(server))) == 3
    assert totals(aino("status", "--json"))["sent"] == 3


def test_what_is_only_looked_at_is_no_harm(two: tuple[Computer, Computer]) -> None:
    """And no stricter: on the giver's computer everything can be looked at still."""
    aino, pekka = two
    given(aino, pekka)
    for words in (("status",), ("who", "Matti"), ("people",), ("log",)):
        ran = aino(*words)
        assert ran.code == 0, (words, ran.err)
    ran = aino("ledger", "check")
    assert ran.code == 5
    assert "kirja.age goes on" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    "words",
    [
        "stop Maija",
        "mark Maija declined",
        "registrations ryhmat.csv",
        "correct Maija --address uusi@example.org",
        "add Oili oili@example.org",
        "review --same Matti Maija",
        "settle --outbox --sent",
        "bounces ryhmat.csv",
        "resend Maija --to uusi@example.org --yes",
    ],
)
def test_nothing_is_written_down_where_nobody_reads_it(
    two: tuple[Computer, Computer], words: str
) -> None:
    """On the giver's computer a no to further letters, an answer or an address would be lost, for
    the other goes on: it is refused, with where to do it.
    """
    aino, pekka = two
    given(aino, pekka)
    ran = aino(*words.split())
    assert ran.code == 5, (ran.out, ran.err)
    assert "kirja.age goes on" in ran.err
    assert "Do this there" in ran.err


def test_the_giver_hears_that_it_is_out_of_date(two: tuple[Computer, Computer]) -> None:
    """Whoever looks there hears that it was handed over; lists can still be shown, and whoever
    wants to be forgotten is forgotten in every copy.
    """
    aino, pekka = two
    given(aino, pekka)
    looked = ("status", "mark", "stop", "registrations", "correct --list")
    for words in (*looked, "stop --erase Maija --yes"):
        ran = aino(*words.split())
        assert ran.code == 0, (words, ran.err)
        assert "kirja.age goes on. What has happened there since is not known here." in ran.err


def test_who_has_asked_for_a_ledger_sends_nothing_before_it(
    two: tuple[Computer, Computer], server: MailServer
) -> None:
    """By the colleague's ledger letters have gone: whoever asked for it and sends before it is
    taken would write to everybody again.
    """
    aino, pekka = two
    file = given(aino, pekka)
    for words in (("send", "--yes"), ("resend", "Matti", "--yes")):
        pekka("people")
        ran = pekka(*words)
        assert ran.code == 5, ran.err
        assert "invite ledger take FILE" in ran.err
    assert pekka("ledger", "check").code == 5
    assert len(held(server)) == 1
    assert pekka("ledger", "take", str(file)).code == 0
    assert pekka("ledger", "check").code == 0
    assert pekka.send() == 0
    assert len(held(server)) == len(set(held(server))) == 3


def test_a_ledger_that_never_comes_holds_up_nobody(
    two: tuple[Computer, Computer], server: MailServer
) -> None:
    """And no stricter: it is said that none comes; and the key of a computer that letters have
    left from changes nothing there.
    """
    aino, pekka = two
    assert aino.key() != pekka.key()
    assert aino.send("--limit", "1") == 0
    assert pekka.send() == 5
    assert pekka("ledger", "accept", "--letters", "0").code == 0
    assert pekka.send() == 0


Mistake = Callable[[Computer, Computer, str], Ran]
MISTAKES: dict[str, Mistake] = {
    "taken twice": lambda aino, pekka, file: pekka("ledger", "take", file),
    "taken by the giver": lambda aino, pekka, file: aino("ledger", "take", file),
    "restored as a backup": lambda aino, pekka, file: pekka("ledger", "restore", file),
    "handed over again": lambda aino, pekka, file: aino(
        "ledger", "hand-over", f"{file}2", "--to", pekka.key()
    ),
    "written over": lambda aino, pekka, file: pekka(
        "ledger", "hand-over", file, "--to", aino.key()
    ),
    "to no key": lambda aino, pekka, file: pekka(
        "ledger", "hand-over", f"{file}3", "--to", "age1x"
    ),
    "to a mail address": lambda aino, pekka, file: pekka(
        "ledger", "hand-over", f"{file}3", "--to", "aino@example.org"
    ),
    "into no folder": lambda aino, pekka, file: pekka(
        "ledger", "hand-over", f"{file}/x/y", "--to", aino.key()
    ),
    "a file that is not there": lambda aino, pekka, file: pekka("ledger", "take", f"{file}4"),
    "no file at all": lambda aino, pekka, file: pekka("ledger", "take"),
    "a file and a request": lambda aino, pekka, file: pekka("ledger", "take", file, "--request"),
    "the sheet": lambda aino, pekka, file: pekka(
        "ledger", "take", str(pekka.folder / "ryhmat.csv")
    ),
    "a plain ledger": lambda aino, pekka, file: pekka(
        "ledger", "take", str(aino.folder / "invite.db")
    ),
    "half of the file": lambda aino, pekka, file: pekka("ledger", "take", half(Path(file))),
    "the giver sends on": lambda aino, pekka, file: aino("send", "--yes"),
    "the giver resends": lambda aino, pekka, file: aino(
        "resend", "Matti", "--yes", "--because", "ei tullut"
    ),
    "an old backup put back": lambda aino, pekka, file: aino(
        "ledger", "restore", str(next((aino.folder / "backups").glob("invite-*.db")))
    ),
    "an old backup copied over": lambda aino, pekka, file: copied_over(aino),
    "the project copied elsewhere": lambda aino, pekka, file: moved_elsewhere(aino),
    "into another project": lambda aino, pekka, file: into_another(pekka, file),
}


def half(file: Path) -> str:
    """What a transfer that was cut off has left of it."""
    cut = file.with_name("puolikas.age")
    cut.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    return str(cut)


def copied_over(aino: Computer) -> Ran:
    """She puts an old backup in the place of her ledger, and sends."""
    old = next((aino.folder / "backups").glob("invite-*.db"))
    shutil.copy(old, aino.folder / "invite.db")
    return aino("send", "--yes")


def into_another(pekka: Computer, file: str) -> Ran:
    """He has two projects, and takes it into the wrong one, from which letters have gone."""
    (pekka.folder.parent / "toinen").mkdir(exist_ok=True)
    other = desk(pekka.folder.parent / "toinen")
    own_data(pekka.own)
    assert other("send", "--yes", "--limit", "1").code == 0  # into its outbox
    return other("ledger", "take", file)


def moved_elsewhere(aino: Computer) -> Ran:
    """She copies the folder, and sends from the copy."""
    copy = Desk(Path(shutil.copytree(aino.folder, aino.folder.with_name("kopio"))))
    own_data(aino.own)
    return copy("send", "--yes")


@pytest.mark.parametrize("mistake", sorted(MISTAKES))
def test_a_mistake_doubles_nobody(
    two: tuple[Computer, Computer], server: MailServer, mistake: str
) -> None:
    """It ends with 2, 3 or 5 and a word what to do; the one who goes on goes on."""
    aino, pekka = two
    file = given(aino, pekka)
    assert pekka("ledger", "take", str(file)).code == 0
    assert pekka.send("--limit", "1") == 0
    ran = MISTAKES[mistake](aino, pekka, str(file))
    assert ran.code in (2, 3, 5), ran.err
    assert "Traceback" not in ran.err
    assert len(ran.err.splitlines()) >= 2
    assert len(held(server)) == 2
    assert pekka.send() == 0
    assert len(held(server)) == len(set(held(server))) == 3


def test_the_same_mistakes_on_one_computer(
    two: tuple[Computer, Computer], server: MailServer
) -> None:
    """Two folders of one user, one after the other, all of them: the computer's memory is one, and
    refuses the same.
    """
    aino, pekka = two
    pekka.own = aino.own
    file = given(aino, pekka)
    assert pekka("ledger", "take", str(file)).code == 0
    assert pekka.send("--limit", "1") == 0
    assert len(MISTAKES) == 20
    for name, mistake in MISTAKES.items():
        ran = mistake(aino, pekka, str(file))
        assert ran.code in (2, 3, 5), (name, ran.err)
        assert len(held(server)) == 2, name
    assert pekka.send() == 0
    assert len(held(server)) == len(set(held(server))) == 3


def test_a_file_that_was_lost(two: tuple[Computer, Computer], server: MailServer) -> None:
    """If the other never takes it, this one is said to be right, by the number that it knows."""
    aino, pekka = two
    given(aino, pekka).unlink()
    ran = aino("send", "--yes")
    assert ran.code == 5
    assert "invite ledger accept --letters 1" in ran.err
    assert aino("ledger", "accept", "--letters", "7").code == 2
    assert aino("ledger", "accept", "--letters", "1").code == 0
    assert aino.send() == 0
    assert len(held(server)) == len(set(held(server))) == 3


@needs_postgres
def test_into_postgres_and_back(tmp_path: Path, server: MailServer, postgres: Postgres) -> None:
    """Everything is there, each way, and the one that it was moved from sends nothing more."""
    here = Computer(tmp_path / "aino", server)
    assert here.send("--limit", "1") == 0
    assert here("mark", "Maija", "declined").code == 0
    url, before = postgres.url(postgres.new()), here("who", "Matti").out
    ran = here("ledger", "copy", "sqlite:invite.db", url)
    assert ran.code == 0, ran.err
    assert here.send() == 5
    assert here("ledger", "copy", "invite.db", url).code == 5
    here.desk.smtp(server.port, f'\n[ledger]\nurl = "{url}"\n')
    assert here("who", "Matti").out == before
    assert here.send("--limit", "1") == 0
    assert here("ledger", "copy", url, "sqlite:toinen.db").code == 0
    assert here.send() == 5
    here.desk.smtp(server.port, '\n[ledger]\nurl = "sqlite:toinen.db"\n')
    assert here("ledger", "check").code == 0
    assert here.send() == 0
    assert len(held(server)) == len(set(held(server))) == 3


@needs_postgres
def test_the_file_that_it_was_moved_from_forgets_too(
    tmp_path: Path, server: MailServer, postgres: Postgres
) -> None:
    """The old file still holds everybody's details: an erasure names it, and the purge deletes it.
    A file that it was moved back to is the ledger, and is not named.
    """
    here = Computer(tmp_path / "aino", server)
    assert here.send("--limit", "1") == 0
    url, old = postgres.url(postgres.new()), here.folder / "invite.db"
    assert here("ledger", "copy", "sqlite:invite.db", url).code == 0
    here.desk.smtp(server.port, f'\n[ledger]\nurl = "{url}"\n')
    ran = here("stop", "Maija", "--erase", "--yes")
    assert ran.code == 0, ran.err
    assert "invite.db" in ran.out
    old.rename(here.folder / "vanha.db")
    assert here("ledger", "copy", url, "sqlite:invite.db").code == 0
    here.desk.smtp(server.port)
    ran = here("stop", "Liisa", "--erase", "--yes")
    assert (ran.code, "invite.db" in ran.out) == (0, False), ran.out
    url = postgres.url(postgres.new())
    assert here("ledger", "copy", "sqlite:invite.db", url).code == 0
    here.desk.smtp(server.port, f'\n[ledger]\nurl = "{url}"\n')
    assert here("purge", "--yes").code == 0
    assert not old.exists()


@needs_postgres
def test_what_cannot_be_moved(tmp_path: Path, server: MailServer, postgres: Postgres) -> None:
    """Into a file that is there, a ledger that is there, the same engine, from nothing: it is said
    so, and this one goes on.
    """
    here = Computer(tmp_path / "aino", server)
    assert here.send("--limit", "1") == 0
    full, none = postgres.url(postgres.new()), postgres.url("no_such_database")
    assert here("ledger", "backup", str(tmp_path / "kopio.db")).code == 0
    assert here("ledger", "copy", str(tmp_path / "kopio.db"), full).code == 0
    here.own = tmp_path / "muu"  # a computer that knows nothing of it
    for from_, to, code in (
        ("invite.db", full, 2),
        ("invite.db", "sqlite:toinen.db", 2),
        ("invite.db", none, 5),
        ("sqlite:ei.db", full, 2),
        (full, "invite.db", 2),
    ):
        ran = here("ledger", "copy", from_, to)
        assert ran.code == code, (from_, to, ran.err)
    here.own = tmp_path / "aino" / "own"
