"""A command has at most one process that reads files, and none where it reads no sheet."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

from desk import desk

from invite.access.child.start import start


def started(folder: Path, *words: str) -> int:
    """How many such processes a command starts."""
    here = desk(folder)
    with mock.patch("invite.access.child.reading_process.start", wraps=start) as counted:
        ran = here(*words)
    assert ran.code == 0, ran.err
    return counted.call_count


def test_one_where_sheets_are_read_more_than_once(tmp_path: Path) -> None:
    """To add somebody, the sheets are read before and after, by the same process."""
    words = ("add", "Kalle Kolmas", "kalle.kolmas@example.org", "--as", "planning-group")
    assert started(tmp_path, *words, "--region", "Kainuu") == 1


def test_one_for_all_returned_mail(tmp_path: Path) -> None:
    """However many messages and files are given."""
    message = b"From: a@example.net\nSubject: hei\n\nhei\n"
    for name in ("a.eml", "b.eml"):
        (tmp_path / name).write_bytes(message)
    mark = b"From a@example.net Tue Jan 12 09:14:00 2027\n"
    (tmp_path / "c.mbox").write_bytes((mark + message + b"\n") * 3)
    files = [str(tmp_path / name) for name in ("a.eml", "b.eml", "c.mbox")]
    assert started(tmp_path, "bounces", *files) == 1


def test_none_where_no_sheet_is_read(tmp_path: Path) -> None:
    """What stands in the ledger is shown without one."""
    assert started(tmp_path, "log") == 0
    assert started(tmp_path, "status") == 0
