"""What is wrong with the sheets, from the coordinator's chair: told by source, handed to the
owners, harming nobody else.
"""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path

import pytest
from desk import Desk, desk

OWNED = """
[[source]]
file = "lab.csv"
role = "lab-team"
owner = "tiimien.pitaja@example.org"

[[source]]
file = "alueet/*.csv"
role = "planning-group"
"""
HEADER = "Nimi;Sähköposti;Organisaatio\r\n"


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    made = desk(tmp_path)
    made.settings(more=OWNED)
    (tmp_path / "alueet").mkdir()
    write(made, "lab.csv", "Väinö Malli;vaino.malli@gmial.com;Öljy Oy\r\nLiisa Malli;;THL\r\n")
    write(made, "alueet/Kainuu.csv", "Aino Salainen;aino(at)example;Kainuun liitto\r\n")
    return made


def write(here: Desk, name: str, rows: str) -> None:
    (here.folder / name).write_bytes((HEADER + rows).encode("cp1252"))


def draft(path: Path) -> email.message.EmailMessage:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, email.message.EmailMessage)
    return message


def test_flaws_by_source(here: Desk) -> None:
    """Each source stands with its owner and its own flaws; for scripts as well."""
    ran = here("people", "--flaws", "--by-source", "--json")
    assert [(one["file"], one["owner"], len(one["flaws"])) for one in ran["sources"]] == [
        ("ryhmat.csv", None, 0),
        ("lab.csv", "tiimien.pitaja@example.org", 2),
        ("alueet/*.csv", None, 1),
    ]
    assert len(ran["flaws"]) >= 3
    shown = here("people", "--flaws", "--by-source").out
    assert (
        shown.index("ryhmat.csv")
        < shown.index("tiimien.pitaja@example.org")
        < shown.index("alueet/*.csv")
    )


def test_a_draft_to_the_owner(here: Desk) -> None:
    """The owner gets one letter in Finnish that names their rows, says what was meant, and names
    nobody of another sheet.
    """
    ran = here("people", "--drafts", str(here.folder / "luonnokset"), "--json")
    assert ran.code == 0
    (one,) = ran["drafts"]
    assert (one["to"], one["lines"], one["new"]) == ("tiimien.pitaja@example.org", 2, True)
    assert ran["without_owner"] == ["alueet/*.csv"]
    message = draft(Path(one["file"]))
    assert (message["X-Unsent"], message["To"], message["Subject"]) == (
        "1", "tiimien.pitaja@example.org", "Pyyntö tarkistaa luettelo lab.csv",
    )  # fmt: skip
    assert message["From"].addresses[0].addr_spec == "aino.esimerkki@example.org"
    text = message.get_content().replace("\r\n", "\n")
    assert (
        "rivi 2: sähköpostiosoitteessa ”vaino.malli@gmial.com” on luultavasti kirjoitusvirhe."
        in text
    )
    assert "Pitäisikö sen olla vaino.malli@gmail.com?" in text
    assert re.search(r"\w+ \w+, rivi 3: sähköpostiosoite puuttuu\.", text)  # the person, too
    assert "Aino Salainen" not in text
    assert "Kainuu" not in text
    assert "Aino Esimerkki\naino.esimerkki@example.org" in text


def test_no_draft_is_written_over(here: Desk) -> None:
    """The same draft stays as it is, and says so; another one stands beside what the coordinator
    has written into the first.
    """
    folder = here.folder / "luonnokset"
    here("people", "--drafts", str(folder))
    assert "was there already" in here("people", "--drafts", str(folder)).out
    first = folder / "lab.csv.eml"
    first.write_bytes(first.read_bytes() + b"\r\nTerveisin Aino\r\n")
    kept = first.read_bytes()
    assert here("people", "--drafts", str(folder)).code == 0
    assert first.read_bytes() == kept
    assert sorted(path.name for path in folder.iterdir()) == ["lab.csv (2).eml", "lab.csv.eml"]


def test_drafts_where_nothing_can_be_written(here: Desk) -> None:
    """A folder that is a file is a sentence, not a traceback."""
    (here.folder / "luonnokset").write_text("x", encoding="utf-8")
    ran = here("people", "--drafts", str(here.folder / "luonnokset"))
    assert ran.code == 3
    assert "luonnokset" in ran.err


def test_a_broken_file_harms_nobody_else(here: Desk) -> None:
    """A file that cannot be read is one clear flaw: the others are shown, nobody on it is gone,
    nothing is sent without it.
    """
    before = {person["name"]: person["id"] for person in here("people", "--json")["people"]}
    (here.folder / "lab.csv").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    ran = here("people", "--json")
    assert ran.code == 0
    assert {person["name"] for person in ran["people"]} == set(before) - {
        "Väinö Malli",
        "Liisa Malli",
    } | {"Liisa Malli"}
    (flaw,) = [flaw for flaw in ran["flaws"] if flaw["severity"] == "error"]
    assert (flaw["origin"], flaw["field"]) == ("lab.csv", "file")
    assert here("sources").code == 0
    assert here("send", "--yes").code == 3
    # Held for the domain that is a slip, as before, and not gone.
    assert [
        line["because"]
        for line in here("status", "--json")["mailings"][0]["letters"]
        if line["name"] == "Väinö Malli"
    ] == ["held"]
    write(here, "lab.csv", "Väinö Malli;vaino.malli@example.org;Öljy Oy\r\n")
    after = {person["name"]: person["id"] for person in here("people", "--json")["people"]}
    assert after["Väinö Malli"] == before["Väinö Malli"]


def test_every_row_is_shown(here: Desk) -> None:
    """`sources` says of each row that holds text what it was taken for, and the figures add up."""
    write(
        here,
        "lab.csv",
        "Kohtaamo-tiimi;;\r\nVäinö Malli;v@example.org;\r\n;;\r\nN.N.;;\r\nYhteensä 1;;\r\n",
    )
    ran = here("sources", "--json")
    one = next(one for one in ran["sources"] if one["file"] == "lab.csv")
    assert [(line["row"], line["kind"]) for line in one["lines"]] == [
        (1, "header"), (2, "heading"), (3, "person"), (5, "flaw"), (6, "total"),
    ]  # fmt: skip
    assert len(one["lines"]) == one["rows"] == 5
    shown = here("sources", "--lines").out
    assert "5  flaw  N.N." in shown
    assert "of the rows, 1 is a person, 1 is only a flaw, 3 are titles" in shown


def test_caps_of_the_settings(here: Desk) -> None:
    """How large a sheet may be is the coordinator's to say; what goes beyond is one flaw that names
    where to allow more.
    """
    here.settings(more=OWNED + "\n[limits]\nmax_rows = 2\n")
    write(here, "lab.csv", "A B;a@example.org;\r\nC D;c@example.org;\r\n")
    flaws = here("people", "--json")["flaws"]
    assert any(flaw["origin"] == "lab.csv" and "[limits]" in flaw["hint"] for flaw in flaws)
    here.settings(more=OWNED + "\n[limits]\nmax_rows = 5\n")
    assert not any(flaw["severity"] == "error" for flaw in here("people", "--json")["flaws"])
