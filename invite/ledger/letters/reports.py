"""What came back: which letters a report can be about, and what reports said of letters and of
addresses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from invite.ledger.letters.facts import Facts, Happened
from invite.ledger.letters.letters import Letters
from invite.ledger.storage.store import Database, Store
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
LAST_BEGUN = "SELECT max(id) FROM fact WHERE letter = ? AND kind IN ('started', 'written')"
# Worst first: whatever the order in which reports come, the same verdict stands.
_WORST = ("no-mailbox", "no-domain", "refuses-us", "refuses-letter", "refuses-strangers")
DEAD = frozenset(_WORST[:2])
ALARM = 5  # so many people whose servers refuse us say something about us
OF_LATE = timedelta(days=10)
ABOUT_US = frozenset(_WORST[2:4])  # the sender or the content, so that no address is to blame


class Attempt(Struct, frozen=True):
    """One beginning of a letter. fact: the number of that fact. to: the address, as written."""

    fact: int
    to: str
    at: datetime


class Trace(Struct, frozen=True, kw_only=True):
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


class Said(Struct, frozen=True, kw_only=True):
    """What a report says of one letter. attempt: the number of the fact that it had begun."""

    letter: str
    attempt: int
    fact: Fact
    words: str


class OfAddress(Struct, frozen=True, kw_only=True):
    """What a report says of one address of a person. key: for comparing. cause: why nothing arrives
    there, as `returned.model.Cause` calls it.
    """

    person: PersonId
    key: str
    cause: str


class Report(Struct, frozen=True):
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
        self._facts = Facts(store)

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

    def _of_letter(self, db: Database, said: Said, by: str) -> WriteResult:
        rows = db.execute("SELECT kind FROM fact WHERE letter = ? ORDER BY id", (said.letter,))
        facts = [Fact(kind) for (kind,) in rows.fetchall()]
        (last,) = db.execute(LAST_BEGUN, (said.letter,)).fetchone()
        if last != said.attempt:
            return WriteResult.OVERTAKEN
        if not is_news(facts, said.fact):
            return WriteResult.KNOWN
        if not fits(facts, said.fact):
            return WriteResult.UNFIT
        self._facts.add(db, [Happened(said.letter, said.fact, said.words)], courier=by)
        return WriteResult.NEW

    def _of_address(self, db: Database, one: OfAddress) -> None:
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

    def refusing_us(self) -> int:
        """How many people's servers refuse the sender or the content, by what was read of late:
        what IT has settled since is no alarm any more.
        """
        marks = ", ".join("?" * len(ABOUT_US))
        since = datetime.fromisoformat(self._store.now()) - OF_LATE
        with self._store.reading() as db:
            (n,) = db.execute(
                f"SELECT count(DISTINCT person) FROM address_verdict WHERE cause IN ({marks})"  # noqa: S608 - marks alone
                " AND at > ?",
                (*sorted(ABOUT_US), since.isoformat(timespec="milliseconds")),
            ).fetchone()
        return int(n)


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
