"""Calls that cannot wait in the loop."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from invite.delivery.smtp.errors import ServerUnreachable
from invite.delivery.threaded import SideThread, new_runner

from .conftest import CourierMaker, parcel


def test_calls_wait_for_each_other_and_the_loop_for_none() -> None:
    """Two calls are never under way at once; the loop goes on; each hears what its own came to."""
    under_way, most, ticks = 0, 0, 0

    def slow(number: int) -> int:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        time.sleep(0.05)
        under_way -= 1
        if number == 1:
            raise ValueError(number)
        return number

    async def run() -> list[int | BaseException]:
        async def tick() -> None:
            nonlocal ticks
            while True:
                ticks += 1
                await asyncio.sleep(0.005)

        ticking, aside = asyncio.create_task(tick()), SideThread()
        came = await asyncio.gather(
            *(aside.call(slow, n) for n in range(3)), return_exceptions=True
        )
        ticking.cancel()
        return came

    with new_runner() as runner:
        first, second, third = runner.run(run())
    assert (first, third, most) == (0, 2, 1)
    assert isinstance(second, ValueError)
    assert ticks > 5


def test_its_thread_ends_with_it() -> None:
    """Couriers come and go; their threads do not stay."""
    before = threading.active_count()
    with new_runner() as runner:
        for _n in range(5):
            assert runner.run(SideThread().call(int, "7")) == 7
    end = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < end:
        time.sleep(0.01)
    assert threading.active_count() <= before


def test_a_call_that_never_comes_back_does_not_hold_up_the_program_s_end() -> None:
    """Whoever stops the program does not wait for a name that nobody answers."""
    program = (
        "import asyncio, time\n"
        "from invite.delivery.threaded import SideThread, new_runner\n"
        "async def run():\n"
        "    async with asyncio.timeout(0.1):\n"
        "        await SideThread().call(time.sleep, 60)\n"
        "with new_runner() as runner:\n"
        "    try:\n"
        "        runner.run(run())\n"
        "    except TimeoutError:\n"
        "        print('given up')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
        cwd=Path(__file__).parents[2],
    )
    assert (done.stdout, done.stderr) == ("given up\n", "")


def test_a_name_that_nobody_answers_is_given_up_in_time(
    courier: CourierMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look-up is a part of connecting, and has its limit."""
    answered = threading.Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_a, **_k: answered.wait(10) or [])
    begun = time.monotonic()
    with pytest.raises(ServerUnreachable, match=r"no answer within 0\.2 seconds") as caught:
        courier(25, host="mail.example.org", limits={"connect": 0.2}).carry(parcel())
    answered.set()
    assert caught.value.no_network
    assert time.monotonic() - begun < 5
