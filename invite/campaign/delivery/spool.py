"""Composed letters that wait on the disk until they leave."""

from __future__ import annotations

import marshal
import os
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, Any, Self

from msgspec import Struct

from invite.errors import MustMend
from invite.event import EventFacts
from invite.ledger.letters.claims import NewLetter
from invite.ledger.storage.letter_text import KeptText, TextShape
from invite.people.model import Address, Person
from invite.plan import Send
from invite.words import _, system_words

_AT_ONCE = 1 << 20  # bytes; a call to the system costs more than what it carries of one letter
_SHARED = 1000  # blocks that are kept in memory; letters of one form have some forty


class Draft(Struct, frozen=True, kw_only=True, gc=False):
    """A composed letter that waits to leave: what tells it from others, and where the spool has the
    rest of it. There may be 100,000, so nothing is kept here that stands elsewhere.

    id, message_id, digest, frame, event: as for `NewLetter`. recipient: the address of the
    envelope, its domain in ASCII. settled: see `Letter`. offset, length: where the spool has it.
    """

    send: Send
    mailing: str
    id: str
    message_id: str
    digest: str
    frame: str
    event: EventFacts
    recipient: str
    smtputf8: bool
    settled: bool
    offset: int
    length: int

    @property
    def person(self) -> Person:
        """Who it is to."""
        return self.send.person

    @property
    def to(self) -> Address:
        """Where it goes."""
        return self.send.to

    @property
    def planned(self) -> tuple[str, ...]:
        """See `Claimable`."""
        to, because, preface = self.send.to.key, self.send.because, self.send.preface
        return self.id, self.digest, to, because, preface, self.send.person.id

    def whole(self, subject: str, text: KeptText) -> NewLetter:
        """What is written down about it, with its subject and text."""
        return NewLetter(
            id=self.id,
            person=self.person.id,
            mailing=self.mailing,
            number=self.send.number,
            message_id=self.message_id,
            name=self.person.name.full,
            to=self.send.to,
            subject=subject,
            text=text,
            digest=self.digest,
            frame=self.frame,
            because=self.send.because,
            preface=self.send.preface,
            deliberate=self.send.deliberate,
            event=self.event,
        )


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
        self._shapes: dict[tuple[int | None, ...], TextShape] = {}  # of texts, by shared blocks
        self.largest = 0  # bytes of a letter

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        with suppress(
            OSError
        ):  # on a full disk what is still to be written is written once more, in vain
            self._file.close()

    def put(self, subject: str, text: Sequence[bytes], content: Sequence[bytes]) -> tuple[int, int]:
        """Lay a letter in, its text and its bytes in blocks; returns `offset` and `length` of its
        draft. Before the first one is taken out.

        Raises MustMend on a full disk; nothing has left then.
        """
        size, number = sum(map(len, content)), self._numbers.get
        parts = [[*map(number, map(id, blocks), blocks)] for blocks in (text, content)]
        record = marshal.dumps((subject, *parts), 2)
        self.largest = max(self.largest, size)
        if len(record) > size // 3:  # else nearly all that can be shared is
            self._share((*text, *content))
        offset, self._flushed = self._end, False
        try:
            self._end += self._file.write(record)
        except OSError as error:
            raise _no_room(error) from error
        return offset, len(record)

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
        _subject, _text, content = self._record(draft)
        return b"".join(self._blocks(content))

    def letter(self, draft: Draft) -> NewLetter:
        """What is written down about the letter, all of it."""
        subject, text, _content = self._record(draft)
        own = [one.decode() for one in text if not isinstance(one, int)]
        if len(own) == len(text):
            return draft.whole(subject, KeptText("\n".join(own)))
        shared = tuple(one if isinstance(one, int) else None for one in text)
        if shared not in self._shapes:
            blocks = [None if one is None else self._shared[one].decode() for one in shared]
            self._shapes[shared] = TextShape.of(blocks)
        return draft.whole(subject, KeptText.of(own, self._shapes[shared]))

    def _record(self, draft: Draft) -> tuple[str, list[Any], list[Any]]:
        return marshal.loads(self._read(draft.offset, draft.length))  # type: ignore[no-any-return]  # noqa: S302 - from a file that nobody else can open

    def _blocks(self, numbered: Sequence[bytes | int]) -> list[bytes]:
        return [self._shared[one] if isinstance(one, int) else one for one in numbered]

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
