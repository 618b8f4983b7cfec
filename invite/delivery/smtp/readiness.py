"""Waiting in the loop for a socket: what cannot be done yet is tried when the socket is ready,
until its time is over.

A socket is watched for as long as somebody talks by it, and has one timer: to begin and end both
for each wait was a sixth of what talking to a server cost.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

NOT_YET = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class TimeOver(TimeoutError):
    """The socket was not ready in time; ETIMEDOUT, which the system says, is another thing."""


class Readiness:
    """Of one socket that never waits by itself, and that one at a time waits for."""

    def __init__(self, number: int) -> None:
        """number: the socket's, which it keeps under TLS."""
        self._number = number
        self._loop: asyncio.AbstractEventLoop | None = None
        self._watched: bool | None = None  # for writing, for reading (False), or not at all
        self._timer: asyncio.TimerHandle | None = None
        self._end = 0.0
        self._attempt: Callable[[], Any] | None = None
        self._writing = False
        self._came: asyncio.Future[Any] | None = None

    async def until(self, attempt: Callable[[], T], end: float, *, writing: bool) -> T:
        """What the attempt comes to, made now and again until it raises nothing of NOT_YET.

        writing: whether it is one to write. Under TLS it may have to read before, and the other way
        round. end: monotonic, which the loop's clock is too. Raises TimeOver, and what the attempt
        raises.
        """
        try:
            return attempt()
        except NOT_YET as not_yet:
            first = _for_writing(not_yet, writing)
        return await self.later(attempt, end, writing=writing, first=first)

    async def later(
        self, attempt: Callable[[], T], end: float, *, writing: bool = False, first: bool = False
    ) -> T:
        """As `until`, of what was tried already or would be in vain now. first: whether it can be
        written, not read, that is waited for.
        """
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self.close()
            self._loop = loop
        self._attempt, self._writing, self._end = attempt, writing, end
        came: asyncio.Future[T] = loop.create_future()
        self._came = came
        if self._timer is None or self._timer.when() > end:
            self._no_timer()
            self._timer = loop.call_at(end, self._over)
        self._watch(first)
        try:
            return await came
        finally:
            self._attempt = self._came = None

    def wake(self) -> bool:
        """Have the attempt made now; whether anybody waits for it."""
        if self._came is None:
            return False
        self._ready()
        return True

    def close(self) -> None:
        """Watch it no more; before it is closed."""
        self._no_timer()
        if self._loop is not None and not self._loop.is_closed():
            self._watch(None)
        self._watched = None

    def _watch(self, writing: bool | None) -> None:
        loop = self._loop
        if self._watched is writing or loop is None:
            return
        if self._watched is not None:
            (loop.remove_writer if self._watched else loop.remove_reader)(self._number)
        if writing is not None:
            (loop.add_writer if writing else loop.add_reader)(self._number, self._ready)
        self._watched = writing

    def _ready(self) -> None:
        """The attempt is made here, not by whoever waits for it: until they get to it the loop
        would find the socket ready once more.
        """
        attempt, came = self._attempt, self._came
        if attempt is None or came is None or came.done():
            self._watch(None)  # what comes out of turn stays where it is
            return
        try:
            found = attempt()
        except NOT_YET as not_yet:
            self._watch(_for_writing(not_yet, self._writing))
        except Exception as error:  # whatever it is, it is raised where it is waited for
            came.set_exception(error)
        else:
            came.set_result(found)

    def _over(self) -> None:
        """Where the loop has stood still (Ctrl-Z), what has come meanwhile was seen to before."""
        self._timer = None
        if self._loop is None or self._came is None or self._came.done():
            return
        if self._loop.time() < self._end:  # set for an earlier wait
            self._timer = self._loop.call_at(self._end, self._over)
        else:
            self._came.set_exception(TimeOver())

    def _no_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _for_writing(not_yet: OSError, writing: bool) -> bool:
    return isinstance(not_yet, ssl.SSLWantWriteError) or (
        writing and isinstance(not_yet, BlockingIOError)
    )
