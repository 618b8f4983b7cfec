"""A file's name is a stranger's words too: whatever it is, the file is read or named, no command
ends for it, and nothing of it moves the cursor or turns the text.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from desk import HEADER, Desk, desk

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="other systems take only text for a name"
)

TEXT = (
    b"bidi\xe2\x80\xaegnp.csv",
    b"line\nbreak.csv",
    b"escape\x1b[2Jx.csv",
    b"[glob]*.csv",
    b"tab\tx.csv",
    b"next\xc2\x85line.csv",
    b"{braces}.csv",
    b"%s%n.csv",
    b"-rf.csv",
    b"'quote\".csv",
)
NO_TEXT = b"l\xe4\xe4nit.csv"  # cp1252, as an old archive leaves it
UNSAFE = "\x1b\u202e\x85\t"
COMMANDS = (
    (), ("people",), ("people", "--flaws"), ("sources",), ("sources", "--lines"), ("check",),
    ("status",), ("log",), ("who", "Testinena", "--why-not"), ("send", "--dry-run"),
)  # fmt: skip


def _put(folder: Path, name: bytes, number: int) -> None:
    row = f"Matti;Testinen{chr(97 + number)};m{number}@example.org;;Kainuu"
    with open(os.fsencode(str(folder)) + b"/" + name, "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(f"{HEADER}\n{row}\nX;;ei osoite;;Lappi\n".encode())


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    """A desk whose sheets have such names, and the same next to them in no source."""
    made = desk(tmp_path)
    (tmp_path / "alueet").mkdir()
    for number, name in enumerate((*TEXT, NO_TEXT)):
        _put(tmp_path / "alueet", name, number)
        _put(tmp_path, b"x" + name, number)
    file = tmp_path / "invite.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("ryhmat.csv", "alueet"), "utf-8")
    return made


def test_every_command_says_it_harmlessly(here: Desk) -> None:
    """None ends in a fault, and none writes what a terminal would obey."""
    for words in COMMANDS:
        ran = here(*words)
        said = ran.out + ran.err
        assert ran.code in (0, 2, 3), (words, said[-300:])
        assert "fault" not in said, (words, said[-300:])
        assert not set(UNSAFE) & set(said), words
        said.encode()


def test_all_but_what_is_no_text_are_read(here: Desk) -> None:
    """And that one is a flaw which says what to do."""
    ran = here("people", "--json")
    assert len(ran["people"]) == len(TEXT)
    (flaw,) = [one for one in ran["flaws"] if one["field"] == "file"]
    assert (flaw["origin"], flaw["severity"]) == ("alueet/l??nit.csv", "error")
    assert "Rename" in flaw["hint"]


def test_returned_mail_and_registrations_with_such_names(here: Desk) -> None:
    """A mail is read all the same; a list is refused by its name."""
    folder = here.folder / "posti"
    folder.mkdir()
    for name in (*TEXT, NO_TEXT):
        with open(os.fsencode(str(folder)) + b"/" + name, "wb") as file:  # noqa: PTH123 - as above
            file.write(b"From: a@example.net\nSubject: hei\n\nhei\n")
    ran = here("bounces", str(folder), "--json")
    assert ran.code == 0
    assert len(ran["mails"]) == len(TEXT) + 1
    ran = here("registrations", os.fsdecode(os.fsencode(str(here.folder)) + b"/x" + NO_TEXT))
    assert ran.code == 3
    assert "Rename" in ran.err


def test_nothing_is_written_under_such_a_name(tmp_path: Path) -> None:
    """It could not be remembered where it lies, when somebody is let go; the twin: text of any kind
    can.
    """
    here = desk(tmp_path)
    for words, ending in (
        (("preview", "--eml"), ""),
        (("people", "--xlsx"), ".xlsx"),
        (("status", "--html"), ".html"),
    ):
        refused = here(*words, os.fsdecode(os.fsencode(str(here.folder)) + b"/k\xe4") + ending)
        assert refused.code == 2, refused.err
        assert "k?" in refused.err
        assert here(*words, str(here.folder / f"kä’s\u202e{ending}")).code == 0
    assert not [path for path in tmp_path.iterdir() if "\udce4" in path.name]
