"""Group commit: whoever comes while a commit is under way goes into the next one, together with all
others who wait.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Generic, Protocol, TypeVar

from invite.ledger.storage.store import Database, LedgerLost

Asked = TypeVar("Asked")
Wish = TypeVar("Wish", contravariant=True)
Told = TypeVar("Told")


class Work(Protocol[Wish, Told]):
    """What a sender does together for all of its threads."""

    def transaction(self, asked: Sequence[Wish], /) -> AbstractContextManager[Database]:
        """One that suits what is asked for."""

    def do(self, db: Database, asked: Sequence[Wish], /, *, again: bool) -> Sequence[Told]:
        """What several ask for, inside that transaction. again: it was tried already, and may have
        been done, though nobody has heard of it.
        """

    def after(self, told: Sequence[Told], /) -> None:
        """Is given what came of it once that is durable, before anybody hears of it."""

    def come_back(self) -> None:
        """The ledger was lost: find it again. Raises LedgerUnusable where that cannot be."""


class _Job(Generic[Asked, Told]):
    """One writer's part of a transaction. wake: released when it is done, or when it is this
    writer's turn to commit.
    """

    __slots__ = ("asked", "done", "error", "told", "wake")

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.done = False
        self.error: BaseException | None = None
        self.told: Told | None = None
        self.wake = threading.Lock()
        self.wake.acquire()


class Committer(Generic[Asked, Told]):
    """Shares the cost of durability among threads: one disk flush for all who wait for one.

    There is no thread for it: whoever finds nobody committing commits for all. When a commit
    fails, nothing of it has happened, and every later one fails the same way: a sender that cannot
    write down what it does must stop.
    """

    def __init__(self, work: Work[Asked, Told]) -> None:
        """work: used by nobody else, and by one thread at a time."""
        self._work = work
        self._lock = threading.Lock()
        self._waiting: list[_Job[Asked, Told]] = []
        self._committing = False
        self._broken: BaseException | None = None

    def do(self, asked: Asked) -> Told:
        """Have it done; returns what came of it when that is durable.

        Raises LedgerUnusable when the ledger could not be written, and whatever the work for any in
        one transaction has raised.
        """
        job: _Job[Asked, Told] = _Job(asked)
        with self._lock:
            self._waiting.append(job)
            leads, self._committing = not self._committing, True
        if not leads:
            job.wake.acquire()
        if not job.done:
            self._commit()
        if job.error is not None:
            raise job.error
        return job.told  # type: ignore[return-value]  # set when there is no error

    def _commit(self) -> None:
        """Commit for all who wait, then wake them, and one of those who came meanwhile to do the
        same.
        """
        time.sleep(
            0
        )  # others that have just been woken by the last commit may well be here in a moment
        with self._lock:
            jobs, self._waiting = self._waiting, []
        if self._broken is None:
            try:
                told = self._done([job.asked for job in jobs])
                self._work.after(told)
                for job, one in zip(jobs, told, strict=True):
                    job.told = one
            except BaseException as error:  # whatever it was, nobody goes on from here
                self._broken = error
        for job in jobs:
            job.error = self._broken
        with self._lock:
            following = self._waiting[0] if self._waiting else None
            self._committing = following is not None
        for job in jobs:
            job.done = True
            job.wake.release()
        if following is not None:
            following.wake.release()

    def _done(self, asked: Sequence[Asked]) -> Sequence[Told]:
        """Have it done, and done again where the ledger was lost meanwhile and is there again."""
        again = False
        while True:
            try:
                with self._work.transaction(asked) as db:
                    told = self._work.do(db, asked, again=again)
            except LedgerLost:
                self._work.come_back()
                again = True
            else:
                return told
