"""Composed letters that wait on the disk until they leave."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import IO, Self

from invite.errors import MustMend
from invite.ledger.letters.claims import NewLetter
from invite.people.model import Person
from invite.words import _, system_words

_AT_ONCE = 1 << 20  # bytes; a call to the system costs more than what it carries of one letter


@dataclass(frozen=True, slots=True)
class Draft:
    """A composed letter that waits to leave: what will be written down about it, and where its
    bytes lie.

    letter: without its text, which lies in the spool before its bytes. recipient: the address of
    the envelope, its domain in ASCII. settled: see `Letter`. offset: of its text in the spool.
    text, length: of its text and of its bytes.
    """

    person: Person
    letter: NewLetter
    recipient: str
    smtputf8: bool
    settled: bool
    offset: int
    text: int
    length: int


class Spool:
    """Composed letters on disk, in a file that nobody else can open and that is gone with the run.

    The letters that were checked are the very bytes that leave, and 10,000 of them would not stay
    within 150 MB of memory.
    """

    def __init__(self) -> None:
        """Raises MustMend where there is no folder for such files."""
        with _room():
            self._file: IO[bytes] = tempfile.TemporaryFile(buffering=_AT_ONCE)  # noqa: SIM115 - held for the life of the spool; see __exit__
        self._lock = threading.Lock()
        self._end = 0
        self._flushed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        with suppress(
            OSError
        ):  # on a full disk what is still to be written is written once more, in vain
            self._file.close()

    def put(self, text: bytes, content: bytes) -> int:
        """Lay a letter in, its text and its bytes; returns where it lies. Before the first one is
        taken out.

        Raises MustMend on a full disk; nothing has left then.
        """
        offset, self._flushed = self._end, False
        with _room():
            self._end += self._file.write(text) + self._file.write(content)
        return offset

    def take(self, draft: Draft) -> bytes:
        """The letter's bytes."""
        return self._read(draft.offset + draft.text, draft.length)

    def letter(self, draft: Draft) -> NewLetter:
        """What is written down about the letter, its text too."""
        return replace(draft.letter, text=self._read(draft.offset, draft.text).decode())

    def _read(self, offset: int, length: int) -> bytes:
        if not self._flushed:
            with _room():
                self._file.flush()
            self._flushed = True
        with _readable():
            if hasattr(
                os, "pread"
            ):  # POSIX; without it the threads of a run have one place in the file
                return os.pread(self._file.fileno(), length, offset)
            with self._lock:
                self._file.seek(offset)
                return self._file.read(length)


@contextmanager
def _room() -> Iterator[None]:
    """Tells in our words that there is no room for the letters."""
    try:
        yield
    except OSError as error:
        raise MustMend(
            _("There is no room for the letters in the folder for temporary files: {why}.").format(
                why=system_words(error)
            ),
            hint=_("Nothing was sent. Free some space on that disk, then run the command again."),
        ) from error


@contextmanager
def _readable() -> Iterator[None]:
    """Tells in our words that a letter cannot be read back; the one that was to go did not."""
    try:
        yield
    except OSError as error:
        raise MustMend(
            _("A letter cannot be read back from the folder for temporary files: {why}.").format(
                why=system_words(error)
            ),
            hint=_("Check that disk, then run the command again: it continues where it stopped."),
        ) from error
