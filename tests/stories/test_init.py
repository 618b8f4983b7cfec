"""`invite init` from the coordinator's chair: files in a folder become a project, and later files
come to it.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest
from desk import Desk, environment

from invite.settings import load

HEADER = "Nimi;Sähköposti"
FACTS = (
    "--title", "Päätösjuhla", "--starts", "11.2.2027 klo 13", "--ends", "16", "--place", "Juhlatalo",
    "--registration-url", "https://example.org/ilmo?k={token}", "--reply-by", "29.1.2027",
    "--contact-name", "Aino Esimerkki", "--contact-email", "aino@example.org",
    "--sender-name", "Kutsut", "--sender-address", "kutsut@example.org",
)  # fmt: skip
CTRL_C = "\x03"
DATA = Path(__file__).parents[3] / "shared" / "data" / "people"


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def put(here: Desk, name: str, *people: str, header: str = HEADER) -> None:
    """A list of people, as a Finnish Excel saves it: `Matti Malli` has the address
    matti.malli@example.org.
    """
    rows = (
        f"{who};{who.lower().replace(' ', '.').replace('ä', 'a')}@example.org" for who in people
    )
    path = here.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes("\r\n".join((header, *rows, "")).encode("cp1252"))


def sources(here: Desk) -> list[tuple[str, str]]:
    return [(source.file, source.role) for source in load(here.folder).sources]


def workbook(path: Path, sheets: dict[str, list[list[str]]]) -> None:
    from openpyxl import Workbook

    book = Workbook()
    del book[book.sheetnames[0]]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)


def people_sheet(*names: str) -> list[list[str]]:
    return [
        ["Nimi", "Sähköposti"],
        *([name, f"{name.lower().replace(' ', '.')}@example.org"] for name in names),
    ]


def test_from_files_to_letters(here: Desk) -> None:
    """With all facts as options, what is written loads without complaint, and the letters can be
    looked at.
    """
    put(here, "suunnitteluryhmä.csv", "Matti Malli", "Maija Malli")
    put(here, "lab-tiimit.csv", "Liisa Esimerkki")
    put(here, "hankkeet.csv", "Pekka Esimerkki")
    put(here, "vieraat.csv", "Sanna Esimerkki")
    ran = here("init", *FACTS)
    assert ran.code == 0, ran.err
    assert "invite people" in ran.out
    settings = load(here.folder)
    assert settings.warnings == ()
    assert settings.event.starts.isoformat() == "2027-02-11T13:00:00+02:00"
    assert settings.event.ends.isoformat() == "2027-02-11T16:00:00+02:00"
    assert str(settings.event.reply_by) == "2027-01-29"
    assert set(sources(here)) == {
        ("suunnitteluryhmä.csv", "planning-group"),
        ("lab-tiimit.csv", "lab-team"),
        ("hankkeet.csv", "project-lead"),
        ("vieraat.csv", "participant"),
    }
    ran = here("preview", "--json")
    assert ran.code == 0, ran.err
    assert len(ran["letters"]) == 5
    assert any("Olit mukana osallistujana." in letter["text"] for letter in ran["letters"])


@pytest.mark.skipif(
    not DATA.is_dir(), reason="the shared example sheets are not beside this checkout"
)
def test_the_roles_of_real_sheets_are_seen(here: Desk) -> None:
    """The three lists of a real programme get their three roles, and everybody is on them."""
    for path in DATA.iterdir():
        if path.suffix in (".xlsx", ".csv"):
            shutil.copyfile(path, here.folder / path.name)
    ran = here("init", "--json")
    assert {one["file"]: one["role"] for one in ran["sources"]} == {
        "hankkeet.csv": "project-lead",
        "lab-tiimit.xlsx": "lab-team",
        "suunnitteluryhmat.xlsx": "planning-group",
    }
    assert (
        next(len(one["regions"]) for one in ran["sources"] if one["role"] == "planning-group") == 15
    )


def test_what_nobody_said_is_left_to_fill_in(here: Desk) -> None:
    """Without facts and without a terminal nothing is asked; the end says what is missing, and
    `load` asks for just that.
    """
    put(here, "hankkeet.csv", "Matti Malli")
    ran = here("init")
    assert ran.code == 0
    keys = ("event.title", "event.starts", "event.ends", "sender.name", "sender.address")
    assert all(key in ran.out for key in keys)
    after = here("people")
    assert after.code == 3
    assert "5 things" in after.err
    assert all(key in after.err for key in keys)


def test_half_a_contact_is_asked_for(here: Desk) -> None:
    """A contact's name without an address is kept, and its address is missing."""
    put(here, "hankkeet.csv", "Matti Malli")
    ran = here("init", "--contact-name", "Aino Esimerkki", "--json")
    assert "event.contact.email" in ran["missing"]
    assert "event.contact.email" in here("people").err


def test_facts_that_will_not_do_are_told_at_once(here: Desk) -> None:
    """All of them, each by its option; nothing is written."""
    put(here, "hankkeet.csv", "Matti Malli")
    ran = here(
        "init",
        "--starts",
        "11.2.2027 klo 13",
        "--ends",
        "12",
        "--sender-address",
        "kutsut",
        "--reply-by",
        "joskus",
    )
    assert ran.code == 2
    assert all(option in ran.err for option in ("--ends", "--sender-address", "--reply-by"))
    assert [path.name for path in here.folder.iterdir()] == ["hankkeet.csv"]


def test_an_event_without_length_is_refused(here: Desk) -> None:
    """An event that ends as it starts is as wrong as one that ends before it."""
    put(here, "hankkeet.csv", "Matti Malli")
    for ends in ("13", "klo 13.00", "2027-02-11T13:00"):
        ran = here("init", "--starts", "11.2.2027 klo 13", "--ends", ends)
        assert (ran.code, "--ends" in ran.err) == (2, True)


def test_nothing_is_written_over(here: Desk) -> None:
    """Settings that are there end it with 2 and the hint; a template that is there stays as it
    is.
    """
    put(here, "hankkeet.csv", "Matti Malli")
    (here.folder / "templates").mkdir()
    mine = here.folder / "templates" / "kutsu.fi.md"
    mine.write_text("Aihe: Oma\n\nHei!\n", encoding="utf-8")
    ran = here("init", *FACTS, "--json")
    assert ran["kept"] == ["templates/kutsu.fi.md"]
    assert mine.read_text(encoding="utf-8") == "Aihe: Oma\n\nHei!\n"
    before = (here.folder / "invite.toml").read_bytes()
    again = here("init", *FACTS)
    assert again.code == 2
    assert "invite init --update" in again.err
    assert (here.folder / "invite.toml").read_bytes() == before


def test_files_that_are_no_lists_are_named_and_left_out(here: Desk) -> None:
    """No people, no addresses, a copy, a broken file: each is named with its reason; lock files are
    not even named.
    """
    put(here, "hankkeet.csv", "Matti Malli")
    shutil.copyfile(here.folder / "hankkeet.csv", here.folder / "hankkeet (1).csv")
    (here.folder / "ostot.csv").write_text("Tuote;Hinta\nKahvi;3\n", encoding="utf-8")
    (here.folder / "puhelimet.csv").write_text(
        "Nimi;Puhelin\nMatti Malli;050 123\nMaija Malli;050 124\n", encoding="utf-8"
    )
    (here.folder / "rikki.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (here.folder / "~$hankkeet.xlsx").write_bytes(b"x")
    (here.folder / "invite-demo").mkdir()
    (here.folder / "invite-demo" / "invite.toml").write_text("", encoding="utf-8")
    put(here, "invite-demo/toinen.csv", "Joku Muu")
    ran = here("init", *FACTS, "--json")
    assert ran.code == 0
    assert len(sources(here)) == 1
    out = {one["file"]: one["why"] for one in ran["left_out"]}
    assert len(out) == 4
    assert {"ostot.csv", "puhelimet.csv", "rikki.xlsx"} < set(out)
    assert "addresses" in out["puhelimet.csv"]
    assert here("people").code == 0


def test_a_workbook_of_ours_is_no_list(here: Desk) -> None:
    """What invite has exported is not read back as a list of guests."""
    from openpyxl import Workbook

    put(here, "hankkeet.csv", "Matti Malli")
    book = Workbook()
    book.properties.creator = "invite"
    for row in people_sheet("Liisa Malli"):
        book.worksheets[0].append(row)
    book.save(here.folder / "vienti.xlsx")
    assert [out["file"] for out in here("init", "--json")["left_out"]] == ["vienti.xlsx"]


def test_files_alike_become_a_pattern(here: Desk) -> None:
    """A folder with a file for each region is one source; with a file in it that is no list, each
    list is named by itself.
    """
    put(here, "alueet/Kainuu.csv", "Matti Malli")
    put(here, "alueet/Lappi_v2.csv", "Maija Malli")
    ran = here("init", *FACTS, "--json")
    assert sources(here) == [("alueet/*.csv", "planning-group")]
    assert ran["sources"][0]["regions"] == ["Kainuu", "Lappi"]
    (here.folder / "invite.toml").unlink()
    (here.folder / "alueet" / "ostot.csv").write_text("Tuote;Hinta\nKahvi;3\n", encoding="utf-8")
    here("init", *FACTS)
    assert [file for file, _role in sources(here)] == ["alueet/Kainuu.csv", "alueet/Lappi_v2.csv"]


def test_a_list_beside_others_is_as_they_are(here: Desk) -> None:
    """In a folder of regional lists one that says nothing but its region is what the others are,
    whatever its format.
    """
    put(here, "alueet/Kainuun suunnitteluryhmä.csv", "Matti Malli")
    put(here, "alueet/Lappi.txt", "Maija Malli")
    put(here, "Satakunta.csv", "Liisa Malli")
    here("init", *FACTS)
    assert dict(sources(here)) == {
        "Satakunta.csv": "participant",
        "alueet/Kainuun suunnitteluryhmä.csv": "planning-group",
        "alueet/Lappi.txt": "planning-group",
    }


def test_sheets_of_several_roles_become_several_sources(here: Desk) -> None:
    """One workbook with a sheet for each kind of people gives each its role."""
    sheets = {
        "Suunnitteluryhmät": ("Matti Malli",),
        "Lab-tiimit": ("Maija Malli",),
        "Hankkeet": ("Liisa Malli",),
    }
    workbook(
        here.folder / "vieraat.xlsx",
        {name: people_sheet(*people) for name, people in sheets.items()},
    )
    here("init", *FACTS)
    found = {source.sheets: source.role for source in load(here.folder).sources}
    assert found == {
        ("Suunnitteluryhmät",): "planning-group",
        ("Lab-tiimit",): "lab-team",
        ("Hankkeet",): "project-lead",
    }
    assert len(here("people", "--json")["people"]) == 3


@pytest.mark.parametrize("name", ["ohjausryhmä.csv", "hankkeen tiimi.csv", "Kainuu.csv"])
def test_no_role_is_guessed_from_too_little(here: Desk, name: str) -> None:
    """A group of another kind, words of two roles, or one region's name alone: the role is the
    coordinator's to say.
    """
    put(here, name, "Matti Malli")
    ran = here("init", *FACTS)
    assert sources(here) == [(name, "participant")]
    assert "not clear" in ran.err


def test_an_empty_folder(here: Desk) -> None:
    """With no list there is nothing to invite yet: the end says to put them there, and --update
    then finds them.
    """
    ran = here("init", str(here.folder / "uusi"), *FACTS)
    assert ran.code == 0
    assert "invite init --update" in ran.out
    new = Desk(here.folder / "uusi")
    put(new, "hankkeet.csv", "Matti Malli")
    assert new("init", "--update", "--yes").code == 0
    assert sources(new) == [("hankkeet.csv", "project-lead")]
    assert new("people").code == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_that_came_later(here: Desk, encoding: str) -> None:
    """--update adds it after a yes; every letter of the settings stays, in whatever way Notepad has
    saved them.
    """
    put(here, "hankkeet.csv", "Matti Malli")
    here("init", *FACTS)
    path = here.folder / "invite.toml"
    path.write_bytes(("# Oma huomautus: älä poista\n" + path.read_text(encoding="utf-8")).replace("\n", "\r\n").encode(
        encoding, "replace"))  # fmt: skip
    before = path.read_bytes()
    put(here, "lab-tiimit-ä.csv", "Maija Malli")
    put(here, "kutsuttavat.csv", "Liisa Malli")
    refused = here("init", "--update")
    assert refused.code == 2
    assert "lab-tiimit-ä.csv" in refused.out
    assert path.read_bytes() == before
    assert here("init", "--update", "--yes").code == 0
    assert path.read_bytes().startswith(before)
    assert ("lab-tiimit-ä.csv", "lab-team") in sources(here)
    assert "\n" not in path.read_bytes().decode(encoding).replace("\r\n", "")
    assert len(here("people", "--json")["people"]) == 3
    assert here("init", "--update", "--json")["sources"] == []


def test_a_new_sheet_of_a_workbook_known_by_its_sheets(here: Desk) -> None:
    """A sheet that came into a workbook of several sources is proposed, alone; the others are
    sources already.
    """
    sheets = {"Suunnitteluryhmät": ("Matti Malli",), "Lab-tiimit": ("Maija Malli",)}
    path = here.folder / "vieraat.xlsx"
    workbook(path, {name: people_sheet(*people) for name, people in sheets.items()})
    here("init", *FACTS)
    assert here("init", "--update", "--json")["sources"] == []
    sheets["Hankkeet"] = ("Liisa Malli",)
    workbook(
        path,
        {name: people_sheet(*people) for name, people in sheets.items()}
        | {"Ohje": [["Täytä taulukko"]]},
    )
    ran = here("init", "--update", "--yes", "--json")
    assert [(one["file"], one["role"], one["only_sheets"]) for one in ran["sources"]] == [
        ("vieraat.xlsx", "project-lead", ["Hankkeet"])
    ]
    assert len(here("people", "--json")["people"]) == 3
    assert here("init", "--update", "--json")["sources"] == []


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("ilmoittautuneet.csv", "Nimi;Sähköposti"),
        ("vienti.csv", "Nimi;Sähköposti;Ilmoittautumisaika"),
    ],
)
def test_registrations_are_no_source(here: Desk, name: str, header: str) -> None:
    """What the registration system has written is left out, with the command that it is for."""
    put(here, "hankkeet.csv", "Matti Malli")
    put(here, name, "Maija Malli", header=header)
    ran = here("init", *FACTS, "--json")
    assert [one["file"] for one in ran["sources"]] == ["hankkeet.csv"]
    (out,) = ran["left_out"]
    assert out["file"] == name
    assert "invite registrations" in out["hint"]


def test_what_a_replaced_file_changes(here: Desk) -> None:
    """New, changed and gone people are told by name, once."""
    put(here, "hankkeet.csv", "Matti Malli", "Maija Malli", "Liisa Malli")
    here("init", *FACTS)
    assert here("init", "--update", "--json")["changes"] is None
    here("people")
    (here.folder / "hankkeet.csv").write_text(
        f"{HEADER}\nMatti Malli;matti.malli@example.org\nMaija Malli;maija@example.com\nPekka"
        " Uusi;pekka@example.org\n",
        encoding="utf-8",
    )
    ran = here("init", "--update", "--json")
    changes = ran["changes"]
    assert ran.code == 0
    assert changes["files"] == [{"file": "hankkeet.csv", "state": "replaced"}]
    assert [one["name"] for one in changes["new"]] == ["Pekka Uusi"]
    assert [one["name"] for one in changes["gone"]] == ["Liisa Malli"]
    assert [one["name"] for one in changes["changed"]] == ["Maija Malli"]
    again = here("init", "--update")
    assert "Nobody is new, changed or gone" in again.out


def test_a_renamed_file_is_added_and_the_missing_one_told(here: Desk) -> None:
    """A source whose file has gone does not keep a new file out; it must be mended, so the end is
    3.
    """
    put(here, "hankkeet.csv", "Matti Malli")
    here("init", *FACTS)
    here("people")
    (here.folder / "hankkeet.csv").rename(here.folder / "hankkeet_v2.csv")
    ran = here("init", "--update", "--yes")
    assert ran.code == 3
    assert "hankkeet.csv" in ran.err
    assert ("hankkeet_v2.csv", "project-lead") in sources(here)


def test_update_without_a_project(here: Desk) -> None:
    """There is nothing to update."""
    ran = here("init", "--update")
    assert ran.code == 3
    assert "invite init" in ran.err


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no pseudo-terminal in the standard library"
)
def test_in_a_terminal_it_asks(here: Desk) -> None:
    """Unclear roles and every fact are asked for; wrong answers are told and asked again; Enter
    takes what is offered.
    """
    put(here, "vieraat.csv", "Matti Malli")
    answers = (
        "neuvosto", "neuvoston jäsenenä", "", "", "Juhla", "huomenna", "11.2.2027 klo 13", "",
        "Juhlatalo", "", "29.1.2027", "", "Aino Esimerkki", "aino", "aino@example.org", "", "",
    )  # fmt: skip
    out, code = typed(here.folder, answers)
    assert code == 0, out
    settings = load(here.folder)
    assert sources(here) == [("vieraat.csv", "neuvosto")]
    assert "Matti Malli: “Olit mukana neuvoston jäsenenä.”" in out
    assert settings.role_words["neuvosto"]["fi"].startswith("neuvoston {{ title | acting")
    assert settings.event.ends.isoformat() == "2027-02-11T16:00:00+02:00"
    assert settings.event.registration_url is None
    assert (settings.sender.name, settings.sender.address) == ("Aino Esimerkki", "aino@example.org")
    asked = [line for line in out.splitlines() if "?" in line or ":" in line]
    assert "[Thursday 11.2.2027 16:00]" in out  # what stands in brackets is what Enter takes
    assert not any(
        "[" in line or "(11.2." in line
        for line in asked
        if "When is it" in line or "do people register" in line
    )
    assert "“huomenna” is not understood" in out
    assert '"aino" is not an e-mail address' in out


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no pseudo-terminal in the standard library"
)
def test_stopping_in_the_middle_writes_nothing(here: Desk) -> None:
    """Ctrl-C among the questions ends with 130 and leaves the folder as it was."""
    put(here, "hankkeet.csv", "Matti Malli")
    _out, code = typed(here.folder, ("", "", "Juhla", CTRL_C))
    assert code == 130
    assert [path.name for path in here.folder.iterdir()] == ["hankkeet.csv"]


def typed(folder: Path, answers: tuple[str, ...]) -> tuple[str, int]:
    """Run `invite init` in a terminal, giving an answer each time that it waits with a question."""
    import pty
    import select
    import subprocess

    master, slave = pty.openpty()
    command = [sys.executable, "-m", "invite", "-C", str(folder), "init"]
    seen = environment(TERM="dumb", COLUMNS="200")
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=seen, start_new_session=True
    )
    os.close(slave)
    left = list(answers)
    out, waiting, until = b"", b"", time.monotonic() + 30
    while time.monotonic() < until:
        ready, _write, _error = select.select([master], [], [], 0.2)
        if ready:
            try:
                heard = os.read(master, 65536)
            except OSError:  # Linux says the end of a terminal so
                break
            if not heard:
                break
            out, waiting = out + heard, waiting + heard
        elif left and re.search(rb"\S ?$", waiting) and not waiting.endswith(b"\n"):
            answer, waiting = left.pop(0), b""
            if answer == CTRL_C:
                process.send_signal(signal.SIGINT)
            else:
                os.write(master, f"{answer}\n".encode())
    code = process.wait(10)
    os.close(master)
    return out.decode("utf-8", "replace").replace("\r\n", "\n"), code
