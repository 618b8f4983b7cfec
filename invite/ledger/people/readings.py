"""Writes down what a reading of the sheets found: everyone, every name and address, and how the
files were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from invite.ledger.storage.documents import to_document
from invite.ledger.storage.store import Database
from invite.people.model import Person, PersonId, ReadFile
from invite.plan import Because

ROSTER = (
    # `parts` is read no more: it stays as it was, and is empty where somebody is new
    "INSERT INTO roster VALUES (?, ?, ?, ?, ?, '') ON CONFLICT (person) DO UPDATE SET position ="
    " excluded.position, document = excluded.document, held = excluded.held, reading ="
    " excluded.reading"
)
SHEET = (
    "INSERT INTO person_sheet VALUES (?, ?, ?, ?) ON CONFLICT (person, file, name) DO UPDATE SET"
    " reading = excluded.reading"
)


def readings(db: Database) -> int:
    """How many readings were ever written down."""
    row = db.execute("SELECT number FROM reading").fetchone()
    return int(row[0]) if row else 0


def record_people(
    db: Database,
    people: Iterable[tuple[Person, Because | None]],
    joined: Iterable[tuple[PersonId, PersonId]],
    *,
    now: str,
    number: int,
) -> None:
    """Everyone as the sheets have them now. number: of the reading. See `Persons.record_reading`;
    inside a transaction of the caller's.
    """
    db.execute("UPDATE roster SET position = NULL")
    for old, kept in joined:
        db.execute("UPDATE person SET same_as = ? WHERE id = ? OR same_as = ?", (kept, old, old))
    theirs = _of_the_joined(db)
    called = _names_of_the_joined(db)
    known = {id_ for (id_,) in db.execute("SELECT id FROM person")}
    (age,) = db.execute("SELECT coalesce(max(age), 0) FROM person").fetchone()
    placed = list(enumerate(people))
    new = dict.fromkeys(person.id for _at, (person, _held) in placed if person.id not in known)
    # All of a table by one call: a server is asked few times, and nobody else may write meanwhile.
    # In the order of the ids, as tables are kept: SQLite takes twice as long to put rows anywhere.
    db.executemany(
        "INSERT INTO person (id, age, since) VALUES (?, ?, ?)",
        sorted((id_, age + n, number) for n, id_ in enumerate(new, start=1)),
    )
    placed.sort(key=lambda one: one[1][0].id)
    everybody = [person for _at, (person, _held) in placed]
    _remember(db, everybody, now, theirs, called)
    sheets = (
        (person.id, file, sheet, number)
        for person in everybody
        for file, sheet in {(origin.file, origin.sheet or "") for origin in person.origins}
    )
    db.executemany(SHEET, sheets)
    db.executemany(
        ROSTER,
        (
            (person.id, at, to_document(person), held and held.value, number)
            for at, (person, held) in placed
        ),
    )


def record_files(db: Database, files: Iterable[ReadFile], unread: Iterable[str]) -> None:
    """How the files were, and what nothing could be made of. Inside a transaction of the
    caller's.
    """
    db.execute("DELETE FROM read_file")
    marks = {mark.path: (mark.path, mark.size, mark.mtime_ns, mark.digest) for mark in files}
    db.executemany("INSERT INTO read_file VALUES (?, ?, ?, ?)", marks.values())
    db.execute("DELETE FROM unread")
    db.executemany("INSERT INTO unread VALUES (?)", [(name,) for name in dict.fromkeys(unread)])


def _of_the_joined(db: Database) -> dict[tuple[str, str], str]:
    """Whose each address (by the id kept and its key) was before they were found to be one with
    somebody known earlier.
    """
    rows = db.execute(
        "SELECT same_as, key, person FROM person_address JOIN person ON person.id ="
        " person_address.person WHERE same_as IS NOT NULL"
    )
    return {(kept, key): person for kept, key, person in rows}


def _names_of_the_joined(db: Database) -> dict[tuple[str, str, str], str]:
    """Whose each name (by the id kept, first and last) was before."""
    rows = db.execute(
        "SELECT same_as, first, last, person FROM person_name JOIN person ON person.id ="
        " person_name.person WHERE same_as IS NOT NULL"
    )
    return {(kept, first, last): person for kept, first, last, person in rows}


def _remember(
    db: Database,
    people: Sequence[Person],
    now: str,
    theirs: Mapping[tuple[str, str], str],
    called: Mapping[tuple[str, str, str], str],
) -> None:
    """Every name and address. Each stays with the id that brought it, so that two can be told
    apart again when an answer is withdrawn.
    """
    db.executemany(
        "INSERT INTO person_name VALUES (?, ?, ?, ?) ON CONFLICT (person, first, last) DO UPDATE"
        " SET seen = excluded.seen",
        [
            (called.get((person.id, name.first, name.last), person.id), name.first, name.last, now)
            for person in people
            for name in (*person.also_called, person.name)
        ],
    )
    db.executemany(
        "INSERT INTO person_address VALUES (?, ?, ?, ?, ?) ON CONFLICT (person, key) DO UPDATE SET"
        " seen = excluded.seen",
        [
            (
                theirs.get((person.id, address.key), person.id),
                address.key,
                address.written,
                address.smtputf8,
                now,
            )
            for person in people
            for address in person.addresses
        ],
    )
