"""One process reads all files; what befalls it is a flaw of one file, and the others are read."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from invite.people.model import Severity, Source
from invite.sources.read import read, read_file
from invite.sources.reader import FileReader
from invite.sources.sheet_values import RowMarks, SheetValues
from invite.sources.wire import packed, unpacked

Write = Callable[[str, Sequence[Sequence[str]]], object]
ROWS = [("Nimi", "Sähköposti"), ("Matti Virtanen", "matti.virtanen@example.org")]


def problems(folder: Path, name: str) -> list[str]:
    found = read(Source(file=name, role="x"), folder)
    assert all(flaw.severity is Severity.ERROR for flaw in found.flaws)
    return [flaw.problem for flaw in found.flaws]


def test_a_process_that_hangs_is_ended(
    monkeypatch: pytest.MonkeyPatch, write: Write, tmp_path: Path
) -> None:
    """A file whose reading does not end in its time is a flaw, and its process is gone."""
    write("a.csv", ROWS)
    monkeypatch.setattr("invite.sources.reader.PROCESS", "sources.endless")
    monkeypatch.setattr("invite.access.child.reading_process.LONGEST", 1.0)
    began = time.monotonic()
    assert "too long" in problems(tmp_path, "a.csv")[0]
    assert time.monotonic() - began < 15


def test_a_process_that_cannot_be_started(
    monkeypatch: pytest.MonkeyPatch, write: Write, tmp_path: Path
) -> None:
    """Where no process can be started each file is a flaw; nothing is raised."""
    write("a.csv", ROWS)
    monkeypatch.setattr("sys.executable", str(tmp_path / "no-python"))
    assert len(problems(tmp_path, "a.csv")) == 1


def test_after_one_that_died_the_next_file_is_read(
    monkeypatch: pytest.MonkeyPatch, write: Write, tmp_path: Path
) -> None:
    """The process that a file killed is followed by another, for the same reader."""
    write("a.csv", ROWS)
    good = tmp_path / "a.csv"
    with FileReader() as reader:
        monkeypatch.setattr("invite.access.child.reading_process.LONGEST", 0.0)
        assert read_file(good, tmp_path, reader=reader).flaws
        monkeypatch.undo()
        assert len(read_file(good, tmp_path, reader=reader).sheets[0].rows) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipes_and_devices_are_refused(tmp_path: Path) -> None:
    """A pipe, a device and a folder named as a sheet are flaws at once, and are not opened."""
    os.mkfifo(tmp_path / "a.csv")
    (tmp_path / "b.csv").symlink_to("/dev/zero")
    (tmp_path / "c.csv").mkdir()
    began = time.monotonic()
    for name in ("a.csv", "b.csv", "c.csv"):
        (flaw,) = read_file(tmp_path / name, tmp_path).flaws
        assert flaw.origin.file == name
    assert time.monotonic() - began < 10


def test_what_is_sent_arrives() -> None:
    """Rows, marks, empty lines and odd characters come through the pipe as they were."""
    rows = (("Nimi", "a\x1fb", "c\x1ed"), (), ("", "", "\ud800"), ("x",), ("",))
    marks = {
        3: RowMarks(hidden=True, links={1: "mailto:a@example.org"}, unsaved=frozenset({0})),
        4: RowMarks(struck=True, struck_cells=frozenset({0}), comments={0: "huom"}),
    }
    sheet = SheetValues(
        name="S",
        rows=rows,
        hidden=True,
        hidden_columns=frozenset({2}),
        widths=(3, 0, 3, 1, 0),
        marks=marks,
    )
    empty = SheetValues(name=None, rows=())
    found, warnings = unpacked(*packed((sheet, empty), [("What", "Do")]))
    assert warnings == [("What", "Do")]
    assert found[1] == empty
    assert found[0] == sheet._replace(rows=(("Nimi", "a b", "c d"), *rows[1:]))


def test_no_module_of_the_folder_is_run(
    monkeypatch: pytest.MonkeyPatch, write: Write, tmp_path: Path
) -> None:
    """A file named as a module of Python in the project folder is not run by the process."""
    write("a.csv", ROWS)
    for module in ("json", "csv", "zipfile", "multiprocessing", "runpy", "python_calamine"):
        text = "import pathlib; pathlib.Path(__file__).with_name('ran').touch()"
        (tmp_path / f"{module}.py").write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend(str(tmp_path))
    sys.path.insert(0, "")
    try:
        assert problems(tmp_path, "a.csv") == []
    finally:
        sys.path.remove("")
    assert not (tmp_path / "ran").exists()


def test_it_loads_only_what_reads() -> None:
    """The process knows nothing of people, ledgers or letters, and loads nothing that is slow to."""
    ask = "import sys, invite.sources.reader_process; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=True, timeout=60
    )
    rooms = {".".join(one.split(".")[:2]) for one in done.stdout.split() if one[:7] == "invite."}
    ours = {"access", "language", "memo", "sources", "text_encoding", "words"}
    assert rooms == {f"invite.{one}" for one in ours}
    assert not {"dataclasses", "subprocess"} & set(done.stdout.split())
