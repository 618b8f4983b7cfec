"""Under a Finnish system every line on the screen is Finnish, and what scripts read is English."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.at_terminal import at_terminal
from delivery.servers import MailServer, Say
from desk import Desk, Ran, desk, environment, parsed, text_of

from invite import words
from invite.cli.main import BELOW, COMMANDS
from invite.people.fields.addresses import judge

FINNISH = {"LANG": "fi_FI.UTF-8"}
# Words of nearly every English sentence, and those of our own; none of them is Finnish.
ENGLISH = re.compile(
    r"\b(?:the|is|are|was|were|be|been|has|have|had|and|or|of|to|not|it|its|they|their|them|this"
    r"|that|these|with|from|for|by|in|at|an|if|who|what|which|when|where|how|nobody|yes|no|you|your"
    r"|letters?|persons?|people|sent|held|rows?|address(?:es)?|names?|registered|declined|attended"
    r"|accepted|refused|written|unknown|ledger|file|folder|sheets?|sample|options|usage|commands?)\b",
    re.IGNORECASE,
)
# What stays as it is: commands and options, keys and sections of the settings, files, addresses,
# roles, and what a server has said.
KEPT = re.compile(
    r"\S*\binvite [a-z-]+|\bIT-tu\w+|(?<!\w)--?[a-z][a-z-]*|`[^`]*`|\[\[?[a-z][\w.-]*\]\]?|https?://\S+|\S+@\S+"
    r"|[\w./\\<>:-]*\.(?:toml|csv|xlsx|ods|db|eml|md|html|msg)\b|planning-group|lab-team|project-lead"
    r"|\w+ = \S+|[245]50 .*|Ok: kept\.?|/[\w./-]+|\b[a-z]+(?:\|[a-z]+)+|“[^”]*”|\bfirst_name\b"
    r"|^ +\w+ +(?:first_name|last_name|email|organisation|region) "
)
GROUPS = (
    "Matti;Meikäläinen;matti.meikalainen@example.org;Kainuun liitto;Kainuu",
    "Maija;Esimerkki;maija.esimerkki@example.org;Lapin liitto;Lappi",
    "Liisa;Malli;liisa.malli@example.com;Satakuntaliitto;Satakunta",
    "Kai;Kadonnut;kai.kadonnut@example.org;Oulun kaupunki;Kainuu",
    "Väinö;Virhe;vaino.virhe@;Oulun kaupunki;Kainuu",
    "Kerttu (kuollut);Rantala;kerttu@example.org;Lapin liitto;Lappi",
)
WAVES = """
[mailing.kutsu]

[mailing.muistutus]
audience = "not registered"

[mailing.muutos]
audience = "holds old facts and not declined"

[mailing.kiitos]
audience = "attended"
"""


def english(text: str) -> list[str]:
    """The lines in which an English word stands."""
    return [line for line in text.splitlines() if ENGLISH.search(KEPT.sub(" ", line))]


class Finnish(Desk):
    """A desk whose owner reads Finnish: whatever is said must be."""

    def __call__(self, *words: str) -> Ran:
        """Run `invite`; nothing that it says is English."""
        ran = super().__call__(*words)
        assert not english(ran.out + ran.err), words
        return ran


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Finnish]:
    monkeypatch.setenv("LANGUAGE", "fi")
    # What was said of an address in one language is kept, as a program speaks but one.
    words._catalogue.cache_clear()
    judge.cache_clear()
    (tmp_path / "juhla").mkdir()
    yield Finnish(tmp_path / "juhla")
    words._catalogue.cache_clear()
    judge.cache_clear()


def test_the_whole_story(here: Finnish) -> None:
    """From the first sheet to the purge, against a real mail server."""
    here("demo", str(here.folder.parent / "demo"))
    here.sheet(*GROUPS)
    here()
    event = ("--title", "Yhteinen päätöstilaisuus", "--starts", "11.2.2027 klo 13")
    sender = ("--sender-name", "Alueiden aika", "--sender-address", "kutsut@example.org")
    here("init", *event, *sender, "--yes")
    assert "Pakollinen." in (here.folder / "invite.toml").read_text(encoding="utf-8")
    here.settings(more=WAVES)
    _prepare(here)
    with MailServer({"RCPT": Say("550 5.1.1 no such user")}, times=1) as server:
        here.smtp(server.port, WAVES)
        _send(here)
        letters = {one.recipients[0]: text_of(parsed(one.content)) for one in server.held}
        code = re.search(r"k=([a-z2-7]{24})", letters["matti.meikalainen@example.org"])
        assert code
        _hear(here, code[1])
    here("stop", "Kai", "--erase", "--yes")
    here("purge")
    here("purge", "--yes")
    here("status")
    assert here("send", "--yes").code == 3


def _prepare(here: Finnish) -> None:
    for command in (
        "sources --lines",
        "people",
        "people --flaws",
        "people --changes",
        "people --why Matti",
        "review",
        "correct Virhe --address vaino.virhe@example.org",
        "review --as-it-stands Rantala",
        "correct --list",
        "preview Matti",
        "status",
        "ledger check",
        "settle --look",
        "bounces",
        "registrations",
        "mark",
        "stop",
        "send --mailing kutzu",
        "who Olematon",
        "who i",
    ):
        here(*command.split())
    here("add", "Lisä Lahjakas", "lisa.lahjakas@example.org")


def _send(here: Finnish) -> None:
    here("send", "--test", "pomo@example.org")
    here("send", "--test", "pomo@example.org")
    here("send", "--dry-run")
    assert here("send").code == 2
    here("send", "--yes", "--limit", "2")
    here("send", "--yes")
    assert "on tavoitettu" in here().out
    assert "klo" in here("who", "Matti").out
    here("who", "Matti", "--answer")
    here("resend", "Kai", "--to", "kai@example.net", "--because", "ei tullut")
    here.sheet(*GROUPS, "Myöhä;Tulija;myoha.tulija@example.org;Oulun kaupunki;Kainuu")
    here("people", "--changes")
    here("send", "--yes")
    for command in (
        "status",
        "status --html tilanne.html",
        "status --state skipped",
        "mark Liisa Malli declined",
    ):
        here(*command.replace("tilanne", str(here.folder / "tilanne")).split())


def _hear(here: Finnish, code: str) -> None:
    (here.folder / "ilmo.csv").write_text(
        "Aikaleima;Nimi;Sähköposti;Osallistutko tilaisuuteen?;Koodi\n"
        f"12.1.2026 klo 9.14;Matti Meikäläinen;matti@koti.example;Kyllä;{code}\n"
        "13.1.2026 klo 9.14;Liisa Malli;liisa.malli@example.com;En pääse;\n"
        "14.1.2026 klo 9.14;Outo Kulkija;outo@example.net;Kyllä;\n",
        encoding="utf-8",
    )
    here("registrations", str(here.folder / "ilmo.csv"))
    here("registrations", "--ignore", "4")
    here("mark", "Maija", "registered")
    here("stop", "Virhe")
    here("stop", "uusi.ihminen@example.org")
    (here.folder / "lista.txt").write_text("yksi@example.org\ntoinen@example.org\n", "utf-8")
    here("stop", "--from", str(here.folder / "lista.txt"))
    (here.folder / "lista.txt").unlink()
    here("stop")
    here("who", "Virhe")
    here("who", "Matti", "--export", str(here.folder / "matti.html"))
    here("registrations", "puuttuu.csv")
    here("status")
    assert "Ilmoittautuneita 2." in here().out
    here("send", "--mailing", "muistutus", "--yes")
    path = here.folder / "invite.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("T13:00", "T12:00"), encoding="utf-8")
    here()
    here("send", "--mailing", "muutos", "--yes")
    here("mark", "Maija", "attended")
    here("send", "--mailing", "kiitos", "--yes")
    here("who", "Maija")
    here("log")
    here("ledger", "backup", str(here.folder / "kopio.db"))


# Shows the help of the program and of each command, one after the other.
PAGES = """
import sys
from invite.__main__ import run
for words in sys.argv[1].split(","):
    sys.argv = ["invite", *words.split(), "--help"]
    try:
        run()
    except SystemExit as end:
        assert not end.code, words
"""


def test_all_help_pages() -> None:
    """Not a line of them is English, typer's own words included, and every command has one."""
    names = [name for name, _panel, _words in COMMANDS]
    names += [f"{name} {below}" for name, commands in BELOW.items() for below in commands]
    command = [sys.executable, "-c", PAGES, ",".join(["", *names])]
    ran = subprocess.run(
        command,
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=environment(**FINNISH, COLUMNS="80"),
    )
    # The names of commands in front, and of the fields that --column takes.
    text = re.sub(r"^│ [a-z-]+ |\b(?:attended|time|name),", "", ran.stdout, flags=re.MULTILINE)
    assert not english(text)
    assert not re.findall(
        r"\b[A-Z]*(?:DAY|FILE|FOLDER|FROM|KEY|LINE|MAIL|NAME|TEXT|TIME|WHO)\b", text
    )
    assert ran.stdout.count("Käyttö: invite") == len(names) + 1
    assert not [line for line in ran.stdout.splitlines() if len(line) > 80]


def test_what_scripts_read_is_english(tmp_path: Path) -> None:
    """The same document, byte by byte, as under an English system, and the same exit code."""
    here = desk(tmp_path, GROUPS)
    assert here("people").code == 0
    for command in ("people", "status", "send --dry-run", "who Olematon"):
        said = [_run(here, language, *command.split(), "--json") for language in ("fi_FI", "en_GB")]
        assert said[0] == said[1], command
        assert "osoite" not in said[0][1]
    assert "osoite" in _run(here, "fi_FI", "people")[1]


def _run(here: Desk, language: str, *words: str) -> tuple[int, str]:
    ran = subprocess.run(
        [sys.executable, "-m", "invite", "-C", str(here.folder), *words],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=environment(LANG=f"{language}.UTF-8"),
    )
    return ran.returncode, ran.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX's")
def test_questions_take_finnish_answers(tmp_path: Path) -> None:
    """`k` is a yes and `e` a no; the keys of the review are those of the Finnish words; Enter alone
    sends nothing.
    """
    here = desk(
        tmp_path, [*GROUPS[:3], "Rehtori;;rehtori@example.org;Lapin liitto;Lappi", GROUPS[5]]
    )
    held = at_terminal(
        tmp_path,
        ("review",),
        ("y: yksitellen", "e\n"),
        ("y: yksitellen", "y\n"),
        ("o: korjaa", "o\n"),
        ("Etunimi ja sukunimi:", "Aino Malli\n"),
        more=FINNISH,
    )
    assert held.code == 0, held.screen
    for answer, written in (("\n", 0), ("e\n", 0), ("k\n", 4)):
        at_terminal(tmp_path, ("send",), ("[k/E]", answer), more=FINNISH)
        assert here("status", "--json")["mailings"][0]["totals"]["written"] == written
