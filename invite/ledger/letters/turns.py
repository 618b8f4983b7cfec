"""Whose turn it is: what became of letters written down and the next ones claimed, in one
transaction for all threads of a sender; done again where nobody can say whether it was done.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, TypeVar

from invite.errors import LedgerUnusable
from invite.ledger.letters.claims import Claims, NewLetter
from invite.ledger.letters.day_limit import DayLimit
from invite.ledger.letters.facts import Facts, Happened
from invite.ledger.letters.server_ids import ServerId, keep
from invite.ledger.storage.memory import SUCCESSOR, recalled, remember
from invite.ledger.storage.store import Database, Store
from invite.lifecycle import Fact
from invite.pacing import slot
from invite.words import _

MOST_PASSED = 200  # letters passed over in one transaction
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
class Asked(Generic[D]):
    """What one thread asks for. candidates: None where no letter is wanted. not_gone: Message-IDs
    of letters to release. kept: what the server calls a letter in hand.
    """

    ending: Ending | None = None
    candidates: Callable[[float], D | None] | None = None
    whole: Callable[[D], NewLetter] | None = None
    not_gone: tuple[str, ...] = ()
    kept: ServerId | None = None


class Turns(Generic[D]):
    """What a sender does together for its threads (see `group_commit.Work`)."""

    def __init__(
        self,
        store: Store,
        claims: Claims,
        saw: Callable[[Sequence[str], str], None],
        *,
        name: str,
        courier: str,
        pace: float,
        daily: int | None,
    ) -> None:
        """As for `SenderSession`; saw: the witness."""
        self._store, self._claims, self._facts, self._saw = store, claims, Facts(store), saw
        self._name, self._courier, self._pace = name, courier, pace
        self._day = DayLimit(store, daily)
        # Of the transaction that is under way, until it is durable: what is given out is not looked
        # at again; and of one that was lost, to be looked at first.
        self._drawn: list[D] = []
        self._left: deque[D] = deque()

    def transaction(self, asked: Sequence[Asked[D]]) -> AbstractContextManager[Database]:
        """Where letters are counted, or a rest is written down, what one sender does depends on
        what all have done.
        """
        rests = any(one.ending is not None and one.ending.rest_until for one in asked)
        counted = bool(self._pace) or self._day.limit is not None
        return self._store.sending(alone=rests or counted)

    def come_back(self) -> None:
        """Be the same sender by another connection."""
        self._store.come_back()

    def after(self, turns: Sequence[Turn[D]]) -> None:
        """What is begun is known to the witness before the server hears of it, and after it is
        durable.
        """
        self._drawn = []
        if begun := [turn.id for turn in turns if turn.id]:
            self._saw(begun, self._store.now())

    def do(self, db: Database, asked: Sequence[Asked[D]], *, again: bool) -> list[Turn[D]]:
        """What several threads ask for, in few statements: at each of them the others run on, and
        it has to wait for its turn.
        """
        self._left.extendleft(reversed(self._drawn))
        self._drawn = []
        self._write_down(db, asked, again=again)
        adopted = self._adopted(db, asked) if again else {}
        others = [one for n, one in enumerate(asked) if n not in adopted]
        turns = iter(self._turns(db, others))
        return [adopted[n] if n in adopted else next(turns) for n in range(len(asked))]

    def _write_down(self, db: Database, asked: Sequence[Asked[D]], *, again: bool) -> None:
        """What became of letters. again: but for what was written down the first time."""
        endings = [one.ending for one in asked if one.ending is not None]
        told = [Happened(one.id, one.fact, one.words) for one in endings if one.fact is not None]
        if again:
            told = [one for one in told if not self._knows(db, one)]
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

    def _knows(self, db: Database, one: Happened) -> bool:
        """Whether the letter's last fact is this one."""
        row = db.execute(
            "SELECT kind FROM fact WHERE letter = ? ORDER BY id DESC LIMIT 1", (one.letter,)
        ).fetchone()
        return row is not None and row[0] == one.fact

    def _adopted(self, db: Database, asked: Sequence[Asked[D]]) -> dict[int, Turn[D]]:
        """The letters that a lost transaction has begun all the same, by the place of the thread
        that takes one: nobody has carried them, for nobody has heard of it.
        """
        begun, rest = deque[Turn[D]](), deque[D]()
        for draft in self._left:
            row = db.execute(
                "SELECT letter.id, kind, sender FROM letter JOIN fact ON fact.letter = letter.id"
                " WHERE message_id = ? ORDER BY fact.id DESC LIMIT 1",
                (draft.letter.message_id,),
            ).fetchone()
            if row is not None and row[1] == Fact.STARTED and row[2] == self._name:
                begun.append(Turn(draft, row[0]))
                self._drawn.append(draft)  # until this one is durable
            else:
                rest.append(draft)
        self._left = rest
        wanting = (n for n, one in enumerate(asked) if one.candidates is not None)
        # Never more of them than threads that asked: each was begun for one.
        return dict(zip(wanting, begun, strict=False))

    def _turns(self, db: Database, asked: Sequence[Asked[D]]) -> list[Turn[D]]:
        if not any(one.candidates for one in asked):
            return [Turn() for _one in asked]
        if recalled(db, SUCCESSOR):
            raise LedgerUnusable(
                _("This ledger was handed over meanwhile; nothing more is sent by it.")
            )
        now = self._store.instant()
        opens = slot(now, self._not_before(db), self._pace)
        if opens > now:
            return [Turn(wait=opens) for _one in asked]
        if (opens := self._day.opens(db, now)) > now:
            return [Turn(wait=opens, day_full=True) for _one in asked]
        if self._pace or self._day.limit is not None:
            return self._one_of(db, asked, now)
        return self._all_of(db, asked, now)

    def _one_of(self, db: Database, asked: Sequence[Asked[D]], now: float) -> list[Turn[D]]:
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

    def _all_of(self, db: Database, asked: Sequence[Asked[D]], now: float) -> list[Turn[D]]:
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

    def _candidate(self, asked: Asked[D], now: float) -> D | None:
        if asked.candidates is None:
            return None
        draft = self._left.popleft() if self._left else asked.candidates(now)
        if draft is not None:
            self._drawn.append(draft)
        return draft

    def _not_before(self, db: Database) -> float:
        return float(recalled(db, NOT_BEFORE) or 0.0)

    def _wait_until(self, db: Database, instant: float) -> None:
        remember(db, NOT_BEFORE, repr(instant).encode())

    def _left_unclear(self, db: Database, letter: NewLetter) -> bool:
        """Whether the letter was begun by a sender that did not live to write down more."""
        if self._claims.have_gone(db, letter):
            return False
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
