"""What came back: which letters a report can be about, what reports said of letters and addresses,
and the mails that wait for the coordinator.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from invite.ledger.letters.letters import Letters
from invite.ledger.storage.sqlite import Store
from invite.lifecycle import Fact, fits, is_news
from invite.people.model import PersonId

# An attempt goes to the address that stands with "started"; a draft, to that of the letter.
_BEGUN = """
SELECT letter.id, coalesce(same_as, letter.person), mailing, number, letter.message_id,
    coalesce(at_server.message_id, ''), coalesce(letter_words.address, ''), coalesce(subject, ''),
    fact.id, kind, fact.at, coalesce(fact_words.words, '')
FROM fact JOIN letter ON letter.id = fact.letter JOIN person ON person.id = letter.person
LEFT JOIN letter_words ON letter_words.letter = letter.id
LEFT JOIN at_server ON at_server.letter = letter.id
LEFT JOIN fact_words ON fact_words.fact = fact.id
ORDER BY fact.id
"""
_TO_TAKE = ("question", "answer")
_LAST = "SELECT max(id) FROM fact WHERE letter = ? AND kind IN ('started', 'written')"
_OPEN = """
SELECT returned_mail.number, why, source, kind, coalesce(same_as, returned_mail.person), letter,
    attempt, fact, address, cause, answer, words, sender, subject, at, read_at
FROM returned_mail LEFT JOIN person ON person.id = returned_mail.person WHERE taken IS NULL
"""
# Worst first: whatever the order in which reports come, the same verdict stands.
_WORST = ("no-mailbox", "no-domain", "refuses-us", "refuses-letter", "refuses-strangers")
DEAD = frozenset(_WORST[:2])
ALARM = 5  # so many people whose servers refuse us say something about us
ABOUT_US = frozenset(_WORST[2:4])  # the sender or the content, so that no address is to blame


@dataclass(frozen=True, slots=True)
class Attempt:
    """One beginning of a letter. fact: the number of that fact. to: the address, as written."""

    fact: int
    to: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A letter that had begun, by all that a report can know it by. message_ids: ours, and the one
    that a server put in its place. attempts: at least one, the last one last.
    """

    letter: str
    person: PersonId
    mailing: str
    number: int
    message_ids: tuple[str, ...]
    subject: str
    attempts: tuple[Attempt, ...]
    facts: tuple[Fact, ...]

    @property
    def last(self) -> Attempt:
        """The attempt that a report is about, if it is about this letter."""
        return self.attempts[-1]


class Why(StrEnum):
    """Why a mail waits for the coordinator.

    question: only an address speaks for it, or less than certain. answer: it can be taken over.
    words: somebody wrote something that is only shown. unmatched: it fits nothing.
    """

    QUESTION = "question"
    ANSWER = "answer"
    WORDS = "words"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedMail:
    """A mail, or what it says of one recipient, that waits for the coordinator.

    number: its own, 0 while it has none. digest: of the mail's bytes. attempt, fact, cause: what it
    says of which attempt of the letter, "" for nothing. address: of whom it speaks. answer: what
    somebody answered. words: what it says, on one line. at: its date, aware.
    """

    number: int = 0
    digest: str = ""
    why: Why
    source: str
    kind: str
    person: PersonId | None = None
    letter: str | None = None
    attempt: int = 0
    fact: str = ""
    address: str = ""
    cause: str = ""
    answer: str = ""
    words: str = ""
    sender: str = ""
    subject: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a report says of one letter. attempt: the number of the fact that it had begun."""

    letter: str
    attempt: int
    fact: Fact
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfAddress:
    """What a report says of one address of a person. key: for comparing. cause: why nothing arrives
    there, as `returned.model.Cause` calls it.
    """

    person: PersonId
    key: str
    cause: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says of one recipient."""

    said: Said | None = None
    addresses: tuple[OfAddress, ...] = ()


class WriteResult(StrEnum):
    """What the ledger did with a report: wrote it down, knew it already, found that the letter has
    begun again since, or that it does not fit the letter's state.
    """

    NEW = "new"
    KNOWN = "known"
    OVERTAKEN = "overtaken"
    UNFIT = "unfit"


class Reports:
    """The part of the ledger that knows what came back. What it writes is durable when a method
    returns.
    """

    def __init__(self, store: Store, letters: Letters) -> None:
        self._store = store
        self._letters = letters

    def traces(self) -> tuple[Trace, ...]:
        """Every letter that had begun or was written, of whoever is not erased."""
        with self._store.reading() as db:
            rows = db.execute(_BEGUN).fetchall()
        letters: dict[str, list[tuple[str | int, ...]]] = {}
        for row in rows:
            letters.setdefault(str(row[0]), []).append(row)
        return tuple(found for facts in letters.values() if (found := _trace(facts)) is not None)

    def owners(self) -> Mapping[str, frozenset[PersonId]]:
        """Whose each address is or was, by its key."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT key, coalesce(same_as, person) FROM person_address JOIN person"
                " ON person.id = person"
            ).fetchall()
        found: dict[str, set[PersonId]] = {}
        for key, person in rows:
            found.setdefault(key, set()).add(PersonId(person))
        return {key: frozenset(people) for key, people in found.items()}

    def write(self, reports: Sequence[Report], *, by: str) -> tuple[WriteResult | None, ...]:
        """Write down what reports say, all of it or nothing; what was done with each, None where it
        says nothing of a letter. by: where it is known from.

        The letters are looked at once more here, where nobody else can begin them. What is said of
        an address stands whatever became of the letter.
        """
        if not any(one.said or one.addresses for one in reports):
            return (None,) * len(reports)
        with self._store.writing() as db:
            for one in reports:
                for address in one.addresses:
                    self._of_address(db, address)
            return tuple(self._of_letter(db, one.said, by) if one.said else None for one in reports)

    def _of_letter(self, db: sqlite3.Connection, said: Said, by: str) -> WriteResult:
        rows = db.execute("SELECT kind FROM fact WHERE letter = ? ORDER BY id", (said.letter,))
        facts = [Fact(kind) for (kind,) in rows.fetchall()]
        (last,) = db.execute(_LAST, (said.letter,)).fetchone()
        if last != said.attempt:
            return WriteResult.OVERTAKEN
        if not is_news(facts, said.fact):
            return WriteResult.KNOWN
        if not fits(facts, said.fact):
            return WriteResult.UNFIT
        self._letters.add(db, said.letter, said.fact, courier=by, words=said.words)
        return WriteResult.NEW

    def _of_address(self, db: sqlite3.Connection, one: OfAddress) -> None:
        row = db.execute(
            "SELECT cause FROM address_verdict WHERE person = ? AND key = ?", (one.person, one.key)
        ).fetchone()
        if row is None or _rank(one.cause) < _rank(row[0]):
            db.execute(
                "INSERT INTO address_verdict (person, key, cause, at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (person, key) DO UPDATE SET cause = excluded.cause, at = excluded.at",
                (one.person, one.key, one.cause, self._store.now()),
            )

    def verdicts(self) -> Mapping[PersonId, Mapping[str, str]]:
        """What reports said of people's addresses: by person, the cause by the address's key."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT coalesce(same_as, person), key, cause FROM address_verdict JOIN person"
                " ON person.id = person"
            ).fetchall()
        found: dict[PersonId, dict[str, str]] = {}
        for person, key, cause in rows:
            found.setdefault(PersonId(person), {})[key] = cause
        return found

    def bad_addresses(self) -> frozenset[str]:
        """The keys of the addresses that a letter last came back from, or was refused for, and of
        those that a report calls dead; but for those where it was us who were refused.
        """
        verdicts = [one for theirs in self.verdicts().items() for one in theirs[1].items()]
        ours = {key for key, cause in verdicts if cause in ABOUT_US}
        return self._letters.dead_addresses() - ours | {
            key for key, cause in verdicts if cause not in ABOUT_US
        }

    def bad_of(self) -> Mapping[PersonId, frozenset[str]]:
        """By person, the addresses, as written, that reports speak against."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT coalesce(same_as, address_verdict.person), written FROM address_verdict"
                " JOIN person ON person.id = address_verdict.person JOIN person_address"
                " ON person_address.person = address_verdict.person"
                " AND person_address.key = address_verdict.key"
            ).fetchall()
        found: dict[PersonId, set[str]] = {}
        for person, written in rows:
            found.setdefault(PersonId(person), set()).add(written)
        return {person: frozenset(written) for person, written in found.items()}

    def keep(self, mails: Iterable[ReturnedMail]) -> None:
        """Keep mails for the coordinator; one that is kept already, or was dealt with, stays as it
        is.
        """
        now = self._store.now()
        rows = [
            (one.digest, one.why.value, one.source, one.kind, one.person, one.letter, one.attempt,
             one.fact, one.address, one.cause, one.answer, one.words, one.sender, one.subject,
             one.at.isoformat() if one.at else None, now)
            for one in mails
        ]  # fmt: skip
        if not rows:
            return
        with self._store.writing() as db:
            db.executemany(
                "INSERT INTO returned_mail (digest, why, source, kind, person, letter, attempt, fact,"
                " address, cause, answer, words, sender, subject, at, read_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (digest, address, answer) DO NOTHING",
                rows,
            )

    def waiting(self, since: datetime) -> tuple[ReturnedMail, ...]:
        """The mails that wait for the coordinator, in the order in which they were read. since: of
        those that nothing can be done with, only what was read after it.

        A question is one only as long as its letter has not begun again and is not known to have
        failed.
        """
        with self._store.reading() as db:
            rows = db.execute(f"{_OPEN} ORDER BY returned_mail.number").fetchall()
            kept = [_mail(row) for row in rows if _read_at(row) >= since or row[1] in _TO_TAKE]
            return tuple(one for one in kept if one.why is not Why.QUESTION or _asks(db, one))

    def questions(self) -> int:
        """How many letters have probably not arrived."""
        with self._store.reading() as db:
            rows = db.execute(f"{_OPEN} AND why = ?", (Why.QUESTION.value,)).fetchall()
            return len({one.letter for one in map(_mail, rows) if _asks(db, one)})

    def refusing_us(self) -> int:
        """How many people's servers refuse the sender or the content."""
        marks = ", ".join("?" * len(ABOUT_US))
        with self._store.reading() as db:
            (n,) = db.execute(
                f"SELECT count(DISTINCT person) FROM address_verdict WHERE cause IN ({marks})",  # noqa: S608 - marks alone
                sorted(ABOUT_US),
            ).fetchone()
        return int(n)

    def done(self, number: int) -> None:
        """Write down that a mail was dealt with."""
        with self._store.writing() as db:
            db.execute(
                "UPDATE returned_mail SET taken = ? WHERE number = ?", (self._store.now(), number)
            )

    def position(self, mailbox: str) -> str:
        """Up to where a mailbox has been read; "" if it never was. mailbox: what it is called."""
        with self._store.reading() as db:
            row = db.execute("SELECT value FROM memory WHERE key = ?", (_key(mailbox),)).fetchone()
        return row[0].decode() if row else ""

    def remember(self, mailbox: str, position: str) -> None:
        """Write down up to where it has been read."""
        with self._store.writing() as db:
            db.execute(
                "INSERT INTO memory (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (_key(mailbox), position.encode()),
            )


def _asks(db: sqlite3.Connection, one: ReturnedMail) -> bool:
    (last,) = db.execute(_LAST, (one.letter,)).fetchone()
    kinds = db.execute("SELECT kind FROM fact WHERE letter = ? ORDER BY id", (one.letter,))
    facts = [Fact(kind) for (kind,) in kinds.fetchall()]
    return last == one.attempt and is_news(facts, Fact(one.fact))


def _key(mailbox: str) -> str:
    """Under which a position is kept; an address does not stand in it."""
    return f"returns {hashlib.sha256(mailbox.encode()).hexdigest()[:32]}"


def _rank(cause: str) -> int:
    return _WORST.index(cause) if cause in _WORST else len(_WORST)


def _trace(rows: Sequence[tuple[str | int, ...]]) -> Trace | None:
    """A letter from the rows of its facts; None where no address is known of it any more."""
    letter, person, mailing, number, ours, theirs, written, subject, *_fact = rows[0]
    attempts = tuple(
        Attempt(int(fact), to, datetime.fromisoformat(str(at)))
        for *_letter, fact, kind, at, words in rows
        if kind in (Fact.STARTED, Fact.WRITTEN)
        and (to := str(words if kind == Fact.STARTED else written))
    )
    if not attempts:
        return None
    return Trace(
        letter=str(letter),
        person=PersonId(str(person)),
        mailing=str(mailing),
        number=int(number),
        message_ids=tuple(str(id_) for id_ in (ours, theirs) if id_),
        subject=str(subject),
        attempts=attempts,
        facts=tuple(Fact(str(row[9])) for row in rows),
    )


def _read_at(row: Sequence[str]) -> datetime:
    return datetime.fromisoformat(row[-1])


def _mail(row: Sequence[str | int | None]) -> ReturnedMail:
    number, why, source, kind, person, letter, attempt, *said, at, _read = row
    fact, address, cause, answer, words, sender, subject = (str(one) for one in said)
    return ReturnedMail(
        number=int(number or 0),
        why=Why(str(why)),
        source=str(source),
        kind=str(kind),
        person=PersonId(str(person)) if person else None,
        letter=str(letter) if letter else None,
        attempt=int(attempt or 0),
        fact=fact,
        address=address,
        cause=cause,
        answer=answer,
        words=words,
        sender=sender,
        subject=subject,
        at=datetime.fromisoformat(str(at)) if at else None,
    )
