"""Which letters were begun, as the witness counts them; and those that only the witness knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

from msgspec import Struct

from invite.ledger.letters.facts import BY_HAND, Facts, Happened
from invite.ledger.storage.keys import Keys
from invite.ledger.storage.store import Database, Store
from invite.lifecycle import Fact
from invite.people.model import Address, PersonId

RESTORED = "restored"  # stands where a fact names its courier
HIGHEST = 20  # letters of one mailing to one person that are looked for

# What a witness counts: that a letter was begun, and that somebody says one went that was not.
_COUNTED = "kind = 'started' OR (kind = 'accepted' AND courier = :by_hand)"
_BY_HAND = {"by_hand": BY_HAND}


class Begun(Struct, frozen=True):
    """The letters that a ledger knows to have been begun. letters: how often, by their digests.
    last: when one last was, aware.
    """

    letters: Mapping[str, int]
    last: datetime | None


class LostLetter(Struct, frozen=True):
    """A letter that only the witness knows. times: how often it was begun beyond what the ledger
    knows. id: the ledger's.
    """

    person: PersonId
    mailing: str
    number: int
    id: str
    times: int


class BegunLetters:
    """The part of the ledger that answers to its witness."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store = store
        self._keys = keys

    def all(self) -> Begun:
        """Every letter that was begun."""
        with self._store.reading() as db:
            rows = db.execute(
                f"SELECT letter, count(*), max(at) FROM fact WHERE {_COUNTED} GROUP BY letter",  # noqa: S608 - our own words
                _BY_HAND,
            ).fetchall()
        digest = self._keys.witness
        letters = {digest(letter): int(times) for letter, times, _at in rows}
        last = max((at for _letter, _times, at in rows), default=None)
        return Begun(letters, datetime.fromisoformat(last) if last else None)

    def since(self, instant: datetime) -> int:
        """How many letters were begun since then. instant: aware."""
        at = instant.astimezone(UTC).isoformat(timespec="milliseconds")
        with self._store.reading() as db:
            row = db.execute(
                "SELECT count(*) FROM fact WHERE kind = 'started' AND at > ?", (at,)
            ).fetchone()
        return int(row[0])

    def lines(self) -> int:
        """How many beginnings, without looking at each."""
        with self._store.reading() as db:
            row = db.execute(f"SELECT count(*) FROM fact WHERE {_COUNTED}", _BY_HAND).fetchone()  # noqa: S608 - our own words
        return int(row[0])

    def fewer_than(self, lines: int) -> bool:
        """Whether fewer beginnings are known, without looking at each. Every command asks, so that
        the letters that were begun are counted by their index first: nearly always they are enough.
        """
        with self._store.reading() as db:
            row = db.execute("SELECT count(*) FROM fact WHERE kind = 'started'").fetchone()
        return int(row[0]) < lines and self.lines() < lines

    def find(
        self, missing: Mapping[str, int], mailings: Iterable[str]
    ) -> tuple[tuple[LostLetter, ...], int]:
        """Whose letters these digests are, among everybody ever known; and how many fit nobody.

        missing: by digest, how many beginnings the ledger does not know. mailings: those that the
        settings name; those that the ledger knows are looked at besides.
        """
        with self._store.reading() as db:
            people = [id_ for (id_,) in db.execute("SELECT id FROM person ORDER BY age")]
            known = [name for (name,) in db.execute("SELECT DISTINCT mailing FROM letter")]
        left, found = dict(missing), list[LostLetter]()
        names = tuple(dict.fromkeys((*mailings, *known)))
        for number in range(1, HIGHEST + 1):
            for mailing in names:
                for person in people:
                    if not left:
                        return tuple(found), 0
                    id_ = self._keys.letter_id(PersonId(person), mailing, number)
                    times = left.pop(self._keys.witness(id_), 0)
                    if times:
                        found.append(LostLetter(PersonId(person), mailing, number, id_, times))
        return tuple(found), len(left)

    def make_unclear(
        self,
        letters: Collection[LostLetter],
        to: Mapping[PersonId, tuple[str, Address | None]],
        domain: str,
    ) -> None:
        """Write down that these were begun, and nothing of what became of them: only a human or
        proof settles them.

        to: everybody's name and the address they most likely went to. domain: of the Message-ID.
        """
        with self._store.writing() as db:
            for one in letters:
                db.execute(
                    "INSERT INTO letter VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    (one.id, one.person, one.mailing, one.number, f"<{one.id}@{domain}>"),
                )
                name, address = to.get(one.person, ("", None))
                _write_words(db, one.id, name, address)
            facts = [
                Happened(one.id, Fact.STARTED, _written(to, one.person))
                for one in letters
                for _n in range(one.times)
            ]
            Facts(self._store).add(db, facts, courier=RESTORED)


def _written(to: Mapping[PersonId, tuple[str, Address | None]], person: PersonId) -> str:
    _name, address = to.get(person, ("", None))
    return address.written if address else ""


def _write_words(db: Database, letter: str, name: str, address: Address | None) -> None:
    key, written = (address.key, address.written) if address else ("", "")
    db.execute(
        "INSERT INTO letter_words (letter, name, address_key, address, subject, digest, frame,"
        " because, preface) VALUES (?, ?, ?, ?, '', '', '', '', '') ON CONFLICT DO NOTHING",
        (letter, name, key, written),
    )
