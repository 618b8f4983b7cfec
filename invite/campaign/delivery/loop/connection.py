"""One connection of a run: claims a letter, carries it, tells what became of it, and so on until
nothing is left.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from invite.campaign.delivery.loop.run import Run
from invite.campaign.delivery.notices import Carried, Notice
from invite.campaign.delivery.spool import Draft
from invite.delivery.model import (
    Accepted,
    Courier,
    Deferred,
    Drafted,
    Outcome,
    Parcel,
    Refused,
    Unclear,
    Written,
)
from invite.delivery.smtp.errors import ServerUnreachable
from invite.errors import InviteError, ServerRefusesUs
from invite.ledger.letters.server_ids import ServerId
from invite.ledger.letters.turns import Asked, Ending, Turn
from invite.lifecycle import Fact
from invite.records import replace

# seconds that an open connection may lie idle; servers close theirs after some minutes and say so
# out of turn
IDLE = 20.0


class Connection:
    """One of those that wait in the loop of a run."""

    def __init__(
        self, run: Run, courier: Courier, parcel: Callable[[Draft], Parcel], *, first: bool
    ) -> None:
        """first: whether its courier is open already; the others give up quietly where the server
        takes no more connections.
        """
        self._run, self._courier, self._parcel, self._first = run, courier, parcel, first
        self._opening = False
        self._holds = False  # whether a letter is in hand, until what became of it is written down
        self._ending: Ending | None = None
        self._last: tuple[Draft, Outcome] | None = None

    async def work(self) -> None:
        """Carry letters until none is left, the run is stopped or something is wrong for
        everybody, which stops it.
        """
        try:
            if self._first or await self._opens():
                while (turn := await self._next()) is not None and turn.draft is not None:
                    await self._carry(turn.draft, turn.id)
        except Exception as error:  # raised by whoever watches, when all have come to their end
            self._run.stop(error)
        finally:
            self._run.in_hand -= self._holds
        await self._courier.close()  # not where it was cancelled: that must be over at once

    async def _opens(self) -> bool:
        """Whether the server takes this connection too; the first one is enough for everything."""
        if self._run.held:
            return await self._run.may_go()
        self._opening = True
        try:
            await self._courier.open()
        except (
            ServerRefusesUs
        ):  # if it is all our letters that it refuses, the first connection hears of it
            return False
        finally:
            self._opening = False
        return True

    def need_not_open(self) -> None:
        """Nothing is left to carry: a server that has not let this connection in yet, and may take
        minutes to, is not waited for.
        """
        if self._opening:
            self._courier.abort()

    async def _next(self) -> Turn[Draft] | None:
        """The next letter, claimed; None when the run ends. What became of the last one is durable
        before anything else.
        """
        run = self._run
        while True:
            if run.held or run.resting():
                await self._write()
                if not await run.may_go():
                    return None
            turn = await run.rounds.ask(Asked(self._ending, next=True))
            self._tell()
            if turn.draft is not None:
                self._holds = True
                run.in_hand += 1
                return turn
            if not await self._wait(turn):
                return None

    async def _wait(self, turn: Turn[Draft]) -> bool:
        """Wait until a letter may go; whether there is one to wait for."""
        run, until = self._run, turn.wait
        if turn.day_full:
            run.say(Notice("day", until))
            run.stop()
            return False
        if until - run.now() > max(
            IDLE, run.pace
        ):  # more than a pace: here or elsewhere somebody was asked to slow down
            run.say(Notice("rest", until))
        if not until:
            due = run.agenda.due()
            if due is None:
                return False
            until = due
            if due:
                run.say(Notice("later", due))
        if until - run.now() > IDLE:
            await self._courier.close()
        return await run.wait(until)

    async def _carry(self, draft: Draft, id_: str) -> None:
        """Carry one letter that is claimed. Raises what is wrong for everybody; the letter is given
        back then.
        """
        run, message_id = self._run, draft.message_id
        try:
            outcome = await self._hand_over(draft, id_)
        except ServerUnreachable as error:
            # Lost before the content: it did not go, and is the next to go when the server is there
            # again.
            self._ending = Ending(id_, Fact.RELEASED)
            await self._write()
            run.agenda.put_back([draft])
            await run.wait(run.lost(error))
        except InviteError:
            # A no to us, before or instead of the letter: it did not go, and whoever runs this
            # again goes on with it.
            await run.rounds.ask(Asked(not_gone=(message_id,)))
            raise
        else:
            self._last = (draft, outcome)
            self._ending = _ending(id_, outcome, run.heard(outcome), message_id)

    async def _hand_over(self, draft: Draft, id_: str) -> Outcome:
        """Have the letter carried. Where the server holds it as a draft first, nothing is sent
        before the draft's id is written down: with it the mailbox can always tell what became of
        the letter, and without it certainly nothing has gone.
        """
        run, message_id, letter = self._run, draft.message_id, self._parcel(draft)
        lying = run.lying.get(message_id)
        outcome = await self._courier.carry(letter) if lying is None else lying
        if isinstance(outcome, Drafted):
            theirs = "" if outcome.message_id == message_id else outcome.message_id
            await run.rounds.ask(Asked(kept=ServerId(id_, outcome.id, theirs)))
            run.lying[message_id] = outcome  # what is tried again goes from where it lies
            outcome = await self._courier.carry(replace(letter, draft=outcome.id))
            assert not isinstance(outcome, Drafted)
        if not isinstance(outcome, Deferred):
            run.lying.pop(message_id, None)
        return outcome

    async def _write(self) -> None:
        """Write down what became of the last letter, if that is not done yet."""
        if self._ending is not None:
            await self._run.rounds.ask(Asked(self._ending))
            self._tell()

    def _tell(self) -> None:
        """What is durable may be told, and a letter that was put off may be taken by others."""
        run = self._run
        if self._last is not None:
            draft, outcome = self._last
            run.tell(Carried(draft.person.id, draft.message_id, outcome))
            if isinstance(outcome, Deferred) and self._ending is not None:
                run.agenda.put_off(draft, run.now(), self._ending.rest_until or None)
        run.in_hand -= self._holds
        self._holds = False
        self._ending = self._last = None


def _ending(id_: str, outcome: Outcome, rest: float, ours: str) -> Ending:
    """What is written down of an outcome. Without a fact: started, and nothing more is known, which
    is what unclear means. ours: our Message-ID; the server may have put its own in its place.
    """
    match outcome:
        case Accepted(reply, theirs):
            return Ending(id_, Fact.ACCEPTED, reply, rest, theirs if theirs != ours else "")
        case Written(path, mark, draft, theirs):
            return Ending(id_, Fact.WRITTEN, path, rest, theirs, draft, mark)
        case Deferred(reply):
            return Ending(id_, Fact.DEFERRED, reply, rest)
        case Refused(reply):
            return Ending(id_, Fact.REFUSED, reply, rest)
        case Unclear(reply):
            return Ending(id_, None, reply, rest)
    assert_never(outcome)
