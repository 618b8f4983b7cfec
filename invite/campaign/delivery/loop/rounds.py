"""Rounds: whoever asks the ledger for something while others do, or while it writes, goes into one
transaction with all who wait.

The loop writes the ledger itself: nearly always all letters in hand are in the round, and nobody
else could go on meanwhile, so that a thread only costs (7 % of a letter's way to the server by 16
connections, 11 % by 3). Where another program holds the ledger, or a server keeps it, a thread
waits for that, and neither a mail server nor a signal does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from invite.campaign.delivery.loop.queue import Agenda
from invite.campaign.delivery.spool import Draft, Spool
from invite.delivery.threaded import SideThread
from invite.ledger.letters.sender_session import SenderSession
from invite.ledger.letters.turns import Asked, Passed, Round, Turn

# Letters that are looked at in one transaction beyond those asked for, where others have some of
# them: nobody else can write in the ledger meanwhile.
MOST_PASSED = 200
# Seconds that a round waits for others, and once more where some have come: a flush costs as much
# for one letter as for all.
PAUSE = 0.001

_Waiting = tuple[Asked, asyncio.Future[Turn[Draft]]]


class Rounds:
    """The ledger, for all connections of a run."""

    def __init__(
        self,
        session: SenderSession[Draft],
        agenda: Agenda,
        spool: Spool,
        passed: Callable[[Passed[Draft]], None],
        in_hand: Callable[[], int],
    ) -> None:
        """passed: is given each letter that others have. in_hand: how many letters are in hand."""
        self._session, self._agenda, self._spool, self._passed = session, agenda, spool, passed
        self._in_hand = in_hand
        self._thread = SideThread()
        self._waiting: list[_Waiting] = []
        self._going: asyncio.Task[None] | None = None
        self._spare = 0
        self._full = asyncio.Event()

    @property
    def going(self) -> tuple[asyncio.Task[None], ...]:
        """What is under way: one round after the other, or nothing while nobody waits for one."""
        return (self._going,) if self._going else ()

    async def ask(self, asked: Asked) -> Turn[Draft]:
        """Have it done; returns what comes next when that is durable. Raises LedgerUnusable when
        the ledger could not be written.
        """
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[Turn[Draft]] = loop.create_future()
        self._waiting.append((asked, turn))
        if len(self._waiting) >= self._in_hand():
            self._full.set()
        if self._going is None:
            self._going = loop.create_task(self._work())
            self._going.add_done_callback(_seen)
        return await turn

    async def _work(self) -> None:
        """One round after the other, until nobody waits."""
        try:
            while waiting := self._waiting:
                try:
                    try:
                        await self._others()
                    finally:
                        self._waiting = []  # who asks from now on is in the next round
                    answer = await self._round([asked for asked, _turn in waiting])
                except Exception as error:  # raised at everybody who waits for it
                    for _asked, turn in waiting:
                        if not turn.done():
                            turn.set_exception(error)
                except BaseException:  # Ctrl-C, raised once: here
                    for _asked, turn in waiting:
                        turn.cancel()
                    raise
                else:
                    for (_asked, turn), found in zip(waiting, answer.turns, strict=True):
                        if not turn.done():
                            turn.set_result(found)
        finally:
            self._going = None

    async def _others(self) -> None:
        """Wait for others as long as some come, until all letters in hand are in this round."""
        before = 0
        while before < len(self._waiting) < self._in_hand():
            before = len(self._waiting)
            self._full.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(PAUSE):
                    await self._full.wait()

    async def _round(self, asked: list[Asked]) -> Round[Draft]:
        most = sum(one.next for one in asked)
        drafts = self._agenda.take(self._session.now(), most + self._spare if most else 0)
        answer = self._session.round_at_once(asked, drafts, self._spool.letter)
        if answer is None:
            work = partial(self._session.round, asked, drafts, self._spool.letter)
            answer = await self._thread.call(work)
        self._agenda.put_back(answer.left)
        self._spare = MOST_PASSED if answer.passed else 0
        for passed in answer.passed:
            self._passed(passed)
        return answer


def _seen(work: asyncio.Task[None]) -> None:
    """Ctrl-C in its middle is raised by the loop; asyncio need not show it once more."""
    if not work.cancelled():
        work.exception()
