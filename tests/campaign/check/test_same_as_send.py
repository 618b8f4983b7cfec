"""Red is exactly what makes `send` end with 3, 4 or 5 for a mailing that is still to go: each
project is looked at, then sent from.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from checking import FORMS, NOTHING, said, settings, well, write
from delivery.certificates import authority, make, server_context
from delivery.certificates import write as write_files
from delivery.servers import HangUp, MailServer, Record, Say
from desk import PEOPLE, Desk, desk, worded

from invite.campaign.check.checklist import checklist
from invite.campaign.check.model import STOPS

MATTI, MAIJA, LIISA = PEOPLE
BROKEN = "Aihe: Kutsu\n\nHei {{ person.firstname }}\n"


@contextmanager
def _nothing(_here: Desk) -> Iterator[None]:
    yield


def _file(name: str, text: str) -> Callable[[Desk], object]:
    @contextmanager
    def spoiled(here: Desk) -> Iterator[None]:
        write(here, name, text)
        yield

    return spoiled


def _served(faults: dict[str, Say | HangUp] | None = None, more: str = "", **options: object):  # type: ignore[no-untyped-def]  # a table's entry
    @contextmanager
    def spoiled(here: Desk) -> Iterator[None]:
        with MailServer(faults or {}, **options) as server:  # type: ignore[arg-type]  # passed on
            here.smtp(server.port, f'patience = "0s"\n{more}')
            settings(here, "[delivery]", f"{FORMS}\n[delivery]")
            yield

    return spoiled


@contextmanager
def _nobody_there(here: Desk) -> Iterator[None]:
    with MailServer() as server:
        port = server.port
    here.smtp(port)
    yield


@contextmanager
def _everybody_held(here: Desk) -> Iterator[None]:
    """Nobody listens, and nobody is to be written to now."""
    here.sheet("Matti;Meikäläinen;;Kainuun liitto;Kainuu")
    with _nobody_there(here):
        yield


@contextmanager
def _self_signed(here: Desk) -> Iterator[None]:
    tls = server_context(make("localhost", by=None), here.folder.parent, "own")
    with MailServer(tls=tls) as server:
        here.settings(
            f'courier = "smtp"\nhost = "localhost"\nport = {server.port}\nauth = "none"\n'
        )
        yield


@contextmanager
def _outbox_is_a_file(here: Desk) -> Iterator[None]:
    write(here, "outbox", "")
    yield


@contextmanager
def _damaged(here: Desk) -> Iterator[None]:
    """A fact is gone from the ledger."""
    here("send", "--yes", "--limit", "1")
    with closing(sqlite3.connect(here.folder / "invite.db")) as db:
        db.executescript("DROP TRIGGER fact_keeps; DELETE FROM fact WHERE id = 1;")
    yield


@contextmanager
def _no_ledger(here: Desk) -> Iterator[None]:
    """The ledger is gone after letters went."""
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes", "--limit", "1").code == 0
        for file in here.folder.glob("invite.db*"):
            file.unlink()
        yield


@contextmanager
def _no_ledger_of_drafts(here: Desk) -> Iterator[None]:
    """The ledger is gone, and all that it knew were files in the outbox."""
    assert here("send", "--yes", "--limit", "1").code == 0
    for file in here.folder.glob("invite.db*"):
        file.unlink()
    yield


@contextmanager
def _without_password(here: Desk) -> Iterator[None]:
    root = authority("Testi")
    write_files(root, here.folder, "ca")
    tls = server_context(make("localhost", by=root), here.folder.parent, "good")
    with MailServer(tls=tls, sign_in=True) as server:
        here.settings(
            f'courier = "smtp"\nhost = "localhost"\nport = {server.port}\nca_file = "ca.crt"\n'
        )
        yield


@contextmanager
def _no_ca_file(here: Desk) -> Iterator[None]:
    tls = server_context(make("localhost", by=None), here.folder.parent, "own")
    with MailServer(tls=tls) as server:
        write(here, "ca.pem", "no certificate")
        here.settings(
            f'courier = "smtp"\nhost = "localhost"\nport = {server.port}\nauth = "none"\n'
            'ca_file = "ca.pem"\n'
        )
        yield


@contextmanager
def _no_such_group(here: Desk) -> Iterator[None]:
    here.settings(more='[mailing.kutsu]\naudience = "group Ei-sellaista"\n')
    yield


@contextmanager
def _too_early(here: Desk) -> Iterator[None]:
    """Nobody is written to before that day, so a server that is not there stops nothing yet."""
    with _nobody_there(here):
        settings(here, "[delivery]", "[mailing.kutsu]\nnot_before = 2099-01-01\n\n[delivery]")
        yield


SPOILS = {
    "all is well": _nothing,
    "settings that cannot be read": _file("invite.toml", "[event\n"),
    "no such key": _file("invite.toml", "[event]\ntitel = 1\n"),
    "a sheet that cannot be read": _file("ryhmat.csv", "\0\0"),
    "a template with a slip": _file("templates/kutsu.fi.md", BROKEN),
    "a template in a language of nobody": _file("templates/kutsu.sv.md", BROKEN),
    "somebody without an address": _file(
        "ryhmat.csv", "Nimi;Sähköposti\nMatti Meikäläinen;\nMaija Esimerkki;m@example.org\n"
    ),
    "a folder that cannot be made": _outbox_is_a_file,
    "a damaged ledger": _damaged,
    "no ledger after letters went": _no_ledger,
    "no ledger after drafts were written": _no_ledger_of_drafts,
    "a server that is well": _served(),
    "nobody at the port": _nobody_there,
    "nobody at the port, nobody to write to": _everybody_held,
    "hangs up": _served({"greeting": HangUp()}),
    "the greeting is a no": _served({"greeting": Say("554 5.7.0 go away", then_close=True)}),
    "not just now": _served({"EHLO": Say("421 4.3.2 later", then_close=True)}),
    "the sender is refused": _served({"MAIL": Say("550 5.7.60 not as this sender")}),
    "the sender is put off": _served({"MAIL": Say("451 4.7.1 later")}),
    "relaying is denied": _served({"RCPT": Say("554 5.7.1 relay access denied")}),
    "every address is unknown": _served({"RCPT": Say("550 5.1.1 no such user")}),
    "letters are too large": _served(size=2_000),
    "a certificate of its own": _self_signed,
    "a password that is not there": _without_password,
    "a file of certificates that is not there": _no_ca_file,
    "a group that nobody is of": _no_such_group,
    "a first day that has not come": _too_early,
}


@pytest.mark.parametrize("name", SPOILS)
def test_red_is_what_stops_send(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Red in the one, and 3, 4 or 5 of the other: both or neither."""
    monkeypatch.delenv("INVITE_PASSWORD", raising=False)
    (tmp_path / "kutsut").mkdir()
    here = well(desk(tmp_path / "kutsut"))
    with SPOILS[name](here):
        found = checklist(here.folder, NOTHING)
        red = [(one.area, one.what) for one in found.checks if one.level == "red"]
        ran = here("send", "--yes")
    assert bool(red) is (ran.code in STOPS), (red, ran.code, ran.err)


def test_each_mailing_that_is_to_go_is_judged_by_itself(here: Desk) -> None:
    """A reminder that nobody gets yet, with a slip in its template: red, as `send` says of it; the
    invitation goes all the same.
    """
    well(here)
    settings(
        here,
        "[delivery]",
        '[mailing.kutsu]\n[mailing.muistutus]\naudience = "not registered"\n\n[delivery]',
    )
    write(here, "templates/muistutus.fi.md", BROKEN)
    found = checklist(here.folder, NOTHING)
    assert [one.where for one in found.checks if one.level == "red"] == [
        "templates/muistutus.fi.md:3"
    ]
    assert here("send", "--yes", "--mailing", "muistutus").code == 3
    assert here("send", "--yes").code == 0


def test_what_has_gone_is_not_judged_again(here: Desk) -> None:
    """Everybody has the invitation: a slip in its template since then, and a server that is not
    there any more, are nothing to fix.
    """
    with _nobody_there(well(here)):
        with MailServer() as server:
            here.smtp(server.port)
            assert here("send", "--yes").code == 0
        write(here, "templates/kutsu.fi.md", BROKEN)
        found = checklist(here.folder, NOTHING)
    assert not [one for one in found.checks if one.level == "red"], found.checks
    assert said(found, "green", "kutsu: nothing is left to send")
    assert said(found, "yellow", "cannot be reached")


class OneDomain(Record):
    """Takes one letter in four."""

    def fault(self, phase: str) -> Say | None:
        """A no to all but the first and every fourth recipient after it."""
        odd = phase == "RCPT" and self.heard.count("RCPT") % 4 != 1
        return Say("554 5.7.1 relay access denied") if odd else None


def test_three_noes_that_do_not_run_are_no_no_to_us(here: Desk) -> None:
    """The first letter is taken, the next two and the largest are not: nobody knows of those
    between, so it is not red; three running are (above).
    """
    well(here)
    people = [
        f"Etu{worded(n)};Suku{worded(n)};henkilo{n}@example.org;Lapin liitto;Lappi"
        for n in range(8)
    ]
    here.sheet(*people, f"Aino;{'Pitkänen-' * 5}Nimi;aino@example.org;Lapin liitto;Lappi")
    with MailServer(record=OneDomain) as server:
        here.smtp(server.port)
        found = checklist(here.folder, NOTHING)
        assert server.record.heard.count("RCPT") == 4
    assert not [one for one in found.checks if one.level == "red"]
    assert len(said(found, "yellow", "refuses the letter")) == 3
