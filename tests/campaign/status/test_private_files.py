"""Attachments: what the project is made of goes to nobody, by whatever name; other files go."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import Desk, Ran, desk
from openpyxl import Workbook

PDF = b"%PDF-1.7\n"
EXPORT = "Nimi;Sähköposti;Osallistutko?\nMatti Meikäläinen;matti.meikalainen@example.org;Kyllä\n"


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    folder = tmp_path / "projekti"
    folder.mkdir()
    made = desk(folder)
    made("people")
    return made


def sent(here: Desk, attachment: str) -> Ran:
    """A dry run of a mailing that carries this file."""
    here.settings(more=f"[mailing.kutsu]\nattachments = ['{attachment}']\n")
    return here("send", "--dry-run")


def a_source(here: Desk) -> str:
    return "ryhmat.csv"


def a_link_to_a_source(here: Desk) -> str:
    (here.folder / "liite.csv").symlink_to("ryhmat.csv")
    return "liite.csv"


def another_name_of_a_source(here: Desk) -> str:
    os.link(here.folder / "ryhmat.csv", here.folder / "liite.txt")
    return "liite.txt"


def a_copy_of_a_source(here: Desk) -> str:
    shutil.copy(here.folder / "ryhmat.csv", here.folder / "liite.pdf")
    return "liite.pdf"


def a_copy_of_the_ledger(here: Desk) -> str:
    assert here("ledger", "backup", str(here.folder / "liite.bin")).code == 0
    return "liite.bin"


def a_file_of_the_outbox(here: Desk) -> str:
    (here.folder / "outbox" / "kutsu").mkdir(parents=True)
    (here.folder / "outbox" / "kutsu" / "ohjelma.pdf").write_bytes(PDF)
    return "outbox/kutsu/ohjelma.pdf"


def another_name_of_the_ledger(here: Desk) -> str:
    os.link(here.folder / "invite.db", here.folder / "muisti.bin")
    return "muisti.bin"


def another_name_of_the_settings(here: Desk) -> str:
    (here.folder / "ohje.txt").symlink_to("invite.toml")
    return "ohje.txt"


def an_export(here: Desk) -> str:
    (here.folder / "ilmo.csv").write_text(EXPORT, encoding="utf-8")
    assert here("registrations", str(here.folder / "ilmo.csv")).code == 0
    return "ilmo.csv"


def a_workbook_of_ours(here: Desk) -> str:
    here("people", "--xlsx", str(here.folder / "vieraat.xlsx"))
    return "vieraat.xlsx"


def a_page_of_ours(here: Desk) -> str:
    here("status", "--html", str(here.folder / "tilanne.html"))
    return "tilanne.html"


def an_export_of_ours(here: Desk) -> str:
    assert here("who", "Matti", "--export", str(here.folder / "matti.json")).code == 0
    return "matti.json"


def letters_of_ours(here: Desk) -> str:
    here("preview", "--eml", str(here.folder / "kirjeet"))
    return f"kirjeet/{next((here.folder / 'kirjeet').glob('*.eml')).name}"


def a_link_out_of_the_folder(here: Desk) -> str:
    (here.folder.parent / "salainen.pdf").write_bytes(PDF)
    (here.folder / "ohjelma.pdf").symlink_to("../salainen.pdf")
    return "ohjelma.pdf"


def a_folder_that_is_a_link(here: Desk) -> str:
    (here.folder.parent / "muualla").mkdir()
    (here.folder.parent / "muualla" / "ohjelma.pdf").write_bytes(PDF)
    (here.folder / "liitteet").symlink_to("../muualla", target_is_directory=True)
    return "liitteet/ohjelma.pdf"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there that few have")
@pytest.mark.parametrize(
    "put",
    [
        a_source,
        a_link_to_a_source,
        another_name_of_a_source,
        a_copy_of_a_source,
        a_copy_of_the_ledger,
        a_file_of_the_outbox,
        another_name_of_the_ledger,
        another_name_of_the_settings,
        an_export,
        a_workbook_of_ours,
        a_page_of_ours,
        an_export_of_ours,
        letters_of_ours,
        a_link_out_of_the_folder,
        a_folder_that_is_a_link,
    ],
)
def test_what_the_project_is_made_of_goes_to_nobody(here: Desk, put: Callable[[Desk], str]) -> None:
    """Lists of people, ledger, settings, exports, reports and letters, whatever they are called;
    and nothing from outside the folder.
    """
    name = put(here)
    ran = sent(here, name)
    assert ran.code == 3, ran
    assert name in ran.err
    assert "mailing.kutsu.attachments" in ran.err


def a_pdf(here: Desk) -> str:
    (here.folder / "ohjelma.pdf").write_bytes(PDF)
    return "ohjelma.pdf"


def a_workbook_of_theirs(here: Desk) -> str:
    book = Workbook()
    book.save(here.folder / "aikataulu.xlsx")
    return "aikataulu.xlsx"


def a_link_inside_the_folder(here: Desk) -> str:
    (here.folder / "liitteet").mkdir()
    (here.folder / "liitteet" / "ohjelma.pdf").write_bytes(PDF)
    (here.folder / "uusin.pdf").symlink_to("liitteet/ohjelma.pdf")
    return "uusin.pdf"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there that few have")
@pytest.mark.parametrize("put", [a_pdf, a_workbook_of_theirs, a_link_inside_the_folder])
def test_what_is_meant_for_people_goes(here: Desk, put: Callable[[Desk], str]) -> None:
    """No stricter than it must be: a programme, a timetable, a link to the newest one."""
    ran = sent(here, put(here))
    assert ran.code == 0, ran.err


@pytest.mark.parametrize(
    "attachment", ["iso.pdf", "liitteet/{{ person.extra.x | default('iso') }}.pdf"]
)
def test_a_huge_file_is_not_read(here: Desk, attachment: str) -> None:
    """Its size is looked at first: 60 GB that are nowhere would fill any memory."""
    (here.folder / "liitteet").mkdir()
    for name in ("iso.pdf", "liitteet/iso.pdf"):
        with (here.folder / name).open("wb") as file:
            file.truncate(60_000_000_000)
    here.settings(more=f'[mailing.kutsu]\nattachments = ["{attachment}"]\n')
    ran = here("send", "--dry-run")
    assert ran.code == 3
    assert "60000.0 MB" in ran.err
