"""Everything done in this project, by whom and when, and what became of each letter: as it was
written, never changed.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from invite.ledger.storage.store import Store
from invite.lifecycle import Fact
from invite.people.model import PersonId


class LogEntry(Struct, frozen=True):
    """One thing done. at: aware. who: the system's user. what: words with people's ids, without
    names or addresses.
    """

    number: int
    at: datetime
    who: str
    what: str


class LetterEntry(Struct, frozen=True):
    """What became of a letter. at: aware. courier: what it went by, or how it was settled. code:
    the server's.
    """

    at: datetime
    courier: str
    person: str
    mailing: str
    number: int
    fact: Fact
    code: str


# That a letter was begun is told only where nothing came after it: it is in hand, or in doubt.
_WENT = """
SELECT at, courier, coalesce(same_as, letter.person), mailing, letter.number, kind, code
FROM fact JOIN letter ON letter.id = fact.letter JOIN person ON person.id = letter.person
WHERE kind != 'started' OR NOT EXISTS (
    SELECT 1 FROM fact AS later WHERE later.letter = fact.letter AND later.id > fact.id
)
ORDER BY fact.id
"""


class AuditLog:
    """The part of the ledger that reads its log."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def noted(self) -> tuple[LogEntry, ...]:
        """Everything done, the earliest first."""
        with self._store.reading() as db:
            rows = db.execute("SELECT id, at, who, what FROM log ORDER BY id").fetchall()
        return tuple(
            LogEntry(number, datetime.fromisoformat(at), who, what)
            for number, at, who, what in rows
        )

    def went(self) -> tuple[LetterEntry, ...]:
        """What became of all letters, the earliest first."""
        with self._store.reading() as db:
            rows = db.execute(_WENT).fetchall()
        return tuple(
            LetterEntry(
                datetime.fromisoformat(at), courier, person, mailing, number, Fact(kind), code
            )
            for at, courier, person, mailing, number, kind, code in rows
        )

    def first_and_bounced(self, mailing: str) -> tuple[datetime | None, frozenset[PersonId]]:
        """When the first letter of a mailing went, aware; and whose letters have come back."""
        with self._store.reading() as db:
            (first,) = db.execute(
                "SELECT min(at) FROM fact JOIN letter ON letter.id = letter WHERE mailing = ? AND"
                " kind = ?",
                (mailing, Fact.ACCEPTED.value),
            ).fetchone()
            back = db.execute(
                "SELECT coalesce(same_as, person) FROM fact JOIN letter ON letter.id = letter JOIN"
                " person ON person.id = person WHERE mailing = ? AND kind = ?",
                (mailing, Fact.BOUNCED.value),
            ).fetchall()
        return first and datetime.fromisoformat(first), frozenset(
            PersonId(person) for (person,) in back
        )
