"""The example project is what its script makes, and what it should show is in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from openpyxl import load_workbook

from invite.settings import load

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def cells(file: Path) -> list[tuple[str, list[tuple[object, ...]]]]:
    """What stands in a workbook, sheet by sheet."""
    return [
        (sheet.title, list(sheet.iter_rows(values_only=True)))
        for sheet in load_workbook(file).worksheets
    ]


def test_the_committed_files_are_what_the_script_makes(tmp_path: Path) -> None:
    """Content by content: the bytes of a zip archive may differ from one zlib to another."""
    subprocess.run([sys.executable, str(EXAMPLES / "make.py"), str(tmp_path)], check=True)
    for name in ("suunnitteluryhmat.xlsx", "lab-tiimit.xlsx"):
        assert cells(tmp_path / name) == cells(EXAMPLES / name), name
    for name in ("hankkeet.csv", "invite.toml"):
        assert (tmp_path / name).read_bytes() == (EXAMPLES / name).read_bytes(), name


def test_the_settings_load_without_a_word() -> None:
    """The example shows no warning of its own."""
    settings = load(EXAMPLES)
    assert settings.warnings == ()
    assert [source.file for source in settings.sources] == [
        "suunnitteluryhmat.xlsx",
        "lab-tiimit.xlsx",
        "hankkeet.csv",
    ]
    assert settings.delivery.courier == "outbox"


def test_every_address_leads_nowhere() -> None:
    """RFC 2606: nobody can be written to by trying the example."""
    text = (EXAMPLES / "hankkeet.csv").read_bytes().decode("cp1252") + (
        EXAMPLES / "invite.toml"
    ).read_text(encoding="utf-8")
    words = text.replace(";", " ").replace('"', " ").split()
    for name in ("suunnitteluryhmat.xlsx", "lab-tiimit.xlsx"):
        words += [
            str(cell) for _title, rows in cells(EXAMPLES / name) for row in rows for cell in row
        ]
    for word in words:
        if "@" in word:
            assert word.strip("; ").endswith((".example.org", "@example.org", "@")), word
