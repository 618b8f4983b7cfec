"""Letters that lie as drafts, in the outbox or a Drafts folder, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from invite.ledger.letters.facts import BY_HAND, MAILBOX, Facts, Happened
from invite.ledger.letters.server_ids import ServerId, keep
from invite.ledger.letters.unclear import UnclearLetter
from invite.ledger.storage.cleanup_queue import leave, pending
from invite.ledger.storage.store import Database, Store
from invite.lifecycle import DraftFound, Fact, KnownBy, State, proof_of, state_of
from invite.people.model import PersonId
from invite.records import replace

OUTBOX = "outbox"  # stands where a fact names its courier: a file of ours, not a mailbox

_DRAFTS = """
SELECT letter.id, coalesce(same_as, letter.person), mailing, number, coalesce(name, ''),
    coalesce(address, ''), letter.message_id, coalesce(draft, ''), coalesce(mark, ''),
    coalesce(found, ''), coalesce(at_server.message_id, ''), coalesce(address_key, ''),
    coalesce(subject, '')
FROM letter JOIN person ON person.id = letter.person
LEFT JOIN letter_words ON letter_words.letter = letter.id
LEFT JOIN at_server ON at_server.letter = letter.id
WHERE EXISTS (SELECT 1 FROM fact WHERE fact.letter = letter.id
    AND (kind = 'written' OR (kind = 'accepted' AND courier = :by_hand)))
ORDER BY mailing, letter.id
"""
_FACTS = """
SELECT letter, id, kind, at, courier FROM fact WHERE letter IN (
    SELECT letter FROM fact WHERE kind = 'written' OR (kind = 'accepted' AND courier = :by_hand)
) ORDER BY id
"""
_FOUND = """
INSERT INTO at_server (letter, started, draft, message_id, seen, found) VALUES (?, 0, '', '', 0, ?)
ON CONFLICT (letter) DO UPDATE SET found = excluded.found
"""
_KNOWN_BY = {BY_HAND: KnownBy.YOU, MAILBOX: KnownBy.MAILBOX}


class DraftLetter(Struct, frozen=True, kw_only=True):
    """A letter that lies as a draft, or went by the coordinator's word. by: what has written it,
    "" where nothing has. theirs: the Message-ID that the mailbox gave it. key: of the address.
    draft: its id in the mailbox. mark: by what it is known to be as we left
    it. last: the number of its last fact, by which a later one is noticed. written: when it was,
    or was last begun.
    """

    letter: str
    person: PersonId
    mailing: str
    number: int
    name: str
    to: str
    message_id: str
    theirs: str
    key: str
    subject: str
    draft: str
    mark: str
    found: DraftFound
    state: State
    proof: KnownBy | None
    by: str
    last: int
    written: datetime

    @property
    def lies(self) -> bool:
        """Whether it is a draft, as far as is known."""
        return self.state is State.WRITTEN


class DraftLetters:
    """The part of the ledger that knows drafts. What it writes is durable when a method returns."""

    def __init__(self, store: Store, witness: Callable[[Sequence[str], str], None]) -> None:
        """witness: is given the ids of letters that went as somebody says, and when."""
        self._store = store
        self._facts = Facts(store)
        self._saw = witness

    def all(self) -> tuple[DraftLetter, ...]:
        """All of them, and those that went by the coordinator's word."""
        asked = {"by_hand": BY_HAND}
        with self._store.reading() as db:
            rows = db.execute(_DRAFTS, asked).fetchall()
            facts: dict[str, list[tuple[int, Fact, str, str]]] = {}
            for letter, number, kind, at, courier in db.execute(_FACTS, asked):
                facts.setdefault(letter, []).append((number, Fact(kind), at, courier))
        found = []
        for row in rows:
            told = facts[row[0]]
            kinds = [fact for _n, fact, _at, _by in told]
            begun = [one for one in told if one[1] in (Fact.STARTED, Fact.WRITTEN)] or told[:1]
            written = [by for _n, fact, _at, by in told if fact is Fact.WRITTEN] or [""]
            found.append(
                DraftLetter(
                    letter=row[0],
                    person=PersonId(row[1]),
                    mailing=row[2],
                    number=row[3],
                    name=row[4],
                    to=row[5],
                    message_id=row[6],
                    theirs=row[10],
                    key=row[11],
                    subject=row[12],
                    draft=row[7],
                    mark=row[8],
                    found=DraftFound(row[9]),
                    state=state_of(kinds),
                    proof=proof_of(
                        (fact, _KNOWN_BY.get(by, KnownBy.SERVER)) for _n, fact, _at, by in told
                    ),
                    by=written[-1],
                    last=told[-1][0],
                    written=datetime.fromisoformat(begun[-1][2]),
                )
            )
        return tuple(found)

    def half_taken_back(self) -> tuple[DraftLetter, ...]:
        """Those that go no more, and whose draft may lie in a mailbox still."""
        return tuple(one for one in self.all() if one.state is State.READY and one.draft)

    def discarded(self, letter: str) -> None:
        """Write down that a letter's draft lies in no mailbox any more. letter: the ledger's id."""
        with self._store.writing() as db:
            db.execute("UPDATE at_server SET draft = '' WHERE letter = ?", (letter,))

    def lying(self) -> tuple[DraftLetter, ...]:
        """Those that are drafts."""
        return tuple(one for one in self.all() if one.lies)

    def went(
        self, letters: Iterable[DraftLetter], *, by: str, words: str = ""
    ) -> tuple[DraftLetter, ...]:
        """Write down that these were sent from where they lay; those of which it was news."""
        done = self._add(letters, Fact.ACCEPTED, by, words)
        if done and by == BY_HAND:
            self._saw([one.letter for one in done], self._store.now())
        return done

    def did_not_go(
        self, letters: Iterable[DraftLetter], *, by: str, lying: Collection[str] = ()
    ) -> tuple[DraftLetter, ...]:
        """Write down that these did not go, or go no more; those of which it was news. lying: the
        ids of those that are drafts still, only the coordinator's word about them goes.
        """
        return self._add(letters, Fact.RELEASED, by, "", lying)

    def put_away(self, letters: Iterable[DraftLetter], *, by: str) -> tuple[DraftLetter, ...]:
        """The same of drafts that are taken back; files in the outbox are left to be cleared
        off.
        """
        return self._add(letters, Fact.RELEASED, by, "", clear=True)

    def laid(self, letter: UnclearLetter, kept: ServerId) -> bool:
        """Write down of one in doubt that it lies as a draft; whether it was in doubt still."""
        with self._store.writing() as db:
            if _last(db, letter.letter) != letter.started:
                return False
            keep(db, [kept])
            written = Happened(letter.letter, Fact.WRITTEN)
            self._facts.add(db, [written], courier=letter.courier)
        return True

    def keep_found(
        self, found: Iterable[tuple[DraftLetter, DraftFound]], known: Iterable[ServerId] = ()
    ) -> None:
        """Write down how drafts were found. known: what the mailbox calls them now."""
        rows = [(one.letter, how.value) for one, how in found]
        known = tuple(known)
        if rows or known:
            with self._store.writing() as db:
                keep(db, known)
                db.executemany(_FOUND, rows)

    def _add(
        self,
        letters: Iterable[DraftLetter],
        fact: Fact,
        by: str,
        words: str,
        lying: Collection[str] = (),
        *,
        clear: bool = False,
    ) -> tuple[DraftLetter, ...]:
        letters = tuple(letters)
        if not letters:
            return ()
        with self._store.writing() as db:
            news = tuple(one for one in letters if _last(db, one.letter) == one.last)
            self._facts.add(db, [Happened(one.letter, fact, words) for one in news], courier=by)
            for one in news:
                if one.letter in lying:
                    again = Happened(one.letter, Fact.WRITTEN)
                    self._facts.add(db, [again], courier=one.by)
                elif fact is Fact.RELEASED:
                    db.execute("UPDATE at_server SET found = '' WHERE letter = ?", (one.letter,))
            files = [one.message_id for one in news if clear and one.by == OUTBOX]
            if files:
                before = pending(db)
                leave(db, replace(before, drafts=(*before.drafts, *files)))
        return news


def _last(db: Database, letter: str) -> int:
    row = db.execute("SELECT max(id) FROM fact WHERE letter = ?", (letter,)).fetchone()
    return int(row[0] or 0)
