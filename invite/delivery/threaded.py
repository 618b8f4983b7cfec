"""The loop that letters leave by; and what cannot wait in it, in threads of their own.

Graph is asked by urllib3, which knows the system's proxies and certificates, and IMAP by imaplib;
neither has a twin that waits in a loop. A second client would be a second way to trust a server.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from typing import Any, ParamSpec, Protocol, TypeVar

from invite.delivery.model import Drafted, Outcome, Parcel

P = ParamSpec("P")
T = TypeVar("T")


def new_runner() -> asyncio.Runner:
    """A loop, to be used by `with`. Windows' usual one cannot wait for a socket of ours."""
    return asyncio.Runner(loop_factory=asyncio.SelectorEventLoop)


class SideThread:
    """Does one call after the other while the loop goes on. A daemon: a call that never comes back,
    as a look-up of a name without a network, does not hold the program's end up, as one in a pool
    of `concurrent.futures` would.
    """

    def __init__(self) -> None:
        """The thread starts with the first call, and ends with this object."""
        self._calls: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._started = False

    async def call(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What the call comes to, or raises. Cancelled, its end is not waited for."""
        loop = asyncio.get_running_loop()
        came: asyncio.Future[T] = loop.create_future()

        def run() -> None:
            tell: Callable[[], None]
            try:
                tell = partial(_settle, came, came.set_result, work(*args, **kwargs))
            except BaseException as error:  # raised where it is waited for
                tell = partial(_settle, came, came.set_exception, error)
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(tell)

        if not self._started:
            self._started = True
            threading.Thread(target=_work, args=(self._calls,), daemon=True).start()
        self._calls.put(run)
        return await came

    def __del__(self) -> None:
        self._calls.put(None)  # `SimpleQueue.put` may be called wherever an object ends


def _work(calls: SimpleQueue[Callable[[], None] | None]) -> None:
    while (run := calls.get()) is not None:
        run()
        del run  # it holds what it was called with


def _settle(came: asyncio.Future[Any], settle: Callable[[Any], None], found: object) -> None:
    if not came.done():  # or whoever waited was cancelled
        settle(found)


class BlockingCourier(Protocol):
    """As `Courier`, but it waits where it is called; `abort` may come from another thread."""

    @property
    def name(self) -> str:
        """See `Courier`."""

    def open(self) -> None:
        """See `Courier`."""

    def carry(self, parcel: Parcel) -> Outcome | Drafted:
        """See `Courier`."""

    def close(self) -> None:
        """See `Courier`."""

    def abort(self) -> None:
        """See `Courier`."""


class ThreadedCourier:
    """A blocking courier, waited for in the loop."""

    def __init__(self, blocking: BlockingCourier) -> None:
        """blocking: used by nobody else."""
        self.blocking = blocking
        self._thread = SideThread()

    @property
    def name(self) -> str:
        """See `Courier`."""
        return self.blocking.name

    async def open(self) -> None:
        """See `Courier`."""
        await self._thread.call(self.blocking.open)

    async def carry(self, parcel: Parcel) -> Outcome | Drafted:
        """See `Courier`."""
        return await self._thread.call(self.blocking.carry, parcel)

    async def close(self) -> None:
        """See `Courier`."""
        await self._thread.call(self.blocking.close)

    def abort(self) -> None:
        """See `Courier`."""
        self.blocking.abort()
