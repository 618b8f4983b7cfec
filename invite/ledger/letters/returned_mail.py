"""The mails that wait for the coordinator, and up to where each mailbox has been read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from invite.ledger.letters.reports import LAST_BEGUN
from invite.ledger.storage.store import Database, Store
from invite.lifecycle import Fact, is_news
from invite.people.model import PersonId

_TO_TAKE = ("question", "answer")
_OPEN = """
SELECT returned_mail.number, why, source, kind, coalesce(same_as, returned_mail.person), letter,
    attempt, fact, address, cause, answer, words, sender, subject, at, read_at
FROM returned_mail LEFT JOIN person ON person.id = returned_mail.person WHERE taken IS NULL
"""


class Why(StrEnum):
    """Why a mail waits for the coordinator.

    question: only an address speaks for it, or less than certain. answer: it can be taken over.
    words: somebody wrote something that is only shown. unmatched: it fits nothing.
    """

    QUESTION = "question"
    ANSWER = "answer"
    WORDS = "words"
    UNMATCHED = "unmatched"


class ReturnedMail(Struct, frozen=True, kw_only=True):
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


class WaitingMails:
    """The part of the ledger that keeps mails for the coordinator. What it writes is durable when a
    method returns.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

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
                "INSERT INTO returned_mail (digest, why, source, kind, person, letter, attempt,"
                " fact, address, cause, answer, words, sender, subject, at, read_at) VALUES (?, ?,"
                " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest, address, answer)"
                " DO NOTHING",
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
            kept = [
                _mail(row)
                for row in rows
                if datetime.fromisoformat(row[-1]) >= since or row[1] in _TO_TAKE
            ]
            return tuple(one for one in kept if one.why is not Why.QUESTION or _asks(db, one))

    def questions(self) -> int:
        """How many letters have probably not arrived."""
        with self._store.reading() as db:
            rows = db.execute(f"{_OPEN} AND why = ?", (Why.QUESTION.value,)).fetchall()
            return len({one.letter for one in map(_mail, rows) if _asks(db, one)})

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


def _asks(db: Database, one: ReturnedMail) -> bool:
    (last,) = db.execute(LAST_BEGUN, (one.letter,)).fetchone()
    kinds = db.execute("SELECT kind FROM fact WHERE letter = ? ORDER BY id", (one.letter,))
    facts = [Fact(kind) for (kind,) in kinds.fetchall()]
    return last == one.attempt and is_news(facts, Fact(one.fact))


def _key(mailbox: str) -> str:
    """Under which a position is kept; an address does not stand in it."""
    return f"returns {hashlib.sha256(mailbox.encode()).hexdigest()[:32]}"


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
