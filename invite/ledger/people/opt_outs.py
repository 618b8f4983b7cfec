"""Who asked not to be written to: those known by their ids, and those erased or never seen by
keyed hashes alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from invite.ledger.storage.cleanup_queue import leave, pending
from invite.ledger.storage.keys import Keys
from invite.ledger.storage.store import Database, Store
from invite.lifecycle import Fact, State, state_of
from invite.people.model import Name, PersonId
from invite.records import replace

# Gives one text for all spellings of a name. Handed in: similarity of names is heavy, and every
# command asks the ledger who is to be left alone.
SpellingKey = Callable[[Name], str]


class Mark(StrEnum):
    """By what somebody is known again: an ADDRESS or a NAME of the erased; STOPPED: an address that
    nobody had when it was said that no letter may go there.
    """

    ADDRESS = "address"
    NAME = "name"
    STOPPED = "stopped"


class OptOuts:
    """The part of the ledger that knows who is to be left alone. What it writes is durable when a
    method returns.
    """

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store = store
        self._keys = keys

    def stop(self, people: Iterable[PersonId]) -> int:
        """Nothing more is sent to these, all of them or none; returns how many drafts are taken
        back.

        A draft in the outbox would be sent by hand all the same: it did not go after all, and its
        file is left to be cleared off.
        """
        people = tuple(people)
        with self._store.writing() as db:
            now = self._store.now()
            drafts = _drafts(db, people)
            back = [id_ for id_, (_message_id, state) in drafts.items() if state is State.WRITTEN]
            fact = (
                "INSERT INTO fact (letter, kind, at, code, courier, sender) VALUES (?, ?, ?, '',"
                " 'outbox', '')"
            )
            db.executemany(fact, [(id_, Fact.RELEASED.value, now) for id_ in back])
            if drafts:
                before = pending(db)
                leave(
                    db,
                    replace(
                        before,
                        drafts=(
                            *before.drafts,
                            *(message_id for message_id, _state in drafts.values()),
                        ),
                    ),
                )
            db.executemany(
                "DELETE FROM let_through WHERE person = ?", [(person,) for person in people]
            )
            db.executemany(
                "INSERT INTO stop VALUES (?, ?) ON CONFLICT DO NOTHING",
                [(person, now) for person in people],
            )
            return len(back)

    def stop_addresses(self, keys: Iterable[str]) -> None:
        """Whoever turns out to have one of these addresses (keys) is stopped then."""
        with self._store.writing() as db:
            rows = [
                (self._keys.mark(Mark.STOPPED, key), Mark.STOPPED.value, self._store.now())
                for key in keys
            ]
            db.executemany("INSERT INTO do_not_write VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)

    def stopped_addresses(self) -> int:
        """How many addresses were stopped that nobody had."""
        with self._store.reading() as db:
            (n,) = db.execute(
                "SELECT count(*) FROM do_not_write WHERE kind = ?", (Mark.STOPPED.value,)
            ).fetchone()
        return int(n)

    def lift(self, people: Iterable[PersonId], keys: Iterable[str] = ()) -> None:
        """They may be written to again, also where they are known again as somebody who was
        erased. keys: of their addresses, by which they are not stopped anew.
        """
        people = tuple(people)
        with self._store.writing() as db:
            now = self._store.now()
            db.executemany(
                "DELETE FROM do_not_write WHERE digest = ?",
                [(self._keys.mark(Mark.STOPPED, key),) for key in keys],
            )
            db.executemany(
                f"DELETE FROM stop WHERE person IN ({_SAME})",  # noqa: S608 - our own words
                [(person, person) for person in people],
            )
            db.executemany(
                "INSERT INTO let_through VALUES (?, ?) ON CONFLICT DO NOTHING",
                [(person, now) for person in people],
            )
            if (
                before := pending(db)
            ).drafts:  # a file that could not be deleted is written over by the next draft
                theirs = {message_id for message_id, _state in _drafts(db, people).values()}
                leave(
                    db,
                    replace(
                        before, drafts=tuple(one for one in before.drafts if one not in theirs)
                    ),
                )

    def stopped(self) -> Mapping[PersonId, datetime]:
        """Everybody who was stopped and is known, with when."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT coalesce(same_as, person), at FROM stop JOIN person ON person.id = person"
                " ORDER BY at"
            )
            return {person: datetime.fromisoformat(at) for person, at in rows}

    def alone(self, person: PersonId) -> bool:
        """Whether this person is to be left alone, stopped or erased."""
        with self._store.reading() as db:
            return left_alone(db, person)

    def erased(self) -> int:
        """How many were erased."""
        with self._store.reading() as db:
            (n,) = db.execute("SELECT count(*) FROM erased").fetchone()
        return int(n)

    def do_not_write(self) -> DoNotWrite | None:
        """By what those who were erased, or stopped before anybody knew them, are known again; None
        where nobody was.
        """
        with self._store.reading() as db:
            marks = frozenset(digest for (digest,) in db.execute("SELECT digest FROM do_not_write"))
        return DoNotWrite(marks, self._keys) if marks else None

    def let_through(self) -> frozenset[PersonId]:
        """Who may be written to though they have the name of somebody who was erased."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT coalesce(same_as, person) FROM let_through JOIN person ON person.id ="
                " person"
            )
            return frozenset(person for (person,) in rows)

    def readmit(self, address: str) -> bool:
        """Forget that the one who has this address (a key) is not to be written to; whether it was
        so.
        """
        digests = [self._keys.mark(kind, address) for kind in (Mark.ADDRESS, Mark.STOPPED)]
        with self._store.writing() as db:
            return (
                db.execute("DELETE FROM do_not_write WHERE digest IN (?, ?)", digests).rowcount > 0
            )


class DoNotWrite(Struct, frozen=True):
    """Tells whether an address or a name is that of somebody who is not to be written to, without
    knowing any.
    """

    marks: frozenset[str]
    keys: Keys

    def has_address(self, key: str) -> bool:
        """Whether somebody who was erased had this address (a key)."""
        return self.keys.mark(Mark.ADDRESS, key) in self.marks

    def stops(self, key: str) -> bool:
        """Whether no letter may go to this address (a key), whoever has it."""
        return self.keys.mark(Mark.STOPPED, key) in self.marks

    def has_name(self, key: str) -> bool:
        """Whether somebody who was erased had this name: its key by `SpellingKey`."""
        return self.keys.mark(Mark.NAME, key) in self.marks


_SAME = "SELECT id FROM person WHERE id = ? OR same_as = ?"


def _drafts(db: Database, people: Iterable[PersonId]) -> dict[str, tuple[str, State]]:
    """Of these people's letters those that a draft may lie in the outbox of: by their ids the
    Message-ID, and the state.
    """
    facts: dict[tuple[str, str], list[Fact]] = {}
    for person in people:
        rows = db.execute(
            "SELECT letter.id, message_id, kind FROM letter JOIN fact ON fact.letter = letter.id"
            " WHERE person IN (SELECT id FROM person WHERE id = ? OR same_as = ?) AND EXISTS ("
            "SELECT 1 FROM fact AS file WHERE file.letter = letter.id AND file.kind = 'written'"
            " AND file.courier = 'outbox') ORDER BY fact.id",
            (person, person),
        )
        for id_, message_id, kind in rows:
            facts.setdefault((id_, message_id), []).append(Fact(kind))
    return {
        id_: (message_id, state_of(told))
        for (id_, message_id), told in facts.items()
        if Fact.WRITTEN in told
    }


def left_alone(db: Database, person: PersonId) -> bool:
    """Whether this person, under whatever id, was stopped or erased. Runs inside a transaction of
    the caller's.
    """
    # From the few who were stopped to the person, and not the other way round: this is asked for
    # each letter.
    row = db.execute(
        "SELECT 1 FROM (SELECT person FROM stop UNION ALL SELECT person FROM erased) AS alone JOIN"
        " person ON person.id = alone.person WHERE coalesce(same_as, id) = (SELECT"
        " coalesce(same_as, id) FROM person WHERE id = ?) LIMIT 1",
        (person,),
    ).fetchone()
    return row is not None
