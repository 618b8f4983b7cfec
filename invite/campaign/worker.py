"""One worker process: composes its part of the letters, waits until all parts are checked, then sends its own."""

from __future__ import annotations

import signal
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing.connection import Connection
from pathlib import Path

from invite.campaign.compose import Unwritable
from invite.campaign.dispatch import couriers_for, dispatch
from invite.campaign.project import Clock, opened
from invite.campaign.ready import in_house
from invite.campaign.spool import Spool
from invite.delivery.trouble import NotNow, RefusedInARow, ServerUnreachable
from invite.errors import InviteError, LedgerUnusable, MustMend, Problem, ServerRefusesUs
from invite.language import Language
from invite.letters.model import Fault
from invite.plan import Send
from invite.words import _


class Word(Enum):
    """What a worker is told. GO: all letters are checked. PAUSE: begin nothing. ON: go on. STOP: begin nothing, and end."""

    GO = auto()
    PAUSE = auto()
    ON = auto()
    STOP = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """A worker's part. connections: how many of all are its own."""

    mailing: str
    sends: tuple[Send, ...]
    connections: int


@dataclass(frozen=True, slots=True)
class Composed:
    """The part is composed and checked. frames: as in `Ready`. remarks: what is worth knowing of the letters."""

    frames: Mapping[Language, str]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Idle:
    """No letter is in hand; the worker waits for what it is to do."""


# Their exit codes tell them apart, and whether others may go on.
_KINDS: tuple[type[InviteError], ...] = (NotNow, ServerUnreachable, ServerRefusesUs, LedgerUnusable, MustMend)


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error on its way to another process. kind: the first of `_KINDS` that it is."""

    kind: type[InviteError]
    what: str
    hint: str
    problems: tuple[Problem, ...]
    earlier: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, error: BaseException) -> Trouble:
        """Any error: what is none of ours is a fault in the program, and says so."""
        if not isinstance(error, InviteError):
            return cls(InviteError, _("A worker has stumbled over itself ({kind}).").format(kind=type(error).__name__), "", ())
        kind = next((kind for kind in _KINDS if isinstance(error, kind)), InviteError)
        earlier = error.earlier if isinstance(error, RefusedInARow) else ()
        faults = error.faults if isinstance(error, Unwritable) else ()
        return cls(kind, error.what, error.hint, error.problems, earlier, faults)

    def error(self) -> InviteError:
        """The error again."""
        if self.earlier:
            return RefusedInARow(self.what, hint=self.hint, earlier=self.earlier)
        error = self.kind(self.what, hint=self.hint)
        error.problems = self.problems
        return error

    @property
    def alone(self) -> bool:
        """Whether the server may have turned away this worker's connections and no others."""
        return self.kind in (NotNow, ServerUnreachable)


@dataclass(frozen=True, slots=True)
class Done:
    """The worker has come to its end. trouble: what has stopped it."""

    trouble: Trouble | None = None


class _Told:
    """What the worker has been told; its `Control`. A parent that is gone wants it to stop."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._changed = threading.Condition()
        self._last: Word | None = None
        threading.Thread(target=self._listen, daemon=True).start()

    def go(self) -> bool:
        """Wait for the word; whether it is to go."""
        with self._changed:
            self._changed.wait_for(lambda: self._last is not None)
            return self._last is not Word.STOP

    def asked(self) -> bool:
        """Whether to begin nothing for now."""
        return self._last in (Word.PAUSE, Word.STOP)

    def confirmed(self) -> bool:
        """Wait for what is to be done, now that no letter is in hand; whether to end."""
        if self._last is not Word.STOP:
            self._pipe.send(Idle())
        with self._changed:
            self._changed.wait_for(lambda: self._last is not Word.PAUSE)
            return self._last is Word.STOP

    def _listen(self) -> None:
        while self._last is not Word.STOP:
            try:
                word = self._pipe.recv()
            except (EOFError, OSError):
                word = Word.STOP
            with self._changed:
                self._last = word
                self._changed.notify_all()


def work(pipe: Connection, folder: Path, clock: Clock) -> None:
    """What a worker process does. pipe: to its parent, who gives it a Part, or None if there is nothing to do."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):  # they reach all processes of a terminal; the parent passes them on
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    _warm_up()
    try:
        part = pipe.recv()
        if part is not None:
            pipe.send(Done(_trouble(pipe, part, folder, clock)))
    except (EOFError, OSError):
        return  # the parent is gone


def _warm_up() -> None:
    """Load what will be needed, while the parent reads the sheets."""
    import invite.delivery.smtp
    import invite.letters.template
    import invite.settings  # noqa: F401 - only to be there


def _trouble(pipe: Connection, part: Part, folder: Path, clock: Clock) -> Trouble | None:
    try:
        with opened(folder, clock) as project, Spool() as spool:
            mailing = project.mailing(part.mailing)
            remarks: list[str] = []
            ready = in_house(project, mailing, part.sends, spool, remark=remarks.append)
            pipe.send(Composed(ready.frames, tuple(remarks)))
            control = _Told(pipe)
            if control.go():
                couriers = couriers_for(project, mailing.name)
                for carried in dispatch(
                    project, ready.drafts, spool, couriers, connections=part.connections, control=control, notice=pipe.send
                ):
                    pipe.send(carried)
    except (EOFError, OSError):
        raise
    except Exception as error:
        return Trouble.of(error)
    return None
