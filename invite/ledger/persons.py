"""Everyone ever seen on the sheets: who they are by, what they have been called, and where they could be written to."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from invite.ledger.documents import from_document, to_document
from invite.ledger.store import Store
from invite.people.identity import Known, remembered
from invite.people.model import Name, Person, PersonId, ReadFile
from invite.plan import Because

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that reads like something else, on paper or over the telephone
ID_LENGTH = 10  # 49 bits: two of 100,000 people get the same with a chance of 1 in 100,000


@dataclass(frozen=True, slots=True)
class Recorded:
    """One person as last read from the sheets, and why they are held back, if they are. gone: on no sheet any more."""

    person: Person
    held: Because | None
    gone: bool = False


class Persons:
    """The part of the ledger that knows people. What it writes is durable when a method returns."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def new_id(self) -> PersonId:
        """An id for a person not seen before: random, never derived from who they are."""
        return PersonId("".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH)))

    def known(self) -> tuple[Known, ...]:
        """Everyone ever seen, the earliest known first, with every name and address they have had, the newest last."""
        with self._store.reading() as db:
            names = _grouped(db.execute("SELECT person, first, last FROM person_name ORDER BY seen"))
            keys = _grouped(db.execute("SELECT person, key FROM person_address ORDER BY seen"))
            last = {id_: from_document(id_, text) for id_, text in db.execute("SELECT person, document FROM roster")}
            ids = [id_ for (id_,) in db.execute("SELECT id FROM person WHERE same_as IS NULL ORDER BY age")]
            older = _grouped(db.execute("SELECT same_as, id FROM person WHERE same_as IS NOT NULL ORDER BY age"))
        found = []
        for id_ in ids:
            also = tuple(other for (other,) in older.get(id_, ()))
            everyone = (*also, id_)
            latest = remembered(last[id_])
            found.append(
                replace(
                    latest,
                    names=tuple(dict.fromkeys(Name(*name) for one in everyone for name in names.get(one, ()))),
                    addresses=tuple(dict.fromkeys(key for one in everyone for (key,) in keys.get(one, ()))),
                    also=tuple(PersonId(other) for other in also),
                )
            )
        return tuple(found)

    def record_reading(
        self,
        people: Iterable[tuple[Person, Because | None]],
        joined: Iterable[tuple[PersonId, PersonId]],
        files: Iterable[ReadFile],
    ) -> None:
        """Write down what the sheets say now: everyone, every name and address, and how the files were.

        joined: pairs of (id given up, id kept) of persons found to be one.
        """
        now = self._store.now()
        with self._store.writing() as db:
            db.execute("UPDATE roster SET position = NULL")
            for old, kept in joined:
                db.execute("UPDATE person SET same_as = ? WHERE id = ? OR same_as = ?", (kept, old, old))
            theirs = _of_the_joined(db)
            (age,) = db.execute("SELECT coalesce(max(age), 0) FROM person").fetchone()
            for position, (person, held) in enumerate(people):
                new = db.execute("INSERT OR IGNORE INTO person (id, age) VALUES (?, ?)", (person.id, age + 1))
                age += new.rowcount
                _remember(db, person, now, theirs)
                row = (person.id, position, to_document(person), held and held.value)
                db.execute("INSERT OR REPLACE INTO roster VALUES (?, ?, ?, ?)", row)
            db.execute("DELETE FROM read_file")
            marks = [(mark.path, mark.size, mark.mtime_ns, mark.digest) for mark in files]
            db.executemany("INSERT OR REPLACE INTO read_file VALUES (?, ?, ?, ?)", marks)
            db.execute("DELETE FROM reading")
            db.execute("INSERT INTO reading VALUES (?)", (now,))

    def last_reading(self) -> tuple[datetime | None, tuple[ReadFile, ...]]:
        """When the sheets were last read (None: never) and how the files were then."""
        with self._store.reading() as db:
            row = db.execute("SELECT at FROM reading").fetchone()
            files = tuple(
                ReadFile(path=path, size=size, mtime_ns=mtime_ns, digest=digest)
                for path, size, mtime_ns, digest in db.execute("SELECT * FROM read_file ORDER BY path")
            )
        return (datetime.fromisoformat(row[0]) if row else None), files

    def recorded(self) -> tuple[Recorded, ...]:
        """Everyone as last read, in the sheets' order; after them those whom no sheet names any more."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT person, document, held, position FROM roster JOIN person ON person.id = roster.person"
                " WHERE same_as IS NULL ORDER BY position IS NULL, position, age"
            ).fetchall()
        return tuple(
            Recorded(
                from_document(id_, text),
                Because.GONE if position is None else Because(held) if held else None,
                gone=position is None,
            )
            for id_, text, held, position in rows
        )

    def remember_send(self) -> None:
        """Keep everyone as the sheets have them now, to tell at the next look what has changed since this send."""
        with self._store.writing() as db:
            db.execute("DELETE FROM at_send")
            db.execute("INSERT INTO at_send SELECT person, document FROM roster WHERE position IS NOT NULL")
            db.execute("DELETE FROM last_send")
            db.execute("INSERT INTO last_send VALUES (?)", (self._store.now(),))

    def at_last_send(self) -> tuple[datetime | None, tuple[tuple[PersonId, Person], ...]]:
        """When letters last went out (None: never), and everyone as they were then, each after the id they have now."""
        with self._store.reading() as db:
            row = db.execute("SELECT at FROM last_send").fetchone()
            people = db.execute(
                "SELECT coalesce(same_as, id), id, document FROM at_send JOIN person ON person.id = at_send.person ORDER BY age"
            ).fetchall()
        then = tuple((PersonId(now), from_document(id_, text)) for now, id_, text in people)
        return (datetime.fromisoformat(row[0]) if row else None), then


def _of_the_joined(db: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Whose each address (by the id kept and its key) was before they were found to be one with somebody known earlier."""
    rows = db.execute(
        "SELECT same_as, key, person FROM person_address JOIN person ON person.id = person_address.person"
        " WHERE same_as IS NOT NULL"
    )
    return {(kept, key): person for kept, key, person in rows}


def _remember(db: sqlite3.Connection, person: Person, now: str, theirs: Mapping[tuple[str, str], str]) -> None:
    db.execute(
        "INSERT INTO person_name VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET seen = excluded.seen",
        (person.id, person.name.first, person.name.last, now),
    )
    # An address stays with the id that brought it, so that two can be told apart again when an answer is withdrawn.
    db.executemany(
        "INSERT INTO person_address VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET seen = excluded.seen",
        [
            (theirs.get((person.id, address.key), person.id), address.key, address.written, address.smtputf8, now)
            for address in person.addresses
        ],
    )


def _grouped(rows: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    groups: dict[str, list[tuple[str, ...]]] = {}
    for key, *rest in rows:
        groups.setdefault(key, []).append(tuple(rest))
    return groups
