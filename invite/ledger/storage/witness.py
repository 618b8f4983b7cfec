"""The witness of a ledger: which letters were begun, kept in the user's own folder on this
computer, so that a ledger that was lost or replaced by an older one is noticed.

It holds keyed digests of letters' ids (see `Keys.witness`) and when each was begun: nothing that
tells of anybody, and nothing that could be made without the ledger's secret. A letter that is begun
twice stands there twice. Where a server holds a letter as a draft before it is sent, a second file
tells of which letters such a draft was made: the others were certainly not sent. The witness always
comes after the ledger and before the server: a crash between leaves a ledger that knows more than
its witness, which is no harm.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from invite.ledger.storage.keys import LENGTH
from invite.ledger.storage.user_folder import own_folder, remove, unusable

AT = len("2027-01-12T09:14:00Z")
WIDTH = AT + 1 + LENGTH + 1  # bytes of a line: "AT DIGEST\n"
PURGED = "purged"
EVENT = "event"
GENERATION = "generation"


class Witnessed(Struct, frozen=True):
    """What a witness saw. letters: how often each letter was begun, by its digest. last: when one
    last was, aware. purged: when its people were forgotten for good.
    """

    letters: Mapping[str, int]
    last: datetime | None = None
    purged: datetime | None = None

    @property
    def lines(self) -> int:
        """How many beginnings."""
        return sum(self.letters.values())


class Witness:
    """Of one ledger. Each sender writes a file of its own, so that nothing but the ledger is ever
    shared among programs; the files of the newest generation count, so that all can be replaced at
    once.
    """

    def __init__(self, ledger: str) -> None:
        """ledger: its id."""
        self._folder = own_folder() / "witness" / ledger

    def read(self) -> Witnessed:
        """All of it. Raises LedgerUnusable where it cannot be read."""
        letters, last = Counter[str](), ""
        for at, digest in self._lines("*.log"):
            letters[digest] += 1
            last = max(last, at)
        return Witnessed(letters, _instant(last), self._purged())

    def lines(self) -> int:
        """How many beginnings, without looking at each."""
        try:
            return sum(file.stat().st_size // WIDTH for file in self._files())
        except OSError as error:
            raise unusable(self._folder, error) from error

    def certainly_unsent(self, digest: str, sender: str) -> bool:
        """Whether a letter was begun by a sender on this computer that never wrote down a draft to
        send it from. An older copy of the ledger may lack such a draft.
        """
        here = (self._generation() / f"{sender}.log").exists()
        return here and digest not in {one for _at, one in self._lines(f"{sender}.drafts")}

    def event(self) -> str:
        """What letters last told of the event, as `note_event` was given it; "" where nothing is
        known.
        """
        try:
            return (self._folder / EVENT).read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, ValueError) as error:
            raise unusable(self._folder, error) from error

    def note_event(self, words: str) -> None:
        """Keep what letters tell of the event."""
        try:
            if self.event() != words:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                (self._folder / EVENT).write_text(words, encoding="utf-8")
        except OSError as error:
            raise unusable(self._folder, error) from error

    def generation(self) -> tuple[int, int]:
        """The lowest generation of the ledger that goes on here, and the last that was taken."""
        try:
            floor, taken = (self._folder / GENERATION).read_text(encoding="ascii").split()
            return int(floor), int(taken)
        except FileNotFoundError:
            return 0, 0
        except (OSError, ValueError) as error:
            raise unusable(self._folder, error) from error

    def note_generation(self, floor: int, taken: int) -> None:
        """Keep them."""
        note = self._folder / GENERATION
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = note.with_name(f".{note.name}-{os.getpid()}.tmp")
            draft.write_text(f"{floor} {taken}\n", encoding="ascii")
            draft.replace(note)
        except OSError as error:
            raise unusable(note, error) from error

    def recorder(self, name: str, *, drafts: bool = False) -> Recorder:
        """Be the one who writes down what a sender begins, for the length of a `with`. name: the
        sender's. drafts: that a draft is there.
        """
        return Recorder(self._generation() / f"{name}.{'drafts' if drafts else 'log'}")

    def replace(self, letters: Mapping[str, int], at: str) -> None:
        """Let it know these letters and no others. at: as the ledger writes an instant."""
        new = self._folder / str(int(self._generation().name) + 1)
        draft = new.with_name(f".{new.name}-{os.getpid()}.tmp")
        try:
            with Recorder(draft / "all.log") as recorder:
                recorder.add((one for one, times in letters.items() for _n in range(times)), at)
            draft.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.replace(new)
            for old in self._folder.iterdir():
                if old.name.isdecimal() and int(old.name) < int(new.name):
                    shutil.rmtree(old, ignore_errors=True)
        except OSError as error:
            raise unusable(self._folder, error) from error

    def close_for_good(self, at: str) -> None:
        """Keep nothing but that its people were forgotten, and when: an older copy of the ledger
        must not bring them back.
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self._folder / PURGED).write_text(at, encoding="ascii")
            for file in (*self._files(), *self._files("*.drafts")):
                remove(file)
            remove(self._folder / EVENT)
        except OSError as error:
            raise unusable(self._folder, error) from error

    def _generation(self) -> Path:
        """The folder whose files count."""
        try:
            found = [int(one.name) for one in self._folder.iterdir() if one.name.isdecimal()]
        except FileNotFoundError:
            found = []
        except OSError as error:
            raise unusable(self._folder, error) from error
        return self._folder / str(max(found, default=1))

    def _files(self, pattern: str = "*.log") -> tuple[Path, ...]:
        return tuple(sorted(self._generation().glob(pattern)))

    def _lines(self, pattern: str) -> Iterator[tuple[str, str]]:
        """When, and the digest. A program that died while it wrote has left half a line: nothing
        was sent by it.
        """
        try:
            for file in self._files(pattern):
                whole, _newline, _half = file.read_bytes().rpartition(b"\n")
                for line in whole.decode("ascii", "replace").split("\n"):
                    if len(line) == WIDTH - 1:
                        yield line[:AT], line[AT + 1 :]
        except OSError as error:
            raise unusable(self._folder, error) from error

    def _purged(self) -> datetime | None:
        try:
            return datetime.fromisoformat((self._folder / PURGED).read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        except ValueError:
            return datetime.min.replace(tzinfo=UTC)
        except OSError as error:
            raise unusable(self._folder, error) from error


class Recorder:
    """Writes into one file, which is there from the beginning, and gone if nothing came. One call
    to the system for each `add`; the disk is waited for at the end alone, for it is the ledger that
    is durable.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = -1

    def __enter__(self) -> Recorder:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._file = os.open(self._path, flags, 0o600)
        except OSError as error:
            raise unusable(self._path, error) from error
        return self

    def __exit__(self, *_error: object) -> None:
        """Down to the disk, where it can be: some file systems on a network cannot."""
        try:
            with suppress(OSError):
                os.fsync(self._file)
            empty = os.fstat(self._file).st_size == 0
        finally:
            os.close(self._file)
        if empty:
            remove(self._path)

    def add(self, digests: Iterable[str], at: str) -> None:
        """These letters are begun. at: as the ledger writes an instant. Raises LedgerUnusable, and
        then none of them may be sent.
        """
        lines = "".join([f"{at[: AT - 1]}Z {digest}\n" for digest in digests]).encode("ascii")
        if not lines:
            return
        try:
            if os.write(self._file, lines) < len(lines):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # noqa: TRY301 - in our words
        except OSError as error:
            raise unusable(self._path, error) from error


def _instant(at: str) -> datetime | None:
    return datetime.fromisoformat(at) if at else None
