"""What is still to go in a run: letters that may go at once, and those put off, each with when it
is tried again.
"""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from invite.campaign.delivery.spool import Draft
from invite.pacing import later, next_try
from invite.people.model import PersonId


@dataclass(slots=True)
class _PutOff:
    """How often the server has put a letter off in this run, and when first."""

    first: float
    times: int = 0


class Agenda:
    """Shared by all connections of a run. Instants are seconds since 1970."""

    def __init__(self, drafts: Iterable[Draft], patience: float) -> None:
        """patience: for how many seconds a letter is kept after it was first put off."""
        self._ready = deque(drafts)
        self._waiting: list[tuple[float, int, Draft]] = []
        self._order = itertools.count()
        self._patience = patience
        self._put_off: dict[PersonId, _PutOff] = {}
        self.next_run: float | None = (
            None  # when the letters that patience was too short for had best be tried again
        )

    def take(self, now: float, most: int) -> list[Draft]:
        """The next letters that may go now, as many as there are of so many; nobody else gets
        them.
        """
        while self._waiting and self._waiting[0][0] <= now:
            self._ready.append(heapq.heappop(self._waiting)[2])
        return [self._ready.popleft() for _n in range(min(most, len(self._ready)))]

    def put_back(self, drafts: Sequence[Draft]) -> None:
        """Letters that did not go, for no reason of their own: the next ones to go."""
        self._ready.extendleft(reversed(drafts))

    def put_off(self, draft: Draft, now: float, rested: float | None = None) -> bool:
        """A letter that the server has put off: it waits, or (False) this run has no more patience
        with it.

        rested: when everybody may go on, where the server meant everybody.
        """
        history = self._put_off.setdefault(draft.person.id, _PutOff(now))
        history.times += 1
        due = next_try(history.first, now, history.times, self._patience)
        if rested is not None and max(rested, now) < history.first + self._patience:
            due = rested
        if due is None:
            again = later(now, history.times)
            self.next_run = again if self.next_run is None else max(self.next_run, again)
            return False
        heapq.heappush(self._waiting, (due, next(self._order), draft))
        return True

    def due(self) -> float | None:
        """When the next letter may go: 0 for at once, None if there is none left."""
        if self._ready:
            return 0.0
        return self._waiting[0][0] if self._waiting else None

    def untouched(self) -> int:
        """How many have not been begun, or were given back."""
        return len(self._ready)
