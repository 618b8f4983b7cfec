"""What stands where a file should and is none — a pipe, a device, a folder, a link that leads
nowhere or to itself — is named with what to do, wherever it stands; nothing waits for it, and
nothing goes on as if it were not there.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import Desk, Ran, desk

from invite.access.plain_files import NotPlain, read_plain

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _nowhere(path: Path) -> None:
    path.symlink_to(path.with_name("ei ole mitään"))


def _itself(path: Path) -> None:
    path.symlink_to(path)


THINGS: dict[str, Callable[[Path], None]] = {
    "pipe": _pipe,
    "device": _device,
    "link to nowhere": _nowhere,
    "link to itself": _itself,
}


def _mailing(here: Desk, line: str) -> None:
    here.settings(more=f'\n[mailing.kutsu]\ntemplate = "kutsu"\n{line}\n')


def _sender(here: Desk, line: str) -> None:
    path = here.folder / "invite.toml"
    text = path.read_text(encoding="utf-8").replace("[sender]", f"[sender]\n{line}")
    path.write_text(text, encoding="utf-8")


def _settings(here: Desk, put: Callable[[Path], None]) -> Ran:
    (here.folder / "invite.toml").unlink()
    put(here.folder / "invite.toml")
    return here("send", "--yes")


def _template(here: Desk, put: Callable[[Path], None]) -> Ran:
    (here.folder / "templates").mkdir()
    put(here.folder / "templates" / "kutsu.fi.md")
    return here("send", "--yes")


def _layout(here: Desk, put: Callable[[Path], None]) -> Ran:
    (here.folder / "templates").mkdir()
    put(here.folder / "templates" / "layout.html")
    return here("send", "--yes")


def _attachment(here: Desk, put: Callable[[Path], None]) -> Ran:
    _mailing(here, 'attachments = ["ohjelma.pdf"]')
    put(here.folder / "ohjelma.pdf")
    return here("send", "--yes")


def _picture(here: Desk, put: Callable[[Path], None]) -> Ran:
    _sender(here, 'logo = "logo.png"')
    put(here.folder / "logo.png")
    return here("send", "--yes")


def _registrations(here: Desk, put: Callable[[Path], None]) -> Ran:
    put(here.folder / "ilmo.csv")
    return here("registrations", str(here.folder / "ilmo.csv"))


def _mark(here: Desk, put: Callable[[Path], None]) -> Ran:
    put(here.folder / "lista.csv")
    return here("mark", "--from", str(here.folder / "lista.csv"), "attended")


def _source(here: Desk, put: Callable[[Path], None]) -> Ran:
    (here.folder / "ryhmat.csv").unlink()
    put(here.folder / "ryhmat.csv")
    return here("send", "--yes")


def _page(here: Desk, put: Callable[[Path], None]) -> Ran:
    put(here.folder / "sivu.html")
    return here("status", "--html", str(here.folder / "sivu.html"))


def _book(here: Desk, put: Callable[[Path], None]) -> Ran:
    put(here.folder / "kirja.xlsx")
    return here("people", "--xlsx", str(here.folder / "kirja.xlsx"))


def _export(here: Desk, put: Callable[[Path], None]) -> Ran:
    put(here.folder / "matti.json")
    return here("who", "Matti", "--export", str(here.folder / "matti.json"))


def _mails(here: Desk, put: Callable[[Path], None]) -> Ran:
    assert here("send", "--yes").code == 0
    put(here.folder / "a.eml")
    return here("bounces", str(here.folder / "a.eml"))


def _restored(here: Desk, put: Callable[[Path], None]) -> Ran:
    put(here.folder / "kopio.db")
    return here("ledger", "restore", str(here.folder / "kopio.db"))


def _looked_at(here: Desk, put: Callable[[Path], None]) -> Ran:
    put(here.folder / "kirjeet")
    return here("preview", "--eml", str(here.folder / "kirjeet"))


PLACES: dict[str, Callable[[Desk, Callable[[Path], None]], Ran]] = {
    "invite.toml": _settings,
    "kutsu.fi.md": _template,
    "layout.html": _layout,
    "ohjelma.pdf": _attachment,
    "logo.png": _picture,
    "ilmo.csv": _registrations,
    "lista.csv": _mark,
    "ryhmat.csv": _source,
    "sivu.html": _page,
    "kirja.xlsx": _book,
    "matti.json": _export,
    "a.eml": _mails,
    "kopio.db": _restored,
    "kirjeet": _looked_at,
}


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("place", PLACES)
def test_it_is_refused_by_its_name(place: str, thing: str, tmp_path: Path) -> None:
    """The command ends, says the name, and nobody is written to without what it stands for."""
    here = desk(tmp_path)
    assert here("people").code == 0
    ran = PLACES[place](here, THINGS[thing])
    assert ran.code in (2, 3), ran.out + ran.err
    assert place in ran.err
    assert "Traceback" not in ran.err
    for letter in (here.folder / "outbox").rglob("*.eml"):
        assert place == "a.eml", letter
    left = here.folder / ("templates" if place in ("kutsu.fi.md", "layout.html") else ".") / place
    assert not left.is_file(), "it was written over"


@pytest.mark.parametrize("thing", THINGS)
def test_among_a_folder_of_sheets_it_holds_nobody_else(thing: str, tmp_path: Path) -> None:
    """Where a pattern or a folder names the sheets, it is a flaw with its name, and the others are
    read; where nobody named it, it is named as one that may hold people.
    """
    here = desk(tmp_path)
    (tmp_path / "alueet").mkdir()
    (tmp_path / "ryhmat.csv").rename(tmp_path / "alueet" / "a.csv")
    THINGS[thing](tmp_path / "alueet" / "b.csv")
    for source in ("alueet/*.csv", "alueet"):
        here.settings()
        path = tmp_path / "invite.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("ryhmat.csv", source), "utf-8")
        ran = here("people", "--json")
        assert len(ran["people"]) == 3
        assert [flaw["origin"] for flaw in ran["flaws"] if flaw["severity"] == "error"] == [
            "alueet/b.csv"
        ]
    (tmp_path / "alueet" / "b.csv").rename(tmp_path / "muut.xlsx")
    assert "muut.xlsx" in here("check").out


def test_a_file_that_is_one_is_read(tmp_path: Path) -> None:
    """The twin: a plain file, and a link to one, are read; no more of them than is allowed."""
    plain, link = tmp_path / "a.csv", tmp_path / "b.csv"
    plain.write_bytes(b"hei")
    link.symlink_to(plain)
    assert read_plain(plain, 3)[0] == read_plain(link, 3)[0] == b"hei"
    with pytest.raises(OSError, match=r"a\.csv"):
        read_plain(plain, 2)
    with pytest.raises(NotPlain, match="device, a pipe or a folder"):
        read_plain(tmp_path, 3)
