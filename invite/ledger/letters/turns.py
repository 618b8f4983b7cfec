"""Whose turn it is: what became of letters written down and the next ones claimed, in one
transaction for all connections of a sender; done again where nobody can say whether it was done.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from itertools import zip_longest
from typing import Generic

from msgspec import Struct

from invite.errors import LedgerUnusable
from invite.ledger.letters.claims import Claimable, Claims, D, NewLetter
from invite.ledger.letters.day_limit import DayLimit
from invite.ledger.letters.facts import Facts, Happened
from invite.ledger.letters.server_ids import ServerId, keep
from invite.ledger.storage.memory import SUCCESSOR, recalled, recalled_all, remember
from invite.ledger.storage.store import Database, Store
from invite.lifecycle import Fact
from invite.pacing import slot
from invite.words import _

NOT_BEFORE = (  # its key in the ledger's memory: the instant before which nobody may begin a letter
    "not before"
)


class Ending(Struct, frozen=True):
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


class Passed(Struct, Generic[D], frozen=True):
    """A letter that could not be claimed: somebody else has it or has sent it. unclear: begun by a
    sender that is dead.
    """

    draft: D
    unclear: bool


class Turn(Struct, Generic[D], frozen=True):
    """What a connection does next: carry `draft` (id: the ledger's), or nothing before `wait`, or,
    with neither, there was none for it.

    day_full: whether it is the day's limit that is waited for.
    """

    draft: D | None = None
    id: str = ""
    wait: float = 0.0
    day_full: bool = False


class Asked(Struct, frozen=True):
    """What one connection asks for. next: whether it would carry another letter. not_gone:
    Message-IDs of letters to release. kept: what the server calls a letter in hand.
    """

    ending: Ending | None = None
    next: bool = False
    not_gone: tuple[str, ...] = ()
    kept: ServerId | None = None


class Round(Struct, Generic[D], frozen=True):
    """What came of a round. turns: of each connection, in the order in which they asked. passed:
    letters that others have. left: those that nobody took.
    """

    turns: Sequence[Turn[D]]
    passed: Sequence[Passed[D]]
    left: Sequence[D]


class Turns(Generic[D]):
    """What a sender does together for all of its connections."""

    def __init__(
        self,
        store: Store,
        claims: Claims,
        *,
        name: str,
        courier: str,
        pace: float,
        daily: int | None,
    ) -> None:
        """As for `SenderSession`."""
        self._store, self._claims, self._facts = store, claims, Facts(store)
        self._name, self._courier, self._pace = name, courier, pace
        self._day = DayLimit(store, daily)

    def transaction(
        self, asked: Sequence[Asked], *, wait: bool = True
    ) -> AbstractContextManager[Database]:
        """Where letters are counted, or a rest is written down, what one sender does depends on
        what all have done.
        """
        rests = any(one.ending is not None and one.ending.rest_until for one in asked)
        return self._store.sending(alone=rests or self._counted, wait=wait)

    @property
    def _counted(self) -> bool:
        """Whether it matters how many letters have left, and when the last one did."""
        return bool(self._pace) or self._day.limit is not None

    def do(
        self,
        db: Database,
        asked: Sequence[Asked],
        drafts: Sequence[D],
        whole: Callable[[D], NewLetter],
        *,
        again: bool,
    ) -> Round[D]:
        """What several connections ask for, in few statements. As for `SenderSession.round`; again:
        it was tried already, and may have been done, though nobody has heard of it.
        """
        self._write_down(db, asked, again=again)
        hungry, left = [n for n, one in enumerate(asked) if one.next], deque(drafts)
        begun = self._adopted(db, left) if again else []
        wait: Turn[D] = Turn()
        passed = list[Passed[D]]()
        if len(begun) < len(hungry):
            now, counted = self._store.instant(), self._counted
            wait = self._wait(db, now)
            if not wait.wait:
                most = 1 if counted else len(hungry) - len(begun)
                claimed, passed = self._claim(db, left, most, whole)
                begun += claimed
                if counted and claimed:  # one of them, and the others wait until the next may go
                    wait = Turn(wait=now + self._pace)
                    if self._pace:
                        self._wait_until(db, wait.wait)
        turns = dict(zip_longest(hungry, begun, fillvalue=wait))
        return Round([turns.get(n, Turn()) for n in range(len(asked))], passed, tuple(left))

    def _write_down(self, db: Database, asked: Sequence[Asked], *, again: bool) -> None:
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
            self._wait_until(db, max(rest, float(recalled(db, NOT_BEFORE) or 0.0)))

    def _knows(self, db: Database, one: Happened) -> bool:
        """Whether the letter's last fact is this one."""
        row = db.execute(
            "SELECT kind FROM fact WHERE letter = ? ORDER BY id DESC LIMIT 1", (one.letter,)
        ).fetchone()
        return row is not None and row[0] == one.fact

    def _adopted(self, db: Database, left: deque[D]) -> list[Turn[D]]:
        """The letters that a lost transaction has begun all the same, taken out of those left:
        nobody has carried them, for nobody has heard of it. Never more than were asked for then.
        """
        begun = list[Turn[D]]()
        for draft in tuple(left):
            row = db.execute(
                "SELECT letter.id, kind, sender FROM letter JOIN fact ON fact.letter = letter.id"
                " WHERE message_id = ? ORDER BY fact.id DESC LIMIT 1",
                (draft.message_id,),
            ).fetchone()
            if row is not None and row[1] == Fact.STARTED and row[2] == self._name:
                begun.append(Turn(draft, row[0]))
                left.remove(draft)
        return begun

    def _wait(self, db: Database, now: float) -> Turn[D]:
        """A turn without a letter: how long nobody may begin one."""
        successor, not_before = recalled_all(db, SUCCESSOR, NOT_BEFORE)
        if successor:
            raise LedgerUnusable(
                _("This ledger was handed over meanwhile; nothing more is sent by it.")
            )
        if (opens := slot(now, float(not_before or 0.0), self._pace)) > now:
            return Turn(wait=opens)
        if (opens := self._day.opens(db, now)) > now:
            return Turn(wait=opens, day_full=True)
        return Turn()

    def _claim(
        self, db: Database, left: deque[D], most: int, whole: Callable[[D], NewLetter]
    ) -> tuple[list[Turn[D]], list[Passed[D]]]:
        """So many letters, taken out of those left, as long as there are any; and those that others
        have, which are passed over.
        """
        begun, passed = list[Turn[D]](), list[Passed[D]]()
        while left and len(begun) < most:
            these = [left.popleft() for _n in range(min(most - len(begun), len(left)))]
            ids = self._claims.started_all(
                db,
                these,
                whole,
                courier=self._courier,
                sender=self._name,
            )
            for draft, id_ in zip(these, ids, strict=True):
                if id_ is None:
                    passed.append(Passed(draft, self._left_unclear(db, draft)))
                else:
                    begun.append(Turn(draft, id_))
        return begun, passed

    def _wait_until(self, db: Database, instant: float) -> None:
        remember(db, NOT_BEFORE, repr(instant).encode())

    def _left_unclear(self, db: Database, letter: Claimable) -> bool:
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
