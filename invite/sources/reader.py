"""The one process that reads strange files: it may hang, crash or outgrow its memory, and harms
nobody.
"""

from __future__ import annotations

import gc
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import repeat
from types import TracebackType
from typing import TYPE_CHECKING

from invite.access.child.memory_limit import size_of
from invite.access.child.start import start
from invite.people.model import NO_LINKS, UNSAVED, Flaw, Row, Severity, Sheet
from invite.sources.caps import Caps, Unreadable
from invite.sources.reading import file_flaw
from invite.sources.sheet_values import Cells, RowMarks, SheetValues
from invite.sources.wire import receive, send, unpacked
from invite.words import _

if TYPE_CHECKING:
    import subprocess

PROCESS = "invite.sources.reader_process"
LONGEST = 20.0
"""Seconds by the clock that a file may take."""
MEMORY = 1 << 30
"""Bytes that the process may take."""
MOST = 1 << 30
"""Bytes of an answer."""
LARGE = 32 << 20
"""Bytes of a file and its answer after which a new process is better than what this one holds."""
LOOK = 0.25
"""Seconds between two looks at the size of the process, where the system does not hold it."""


class FileReader:
    """Reads the bytes of files in a process of its own, which is started when it is needed, and
    again after a file that it did not survive.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Start the process now, since there will be files to read: it gets ready meanwhile."""
        if self._process is None:
            self._begin()

    def __enter__(self) -> FileReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(
        self, suffix: str, data: bytes, name: str, caps: Caps
    ) -> tuple[tuple[Sheet, ...], tuple[Flaw, ...]]:
        """The sheets in a file's bytes, and what is wrong with them. suffix: of its name, in small
        letters. Raises Unreadable, also where the process hangs or dies of the file.
        """
        process = self._process if self._process and self._process.poll() is None else self._begin()
        if process is None or process.stdin is None or process.stdout is None:
            raise _not_started()
        guard = _Guard(process)
        try:
            request = json.dumps([suffix, *caps]).encode()
            send(process.stdin, request, data)
            head = receive(process.stdout, MOST)
            cells = receive(process.stdout, MOST)
        except (OSError, EOFError, ValueError) as error:
            self._end(process)
            raise guard.reason() from error
        finally:
            guard.done()
        problem = json.loads(head) if head.startswith(b'{"problem":') else None
        if (problem and problem["spent"]) or len(data) + len(head) + len(cells) > LARGE:
            self._end(process)
        if problem:
            raise Unreadable(problem["problem"], problem["hint"])
        with _all_of_it_kept():
            sheets, warnings = unpacked(head, cells)
            return (
                tuple(_sheet(one, name) for one in sheets),
                tuple(file_flaw(name, *warning, Severity.WARNING) for warning in warnings),
            )

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._end(self._process)

    def _begin(self) -> subprocess.Popen[bytes] | None:
        try:
            self._process = start(PROCESS, str(MEMORY))
        except OSError:
            self._process = None
        return self._process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        self._process = None
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    continue  # what it had not taken yet


class _Guard:
    """Ends the process when its time is up or, where only we can see to it, its memory."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.late = self.large = False
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def _watch(self) -> None:
        until = time.monotonic() + LONGEST
        while not self.ready.wait(min(LOOK, max(0.0, until - time.monotonic()))):
            self.large = size_of(self.process.pid) > MEMORY
            self.late = time.monotonic() >= until
            if self.large or self.late:
                self.process.kill()
                return

    def done(self) -> None:
        """The file is read, or never will be."""
        self.ready.set()
        self.thread.join()

    def reason(self) -> Unreadable:
        """Why there is no answer."""
        if self.late:
            return Unreadable(
                _("Reading the file takes too long."), _("Save it again as .xlsx and try again.")
            )
        return Unreadable(
            _("The file needs more memory than is allowed, or crashes what reads it."),
            _("Save the list as .csv and try again."),
        )


@contextmanager
def _all_of_it_kept() -> Iterator[None]:
    """No look for garbage among rows that are just being made: none of them is, and with many it
    costs more than they do.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


def _sheet(values: SheetValues, file: str) -> Sheet:
    """The sheet as the rest of the program knows it. file: as origins name it."""
    rows = [
        Row(number, cells, width=width)
        for number, (cells, width) in enumerate(
            zip(values.rows, values.widths or repeat(0), strict=False), 1
        )
    ]
    for number, marks in values.marks.items():
        rows[number - 1] = _marked(rows[number - 1], marks)
    return Sheet(
        file=file,
        name=values.name,
        rows=tuple(rows),
        hidden=values.hidden,
        hidden_columns=values.hidden_columns,
    )


def _marked(row: Row, marks: RowMarks) -> Row:
    cells: Cells = row.cells
    if marks.unsaved:
        cells = tuple(UNSAVED if i in marks.unsaved else text for i, text in enumerate(cells))
    return Row(
        row.number,
        cells,
        hidden=marks.hidden,
        struck=marks.struck,
        links=marks.links or NO_LINKS,
        struck_cells=marks.struck_cells,
        comments=marks.comments or NO_LINKS,
        width=row.width,
    )


def _not_started() -> Unreadable:
    return Unreadable(
        _("The process that reads files cannot be started."),
        _("Close other programs and try again; if that does not help, install invite again."),
    )
