"""One sender: what became of a letter written down and the next one claimed, in one transaction
for all of its connections.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, TypeVar

from invite.ledger.letters.claims import Claims, NewLetter
from invite.ledger.letters.day_limit import DayLimit
from invite.ledger.letters.facts import Facts, Happened
from invite.ledger.letters.server_ids import ServerId, keep
from invite.ledger.storage.group_commit import Committer
from invite.ledger.storage.memory import recalled, remember
from invite.ledger.storage.store import Database, Store
from invite.lifecycle import Fact
from invite.pacing import slot

A_TRANSACTION = 500  # letters prepared in one, so that nobody else waits long
MOST_PASSED = 200  # letters passed over in one
NOT_BEFORE = (  # its key in the ledger's memory: the instant before which nobody may begin a letter
    "not before"
)


class Claimable(Protocol):
    """Something that carries a letter."""

    @property
    def letter(self) -> NewLetter:
        """What is written down about it, but for its text perhaps."""


D = TypeVar("D", bound=Claimable)


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of a letter that was begun. id: the ledger's of the letter. fact: None where
    nothing is known (unclear).

    rest_until: before then nobody begins a letter, if the server has asked for a rest. message_id:
    the one that the server gave it in the place of ours. draft, mark: of a draft, its id there, and
    by what it is known to be as we left it.
    """

    id: str
    fact: Fact | None
    words: str = ""
    rest_until: float = 0.0
    message_id: str = ""
    draft: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Passed(Generic[D]):
    """A letter that could not be claimed: somebody else has it or has sent it. unclear: begun by a
    sender that is dead.
    """

    draft: D
    unclear: bool


@dataclass(frozen=True, slots=True)
class Turn(Generic[D]):
    """What a sender does next: carry `draft` (id: the ledger's), or nothing before `wait`, or, with
    neither, nothing is left.

    day_full: whether it is the day's limit that is waited for. passed: the letters looked at that
    others have.
    """

    draft: D | None = None
    id: str = ""
    wait: float = 0.0
    day_full: bool = False
    passed: tuple[Passed[D], ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked(Generic[D]):
    """What one thread asks for. candidates: None where no letter is wanted. not_gone: Message-IDs
    of letters to release. kept: what the server calls a letter in hand.
    """

    ending: Ending | None = None
    candidates: Callable[[float], D | None] | None = None
    whole: Callable[[D], NewLetter] | None = None
    not_gone: tuple[str, ...] = ()
    kept: ServerId | None = None


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
        self._store, self._claims, self._facts = store, claims, Facts(store)
        self._saw, self._saw_draft = witness, witness_draft
        self._committer: Committer[_Asked[D], Turn[D]] = Committer(
            store, self._together, self._witness
        )
        self._name, self._courier = name, courier
        self.pace = self._pace = pace
        self._day = DayLimit(store, daily)

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
        return self._committer.do(_Asked(ending, candidates, whole))

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
        self._committer.do(_Asked(ending))

    def drafted(self, kept: ServerId) -> None:
        """Write down by what id the server holds a letter in hand, durably, before it is sent."""
        self._committer.do(_Asked(kept=kept))
        self._saw_draft([kept.letter], self._store.now())

    def release(self, message_ids: Iterable[str]) -> None:
        """Write down of these letters, by Message-ID, that they did not go after all: the server's
        no was to us.
        """
        self._committer.do(_Asked(not_gone=tuple(message_ids)))

    def now(self) -> float:
        """The present instant, seconds since 1970."""
        return self._store.instant()

    def _together(self, db: Database, asked: Sequence[_Asked[D]]) -> list[Turn[D]]:
        """What several threads ask for, in few statements: at each of them the others run on, and
        it has to wait for its turn.
        """
        endings = [one.ending for one in asked if one.ending is not None]
        told = [Happened(one.id, one.fact, one.words) for one in endings if one.fact is not None]
        self._facts.add(db, told, courier=self._courier)
        self._claims.released(
            db, (id_ for one in asked for id_ in one.not_gone), courier=self._courier
        )
        renamed = (
            ServerId(one.id, one.draft, one.message_id, mark=one.mark)
            for one in endings
            if one.message_id or one.mark
        )
        keep(db, (*(one.kept for one in asked if one.kept is not None), *renamed))
        if rest := max((one.rest_until for one in endings), default=0.0):
            self._wait_until(db, max(rest, self._not_before(db)))
        if not any(one.candidates for one in asked):
            return [Turn() for _one in asked]
        now = self._store.instant()
        opens = slot(now, self._not_before(db), self._pace)
        if opens > now:
            return [Turn(wait=opens) for _one in asked]
        if (opens := self._day.opens(db, now)) > now:
            return [Turn(wait=opens, day_full=True) for _one in asked]
        if self._pace or self._day.limit is not None:
            return self._one_of(db, asked, now)
        return self._all_of(db, asked, now)

    def _witness(self, turns: Sequence[Turn[D]]) -> None:
        """What is begun is known to the witness before the server hears of it, and after it is
        durable.
        """
        if begun := [turn.id for turn in turns if turn.id]:
            self._saw(begun, self._store.now())

    def _one_of(self, db: Database, asked: Sequence[_Asked[D]], now: float) -> list[Turn[D]]:
        """Where letters are counted, one at a time: one gets a letter, the others wait until the
        next may go.
        """
        turns: list[Turn[D]] = []
        for one in asked:
            turn: Turn[D] = Turn(wait=now + self._pace)
            if one.candidates is not None and not any(other.draft for other in turns):
                (turn,) = self._all_of(db, [one], now)
                if turn.draft is not None and self._pace:
                    self._wait_until(db, now + self._pace)
            turns.append(turn)
        return turns

    def _all_of(self, db: Database, asked: Sequence[_Asked[D]], now: float) -> list[Turn[D]]:
        """A letter for everyone who asks, as long as there are any. Letters that others have are
        passed over, but not too many at once: nobody else can write in the ledger meanwhile.
        """
        turns: list[Turn[D]] = [Turn() for _one in asked]
        unserved = list(range(len(asked)))
        while unserved:
            drafts = [
                (n, draft)
                for n in unserved
                if (draft := self._candidate(asked[n], now)) is not None
            ]
            letters = [
                (draft.letter, partial(whole, draft))
                for n, draft in drafts
                if (whole := asked[n].whole) is not None
            ]
            started = self._claims.started_all(
                db, letters, courier=self._courier, sender=self._name
            )
            unserved = []
            for (n, draft), id_ in zip(drafts, started, strict=True):
                if id_ is None:
                    passed = Passed(draft, self._left_unclear(db, draft.letter))
                    turns[n] = Turn(passed=(*turns[n].passed, passed))
                    if len(turns[n].passed) < MOST_PASSED:
                        unserved.append(n)
                else:
                    turns[n] = Turn(draft, id_, passed=turns[n].passed)
        return turns

    def _candidate(self, asked: _Asked[D], now: float) -> D | None:
        return asked.candidates(now) if asked.candidates is not None else None

    def _not_before(self, db: Database) -> float:
        return float(recalled(db, NOT_BEFORE) or 0.0)

    def _wait_until(self, db: Database, instant: float) -> None:
        remember(db, NOT_BEFORE, repr(instant).encode())

    def _left_unclear(self, db: Database, letter: NewLetter) -> bool:
        """Whether the letter was begun by a sender that did not live to write down more."""
        row = db.execute(
            "SELECT kind, sender FROM fact JOIN letter ON letter.id = letter WHERE message_id = ?"
            " ORDER BY fact.id DESC LIMIT 1",
            (letter.message_id,),
        ).fetchone()
        return (
            row is not None
            and row[0] == Fact.STARTED
            and row[1] not in self._store.senders.alive({row[1]})
        )
