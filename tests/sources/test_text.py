"""Encoding, separator and quoting of text files are told by their content."""

from __future__ import annotations

from pathlib import Path

import pytest

from invite.people.model import Severity, Source
from invite.sources.read import read

FINNISH = "Nimi;Kunta\r\nPäivi Hägglund;Hämeenlinna\r\nÅke Öhman;Ylöjärvi\r\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"],
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """Finnish letters are the same in every encoding that a spreadsheet program has written."""
    (tmp_path / "a.csv").write_bytes(FINNISH.encode(encoding))
    rows = read(Source(file="a.csv", role="x"), tmp_path).sheets[0].rows
    assert [row.cells for row in rows] == [
        ("Nimi", "Kunta"),
        ("Päivi Hägglund", "Hämeenlinna"),
        ("Åke Öhman", "Ylöjärvi"),
    ]


def cells(folder: Path, text: str, name: str = "a.csv") -> list[tuple[str, ...]]:
    (folder / name).write_bytes(text.encode())
    return [row.cells for row in read(Source(file=name, role="x"), folder).sheets[0].rows]


def test_quoted_cells(tmp_path: Path) -> None:
    """Quotation marks hold separators and line breaks together; within a word they are letters."""
    text = 'Nimi;Huom\r\n"Virtanen; Matti";"kaksi\r\nriviä"\r\nMatti "Masa" Aho;"sanoi ""hei"""\r\n'
    assert cells(tmp_path, text) == [
        ("Nimi", "Huom"),
        ("Virtanen; Matti", "kaksi\nriviä"),
        ('Matti "Masa" Aho', 'sanoi "hei"'),
    ]


def test_unclosed_quote(tmp_path: Path) -> None:
    """A quotation mark that is never closed swallows no rows, and is told."""
    text = "Nimi;Huom\n" + '"Matti;x\n' + "".join(f"Liisa {n};y\n" for n in range(100))
    assert len(cells(tmp_path, text)) >= 101
    (flaw,) = read(Source(file="a.csv", role="x"), tmp_path).flaws
    assert flaw.severity is Severity.WARNING


def test_a_cell_without_end_is_no_quotation_mark(tmp_path: Path) -> None:
    """A cell longer than any is read as it is, and nobody looks for a mark that is not there."""
    text = f"Nimi;Huom\nMatti;{'x' * 200_000}\nLiisa;y\n"
    assert len(cells(tmp_path, text)) == 3
    assert read(Source(file="a.csv", role="x"), tmp_path).flaws == ()


def test_commas_within_cells(tmp_path: Path) -> None:
    """Commas within names do not make a comma the separator."""
    assert cells(
        tmp_path, "Nimi;S-posti\nVirtanen, Matti;m@example.org\nLaine, Liisa;l@example.org\n"
    )[1] == (
        "Virtanen, Matti",
        "m@example.org",
    )


def test_blank_lines_keep_numbers(tmp_path: Path) -> None:
    """Rows are numbered as the spreadsheet program numbers them, blank lines among them."""
    (tmp_path / "a.csv").write_bytes(b"a;b\n\n\nc;d\n")
    rows = read(Source(file="a.csv", role="x"), tmp_path).sheets[0].rows
    assert [(row.number, row.cells) for row in rows if any(row.cells)] == [
        (1, ("a", "b")),
        (4, ("c", "d")),
    ]


def test_mojibake(tmp_path: Path) -> None:
    """Letters that went through a wrong encoding once are mended."""
    assert cells(tmp_path, "Nimi;Kunta\nPÃ¤ivi;YlÃ¶jÃ¤rvi\n")[1] == ("Päivi", "Ylöjärvi")
