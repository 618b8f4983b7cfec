"""What the connections of one run share: its agenda, when to rest, when to stop, and the way to
tell what has happened.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from invite.campaign.delivery.queue import Agenda
from invite.campaign.delivery.spool import Draft, Spool
from invite.delivery.model import Deferred, Drafted, Outcome, Unclear
from invite.delivery.smtp.errors import ServerUnreachable
from invite.ledger.letters.sender_session import SenderSession
from invite.pacing import SHORTEST, rest
from invite.people.model import PersonId

# letters running that the server puts off for a reason that holds for everybody, when patience is
# over
ENOUGH = 10
# seconds that a server which was there has to come back; where the network is gone, `patience`
# counts
GRACE = 30.0
LONGEST = 30.0  # seconds between two looks whether it is back

Why = Literal["rest", "over", "later", "day", "network", "next run", "look", "backup"]


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one person's letter. outcome None: not claimed: another sender has it, or they
    are to be left alone.
    """

    person: PersonId
    message_id: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Notice:
    """Why nothing goes before an instant (seconds since 1970).

    rest: the server asked everybody to slow down. over: it did so for longer than patience, the run
    ends. later: only letters are left that it has put off. day: the day's limit is reached, the run
    ends. network: the server is not there. next run: patience was too short for some letters.
    words: the server's.
    """

    why: Why
    until: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """A connection has come to its end."""


class Run:
    """Shared by the threads of one process. Instants are seconds since 1970."""

    def __init__(
        self, agenda: Agenda, spool: Spool, turns: SenderSession[Draft], patience: float
    ) -> None:
        self.agenda = agenda
        self.spool = spool
        self.turns = turns
        self._told: deque[Carried | Notice | Ended] = deque()
        self._news = threading.Event()
        self.error: BaseException | None = None  # what is wrong for everybody
        self._patience = patience
        self._changed = threading.Condition()
        self._stopped = self._paused = False
        self._in_hand = 0
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
        with self._changed:
            self.error = self.error or error
            self._stopped = True
            self._changed.notify_all()

    def pause(self, on: bool) -> None:
        """No letter is begun until it goes on."""
        with self._changed:
            self._paused = on
            self._changed.notify_all()

    @property
    def idle(self) -> bool:
        """Whether no letter is in anybody's hands."""
        return self._in_hand == 0

    @property
    def stopped(self) -> bool:
        """Whether it is to end."""
        return self._stopped

    @property
    def held(self) -> bool:
        """Whether no letter may be begun just now."""
        return self._stopped or self._paused

    def resting(self) -> bool:
        """Whether the server has asked this program to wait, and the time is not over."""
        return self._asked_until > self.turns.now()

    def may_go(self) -> bool:
        """Wait while it is paused, or as long as the server has asked for; whether to go on."""
        while self.resting() and self.wait(self._asked_until):
            pass
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or not self._paused)
            return not self._stopped

    def wait(self, until: float) -> bool:
        """Wait until then, or until something changes; whether to go on."""
        with self._changed:
            left = until - self.turns.now()
            if left > 0 and not self._stopped:
                self._changed.wait(
                    min(left, 60.0)
                )  # a clock that jumps, or a computer that slept, is noticed in a minute
            return not self._stopped

    def taken(self, count: int) -> None:
        """One letter more (1) or less (-1) in hand."""
        with self._changed:
            self._in_hand += count

    # ---- what happens

    def tell(self, what: Carried | Notice | Ended) -> None:
        """Tell the thread that watches. For a letter it is not woken: it looks often enough, and
        letters are many.
        """
        self._told.append(what)
        if not isinstance(what, Carried):
            self._news.set()

    def told(self, within: float) -> Iterator[Carried | Notice | Ended]:
        """All that has been told, after waiting for so many seconds at most."""
        self._news.wait(within)
        self._news.clear()
        while self._told:
            yield self._told.popleft()

    def say(self, notice: Notice) -> None:
        """Tell why nothing goes, once."""
        with self._changed:
            if notice == self._said:
                return
            self._said = notice
        self.tell(notice)

    def heard(self, outcome: Outcome) -> float:
        """Think about what the server has said; until when everybody rests, or 0."""
        self._lost_since = 0.0
        if isinstance(outcome, Deferred):
            if not outcome.slow_down:
                return 0.0
            return self._rest(self.turns.now(), outcome.reply, outcome.after)
        if not isinstance(outcome, Unclear):
            self._put_off_running = self._waves = 0
        return 0.0

    def _rest(self, now: float, reply: str, after: float) -> float:
        """Until when everybody rests, because the server has asked to slow down. After patience is
        over, the run ends: that is no error, for it is a temporary no; the letters that were not
        begun stay ready. after: seconds that the server has named, or 0.
        """
        with self._changed:
            self._slow_since = self._slow_since if self._put_off_running else now
            self._put_off_running += 1
            if (
                now >= self._rests_until
            ):  # what others are told while all rest already is the same word
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
        with self._changed:
            now = self.turns.now()
            self._lost_since = self._lost_since or now
            end = self._lost_since + (
                self._patience if error.no_network else min(GRACE, self._patience)
            )
            until = min(end, now + min(LONGEST, max(SHORTEST, now - self._lost_since)))
        if until <= now:
            raise error
        self.say(Notice("network", until, error.what))
        return until
