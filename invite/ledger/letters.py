"""The letters and what became of them: claimed by a unique row, told by facts that are only ever added."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from invite.ledger.keys import Keys
from invite.ledger.store import Store
from invite.lifecycle import Fact, State, state_of
from invite.people.model import Address, PersonId
from invite.plan import Standing, counting, may_start


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLetter:
    """What is written down about a letter before it goes."""

    person: PersonId
    mailing: str
    number: int
    message_id: str
    name: str
    to: Address
    subject: str
    text: str
    digest: str
    frame: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One fact of a letter, with when it happened and the server's words."""

    fact: Fact
    at: datetime
    words: str
    courier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterStory:
    """One letter with all that happened to it."""

    id: str
    mailing: str
    number: int
    message_id: str
    to: str
    subject: str
    text: str
    because: str
    events: tuple[Event, ...]

    @property
    def state(self) -> State:
        """What its facts add up to."""
        return state_of(event.fact for event in self.events)


class Letters:
    """The part of the ledger that knows letters. What it writes is durable when a method returns."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store = store
        self._keys = keys

    def standings(self, mailing: str) -> Mapping[PersonId, Standing]:
        """For everyone who has a letter in the mailing: the one that counts, and its state."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT coalesce(same_as, letter.person), letter.id, number, message_id, address_key, address, because,"
                " kind, at, words FROM letter JOIN person ON person.id = letter.person"
                " LEFT JOIN letter_words ON letter_words.letter = letter.id"
                " LEFT JOIN fact ON fact.letter = letter.id LEFT JOIN fact_words ON fact_words.fact = fact.id"
                " WHERE mailing = ? ORDER BY letter.person, number, fact.id",
                (mailing,),
            ).fetchall()
        letters: dict[tuple[str, str], list[tuple[str | None, ...]]] = {}
        for row in rows:
            letters.setdefault((row[0], row[1]), []).append(row)
        by_person: dict[PersonId, list[Standing]] = {}
        for (person, letter), facts in letters.items():
            by_person.setdefault(PersonId(person), []).append(_standing(letter, facts))
        return {person: _with_highest(standings) for person, standings in by_person.items()}

    def start(self, letter: NewLetter, *, courier: str, reaches: bool) -> bool:
        """Claim the letter and write down that it has been started, durably, before the server hears of it.

        False where it may not be begun any more: another sender has it, or it has gone meanwhile. courier: its name.
        reaches: as for `plan.decide`.
        """
        with self._store.writing() as db:
            if not self._claim(db, letter, reaches=reaches):
                return False
            # Where it went is kept with the fact: the letter may go elsewhere later, if this address fails.
            self._add(db, self._id_of(db, letter), Fact.STARTED, courier=courier, words=letter.to.written)
            return True

    def write_down(self, letter: NewLetter, *, courier: str, words: str) -> bool:
        """Claim the letter and write down that it lies in the outbox; False where it may not be begun any more."""
        with self._store.writing() as db:
            if not self._claim(db, letter, reaches=False):
                return False
            self._add(db, self._id_of(db, letter), Fact.WRITTEN, courier=courier, words=words)
            return True

    def add_fact(self, letter: NewLetter, fact: Fact, *, courier: str, words: str = "") -> None:
        """Write down what became of a letter that was started. words: the server's."""
        with self._store.writing() as db:
            self._add(db, self._id_of(db, letter), fact, courier=courier, words=words)

    def release(self, message_ids: Iterable[str], *, courier: str) -> None:
        """Write down of these letters, by Message-ID, that they did not go after all: the server's no was to us."""
        with self._store.writing() as db:
            for message_id in message_ids:
                row = db.execute("SELECT id FROM letter WHERE message_id = ?", (message_id,)).fetchone()
                if row:
                    self._add(db, row[0], Fact.RELEASED, courier=courier)

    def letters_of(self, person: PersonId) -> tuple[LetterStory, ...]:
        """All letters of one person, by mailing and number, each with all its facts."""
        with self._store.reading() as db:
            letters = db.execute(
                "SELECT letter.id, mailing, number, message_id, coalesce(address, ''), coalesce(subject, ''),"
                " coalesce(text, ''), coalesce(because, '') FROM letter JOIN person ON person.id = letter.person"
                " LEFT JOIN letter_words ON letter_words.letter = letter.id"
                " LEFT JOIN letter_text ON letter_text.letter = letter.id"
                " WHERE ? IN (person.id, same_as)"
                " ORDER BY mailing, number",
                (person,),
            ).fetchall()
            return tuple(
                LetterStory(
                    id=id_,
                    mailing=mailing,
                    number=number,
                    message_id=message_id,
                    to=to,
                    subject=subject,
                    text=text,
                    because=because,
                    events=tuple(
                        Event(Fact(kind), datetime.fromisoformat(at), words or "", courier)
                        for kind, at, words, courier in db.execute(
                            "SELECT kind, at, words, courier FROM fact LEFT JOIN fact_words ON fact = fact.id"
                            " WHERE letter = ? ORDER BY fact.id",
                            (id_,),
                        )
                    ),
                )
                for id_, mailing, number, message_id, to, subject, text, because in letters
            )

    def _claim(self, db: sqlite3.Connection, letter: NewLetter, *, reaches: bool) -> bool:
        """Whether this sender has the letter now. Runs inside a transaction that nobody else can be inside at once."""
        id_ = self._id_of(db, letter)
        facts = [Fact(kind) for (kind,) in db.execute("SELECT kind FROM fact WHERE letter = ? ORDER BY id", (id_,))]
        before = db.execute("SELECT address_key FROM letter_words WHERE letter = ?", (id_,)).fetchone()
        new_address = before is not None and before[0] != letter.to.key
        if not may_start(state_of(facts), reaches=reaches, new_address=new_address):
            return False
        row = (id_, letter.person, letter.mailing, letter.number, letter.message_id)
        db.execute("INSERT OR IGNORE INTO letter VALUES (?, ?, ?, ?, ?)", row)
        to = letter.to
        words = (
            letter.name,
            to.key,
            to.written,
            letter.subject,
            letter.digest,
            letter.frame,
            letter.because,
        )
        db.execute("INSERT OR REPLACE INTO letter_words VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (id_, *words))
        db.execute("INSERT OR REPLACE INTO letter_text VALUES (?, ?)", (id_, letter.text))
        return True

    def _id_of(self, db: sqlite3.Connection, letter: NewLetter) -> str:
        # A person known by two ids found to be one keeps the letters of both, so the row may be under the other id.
        row = db.execute("SELECT id FROM letter WHERE message_id = ?", (letter.message_id,)).fetchone()
        return row[0] if row else self._keys.letter_id(letter.person, letter.mailing, letter.number)

    def _add(self, db: sqlite3.Connection, letter: str, fact: Fact, *, courier: str, words: str = "") -> None:
        # The code is the server's number and class, which says nothing of anybody; its words may hold an address.
        code = " ".join(word for word in words.split()[:2] if word[:1].isdigit() and not word.strip("0123456789."))
        values = (letter, fact.value, self._store.now(), code, courier)
        at = db.execute("INSERT INTO fact (letter, kind, at, code, courier) VALUES (?, ?, ?, ?, ?)", values).lastrowid
        if words:
            db.execute("INSERT INTO fact_words VALUES (?, ?)", (at, words))


def _standing(letter: str, rows: list[tuple[str | None, ...]]) -> Standing:
    _person, _letter, number, message_id, key, to, because, *_fact = rows[0]
    facts = [(Fact(str(row[7])), row[8], row[9]) for row in rows if row[7] is not None]
    last = facts[-1] if facts else None
    return Standing(
        letter=letter,
        number=int(number or 0),
        highest=int(number or 0),
        state=state_of(fact for fact, _at, _words in facts),
        address=key or "",
        to=to or "",
        message_id=message_id or "",
        at=datetime.fromisoformat(last[1]) if last and last[1] else None,
        reply=(last[2] or "") if last and last[0] is not Fact.STARTED else "",
        because=because or "",
    )


def _with_highest(standings: list[Standing]) -> Standing:
    if len(standings) == 1:
        return standings[0]
    return replace(counting(standings), highest=max(standing.number for standing in standings))
