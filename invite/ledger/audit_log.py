"""Everything done in this project, by whom and when, and what became of each letter: as it was
written, never changed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from invite.ledger.storage.store import Database, Store
from invite.lifecycle import Fact
from invite.people.model import PersonId


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing done. at: aware. who: the system's user. what: words with people's ids, without
    names or addresses.
    """

    number: int
    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class LetterEntry:
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


Together = tuple[tuple[tuple[str, str | None, str | None], ...], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Everybody:
    """Everybody ever recorded, as bare values.

    roster: in the sheets' order, (id, why they are held, whether on no sheet any more). letters:
    where everybody's letters stand, by mailing. parts: who has the same parts, told as (kind,
    group, region), where they were asked for.
    """

    roster: Sequence[tuple[str, str | None, int]]
    letters: Mapping[str, MailingPeople]
    parts: Sequence[Together]


@dataclass(frozen=True, slots=True)
class MailingPeople:
    """Who has letters of a mailing: by state those of whom their one letter tells all, and the
    others.
    """

    sent: frozenset[str]
    written: frozenset[str]
    others: frozenset[str]


# Letters may have been prepared and not begun.
_BEGUN = """
SELECT mailing FROM (SELECT DISTINCT mailing FROM letter) AS known
WHERE EXISTS (
    SELECT 1 FROM letter JOIN fact ON fact.letter = letter.id WHERE letter.mailing = known.mailing
)
"""


class Counts:
    """The part of the ledger that counts; it writes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begun(self) -> frozenset[str]:
        """The mailings that have letters."""
        with self._store.reading() as db:
            return frozenset(mailing for (mailing,) in db.execute(_BEGUN))

    def last(self) -> Mapping[str, datetime]:
        """When something last happened to anybody's letters, by their ids; aware."""
        with self._store.reading() as db:
            # Facts are only ever added, so that of each letter the last one in the table stays
            # here.
            at = dict(db.execute("SELECT letter, at FROM fact ORDER BY id"))
            letters = db.execute("SELECT id, person FROM letter").fetchall()
            joined = dict(db.execute("SELECT id, same_as FROM person WHERE same_as IS NOT NULL"))
        found: dict[str, str] = {}
        for letter, person in letters:
            last = at.get(letter, "")
            if last > found.get(person, ""):
                found[person] = last
        for old, kept in joined.items():
            if old in found:
                found[kept] = max(found.pop(old), found.get(kept, ""))
        return {person: datetime.fromisoformat(last) for person, last in found.items()}

    def went(self, mailing: str) -> tuple[datetime | None, frozenset[PersonId]]:
        """When the first letter of a mailing went (into the outbox, too), aware; and whose letters
        have come back.
        """
        with self._store.reading() as db:
            (first,) = db.execute(
                "SELECT min(at) FROM fact JOIN letter ON letter.id = letter WHERE mailing = ? AND"
                " kind IN (?, ?)",
                (mailing, Fact.ACCEPTED.value, Fact.WRITTEN.value),
            ).fetchone()
            back = db.execute(
                "SELECT coalesce(same_as, person) FROM fact JOIN letter ON letter.id = letter JOIN"
                " person ON person.id = person WHERE mailing = ? AND kind = ?",
                (mailing, Fact.BOUNCED.value),
            ).fetchall()
        return first and datetime.fromisoformat(first), frozenset(
            PersonId(person) for (person,) in back
        )

    def everybody(self, mailings: Iterable[str], *, parts: bool) -> Everybody:
        """Everybody, with where their letters of these mailings stand. parts: whether to look at
        their parts too.
        """
        with self._store.reading() as db:
            roster = db.execute(
                "SELECT person, held, position IS NULL FROM roster WHERE person NOT IN (SELECT id"
                " FROM person WHERE same_as IS NOT NULL) ORDER BY position IS NULL, position,"
                " (SELECT age FROM person WHERE id = person AND position IS NULL)"
            ).fetchall()
            return Everybody(
                roster,
                _letters(self._store, db, mailings),
                _parts(self._store, db) if parts else (),
            )


# Nearly all letters have been started and accepted, and nothing else: two facts, one of them
# "accepted". (What was accepted had been started.) The others, with whether they have only ever
# been written into the outbox.
_OTHERS = """
SELECT person, mailing, (
    SELECT min(kind) = :written AND max(kind) = :written FROM fact WHERE letter = letter.id
) FROM letter JOIN (
    SELECT letter AS other FROM fact GROUP BY letter
    HAVING count(*) != 2 OR count(*) FILTER (WHERE kind = :accepted) != 1
) AS unusual ON other = letter.id WHERE person NOT IN (SELECT person FROM erased)
"""


def _letters(store: Store, db: Database, mailings: Iterable[str]) -> Mapping[str, MailingPeople]:
    joined = dict(db.execute("SELECT id, same_as FROM person WHERE same_as IS NOT NULL"))
    # Who was erased is none of the people any more; their letters' facts stay. To what was only
    # prepared, nothing has happened. Ids hold no comma.
    rows = db.execute(
        f"SELECT mailing, {store.joined('person')} FROM letter WHERE person NOT IN (SELECT"  # noqa: S608 - our own words
        " person FROM erased) AND EXISTS (SELECT 1 FROM fact WHERE fact.letter = letter.id) GROUP"
        " BY mailing"
    )
    known = {mailing: ids.split(",") for mailing, ids in rows}
    people = {mailing: known.get(mailing, []) for mailing in mailings}
    written: dict[str, set[str]] = {mailing: set() for mailing in people}
    others: dict[str, set[str]] = {mailing: set() for mailing in people}
    kinds = {"written": Fact.WRITTEN.value, "accepted": Fact.ACCEPTED.value}
    for person, mailing, outbox in db.execute(_OTHERS, kinds):
        if mailing in people:
            (written if outbox else others)[mailing].add(person)
    return {
        mailing: _told(theirs, written[mailing], others[mailing], joined)
        for mailing, theirs in people.items()
    }


def _told(
    people: list[str], written: set[str], others: set[str], joined: Mapping[str, str]
) -> MailingPeople:
    once = set(people)
    if len(once) < len(people):
        others |= {person for person, n in Counter(people).items() if n > 1}
    for old in (
        joined.keys() & once
    ):  # two ids found to be one human being bring the letters of both
        once.remove(old)
        others.add(joined[old])
        others.discard(old)
        once.add(joined[old])
    return MailingPeople(
        frozenset(once - written - others),
        frozenset(written - others - joined.keys()),
        frozenset(others),
    )


def _parts(store: Store, db: Database) -> Sequence[Together]:
    return tuple(
        (
            tuple((kind, group, region) for kind, group, region in json.loads(parts)),
            frozenset(ids.split(",")),
        )
        for parts, ids in db.execute(
            f"SELECT parts, {store.joined('person')} FROM roster GROUP BY parts"  # noqa: S608 - our own words
        )
    )
