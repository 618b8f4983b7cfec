"""One sender: what became of a letter written down and the next one claimed, in one transaction
for all of its connections.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic

from invite.ledger.letters.claims import Claims, NewLetter
from invite.ledger.letters.server_ids import ServerId
from invite.ledger.letters.turns import Asked, D, Ending, Turn, Turns
from invite.ledger.storage.group_commit import Committer
from invite.ledger.storage.store import Store

A_TRANSACTION = 500  # letters prepared in one, so that nobody else waits long


class SenderSession(Generic[D]):
    """One sender's access to the ledger, for as many threads as it has connections. Made by
    `Ledger.sender`.
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
        self._store, self._claims, self._saw_draft, self.pace = store, claims, witness_draft, pace
        turns: Turns[D] = Turns(
            store, claims, witness, name=name, courier=courier, pace=pace, daily=daily
        )
        self._committer: Committer[Asked[D], Turn[D]] = Committer(turns)

    def take(
        self,
        ending: Ending | None,
        candidates: Callable[[float], D | None],
        whole: Callable[[D], NewLetter],
    ) -> Turn[D]:
        """Write down what became of the last letter, and claim the next: durably, before the server
        hears of it.

        candidates: gives one letter after the other that could go now; one given is this sender's
        to look after. whole: all that is written down about it.
        """
        return self._committer.do(Asked(ending, candidates, whole))

    def prepare(self, drafts: Iterable[D], whole: Callable[[D], NewLetter]) -> None:
        """Write down what is to be known of many letters, before the first of them is begun: to do
        it for each when it is begun would cost ten times as much, as their ids are spread all over
        the tables.
        """
        waiting = sorted(
            drafts, key=lambda draft: draft.letter.message_id
        )  # which is made of the id
        for start in range(0, len(waiting), A_TRANSACTION):
            self._claims.prepare([whole(draft) for draft in waiting[start : start + A_TRANSACTION]])

    def end(self, ending: Ending) -> None:
        """Only write down what became of the last letter."""
        self._committer.do(Asked(ending))

    def drafted(self, kept: ServerId) -> None:
        """Write down by what id the server holds a letter in hand, durably, before it is sent."""
        self._committer.do(Asked(kept=kept))
        self._saw_draft([kept.letter], self._store.now())

    def release(self, message_ids: Iterable[str]) -> None:
        """Write down of these letters, by Message-ID, that they did not go after all: the server's
        no was to us.
        """
        self._committer.do(Asked(not_gone=tuple(message_ids)))

    def now(self) -> float:
        """The present instant, seconds since 1970."""
        return self._store.instant()
