"""Bad input ends in words that say what, where and what to do, with the exit code of the design's
table; never in a traceback.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from delivery.servers import MailServer, Say
from desk import HEADER, Desk, Ran, desk, environment, worded


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def says(ran: Ran, code: int, *words: str) -> None:
    """The command ended so, in these words, and without a traceback."""
    assert ran.code == code, ran.err
    assert "Traceback" not in ran.err
    assert "has failed" not in ran.err
    for word in words:
        assert word in ran.err


def test_no_project_folder(tmp_path: Path) -> None:
    """Outside a project a command says so and how to name one."""
    says(Desk(tmp_path)("people"), 3, "invite.toml", "--project")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A project folder that does not exist is named."""
    says(Desk(tmp_path / "ei ole")("people"), 3, "ei ole")


def test_broken_settings(here: Desk) -> None:
    """TOML that cannot be read is said with its line."""
    (here.folder / "invite.toml").write_text('[event]\ntitle = "Juhla\n', encoding="utf-8")
    says(here("people"), 3, "invite.toml", "line 2")


def test_everything_wrong_with_the_settings_at_once(here: Desk) -> None:
    """An unknown key, a missing one and a bad address are told in one go, with what may have been
    meant.
    """
    path = here.folder / "invite.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace(
        'address = "kutsut@example.org"', 'address = "kutsut"\nreplyto = "a@example.org"'
    ).replace("ends = ", "endz = ")
    path.write_text(text, encoding="utf-8")
    says(here("people"), 3, "sender.address", "reply_to", "event.ends")


def test_every_bad_sheet_at_once(here: Desk) -> None:
    """A missing sheet and a file that is no spreadsheet are told together, and nobody is written
    to.
    """
    here.settings(
        more=(
            '[[source]]\nfile = "puuttuu.xlsx"\nrole = "lab-team"\n[[source]]\nfile ='
            ' "kuva.xlsx"\nrole = "lab-team"\n'
        )
    )
    (here.folder / "kuva.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    says(here("send", "--yes"), 3, "puuttuu.xlsx", "kuva.xlsx")


def test_a_sheet_without_addresses(here: Desk) -> None:
    """A sheet in which no column holds addresses stops the run: everybody on it would be left
    out.
    """
    (here.folder / "ryhmat.csv").write_text(
        "Etunimi;Sukunimi\nMatti;Meikäläinen\n", encoding="utf-8"
    )
    says(here("send", "--yes"), 3, "ryhmat.csv")


def test_a_template_with_an_unknown_name(here: Desk) -> None:
    """An unknown name in a template is told with its line before anything is sent."""
    templates = here.folder / "templates"
    templates.mkdir()
    (templates / "kutsu.fi.md").write_text(
        "Aihe: Kutsu\n\nHei {{ person.first_name }},\n\n{{ evnt.title }} ja {{ person.nick }}\n",
        encoding="utf-8",
    )
    with MailServer() as server:
        here.smtp(server.port)
        says(here("send", "--yes"), 3, "kutsu.fi.md:5", "evnt")
    assert not server.held


def test_an_empty_value(here: Desk) -> None:
    """A value that is empty for somebody is told with the line and the person; nobody gets "Hei
    ,".
    """
    templates = here.folder / "templates"
    templates.mkdir()
    (templates / "kutsu.fi.md").write_text(
        "Aihe: Kutsu\n\nHei {{ person.organisation }},\n\ntervetuloa!\n", encoding="utf-8"
    )
    here.sheet("Matti;Meikäläinen;matti@example.org;;Kainuu")
    says(here("send", "--yes"), 3, "kutsu.fi.md:3", "Matti Meikäläinen")


@pytest.mark.parametrize("command", [("preview",), ("send", "--yes"), ("resend", "Matti")])
def test_a_problem_is_json_too(here: Desk, command: tuple[str, ...]) -> None:
    """With --json the problems stand in one document on stdout, and the words on stderr."""
    (here.folder / "ryhmat.csv").unlink()
    ran = here(*command, "--json")
    says(ran, 3, "ryhmat.csv")
    error = ran["error"]
    assert isinstance(error, dict)
    assert error["exit"] == 3
    assert "ryhmat.csv" in error["problems"][0]["where"]


def test_a_server_that_is_not_there(here: Desk) -> None:
    """Nobody at that port: exit code 4, and everybody is still ready."""
    with MailServer() as server:
        port = server.port
    here.smtp(port)
    says(here("send", "--yes"), 4, "127.0.0.1")
    assert all(
        letter["state"] == "ready"
        for letter in here("status", "--json").document["mailings"][0]["letters"]
    )


def test_a_server_without_tls(here: Desk) -> None:
    """A server that does not offer STARTTLS gets no letter."""
    with MailServer() as server:
        here.settings(
            f'courier = "smtp"\nhost = "127.0.0.1"\nport = {server.port}\nauth = "none"\n'
        )
        says(here("send", "--yes"), 4, "TLS")
    assert not server.held


def test_a_server_that_refuses_the_sender(here: Desk) -> None:
    """A no to the sender is told in the server's words."""
    with MailServer({"MAIL": Say("550 5.7.1 sender not allowed")}) as server:
        here.smtp(server.port)
        says(here("send", "--yes"), 4, "sender not allowed")


def test_no_password(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a keyring and without a password it is told where one was looked for, and how to give
    one.
    """
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    with MailServer() as server:
        here.settings(
            f'courier = "smtp"\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n'
        )
        says(here("send", "--yes"), 3, "invite login")
    assert not server.held


def test_login_needs_somebody(here: Desk) -> None:
    """The password is only ever typed by somebody; with nobody there login ends with 2."""
    here.settings('courier = "smtp"\nhost = "localhost"\n')
    says(here("login"), 2, "password")


def test_a_ledger_that_is_none(here: Desk) -> None:
    """A file in the ledger's place that is no ledger ends with 5."""
    (here.folder / "invite.db").write_bytes(b"not a database, but long enough to be looked at" * 50)
    says(here("status"), 5, "invite.db")


@pytest.mark.parametrize(
    "words", [("--nope",), ("nope",), ("send", "--nope"), ("who",), ("send", "--limit", "many")]
)
def test_wrong_usage(here: Desk, words: tuple[str, ...]) -> None:
    """What the command line does not know ends with 2."""
    says(here(*words), 2)


def test_several_people(here: Desk) -> None:
    """A part of a name that several have lists them with their ids and ends with 2."""
    here.sheet(
        "Matti;Meikäläinen;matti@example.org;A;Kainuu", "Matti;Malli;malli@example.org;B;Lappi"
    )
    here("people")
    says(here("who", "Matti"), 2, "Meikäläinen", "Malli")
    says(here("resend", "Matti"), 2, "Meikäläinen", "Malli")
    says(here("who", "Olematon"), 2, "Olematon")


@pytest.mark.parametrize("command", ["resend", "who"])
def test_nobody(here: Desk, command: str) -> None:
    """A name that nobody has ends with 2."""
    says(here(command, "Olematon"), 2, "Olematon")


def test_a_reader_that_leaves(here: Desk) -> None:
    """When the reader of the output has seen enough (`| head`), the program just ends."""
    here.sheet(
        *(f"Etu{worded(n)};Suku{worded(n)};henkilo{n}@example.org;Liitto;Lappi" for n in range(400))
    )
    command = f'"{sys.executable}" -m invite -C "{here.folder}" people --json | head -n 1'
    ran = subprocess.run(
        command, shell=True, capture_output=True, env=environment(), check=False, encoding="utf-8"
    )
    assert "Traceback" not in ran.stderr
    assert ran.stdout.strip() == "{"


def test_a_reader_of_the_trouble_that_leaves(here: Desk) -> None:
    """When whoever reads the error has seen enough (`2>&1 | head`), the exit code is what it would
    have been.
    """
    (here.folder / "invite.toml").write_text(
        "".join(f"[part{n}]\n" for n in range(3000)), encoding="utf-8"
    )
    command = [sys.executable, "-m", "invite", "-C", str(here.folder), "people"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment()
    ) as running:
        assert running.stderr is not None
        assert running.stderr.readline()
        running.stderr.close()
        assert running.wait(60) == 3


HOSTILE = "\x1b[31mpunainen\x07 [bold]lihava[/bold] :smile: \u202etakaperin"


@pytest.mark.parametrize(
    "words", [("people",), ("people", "--flaws"), ("preview",), ("status",), ("who", "Meikäläinen")]
)
def test_what_people_wrote_is_only_text(here: Desk, words: tuple[str, ...]) -> None:
    """Escape codes, markup and direction marks in a cell reach the screen as text, or not at
    all.
    """
    (here.folder / "ryhmat.csv").write_text(
        f"{HEADER}\n{HOSTILE};Meikäläinen;m@example.org;{HOSTILE};Kainuu\n", encoding="utf-8"
    )
    assert here("people").code == 0
    ran = here(*words)
    assert ran.code == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(ran.out)
    assert "\U0001f604" not in ran.out
