"""A socket that is watched while it is used: what is tried, until when, and what is left alone."""

from __future__ import annotations

import asyncio
import selectors
import socket
import time
from collections.abc import Coroutine, Iterator
from functools import partial

import pytest

from invite.delivery.smtp.readiness import Readiness, TimeOver

Pair = tuple[socket.socket, socket.socket]
LONG = 30.0  # seconds that no test waits for


class Looks(selectors.DefaultSelector):
    """Counts how often the loop looks for what is ready."""

    times = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """As it is."""
        Looks.times += 1
        return super().select(timeout)


@pytest.fixture
def pair() -> Iterator[Pair]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        yield ours, theirs


def run(work: Coroutine[object, object, None]) -> None:
    """In a loop that counts its looks."""
    with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(Looks())) as runner:
        runner.run(work)


def test_what_comes_out_of_turn_is_left_alone(pair: Pair) -> None:
    """What is said while nobody waits is not looked at again and again, and is there for whoever
    waits next.
    """
    ours, theirs = pair
    ready, receive = Readiness(ours.fileno()), partial(ours.recv, 4096)

    async def work() -> None:
        theirs.sendall(b"answer")
        assert await ready.later(receive, time.monotonic() + LONG) == b"answer"
        theirs.sendall(b"out of turn")
        before = Looks.times
        await asyncio.sleep(0.1)
        assert Looks.times - before < 5
        assert await ready.later(receive, time.monotonic() + LONG) == b"out of turn"
        ready.close()

    run(work())


def test_each_wait_has_its_own_limit(pair: Pair) -> None:
    """A short wait after a long one ends in time; a long one after a short one goes on beyond the
    end of the short one.
    """
    ours, theirs = pair
    ready, receive = Readiness(ours.fileno()), partial(ours.recv, 4096)

    async def work() -> None:
        for limit in (LONG, 0.05):
            theirs.sendall(b"at once")
            assert await ready.later(receive, time.monotonic() + limit) == b"at once"
        asyncio.get_running_loop().call_later(0.1, theirs.sendall, b"later")
        assert await ready.later(receive, time.monotonic() + LONG) == b"later"
        began = time.monotonic()
        with pytest.raises(TimeOver):
            await ready.later(receive, began + 0.05)
        assert time.monotonic() - began < LONG / 2
        ready.close()

    run(work())


def test_what_came_while_the_loop_stood_still_counts(pair: Pair) -> None:
    """After Ctrl-Z, or a computer's sleep, an answer that has come is an answer, though the time is
    over.
    """
    ours, theirs = pair
    ready, receive = Readiness(ours.fileno()), partial(ours.recv, 4096)

    async def work() -> None:
        waits = asyncio.ensure_future(ready.later(receive, time.monotonic() + 0.05))
        await asyncio.sleep(0)
        theirs.sendall(b"answer")
        time.sleep(0.1)  # the loop stands still
        assert await waits == b"answer"
        ready.close()

    run(work())
