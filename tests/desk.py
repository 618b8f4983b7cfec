"""The coordinator's desk: a project folder with a small sheet, and the program run in it as a
coordinator runs it.
"""

from __future__ import annotations

import email
import email.policy
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from unittest import mock

HEADER = "Etunimi;Sukunimi;Sähköposti;Organisaatio;Maakunta"
PEOPLE = (
    "Matti;Meikäläinen;matti.meikalainen@example.org;Kainuun liitto;Kainuu",
    "Maija;Esimerkki;maija.esimerkki@example.org;Lapin liitto;Lappi",
    "Liisa;Malli;liisa.malli@example.com;Satakuntaliitto;Satakunta",
)
SETTINGS = """\
[event]
title = "Yhteinen päätöstilaisuus"
starts = 2027-02-11T13:00:00
ends = 2027-02-11T16:00:00
place = "Juhlatalo, Helsinki"
registration_url = "https://example.org/ilmo?k={{token}}"
reply_by = 2027-01-29
contact = {{ name = "Aino Esimerkki", email = "aino.esimerkki@example.org" }}
privacy_url = "https://example.org/tietosuoja"

[sender]
name = "Alueiden aika"
address = "kutsut@example.org"

[[source]]
file = "ryhmat.csv"
role = "planning-group"

[delivery]
{delivery}
"""


def worded(number: int) -> str:
    """A number in syllables, for the names of many people: figures are no part of a name, and no
    two names are to be one letter or one way of spelling apart.
    """
    syllables = ("ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "ty")
    return "".join(syllables[int(figure)] for figure in str(number))


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command has done: its exit code, and what stood on stdout and stderr."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)

    def __getitem__(self, key: str) -> Any:
        return self.document[key]


@dataclass(frozen=True, slots=True)
class Desk:
    """A project folder and the person who works in it."""

    folder: Path

    def sheet(self, *people: str, name: str = "ryhmat.csv") -> None:
        """Save the sheet as a Finnish Excel does: `;`, cp1252, CRLF."""
        (self.folder / name).write_bytes("\r\n".join((HEADER, *people, "")).encode("cp1252"))

    def settings(self, delivery: str = 'courier = "outbox"', more: str = "") -> None:
        """Write invite.toml with this `[delivery]`."""
        (self.folder / "invite.toml").write_text(
            SETTINGS.format(delivery=delivery) + more, encoding="utf-8"
        )

    def smtp(self, port: int, more: str = "") -> None:
        """Settings that send by a server on this machine, without TLS and sign-in."""
        server = (
            f'courier = "smtp"\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nauth ='
            ' "none"\n'
        )
        self.settings(server + more)

    def __call__(self, *words: str) -> Ran:
        """Run `invite` with these words, in this process; nobody is at the terminal."""
        from invite.cli.main import run

        out, err = io.StringIO(), io.StringIO()
        argv = ["invite", "-C", str(self.folder), *words]
        code: object = 0
        with redirect_stdout(out), redirect_stderr(err), mock.patch.object(sys, "argv", argv):
            try:
                run()
            except SystemExit as end:
                code = end.code
        assert isinstance(code, int)
        return Ran(code, out.getvalue(), err.getvalue())

    def begin(self, *words: str) -> subprocess.Popen[bytes]:
        """Begin `invite` in a process of its own, which can be killed."""
        command = [sys.executable, "-m", "invite", "-C", str(self.folder), *words]
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        )


def desk(folder: Path, people: Iterable[str] = PEOPLE) -> Desk:
    """A desk with a sheet and settings for the outbox."""
    made = Desk(folder)
    made.sheet(*people)
    made.settings()
    return made


def environment(**more: str) -> Mapping[str, str]:
    """This process's environment without what could change what the program says."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("INVITE_", "LC_", "LANG"))
    }
    return {**kept, **more}


def own_data(folder: Path) -> None:
    """Let `invite` take this for the user's own data folder, here and in programs begun here."""
    os.environ["XDG_DATA_HOME"] = os.environ["LOCALAPPDATA"] = str(folder)


def totals(ran: Ran) -> dict[str, int]:
    """The totals of the first mailing of `status --json`, checked to add up."""
    mailing, *_others = ran.document["mailings"]
    found: dict[str, int] = mailing["totals"]
    states = ("ready", "written", "sent", "waiting", "unclear", "failed", "skipped")
    assert sum(found[state] for state in states) == found["people"] == len(mailing["letters"])
    return found


def text_of(letter: EmailMessage) -> str:
    """The plain text of a letter, as the standard library's parser reads it."""
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def parsed(content: bytes) -> EmailMessage:
    """A letter as the standard library's parser reads it."""
    return email.message_from_bytes(content, policy=email.policy.default)
