"""A sheet that nobody named: a file put into the folder later is named by the commands that show
where things stand.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from cases.outcome import written
from cases.workbook import book, sheet
from desk import Desk, desk
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

LATER = [
    ["Nimi", "Sähköposti"],
    ["Kerttu Rantala", "kerttu.rantala@example.org"],
    ["Olavi Heinonen", "olavi.heinonen@example.org"],
]
COMMANDS = [(), ("people",), ("status",), ("send", "--dry-run")]


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    made = desk(tmp_path)
    made("people")
    return made


def put(here: Desk, name: str) -> None:
    """Put a list of people into the folder."""
    path = here.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(
        book(sheet(LATER))
        if name.endswith(".xlsx")
        else written(";".join(LATER[0]), *LATER[1:]).encode()
    )


def shown(here: Desk, command: tuple[str, ...]) -> str:
    """All that a command says."""
    ran = here(*command)
    return ran.out + ran.err


@pytest.mark.parametrize("command", COMMANDS, ids=["invite", "people", "status", "send"])
@pytest.mark.parametrize(
    "name",
    [
        "uudet.csv",
        "Nya deltagare.xlsx",
        "late additions.csv",
        "alueet/lisäys.xlsx",
        "UUDET (1).CSV",
    ],
)
def test_a_file_put_in_later_is_named(here: Desk, name: str, command: tuple[str, ...]) -> None:
    """The file is named with the command that takes it in."""
    put(here, name)
    words = shown(here, command)
    assert name.rpartition("/")[2] in words
    assert "invite init --update" in words


@pytest.mark.parametrize("command", COMMANDS, ids=["invite", "people", "status", "send"])
@pytest.mark.parametrize(
    "name",
    [
        "~$ryhmat.xlsx",
        ".~lock.ryhmat.csv#",
        "muistio.docx",
        "ohjelma.pdf",
        "README.txt",
        "raportti.html",
    ],
)
def test_what_is_no_sheet_is_not_named(here: Desk, name: str, command: tuple[str, ...]) -> None:
    """No stricter than it must be: locks, documents and templates are no sheets."""
    (here.folder / name).parent.mkdir(exist_ok=True)
    (here.folder / name).write_bytes(b"x")
    words = shown(here, command)
    assert name.rpartition("/")[2] not in words
    assert "init --update" not in words


@pytest.mark.parametrize("command", COMMANDS, ids=["invite", "people", "status", "send"])
def test_what_was_left_out_is_not_named(here: Desk, command: tuple[str, ...]) -> None:
    """A file that stands under `ignore` was left out on purpose."""
    put(here, "uudet.csv")
    settings = here.folder / "invite.toml"
    settings.write_text(
        'ignore = ["uudet.csv"]\n' + settings.read_text(encoding="utf-8"), encoding="utf-8"
    )
    words = shown(here, command)
    assert "uudet.csv" not in words
    assert "init --update" not in words


def test_an_export_and_our_own_files_are_not_named(here: Desk) -> None:
    """The registration system's export that was read, and what the program wrote itself, are no
    sheets to take in.
    """
    (here.folder / "ilmo.csv").write_text(
        "Nimi;Sähköposti;Osallistutko?\nMatti Meikäläinen;matti.meikalainen@example.org;Kyllä\n",
        encoding="utf-8",
    )
    here("registrations", str(here.folder / "ilmo.csv"))
    here("people", "--xlsx", str(here.folder / "vieraat.xlsx"))
    here("status", "--xlsx", str(here.folder / "tilanne.xlsx"))
    for command in COMMANDS:
        assert "init --update" not in shown(here, command), command


def test_after_the_update_it_is_a_source(here: Desk) -> None:
    """`invite init --update` takes it in, or says how; then its people are there and nothing is
    named any more.
    """
    put(here, "uudet.csv")
    ran = here("init", "--update", "--yes")
    assert ran.code in {0, 2}, ran.err
    if "uudet.csv" in (here.folder / "invite.toml").read_text(encoding="utf-8"):
        assert "Kerttu Rantala" in [one["name"] for one in here("people", "--json")["people"]]
        assert "init --update" not in shown(here, ("people",))
    else:
        assert "uudet.csv" in ran.out + ran.err


ROWS = [
    ("Kuollut Kalle", "Kalle Kuusi (kuollut);kk@example.org;", "kuollut"),
    ("Kirjaamo", "Kirjaamo;kirjaamo@example.org;", "Kirjaamo"),
    ("Lindqvist", "Karin Lindqvist;karin;", "karin"),
    ("Taylor", "John Taylor;;", "Taylor"),
]


@pytest.mark.parametrize(("who", "row", "word"), ROWS, ids=[who for who, _row, _word in ROWS])
def test_a_rows_own_story(who: str, row: str, word: str, tmp_path: Path) -> None:
    """`who --why-not NAME` tells what became of somebody who stands on a sheet and is not written
    to: the row and why.
    """
    here = desk(tmp_path)
    (here.folder / "ryhmat.csv").write_text(
        f"Nimi;Sähköposti;Maakunta\nMatti Meikäläinen;mm@example.org;Kainuu\n{row}\n",
        encoding="utf-8",
    )
    ran = here("who", "--why-not", who.split()[-1] if who != "Kuollut Kalle" else "Kuusi")
    assert ran.code == 0, ran.err
    assert "ryhmat.csv:3" in ran.out
    assert word in ran.out


def test_who_is_on_no_sheet_has_no_story(tmp_path: Path) -> None:
    """A name that stands nowhere is said to stand nowhere, with 2."""
    ran = desk(tmp_path)("who", "--why-not", "Olematon")
    assert ran.code == 2
    assert "Olematon" in ran.err


def test_a_folder_of_old_lists_is_left_out(here: Desk) -> None:
    """`ignore` takes files, patterns and folders, as Windows compares names."""
    for name in ("Vanhat/2024.csv", "vanhat/2025.csv", "luonnos 1.csv", "luonnos 2.csv"):
        put(here, name)
    settings = here.folder / "invite.toml"
    kept = settings.read_text(encoding="utf-8")
    settings.write_text('ignore = ["VANHAT", "luonnos*.csv"]\n' + kept, encoding="utf-8")
    assert here("status", "--json")["unnamed"] == []
    settings.write_text('ignore = ["vanha", "luonnos 1.csv"]\n' + kept, encoding="utf-8")
    assert len(here("status", "--json")["unnamed"]) == 3


def test_ignore_in_the_wrong_place_is_said(here: Desk) -> None:
    """It stands before any part; under one, the settings say where it goes."""
    settings = here.folder / "invite.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + '\nignore = ["uudet.csv"]\n', encoding="utf-8"
    )
    ran = here("people")
    assert ran.code == 3
    assert "at the top of the file" in ran.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kopio.csv", None),
        ("budjetti.csv", "Erä;Summa\nSali;100\nKahvi;50\n"),
        ("muistiinpanot.txt", "Soita Ainolle, aino@example.org, ja Erikille.\n"),
    ],
)
def test_what_surely_holds_nobody_new_is_not_named(
    here: Desk, name: str, content: str | None
) -> None:
    """A copy of a source, a budget and a note are no lists of people."""
    old = (here.folder / "ryhmat.csv").read_bytes()
    (here.folder / name).write_bytes(old if content is None else content.encode())
    assert here("status", "--json")["unnamed"] == []
    put(here, "uudet.csv")
    assert here("status", "--json")["unnamed"] == ["uudet.csv"]


@pytest.mark.parametrize(
    "content",
    [
        "Etunimi;Sukunimi\nKerttu;Rantala\n",
        "Förnamn;Efternamn\nKerttu;Rantala\n",
        "First name,Surname\nKerttu,Rantala\n",
        "kerttu.rantala@example.org\n",
    ],
)
def test_names_without_addresses_may_be_people(here: Desk, content: str) -> None:
    """A heading of names, or one address, is sign enough."""
    (here.folder / "uudet.csv").write_text(content, encoding="utf-8")
    assert here("status", "--json")["unnamed"] == ["uudet.csv"]


def test_a_row_of_no_source_has_its_story(here: Desk) -> None:
    """A file that nobody named, one that was left out, a sheet that the source does not take, a
    hidden row, a title: each is said, with what to do.
    """
    put(here, "uudet.csv")
    (here.folder / "vanhat.csv").write_text("Nimi\nVanha Ville\n", encoding="utf-8")
    made = Workbook()
    first = made.active
    assert isinstance(first, Worksheet)
    first.title = "Taul1"
    for row in (["Jäsenet 2027"], *LATER, ["Piilo Pekka", "pp@example.org"]):
        first.append(row)
    first.row_dimensions[5].hidden = True
    made.create_sheet("Taul2").append(["Toinen Taina", "tt@example.org"])
    made.save(here.folder / "kirja.xlsx")
    settings = here.folder / "invite.toml"
    settings.write_text(
        'ignore = ["vanhat.csv"]\n'
        + settings.read_text(encoding="utf-8")
        + '\n[[source]]\nfile = "kirja.xlsx"\nrole = "lab-team"\nsheets = ["Taul1"]\n',
        encoding="utf-8",
    )
    endings = {
        "Rantala": {"no-source", "person"},
        "Ville": {"ignored"},
        "Taina": {"no-sheet"},
        "Piilo": {"left-out"},
        "Jäsenet": {"other-line"},
    }
    for who, wanted in endings.items():
        ran = here("who", "--why-not", who, "--json")
        assert {one["ending"] for one in ran["rows"]} == wanted, (who, ran.out)
        assert here("who", "--why-not", who).code == 0


@pytest.mark.parametrize("who", ["matti.meikalainen@example.org", "meik", "ryhmat.csv:2"])
def test_who_is_written_to_is_said_to_be(here: Desk, who: str) -> None:
    """No stricter than it must be: for somebody who gets a letter, the row and where their story
    stands.
    """
    ran = here("who", "--why-not", who)
    assert ran.code == 0
    assert "ryhmat.csv:2" in ran.out
    assert "invite who " in ran.out


def test_a_file_of_blanks_takes_no_time(here: Desk) -> None:
    """However many blanks and empty lines a file holds, it is looked at in a moment."""
    (here.folder / "uudet.csv").write_bytes(b"\n" * 300_000 + b" " * 300_000 + b"; " * 300_000)
    began = time.monotonic()
    assert "uudet.csv" not in shown(here, ())
    assert time.monotonic() - began < 20
