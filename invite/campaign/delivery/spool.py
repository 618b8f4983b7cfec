"""Composed letters that wait on the disk until they leave."""

from __future__ import annotations

import marshal
import os
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, Self

from msgspec import Struct

from invite.errors import MustMend
from invite.ledger.letters.claims import NewLetter
from invite.people.model import Person
from invite.records import replace
from invite.words import _, system_words

_AT_ONCE = 1 << 20  # bytes; a call to the system costs more than what it carries of one letter
_SHARED = 1000  # blocks that are kept in memory; letters of one form have some forty


class Draft(Struct, frozen=True):
    """A composed letter that waits to leave: what will be written down about it, and where its
    bytes lie.

    letter: without its text, which lies in the spool with its bytes. recipient: the address of the
    envelope, its domain in ASCII. settled: see `Letter`. size: of its bytes. offset, length: where
    the spool has it.
    """

    person: Person
    letter: NewLetter
    recipient: str
    smtputf8: bool
    settled: bool
    size: int
    offset: int
    length: int


class Spool:
    """Composed letters on disk, in a file that nobody else can open and that is gone with the run.

    The letters that were checked are the very bytes that leave, and 10,000 of them would not stay
    within 150 MB of memory. Blocks that letters share are kept there once; in the file are those of
    one letter, and the numbers of the others.
    """

    def __init__(self) -> None:
        """Raises MustMend where there is no folder for such files."""
        try:
            self._file: IO[bytes] = tempfile.TemporaryFile(buffering=_AT_ONCE)  # noqa: SIM115 - held for the life of the spool; see __exit__
        except OSError as error:
            raise _no_room(error) from error
        self._lock = threading.Lock()
        self._end = 0
        self._flushed = True
        self._shared: list[bytes] = []
        self._numbers: dict[int, int] = {}  # by their identity, which is theirs as long as we live
        self._last: Sequence[bytes] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        with suppress(
            OSError
        ):  # on a full disk what is still to be written is written once more, in vain
            self._file.close()

    def put(self, text: Sequence[bytes], content: Sequence[bytes]) -> tuple[int, int, int]:
        """Lay a letter in, its text and its bytes, both in blocks; returns `size`, `offset` and
        `length` of its draft. Before the first one is taken out.

        Raises MustMend on a full disk; nothing has left then.
        """
        size, number = sum(map(len, content)), self._numbers.get
        parts = [[*map(number, map(id, blocks), blocks)] for blocks in (text, content)]
        record = marshal.dumps(parts, 2)
        if len(record) > size // 3:  # else nearly all that can be shared is
            self._share((*text, *content))
        offset, self._flushed = self._end, False
        try:
            self._end += self._file.write(record)
        except OSError as error:
            raise _no_room(error) from error
        return size, offset, len(record)

    def _share(self, blocks: Sequence[bytes]) -> None:
        """Blocks that were in the letter looked at before, too, are shared from now on."""
        again = {*map(id, blocks)}.intersection(map(id, self._last)).difference(self._numbers)
        self._last = blocks
        for block in blocks if len(self._shared) < _SHARED else ():
            if id(block) in again:
                again.remove(id(block))
                self._numbers[id(block)] = len(self._shared)
                self._shared.append(block)

    def take(self, draft: Draft) -> bytes:
        """The letter's bytes."""
        return b"".join(self._blocks(draft, 1))

    def letter(self, draft: Draft) -> NewLetter:
        """What is written down about the letter, its text too."""
        return replace(draft.letter, text=b"\n".join(self._blocks(draft, 0)).decode())

    def _blocks(self, draft: Draft, part: int) -> list[bytes]:
        """Those of its text, or of its bytes."""
        parts = marshal.loads(self._read(draft.offset, draft.length))  # noqa: S302 - from a file that nobody else can open
        return [self._shared[one] if isinstance(one, int) else one for one in parts[part]]

    def _read(self, offset: int, length: int) -> bytes:
        try:
            if not self._flushed:
                self._file.flush()
            self._flushed = True
        except OSError as error:
            raise _no_room(error) from error
        try:
            if hasattr(
                os, "pread"
            ):  # POSIX; without it the threads of a run have one place in the file
                return os.pread(self._file.fileno(), length, offset)
            with self._lock:
                self._file.seek(offset)
                return self._file.read(length)
        except OSError as error:
            what = _("A letter cannot be read back from the folder for temporary files: {why}.")
            hint = _("Check that disk, then run the command again: it continues where it stopped.")
            raise MustMend(what.format(why=system_words(error)), hint=hint) from error


def _no_room(error: OSError) -> MustMend:
    """In our words: there is no room for the letters."""
    what = _("There is no room for the letters in the folder for temporary files: {why}.")
    hint = _("Nothing was sent. Free some space on that disk, then run the command again.")
    return MustMend(what.format(why=system_words(error)), hint=hint)
