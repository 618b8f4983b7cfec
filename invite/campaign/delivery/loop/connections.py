"""All connections of a run in one loop, and the one that watches over them from outside."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence

from invite.campaign.delivery.loop.connection import Connection
from invite.campaign.delivery.loop.run import Run
from invite.campaign.delivery.notices import Carried, Control, Notice
from invite.campaign.delivery.spool import Draft
from invite.delivery.model import Courier, Parcel
from invite.delivery.smtp.errors import RefusedInARow
from invite.ledger.letters.turns import Asked

LOOK = 0.02  # seconds between two looks whether somebody wants it to stop
NOW = 3.0  # seconds that connections have to come to an end when everything is to stop at once


class Connections:
    """The loop stands still while whoever watches is told something, or asked."""

    def __init__(
        self,
        runner: asyncio.Runner,
        run: Run,
        couriers: Sequence[Courier],
        parcel: Callable[[Draft], Parcel],
    ) -> None:
        """couriers: one for each connection; the first is open already."""
        self._runner, self._run, self._couriers = runner, run, couriers
        first, loop = couriers[0], runner.get_loop()
        self._connections = [Connection(run, one, parcel, first=one is first) for one in couriers]
        self._tasks = [loop.create_task(one.work()) for one in self._connections]

    def work(self, control: Control, notice: Callable[[Notice], None]) -> Iterator[Carried]:
        """Yield what the connections have done, until all have come to their end; raise what has
        stopped them.
        """
        run = self._run
        try:
            while not all(task.done() for task in self._tasks):
                self._runner.run(asyncio.wait(self._tasks, timeout=LOOK))
                for told in run.told():
                    match told:
                        case Carried():
                            yield told
                        case Notice():
                            notice(told)
                self._look(control)
                if run.stopped or (run.idle and run.agenda.due() is None):
                    for one in self._connections:
                        one.need_not_open()
            if run.agenda.next_run is not None:
                notice(Notice("next run", run.agenda.next_run))
        finally:
            self._end()
        if run.error is not None:
            # What was taken for a no to an address was one to us; by now every connection has
            # written down what it took.
            if isinstance(run.error, RefusedInARow):
                self._runner.run(run.rounds.ask(Asked(not_gone=run.error.earlier)))
            raise run.error

    def _look(self, control: Control) -> None:
        """Whether somebody wants it to stop: pause, and ask when no letter is in hand."""
        run = self._run
        if run.stopped or not control.asked():
            return
        run.pause(on=True)
        if run.idle:
            if run.agenda.due() is not None and control.confirmed():
                run.stop()
            run.pause(on=False)

    def _end(self) -> None:
        """Have all of them come to their end, now: connections that are at work are broken off."""
        self._run.stop()
        if not all(task.done() for task in self._tasks):
            for courier in self._couriers:
                courier.abort()
        if left := {*self._tasks, *self._run.rounds.going}:
            self._runner.run(asyncio.wait(left, timeout=NOW))
        for task in self._tasks:
            # Ctrl-C may be raised in the middle of one; by now it is raised here, and asyncio need
            # not show it.
            if task.done() and not task.cancelled():
                task.exception()
