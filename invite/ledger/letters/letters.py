"""The letters and what became of them: claimed by a unique row, told by facts that are only ever
added.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from invite.event import EventFacts
from invite.ledger.letters.event_versions import remembered
from invite.ledger.letters.server_ids import forget
from invite.ledger.people.opt_outs import left_alone
from invite.ledger.storage.keys import Keys
from invite.ledger.storage.locks import Senders
from invite.ledger.storage.sqlite import Store
from invite.lifecycle import Fact, KnownBy, State, proof_of, state_of
from invite.people.model import Address, PersonId
from invite.plan import Standing, counting, may_start

# These stand where a fact names its courier: who has looked.
BY_HAND = "by hand"
MAILBOX = "mailbox"

_NO = frozenset({Fact.BOUNCED, Fact.REFUSED})
_YES = frozenset({Fact.ACCEPTED, Fact.RELEASED})  # taken after all, or the no was to us


def refused(facts: Iterable[tuple[Fact, str]]) -> frozenset[str]:
    """The addresses, as written, whose last word to one letter was a no. facts: the letter's, with
    their words.
    """
    went, dead = "", set[str]()
    for fact, words in facts:
        if fact is Fact.STARTED:
            went = words
        elif fact in _NO:
            dead.add(went)
        elif fact in _YES:
            dead.discard(went)
    return frozenset(dead)


def dead_addresses(db: sqlite3.Connection) -> frozenset[str]:
    """The keys of the addresses whose last word was a no.

    The fact that a letter was started tells where it went; the letter itself may have gone
    elsewhere since.
    """
    rows = db.execute(
        "SELECT fact.letter, fact.kind, person_address.key FROM fact JOIN letter ON letter.id ="
        " fact.letter LEFT JOIN fact_words ON fact_words.fact = fact.id LEFT JOIN person_address ON"
        " person_address.written = fact_words.words WHERE fact.letter IN (SELECT letter FROM fact"
        " WHERE kind IN ('bounced', 'refused')) ORDER BY fact.id"
    )
    went: dict[str, str] = {}
    dead: set[str] = set()
    for letter, kind, key in rows:
        if kind == Fact.STARTED and key:
            went[letter] = key
        elif kind in _NO and letter in went:
            dead.add(went[letter])
        elif kind in _YES:
            dead.discard(went.get(letter, ""))
    return frozenset(dead)


# The letters of a mailing, and what happened to them: apart, since there are several facts a letter,
# and its words need not come with each.
_LETTERS = """
SELECT letter.id, coalesce(same_as, letter.person), number, letter.message_id, address_key, address,
    because, preface, at_server.message_id, coalesce(seen, 0)
FROM letter JOIN person ON person.id = letter.person
LEFT JOIN letter_words ON letter_words.letter = letter.id
LEFT JOIN at_server ON at_server.letter = letter.id WHERE mailing = :mailing
"""
_FACTS = """
SELECT fact.letter, kind, at, words, courier FROM letter JOIN fact ON fact.letter = letter.id
LEFT JOIN fact_words ON fact_words.fact = fact.id WHERE mailing = :mailing
"""
_SOME = """
AND letter.person IN (SELECT id FROM person WHERE id IN (SELECT value FROM json_each(:of))
                                               OR same_as IN (SELECT value FROM json_each(:of)))
"""
_FactRow = tuple[str, str, str | None, str]  # kind, instant, words, courier

# Which letters need a closer look before they are begun, by their place in a list of (id, digest,
# address, reason, preface, person). Nearly every letter is prepared as it goes, nothing has
# happened to it, it goes to somebody known by one id alone, and nobody has asked to be left alone.
UNUSUAL = """
SELECT asked.key FROM json_each(?) AS asked
WHERE NOT EXISTS (
        SELECT 1 FROM letter_words WHERE letter = json_extract(asked.value, '$[0]')
            AND digest = json_extract(asked.value, '$[1]') AND address_key = json_extract(asked.value, '$[2]')
            AND because = json_extract(asked.value, '$[3]') AND preface = json_extract(asked.value, '$[4]')
    )
    OR EXISTS (SELECT 1 FROM fact WHERE letter = json_extract(asked.value, '$[0]'))
    OR EXISTS (SELECT 1 FROM person WHERE same_as = json_extract(asked.value, '$[5]'))
    OR EXISTS (SELECT 1 FROM person WHERE id = json_extract(asked.value, '$[5]') AND same_as IS NOT NULL)
    OR EXISTS (SELECT 1 FROM stop) OR EXISTS (SELECT 1 FROM erased)
"""
WORDS = (
    "(letter, name, address_key, address, subject, digest, frame, because, preface, event) SELECT "
    + ", ".join("?" * 10)
)
IF_OURS = "WHERE EXISTS (SELECT 1 FROM letter WHERE id = ?)"


@dataclass(frozen=True, slots=True)
class Happened:
    """A fact to be written down. letter: the ledger's id of it. sender: of "started"."""

    letter: str
    fact: Fact
    words: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLetter:
    """What is written down about a letter before it goes. event: what it tells of the event. The
    rest: as for `plan.Send`.
    """

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
    preface: str = ""
    deliberate: bool = False
    event: EventFacts | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One fact of a letter, with when it happened and the server's words."""

    fact: Fact
    at: datetime
    words: str
    courier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterStory:
    """One letter with all that happened to it. theirs: the Message-ID that the server gave it in
    the place of ours, or nothing.
    """

    id: str
    mailing: str
    number: int
    message_id: str
    to: str
    subject: str
    text: str
    because: str
    preface: str
    theirs: str
    events: tuple[Event, ...]

    @property
    def state(self) -> State:
        """What its facts add up to."""
        return state_of(event.fact for event in self.events)


class Letters:
    """The part of the ledger that knows letters. What it writes is durable when a method
    returns.
    """

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store = store
        self._keys = keys
        self._senders = Senders(store.path)
        self._told: tuple[EventFacts, int] | None = None

    def standings(
        self, mailing: str, *, of: Collection[str] | None = None
    ) -> Mapping[PersonId, Standing]:
        """For everyone who has a letter in the mailing: the one that counts, and its state. of:
        only of these people.
        """
        some = "" if of is None else _SOME
        asked = {"mailing": mailing, "of": json.dumps(list(of or ()))}
        with self._store.reading() as db:
            letters = db.execute(
                f"{_LETTERS}{some} ORDER BY letter.person, number", asked
            ).fetchall()
            # What another program writes in between is seen at the next look; that a letter may be
            # begun is asked again when it is claimed.
            facts = db.execute(f"{_FACTS}{some} ORDER BY fact.id", asked).fetchall()
        happened: dict[str, list[_FactRow]] = {}
        for letter, kind, at, words, courier in facts:
            happened.setdefault(letter, []).append((kind, at, words, courier))
        by_person: dict[PersonId, list[Standing]] = {}
        for row in letters:
            standing = _standing(row, happened.get(row[0], ()))
            by_person.setdefault(PersonId(row[1]), []).append(standing)
        # Nearly everybody has one letter, and there are many of everybody.
        counted = {
            person: standings[0] if len(standings) == 1 else counting(standings)
            for person, standings in by_person.items()
        }
        in_hand = self._in_hand(
            [one.letter for one in counted.values() if one.state is State.UNCLEAR]
        )
        return {
            person: replace(one, in_hand=True) if one.letter in in_hand else one
            for person, one in counted.items()
        }

    def _in_hand(self, unclear: Sequence[str]) -> frozenset[str]:
        """Those of these letters that somebody who is still there has begun: they will soon
        know.
        """
        if not unclear:
            return frozenset()
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT letter, sender, max(id) FROM fact WHERE kind = 'started' AND letter IN"
                # SQLite: what stands beside max() is of the same row
                " (SELECT value FROM json_each(?)) GROUP BY letter",
                (json.dumps(list(unclear)),),
            ).fetchall()
        alive = self._senders.alive(sender for _letter, sender, _last in rows)
        return frozenset(letter for letter, sender, _last in rows if sender in alive)

    def first_told(self, mailing: str, *, reaches: bool) -> Mapping[PersonId, str]:
        """The Message-ID of the first letter that each person got in another mailing than this one,
        as they see it: a server may have put its own in the place of ours.

        reaches: as for `plan.decide`; where the courier truly reaches people, nobody got what lies
        in the outbox.
        """
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT coalesce(same_as, letter.person), coalesce(nullif(at_server.message_id, ''),"
                " letter.message_id), kind FROM letter JOIN person ON person.id = letter.person"
                " JOIN fact ON fact.letter = letter.id LEFT JOIN at_server ON at_server.letter ="
                " letter.id WHERE mailing != ? ORDER BY fact.id",
                (mailing,),
            ).fetchall()
        facts: dict[tuple[str, str], list[Fact]] = {}
        for person, message_id, kind in rows:
            facts.setdefault((person, message_id), []).append(Fact(kind))
        got = {State.SENT} if reaches else {State.SENT, State.WRITTEN}
        found: dict[PersonId, str] = {}
        for (person, message_id), happened in facts.items():
            if state_of(happened) in got:
                found.setdefault(PersonId(person), message_id)
        return found

    def prepare(self, letters: Sequence[NewLetter]) -> None:
        """Write down all that is to be known of letters that nothing is known of yet; nothing has
        happened to them by that.

        Letters that somebody else has prepared or begun stay as they are.
        """
        rows = sorted(
            (self._keys.letter_id(one.person, one.mailing, one.number), one) for one in letters
        )
        with self._store.writing() as db:
            event = [self._event(db, one.event) for _id, one in rows]
            own = [(id_, one.person, one.mailing, one.number, one.message_id) for id_, one in rows]
            db.executemany("INSERT OR IGNORE INTO letter VALUES (?, ?, ?, ?, ?)", own)
            words = [
                (*_words(id_, one, one.because, one.preface), at)
                for (id_, one), at in zip(rows, event, strict=True)
            ]
            db.executemany(
                f"INSERT OR IGNORE INTO letter_words {WORDS} {IF_OURS}",
                [(*row, row[0]) for row in words],
            )
            texts = [(id_, one.text, id_) for id_, one in rows]
            db.executemany(f"INSERT OR IGNORE INTO letter_text SELECT ?, ? {IF_OURS}", texts)

    def started_all(
        self,
        db: sqlite3.Connection,
        letters: Sequence[tuple[NewLetter, Callable[[], NewLetter]]],
        *,
        courier: str,
        sender: str,
    ) -> list[str | None]:
        """Claim letters that are to reach people and write down that they have been started, before
        the server hears of them, in few statements inside a transaction of the caller's; the id of
        each, None where it may not be begun any more.

        letters: each as far as it is known without its text, and a way to the whole of it. sender:
        whose lock tells whether it lives.
        """
        ids = [self._keys.letter_id(one.person, one.mailing, one.number) for one, _whole in letters]
        asked = [
            (id_, one.digest, one.to.key, one.because, one.preface, one.person)
            for id_, (one, _whole) in zip(ids, letters, strict=True)
        ]
        unusual = {n for (n,) in db.execute(UNUSUAL, (json.dumps(asked, ensure_ascii=False),))}
        found = [
            self._claim(db, whole(), reaches=True) if n in unusual else ids[n]
            for n, (_letter, whole) in enumerate(letters)
        ]
        begun = [
            (id_, one) for id_, (one, _whole) in zip(found, letters, strict=True) if id_ is not None
        ]
        # Where it went is kept with the fact: the letter may go elsewhere later, if this address
        # fails.
        self.add_all(
            db,
            [Happened(id_, Fact.STARTED, one.to.written, sender) for id_, one in begun],
            courier=courier,
        )
        return found

    def write_down(
        self, letter: NewLetter, *, courier: str, write: Callable[[], str]
    ) -> str | None:
        """Claim the letter, have it written into the outbox, and write down where it lies; None
        where it may not be begun.

        write: writes the file and tells where. It does so while nobody else can stop, erase or
        purge: whoever does so afterwards finds the file.
        """
        with self._store.writing() as db:
            id_ = self._claim(db, letter, reaches=False)
            if id_ is None:
                return None
            place = write()
            self.add(db, id_, Fact.WRITTEN, courier=courier, words=place)
            return place

    def released(self, db: sqlite3.Connection, message_ids: Iterable[str], *, courier: str) -> None:
        """Write down of these letters, by Message-ID, that they did not go after all: the server's
        no was to us. Inside a transaction of the caller's.
        """
        for message_id in message_ids:
            row = db.execute("SELECT id FROM letter WHERE message_id = ?", (message_id,)).fetchone()
            if row:
                self.add(db, row[0], Fact.RELEASED, courier=courier)

    def dead_addresses(self) -> frozenset[str]:
        """The keys of the addresses that a letter last came back from, or was refused for."""
        with self._store.reading() as db:
            return dead_addresses(db)

    def letters_of(self, person: PersonId) -> tuple[LetterStory, ...]:
        """All letters of one person, by mailing and number, each with all its facts."""
        with self._store.reading() as db:
            letters = db.execute(
                "SELECT letter.id, mailing, number, letter.message_id, coalesce(address, ''),"
                " coalesce(subject, ''), coalesce(text, ''), coalesce(because, ''),"
                " coalesce(preface, ''), coalesce(at_server.message_id, '') FROM letter"
                " LEFT JOIN letter_words ON letter_words.letter = letter.id LEFT JOIN letter_text"
                " ON letter_text.letter = letter.id LEFT JOIN at_server ON at_server.letter ="
                " letter.id WHERE"
                " letter.person IN (SELECT :person UNION SELECT id FROM person WHERE same_as ="
                " :person)"
                # To what was only prepared, nothing has happened.
                " AND EXISTS (SELECT 1 FROM fact WHERE fact.letter = letter.id)"
                " ORDER BY mailing, number",
                {"person": person},
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
                    preface=preface,
                    theirs=theirs,
                    events=tuple(
                        Event(Fact(kind), datetime.fromisoformat(at), words or "", courier)
                        for kind, at, words, courier in db.execute(
                            "SELECT kind, at, words, courier FROM fact LEFT JOIN fact_words ON fact"
                            " = fact.id WHERE letter = ? ORDER BY fact.id",
                            (id_,),
                        )
                    ),
                )
                for id_, mailing, number, message_id, to, subject, text, because, preface, theirs in letters
            )

    def _claim(self, db: sqlite3.Connection, letter: NewLetter, *, reaches: bool) -> str | None:
        """The letter's id, if this sender has it now. Runs inside a transaction that nobody else
        can be inside at once.
        """
        id_ = self._id_of(db, letter)
        said = self._may_go(db, id_, letter, reaches=reaches)
        if said is None:
            return None
        because, preface = said
        forget(db, id_)
        db.execute(
            "INSERT OR IGNORE INTO letter VALUES (?, ?, ?, ?, ?)",
            (id_, letter.person, letter.mailing, letter.number, letter.message_id),
        )
        # What a resend was given stays with it: a retry that brings nothing of its own takes
        # nothing away.
        reasons = (letter.because or because, letter.preface or preface)
        words = _words(id_, letter, *reasons)
        db.execute(
            f"INSERT OR REPLACE INTO letter_words {WORDS}",
            (*words, self._event(db, letter.event)),
        )
        db.execute("INSERT OR REPLACE INTO letter_text VALUES (?, ?)", (id_, letter.text))
        return id_

    def _event(self, db: sqlite3.Connection, event: EventFacts | None) -> int | None:
        """The number of what the letter tells of the event. All letters of a run tell the same, so
        it is looked up once.
        """
        if event is None:
            return None
        if self._told is None or self._told[0] != event:
            self._told = (event, remembered(db, event, self._store.now()))
        return self._told[1]

    def _may_go(
        self, db: sqlite3.Connection, id_: str, letter: NewLetter, *, reaches: bool
    ) -> tuple[str, str] | None:
        """The reason and the preface that an earlier attempt was given, if the letter may be begun
        now.
        """
        facts = [
            Fact(kind)
            for (kind,) in db.execute("SELECT kind FROM fact WHERE letter = ? ORDER BY id", (id_,))
        ]
        before = db.execute(
            "SELECT address_key, because, preface FROM letter_words WHERE letter = ?", (id_,)
        ).fetchone()
        key, because, preface = before or (letter.to.key, "", "")
        # A draft that is asked for by name is written anew, as a real courier begins it anew.
        if not may_start(
            state_of(facts), reaches=reaches or letter.deliberate, new_address=key != letter.to.key
        ):
            return None
        if _gone_by_another(db, id_, letter) or left_alone(db, letter.person):
            return None
        return because, preface

    def _id_of(self, db: sqlite3.Connection, letter: NewLetter) -> str:
        # A person known by two ids found to be one keeps the letters of both, so the row may be
        # under the other id.
        row = db.execute(
            "SELECT id FROM letter WHERE message_id = ?", (letter.message_id,)
        ).fetchone()
        return row[0] if row else self._keys.letter_id(letter.person, letter.mailing, letter.number)

    def add(
        self,
        db: sqlite3.Connection,
        letter: str,
        fact: Fact,
        *,
        courier: str,
        words: str = "",
        sender: str = "",
    ) -> None:
        """Write down a fact of a letter, by the letter's id, inside a transaction of the
        caller's.
        """
        self.add_all(db, [Happened(letter, fact, words, sender)], courier=courier)

    def add_all(self, db: sqlite3.Connection, facts: Sequence[Happened], *, courier: str) -> None:
        """The same for several facts, in the order in which they happened."""
        if not facts:
            return
        now = self._store.now()
        rows = [
            (one.letter, one.fact.value, now, _code(one.words), courier, one.sender)
            for one in facts
        ]
        last = _insert(db, "fact (letter, kind, at, code, courier, sender)", rows)
        first = (
            last - len(facts) + 1
        )  # they are numbered one after the other: nobody else can write in between
        _insert(
            db,
            "fact_words (fact, words)",
            [(n, one.words) for n, one in enumerate(facts, first) if one.words],
        )


def _words(id_: str, letter: NewLetter, because: str, preface: str) -> tuple[str, ...]:
    """The columns of `letter_words` but for the last."""
    to = letter.to
    return (
        id_,
        letter.name,
        to.key,
        to.written,
        letter.subject,
        letter.digest,
        letter.frame,
        because,
        preface,
    )


def _code(words: str) -> str:
    """The server's number and class, which say nothing of anybody; its words may hold an
    address.
    """
    return " ".join(
        word for word in words.split()[:2] if word[:1].isdigit() and not word.strip("0123456789.")
    )


def _insert(db: sqlite3.Connection, into: str, rows: Sequence[tuple[object, ...]]) -> int:
    """Insert rows by one statement, in their order; the number of the last. `into` is our own text.

    At each statement other threads get their turn, and `executemany` is one for each row.
    """
    if not rows:
        return 0
    values = ", ".join([f"({', '.join('?' * len(rows[0]))})"] * len(rows))
    cursor = db.execute(
        f"INSERT INTO {into} VALUES {values}",  # noqa: S608 - our own words
        [cell for row in rows for cell in row],
    )
    return cursor.lastrowid or 0


def _gone_by_another(db: sqlite3.Connection, id_: str, letter: NewLetter) -> bool:
    """Whether another letter has gone in this one's place, or may have, to the same human being:
    this number or a later one, under whichever of their ids. Another program may have resent it, or
    found two to be one, while this one had it planned.
    """
    kept = "(SELECT coalesce(same_as, id) FROM person WHERE id = ?)"
    others = db.execute(
        "SELECT id FROM letter WHERE mailing = ? AND number >= ? AND id != ?"  # noqa: S608 - no word of anybody's in it
        f" AND person IN (SELECT id FROM person WHERE id = {kept} OR same_as = {kept})",
        (letter.mailing, letter.number, id_, letter.person, letter.person),
    )
    for other in others.fetchall():
        facts = db.execute("SELECT kind FROM fact WHERE letter = ? ORDER BY id", other).fetchall()
        if state_of(Fact(kind) for (kind,) in facts) in (State.SENT, State.UNCLEAR):
            return True
    return False


_KNOWN_BY = {BY_HAND: KnownBy.YOU, MAILBOX: KnownBy.MAILBOX}


@cache
def _proof(facts: tuple[tuple[str, str], ...], *, seen: bool) -> KnownBy | None:
    """How it is known where a letter stands; nearly all letters have the same facts. facts: each with
    its courier. seen: in the mailbox, among what was sent.
    """
    known = [(Fact(kind), _KNOWN_BY.get(by, KnownBy.SERVER)) for kind, by in facts]
    sent = state_of(fact for fact, _by in known) is State.SENT
    return KnownBy.MAILBOX if seen and sent else proof_of(known)


def _standing(letter: tuple[Any, ...], facts: Sequence[_FactRow]) -> Standing:
    """letter: a row of `_LETTERS`. facts: the earliest first."""
    id_, _person, number, message_id, key, to, because, preface, theirs, seen = letter
    kind, at, words, _courier = facts[-1] if facts else ("", "", None, "")
    state = _state(tuple(fact[0] for fact in facts))
    return Standing(
        letter=id_,
        number=int(number or 0),
        state=state,
        address=key or "",
        to=to or "",
        message_id=message_id or "",
        theirs=theirs or "",
        at=datetime.fromisoformat(at) if at else None,
        reply=(words or "") if kind != Fact.STARTED else "",
        because=because or "",
        preface=preface or "",
        proof=_proof(tuple((fact[0], fact[3]) for fact in facts), seen=bool(seen)),
        refused=(
            refused((Fact(kind), words or "") for kind, _at, words, _courier in facts)
            if state is State.FAILED
            else frozenset()
        ),
    )


@cache
def _state(kinds: tuple[str, ...]) -> State:
    """The state that these facts add up to; nearly all letters have the same ones."""
    return state_of(map(Fact, kinds))
