"""Everyone ever seen on the sheets: who they are by, what they have been called, and where they
could be written to.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct

from invite.ledger.people.corrections import Corrections
from invite.ledger.people.readings import readings, record_files, record_people
from invite.ledger.storage.documents import from_document
from invite.ledger.storage.store import Store
from invite.people.known import KnownPerson, corrected, remembered
from invite.people.model import Name, Person, PersonId, ReadFile
from invite.plan import Because
from invite.records import replace

ALPHABET = (  # nothing that reads like something else, on paper or over the telephone
    "abcdefghjkmnpqrstuvwxyz23456789"
)
ID_LENGTH = 10  # 49 bits: two of 100,000 people get the same with a chance of 1 in 100,000


class Recorded(Struct, frozen=True, gc=False):
    """One person as last read from the sheets, and why they are held back, if they are. gone: on no
    sheet any more.
    """

    person: Person
    held: Because | None
    gone: bool = False


class Persons:
    """The part of the ledger that knows people. What it writes is durable when a method returns."""

    def __init__(self, store: Store, hand: Corrections) -> None:
        self._store = store
        self._hand = hand

    def new_id(self) -> PersonId:
        """An id for a person not seen before: random, never derived from who they are."""
        number, letters = secrets.randbelow(len(ALPHABET) ** ID_LENGTH), ""
        for _ in range(ID_LENGTH):
            number, n = divmod(number, len(ALPHABET))
            letters += ALPHABET[n]
        return PersonId(letters)

    def known(self) -> tuple[KnownPerson, ...]:
        """Everyone ever seen, the earliest known first, with every name and address they have had,
        the newest last; a name or an address that was put right by hand is theirs too, be they on a
        sheet or on none any more.
        """
        by_hand = self._hand.corrections()
        given = _grouped((done.person, done.address.key) for done in by_hand if done.address)
        called = {done.person: done.name for done in by_hand if done.name}
        with self._store.reading() as db:
            names = _grouped(
                db.execute("SELECT person, first, last FROM person_name ORDER BY seen")
            )
            keys = _grouped(db.execute("SELECT person, key FROM person_address ORDER BY seen"))
            sheets = _grouped(
                db.execute(
                    "SELECT person, file, name, reading FROM person_sheet ORDER BY reading, file,"
                    " name"
                )
            )
            rows = db.execute("SELECT person, document, reading FROM roster").fetchall()
            # Who was erased has left an id that letters hang on, and nothing else.
            ids = db.execute(
                "SELECT id, since FROM person WHERE same_as IS NULL ORDER BY age"
            ).fetchall()
            older = _grouped(
                db.execute("SELECT same_as, id FROM person WHERE same_as IS NOT NULL ORDER BY age")
            )
        last = {id_: (from_document(id_, text), reading) for id_, text, reading in rows}
        found = []
        for id_, since in ids:
            if id_ not in last:
                continue
            also = tuple(other for (other,) in older.get(id_, ()))
            everyone = (*also, id_)
            person, reading = last[id_]
            latest = remembered(person)
            found.append(
                replace(
                    latest,
                    names=_best_last(
                        (Name(*name) for one in everyone for name in names.get(one, ())),
                        called.get(id_, person.name),
                    ),
                    addresses=tuple(
                        dict.fromkeys(
                            key
                            for one in everyone
                            for (key,) in (*keys.get(one, ()), *given.get(one, ()))
                        )
                    ),
                    also=tuple(PersonId(other) for other in also),
                    since=since,
                    last=reading,
                    sheets={
                        (file, name or None): read
                        for one in everyone
                        for file, name, read in sheets.get(one, ())
                    },
                )
            )
        return tuple(found)

    def record_reading(
        self,
        people: Iterable[tuple[Person, Because | None]],
        joined: Iterable[tuple[PersonId, PersonId]],
        files: Iterable[ReadFile],
        *,
        unread: Iterable[str] = (),
        nobody: int = 0,
        since: int | None = None,
    ) -> bool:
        """Write down what the sheets say now: everyone, every name and address, and how the files
        were.

        joined: pairs of (id given up, id kept) of persons found to be one. unread: the files and
        sheets that nothing could be made of. nobody: how many rows name nobody whom a letter could
        greet. since: the `readings()` that this one builds on. False, with nothing written, where
        another program has written down a reading since: it may have given the same new people
        other ids, and two ids are two letters.
        """
        with self._store.writing() as db:
            before, now = readings(db), self._store.now()
            if since is not None and before != since:
                return False
            record_people(db, people, joined, now=now, number=before + 1)
            record_files(db, files, unread)
            db.execute("DELETE FROM reading")
            db.execute("INSERT INTO reading VALUES (?, ?, ?)", (now, before + 1, nobody))
        return True

    def readings(self) -> int:
        """How many readings were ever written down."""
        with self._store.reading() as db:
            return readings(db)

    def last_reading(self) -> tuple[datetime | None, tuple[ReadFile, ...], tuple[str, ...], int]:
        """When the sheets were last read (None: never), how the files were then, what nothing could
        be made of, and how many rows name nobody.
        """
        with self._store.reading() as db:
            row = db.execute("SELECT at, nobody FROM reading").fetchone()
            files = tuple(
                ReadFile(path=path, size=size, mtime_ns=mtime_ns, digest=digest)
                for path, size, mtime_ns, digest in db.execute(
                    "SELECT * FROM read_file ORDER BY path"
                )
            )
            unread = tuple(name for (name,) in db.execute("SELECT name FROM unread ORDER BY name"))
        return (
            (datetime.fromisoformat(row[0]) if row else None),
            files,
            unread,
            (row[1] if row else 0),
        )

    def recorded(self, *, of: Collection[str] | None = None) -> tuple[Recorded, ...]:
        """Everyone as last read and as put right by hand since, in the sheets' order; after them
        those on no sheet any more.

        of: only these people, by their ids.
        """
        with self._store.reading() as db:
            # Each document is let go as its person is made.
            rows = [
                (from_document(id_, document), held, position is None)
                for id_, document, held, position in db.execute(
                    "SELECT person, document, held, position FROM roster JOIN person ON person.id ="  # noqa: S608 - our own words
                    " roster.person WHERE same_as IS NULL AND (:all OR person.id IN"
                    f" {self._store.one_of(':of')}) ORDER BY position IS NULL, position, age",
                    {"all": of is None, "of": self._store.many(of or ())},
                )
            ]
        people = corrected((person for person, *_rest in rows), self._hand.corrections())
        return tuple(
            Recorded(person, Because.GONE if gone else Because(held) if held else None, gone=gone)
            for person, (_person, held, gone) in zip(people, rows, strict=True)
        )

    def remember_send(self) -> None:
        """Keep everyone as the sheets have them now, to tell at the next look what has changed
        since this send.
        """
        with self._store.writing() as db:
            db.execute("DELETE FROM at_send")
            db.execute(
                "INSERT INTO at_send SELECT person, document FROM roster WHERE position IS NOT NULL"
            )
            db.execute("DELETE FROM last_send")
            db.execute("INSERT INTO last_send VALUES (?)", (self._store.now(),))

    def at_last_send(self) -> tuple[datetime | None, tuple[tuple[PersonId, Person], ...]]:
        """When letters last went out (None: never), and everyone as they were then, each after the
        id they have now.
        """
        with self._store.reading() as db:
            row = db.execute("SELECT at FROM last_send").fetchone()
            people = db.execute(
                "SELECT coalesce(same_as, id), id, document FROM at_send JOIN person ON person.id ="
                " at_send.person ORDER BY age"
            ).fetchall()
        then = tuple((PersonId(now), from_document(id_, text)) for now, id_, text in people)
        return (datetime.fromisoformat(row[0]) if row else None), then


def _best_last(names: Iterable[Name], best: Name) -> tuple[Name, ...]:
    best = Name(best.first, best.last)
    return (*(name for name in dict.fromkeys(names) if name != best), best)


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    groups: dict[str, list[tuple[Any, ...]]] = {}
    for key, *rest in rows:
        groups.setdefault(key, []).append(tuple(rest))
    return groups
