"""What the server calls our letters: the draft a letter is sent from, and its Message-ID there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from invite.ledger.storage.store import Database, Store
from invite.lifecycle import Fact, State, state_of
from invite.people.model import PersonId

_STARTED = "(SELECT max(id) FROM fact WHERE letter = ? AND kind = 'started')"
_KEEP = f"""
INSERT INTO at_server (letter, started, draft, message_id, seen, mark)
VALUES (?, coalesce({_STARTED}, 0), ?, ?, ?, ?)
ON CONFLICT (letter) DO UPDATE SET started = excluded.started,
    draft = CASE WHEN excluded.draft = '' THEN at_server.draft ELSE excluded.draft END,
    message_id = excluded.message_id, seen = excluded.seen, found = '',
    mark = CASE WHEN excluded.mark = '' THEN at_server.mark ELSE excluded.mark END
"""  # noqa: S608 - our own words
_BY = "EXISTS (SELECT 1 FROM fact WHERE fact.letter = letter.id AND courier LIKE ?)"
_KNOWN = f"""
SELECT letter.id, coalesce(same_as, letter.person), mailing, letter.message_id,
    coalesce(address_key, ''), coalesce(subject, ''), coalesce(draft, ''),
    coalesce(at_server.message_id, ''), coalesce(seen, 0), coalesce(mark, ''), begun.at,
    begun.sender
FROM letter JOIN person ON person.id = letter.person
LEFT JOIN letter_words ON letter_words.letter = letter.id
LEFT JOIN at_server ON at_server.letter = letter.id
JOIN fact AS begun ON begun.id = (
    SELECT max(id) FROM fact WHERE fact.letter = letter.id AND kind = 'started'
)
WHERE {_BY} ORDER BY letter.id
"""  # noqa: S608 - our own words


class ServerId(Struct, frozen=True):
    """What the server says of a letter. letter: the ledger's id. seen: among what was sent. mark:
    by what a draft is known to be as we left it.
    """

    letter: str
    draft: str = ""
    message_id: str = ""
    seen: bool = False
    mark: str = ""


class AtServer(Struct, frozen=True, kw_only=True):
    """A letter that a courier has begun, and what the server calls it. message_id: ours; theirs:
    the server's, where it is another. mark: of a draft, by what it is known to be as we left it.
    to: the key of its address. begun: when it was last. busy: whether the sender that has begun it
    is still there, and may go on with it.
    """

    letter: str
    person: PersonId
    mailing: str
    message_id: str
    to: str
    subject: str
    draft: str
    theirs: str
    seen: bool
    mark: str
    state: State
    begun: datetime
    busy: bool


def keep(db: Database, kept: Iterable[ServerId]) -> None:
    """Write it down, inside a transaction of the caller's."""
    rows = [
        (one.letter, one.letter, one.draft, one.message_id, int(one.seen), one.mark) for one in kept
    ]
    if rows:
        db.executemany(_KEEP, rows)


def forget(db: Database, letter: str) -> None:
    """A letter that is begun again is another one to the server."""
    db.execute("DELETE FROM at_server WHERE letter = ?", (letter,))


class ServerIds:
    """The part of the ledger that knows what servers call letters."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def since(self, courier: str) -> datetime | None:
        """When the first letter was begun by a courier whose name begins so; None: none ever."""
        with self._store.reading() as db:
            row = db.execute(
                "SELECT min(at) FROM fact WHERE courier LIKE ?", (f"{courier}%",)
            ).fetchone()
        return datetime.fromisoformat(row[0]) if row[0] else None

    def all(self, courier: str) -> tuple[AtServer, ...]:
        """All letters that such a courier has ever begun."""
        with self._store.reading() as db:
            rows = db.execute(_KNOWN, (f"{courier}%",)).fetchall()
            facts: dict[str, list[Fact]] = {}
            for letter, kind in db.execute(
                f"SELECT letter, kind FROM fact JOIN letter ON letter.id = letter WHERE {_BY}"  # noqa: S608
                " ORDER BY fact.id",
                (f"{courier}%",),
            ):
                facts.setdefault(letter, []).append(Fact(kind))
        alive = self._store.senders.alive(row[11] for row in rows)
        return tuple(
            AtServer(
                letter=letter,
                person=PersonId(person),
                mailing=mailing,
                message_id=message_id,
                to=to,
                subject=subject,
                draft=draft,
                theirs=theirs,
                seen=bool(seen),
                mark=mark,
                state=state_of(facts.get(letter, ())),
                begun=datetime.fromisoformat(begun),
                busy=sender in alive,
            )
            for (
                letter,
                person,
                mailing,
                message_id,
                to,
                subject,
                draft,
                theirs,
                seen,
                mark,
                begun,
                sender,
            ) in rows
        )

    def keep(self, kept: Iterable[ServerId]) -> None:
        """Write down what the mailbox shows; durable when it returns."""
        kept = tuple(kept)
        if kept:
            with self._store.writing() as db:
                keep(db, kept)
