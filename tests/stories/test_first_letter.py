"""A new user under a Finnish system, with messy sheets and nothing but the README, reaches the first
test letter in at most twelve commands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from cli.at_terminal import at_terminal
from delivery.servers import MailServer
from desk import Desk, Ran, parsed, text_of
from openpyxl import Workbook

from invite import words
from invite.people.fields.addresses import judge

Sheets = Mapping[str, tuple[tuple[str, ...], ...]]
MOST = 12  # commands to the first test letter
DELIVERY = (
    '\ncourier = "smtp"\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nauth = "none"\n'
)
SHEETS: Sheets = {
    "Kainuu": (
        ("Kainuun ohjausryhmä 2025–2026",), (), ("Nimi", "Sähköposti", "Organisaatio", "Huom"),
        ("Puheenjohtaja",), ("Tuulikki Rämänen", "tuulikki.ramanen@example.org", "Kainuun liitto"),
        ("Jäsenet:",), ("Eero Tervahartiala", "eero.tervahartiala@example.org", "Sotkamon kunta"),
        ("Vacat", "", "Kuhmon kaupunki"), ("N.N.", "", "ELY-keskus"),
        ("Varajäsenet:",), ("Päivi Leppäkorpi", "paivi.leppakorpi@example.org"), ("avoinna",),
    ),
    "Pohjanmaa": (
        ("Namn", "E-post", "Organisation", "Språk"), ("Ordförande:",),
        ("Gun-Britt Söderlund", "gun-britt.soderlund@example.org", "Österbottens förbund", "sv"),
    ),
    "lisäykset": (
        ("Nimi", "Sähköposti", "Organisaatio", "Maakunta"),
        ("Salla Kettumäki", "salla.kettumaki@example.org", "Kemin kaupunki", "Lappi"),
    ),
}  # fmt: skip
TEAMS: Sheets = {
    "Tekstiilit talteen": (
        ("Etunimi", "Sukunimi", "sposti", "kieli"),
        ("Gun-Britt", "Söderlund", "gun-britt.soderlund@example.org", "ruotsi"),
    ),
    "Taul3": (("Etunimi", "Sukunimi", "sposti"), ("Mirja", "Koskelainen", "mirja@example.net")),
}
ANSWERS = (
    ("(participant)]", "ohjausryhmä\n"),
    ("kehittäjänä.”", "\n"),
    ("(Kainuu))? Enter", "Kainuun ohjausryhmän jäsenenä\n"),
    ("Kainuun ohjausryhmän jäsenenä.”", "\n"),
    ("Kainuun ohjausryhmän puheenjohtajana.”", "\n"),
    ("Lapin ohjausryhmän", "\n"),
    ("Ruotsiksi: miten", "medlem i styrgruppen för Österbotten\n"),
    ("ordförande i styrgruppen för Österbotten.”", "\n"),
    ("ordförande i styrgruppen för Kajanaland.”", "\n"),
    ("medlem i styrgruppen för Kajanaland.”", "\n"),
    ("[Lab-tiimien yhteystiedot]", "\n"),
    ("ohjausryhmät.xlsx (mistä", "ohjausryhmien yhteystiedot\n"),
    ("tarjoilu.csv ei ole", "k\n"),
    ("Mihin ihmisiä kutsutaan?", "Yhteinen päätösjuhla\n"),
    ("Milloin tilaisuus on?", "pe 11.2.2027 klo 13–16\n"),
    ("on torstai, ei perjantai", "to 11.2.2027 klo 13–16\n"),
    ("torstai 11.2.2027 klo 13.00–16.00", "Juhlatalo, Kajaani\n"),
    ("Missä ilmoittaudutaan?", "https://example.org/ilmo?k={token}\n"),
    ("[torstai 28.1.2027]", "pe 29.1.\n"),
    ("Linkki:", "https://example.org/tietosuoja\n"),
    ("Etunimi ja sukunimi:", "Aino Esimerkki\n"),
    ("sähköpostiosoite:", "aino@example.org\n"),
    ("[Aino Esimerkki]", "\n"),
    ("[aino@example.org]", "\n"),
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("LANGUAGE", "fi")
    words._catalogue.cache_clear()
    judge.cache_clear()
    (tmp_path / "juhla").mkdir()
    yield Desk(tmp_path / "juhla")
    words._catalogue.cache_clear()
    judge.cache_clear()


def workbook(path: Path, sheets: Sheets) -> None:
    """A workbook with these sheets."""
    book = Workbook()
    del book[book.sheetnames[0]]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)


def test_the_first_test_letter(here: Desk) -> None:
    """`init` asks, in Finnish, and the letters name what the headings and the answers say; the
    samples arrive at a real server.
    """
    workbook(here.folder / "ohjausryhmät.xlsx", SHEETS)
    workbook(here.folder / "Lab tiimit (2).xlsx", TEAMS)
    (here.folder / "tarjoilu.csv").write_bytes("Tuote;Hinta\r\nKahvi;3\r\n".encode("cp1252"))
    asked = at_terminal(here.folder, ("init",), *ANSWERS, more={"LANG": "fi_FI.UTF-8"})
    assert asked.code == 0, asked.screen
    commands = ["init"]

    def run(*words: str) -> Ran:
        commands.append(" ".join(words))
        ran = here(*words)
        assert ran.code == 0, ran.err
        return ran

    run()
    assert "6 henkilöä" in run("people").out
    assert run("people", "--flaws").out.count("Ketään ei ole vielä nimetty.") == 3
    letter = run("preview", "Söderlund").out
    assert "utvecklare i teamet Tekstiilit talteen och ordförande i" in letter
    assert "lisäykset" not in run("preview", "--json").out
    with MailServer() as server:
        path = here.folder / "invite.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("\n[delivery]\n", f"\n[delivery]{DELIVERY.format(port=server.port)}"),
            encoding="utf-8",
        )
        assert "0 punaista" in run("check").out or "✗" not in run("check").out
        run("send", "--test", "aino@example.org")
        sent = [text_of(parsed(one.content)) for one in server.held]
    assert len(commands) <= MOST
    assert {one.recipients[0] for one in server.held} == {"aino@example.org"}
    assert any("Kainuun ohjausryhmän puheenjohtajana" in " ".join(one.split()) for one in sent)
    assert not any(".xlsx" in one or "[Lab" in one for one in sent)
