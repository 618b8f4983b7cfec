"""One sender: what became of a letter written down and the next one claimed, in one transaction
for all of its connections.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Generic

from invite.ledger.letters.claims import Claims, D, NewLetter
from invite.ledger.letters.turns import Asked, Round, Turns
from invite.ledger.storage.store import LedgerBusy, LedgerLost, Store

A_TRANSACTION = 500  # letters prepared in one, so that nobody else waits long


class SenderSession(Generic[D]):
    """One sender's access to the ledger, for all of its connections; used by one thread at a time.
    Made by `Ledger.sender`.
    """

    def __init__(
        self,
        store: Store,
        claims: Claims,
        witness: Callable[[Sequence[str], str], None],
        witness_draft: Callable[[Sequence[str], str], None],
        *,
        name: str,
        courier: str,
        pace: float,
        daily: int | None,
    ) -> None:
        """store, claims: used by nobody else. witness: is given the ids of letters that are begun,
        and when; witness_draft: of those that the server holds as a draft. name: what facts call
        it. courier, pace, daily: as in `Delivery`.
        """
        self._store, self._claims, self.pace = store, claims, pace
        self._saw, self._saw_draft = witness, witness_draft
        self._turns: Turns[D] = Turns(
            store, claims, name=name, courier=courier, pace=pace, daily=daily
        )
        self._broken: Exception | None = None

    def prepare(self, drafts: Sequence[D], whole: Callable[[D], NewLetter]) -> None:
        """Write down what is to be known of many letters, before the first of them is begun: to do
        it for each when it is begun would cost ten times as much, as their ids are spread all over
        the tables. drafts: best in the order of their ids.
        """
        for start in range(0, len(drafts), A_TRANSACTION):
            self._claims.prepare([whole(draft) for draft in drafts[start : start + A_TRANSACTION]])
        self._store.restart_log()

    def round(
        self, asked: Sequence[Asked], drafts: Sequence[D], whole: Callable[[D], NewLetter]
    ) -> Round[D]:
        """Do what several connections ask for in one transaction: one flush of the disk for all.
        It is durable, and the witness knows of it, when this returns; so `started` comes before the
        server hears of a letter.

        drafts: letters that could go now, the first ones first; those that are begun are this
        sender's to look after. whole: all that is written down about one. Raises LedgerUnusable
        when the ledger could not be written: then nothing of it has happened, and every later round
        fails the same way, for a sender that cannot write down what it does must stop.
        """
        with self._unbroken():
            answer = self._durable(asked, drafts, whole)
            self._tell_witness(asked, answer)
        return answer

    def round_at_once(
        self, asked: Sequence[Asked], drafts: Sequence[D], whole: Callable[[D], NewLetter]
    ) -> Round[D] | None:
        """As `round`; None, and nothing has happened, where that would wait for another program, or
        for a server that keeps the ledger.
        """
        with self._unbroken():
            try:
                with self._turns.transaction(asked, wait=False) as db:
                    answer = self._turns.do(db, asked, drafts, whole, again=False)
            except LedgerBusy:
                return None
            self._tell_witness(asked, answer)
        return answer

    @contextmanager
    def _unbroken(self) -> Iterator[None]:
        """Whatever has failed once fails every later round; Ctrl-C, which rolls back, does not."""
        if self._broken is not None:
            raise self._broken
        try:
            yield
        except Exception as error:
            self._broken = error
            raise

    def _tell_witness(self, asked: Sequence[Asked], answer: Round[D]) -> None:
        if begun := [turn.id for turn in answer.turns if turn.id]:
            self._saw(begun, self._store.now())
        if kept := [one.kept.letter for one in asked if one.kept is not None]:
            self._saw_draft(kept, self._store.now())

    def now(self) -> float:
        """The present instant, seconds since 1970."""
        return self._store.instant()

    def _durable(
        self, asked: Sequence[Asked], drafts: Sequence[D], whole: Callable[[D], NewLetter]
    ) -> Round[D]:
        """Have it done, and done again where the ledger was lost meanwhile and is there again."""
        again = False
        while True:
            try:
                with self._turns.transaction(asked) as db:
                    answer = self._turns.do(db, asked, drafts, whole, again=again)
            except LedgerLost:
                self._store.come_back()
                again = True
            else:
                return answer
