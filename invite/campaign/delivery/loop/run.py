"""What the connections of one run share: its agenda, when to rest, when to stop, and the way to
tell what has happened.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import suppress

from invite.campaign.delivery.loop.queue import Agenda
from invite.campaign.delivery.loop.rounds import Rounds
from invite.campaign.delivery.notices import Carried, Notice
from invite.campaign.delivery.spool import Draft, Spool
from invite.delivery.model import Deferred, Drafted, Outcome, Unclear
from invite.delivery.smtp.errors import ServerUnreachable
from invite.ledger.letters.sender_session import SenderSession
from invite.ledger.letters.turns import Passed
from invite.pacing import SHORTEST, rest
from invite.words import _

# letters running that the server puts off for a reason that holds for everybody, when patience is
# over
ENOUGH = 10
# seconds that a server which was there has to come back; where the network is gone, `patience`
# counts
GRACE = 30.0
LONGEST = 30.0  # seconds between two looks whether it is back
LOOK_AT_CLOCK = 60.0  # seconds until a clock that jumps, or a computer that slept, is noticed


class Run:
    """Shared by the connections, which all wait in one loop. Instants are seconds since 1970."""

    def __init__(
        self, agenda: Agenda, spool: Spool, session: SenderSession[Draft], patience: float
    ) -> None:
        self.agenda = agenda
        self.spool = spool
        self.rounds = Rounds(session, agenda, spool, self._tell_passed, lambda: self.in_hand)
        self.now, self.pace = session.now, session.pace
        self._told: deque[Carried | Notice] = deque()
        self.error: BaseException | None = None  # what is wrong for everybody
        self._patience = patience
        self._changed = asyncio.Event()
        self.stopped = self._paused = False
        self.in_hand = 0  # letters of which is not written down yet what became of them
        self._said: Notice | None = None
        self._put_off_running = self._waves = 0
        self._slow_since = self._rests_until = self._lost_since = 0.0
        self._asked_until = (
            0.0  # what the server has named, which the ledger may not hold so far ahead
        )
        self.lying: dict[
            str, Drafted
        ] = {}  # Message-ID → where a letter lies that is to be tried again

    # ---- stopping and waiting

    def stop(self, error: BaseException | None = None) -> None:
        """No letter is begun any more; those in hand are finished. error: why, if something is
        wrong for everybody.
        """
        self.error = self.error or error
        self.stopped = True
        self._changed.set()

    def pause(self, on: bool) -> None:
        """No letter is begun until it goes on."""
        self._paused = on
        self._changed.set()

    @property
    def idle(self) -> bool:
        """Whether no letter is in anybody's hands, or just being claimed."""
        return self.in_hand == 0 and not self.rounds.going

    @property
    def held(self) -> bool:
        """Whether no letter may be begun just now."""
        return self.stopped or self._paused

    def resting(self) -> bool:
        """Whether the server has asked this program to wait, and the time is not over."""
        return bool(self._asked_until) and self._asked_until > self.now()

    async def may_go(self) -> bool:
        """Wait while it is paused, or as long as the server has asked for; whether to go on."""
        while self.resting() and await self.wait(self._asked_until):
            pass
        while self._paused and await self.wait(self.now() + LOOK_AT_CLOCK):
            pass
        return not self.stopped

    async def wait(self, until: float) -> bool:
        """Wait until then, or until something changes; whether to go on."""
        left = until - self.now()
        if left > 0 and not self.stopped:
            self._changed.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(min(left, LOOK_AT_CLOCK)):
                    await self._changed.wait()
        return not self.stopped

    # ---- what happens

    def tell(self, what: Carried | Notice) -> None:
        """Tell whoever watches."""
        self._told.append(what)

    def told(self) -> Iterator[Carried | Notice]:
        """All that was told since somebody last looked."""
        while self._told:
            yield self._told.popleft()

    def _tell_passed(self, passed: Passed[Draft]) -> None:
        words = _("The run that had begun it ended before it knew.")
        doubt = Unclear(words) if passed.unclear else None
        self.tell(Carried(passed.draft.person.id, passed.draft.message_id, doubt))

    def say(self, notice: Notice) -> None:
        """Tell why nothing goes, once."""
        if notice != self._said:
            self._said = notice
            self.tell(notice)

    def heard(self, outcome: Outcome) -> float:
        """Think about what the server has said; until when everybody rests, or 0."""
        self._lost_since = 0.0
        if isinstance(outcome, Deferred):
            if not outcome.slow_down:
                return 0.0
            return self._rest(self.now(), outcome.reply, outcome.after)
        if not isinstance(outcome, Unclear):
            self._put_off_running = self._waves = 0
        return 0.0

    def _rest(self, now: float, reply: str, after: float) -> float:
        """Until when everybody rests, because the server has asked to slow down. After patience is
        over, the run ends: that is no error, for it is a temporary no; the letters that were not
        begun stay ready. after: seconds that the server has named, or 0.
        """
        self._slow_since = self._slow_since if self._put_off_running else now
        self._put_off_running += 1
        if now >= self._rests_until:  # what others are told while all rest already is the same word
            self._waves += 1
        left = max(0.0, self._slow_since + self._patience - now)
        pause = max(rest(self._waves, self._patience), after)
        over = pause > left and (self._put_off_running >= ENOUGH or after > left)
        self._asked_until = max(self._asked_until, now + after if after else 0.0)
        self._rests_until = max(self._rests_until, now + min(pause, left))
        until = self._rests_until
        if over:
            self.stop()
            if self.agenda.untouched():
                self.say(Notice("over", 0.0, reply))
        elif until - now >= SHORTEST:
            self.say(Notice("rest", until, reply))
        return until

    def lost(self, error: ServerUnreachable) -> float:
        """Until when to wait for a server that was there and is not; raises the error when that has
        lasted too long.
        """
        now = self.now()
        self._lost_since = self._lost_since or now
        end = self._lost_since + (
            self._patience if error.no_network else min(GRACE, self._patience)
        )
        until = min(end, now + min(LONGEST, max(SHORTEST, now - self._lost_since)))
        if until <= now:
            raise error
        self.say(Notice("network", until, error.what))
        return until
