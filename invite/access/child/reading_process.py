"""A process of our own that reads what strangers made, one after the other: it may hang, crash or
outgrow its memory, and harms nobody.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Literal, Self

from invite.access.child.frames import receive, send
from invite.access.child.memory_limit import size_of
from invite.access.child.start import start

if TYPE_CHECKING:
    import subprocess

LONGEST = 20.0
"""Seconds by the clock that one file, or one mail, may take."""
MEMORY = 1 << 30
"""Bytes that the process may take."""
MOST = 1 << 30
"""Bytes of a part of an answer."""
LOOK = 0.25
"""Seconds between two looks at the size of the process, where the system does not hold it."""


class NotRead(Exception):
    """There is no answer. why: it took too long; it took too much memory or crashed the process;
    no process could be started.
    """

    def __init__(self, why: Literal["late", "crashed", "not started"]) -> None:
        super().__init__(why)
        self.why = why


class ReadingProcess:
    """Runs a module of ours, which is handed its memory as its argument and answers by two parts;
    it is started when it is needed, and again after something that it did not survive.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Start it now, since there will be something to read: it gets ready meanwhile."""
        if self._process is None:
            self._begin()

    def ask(self, *parts: bytes) -> tuple[bytes, bytes]:
        """Its answer to these parts. Raises NotRead."""
        if self._process and self._process.poll() is not None:
            self._end()
        process = self._process or self._begin()
        if process is None or process.stdin is None or process.stdout is None:
            raise NotRead("not started")
        guard = _Guard(process)
        try:
            send(process.stdin, *parts)
            return receive(process.stdout, MOST), receive(process.stdout, MOST)
        except (OSError, EOFError, ValueError) as error:
            self._end()
            raise NotRead("late" if guard.late else "crashed") from error
        finally:
            guard.done()

    def close(self) -> None:
        """End it."""
        self._end()

    def _end(self) -> None:
        """End it; another begins when something is asked."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    continue  # what it had not taken yet

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _begin(self) -> subprocess.Popen[bytes] | None:
        try:
            self._process = start(self._module, str(MEMORY))
        except OSError:
            self._process = None
        return self._process


class _Guard:
    """Ends the process when its time is up or, where only we can see to it, its memory."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.late = False
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def _watch(self) -> None:
        until = time.monotonic() + LONGEST
        while not self.ready.wait(min(LOOK, max(0.0, until - time.monotonic()))):
            large = size_of(self.process.pid) > MEMORY
            self.late = time.monotonic() >= until
            if large or self.late:
                self.process.kill()
                return

    def done(self) -> None:
        """It is read, or never will be."""
        self.ready.set()
        self.thread.join()
