"""The letters of which nobody knows whether they went, and the word that settles one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from invite.ledger.letters.letters import BY_HAND, Letters
from invite.ledger.storage.locks import Senders
from invite.ledger.storage.sqlite import Store
from invite.lifecycle import Fact
from invite.people.model import PersonId

# A letter that was begun, and nothing that says what became of it came after that.
_BEGUN = """
SELECT letter.id, coalesce(same_as, letter.person), mailing, number, coalesce(name, ''), coalesce(address, ''),
    coalesce(subject, ''), begun.at, begun.sender, begun.id, begun.courier,
    coalesce(draft, ''), coalesce(nullif(at_server.message_id, ''), letter.message_id)
FROM fact AS begun JOIN letter ON letter.id = begun.letter JOIN person ON person.id = letter.person
LEFT JOIN letter_words ON letter_words.letter = letter.id
LEFT JOIN at_server ON at_server.letter = letter.id AND at_server.started = begun.id
WHERE begun.kind = 'started' AND NOT EXISTS (
    SELECT 1 FROM fact WHERE letter = begun.letter AND id > begun.id
) ORDER BY begun.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One letter that the server may have or not. at: when it was begun. in_hand: somebody is just
    sending it. started: the number of the fact that it was begun, by which a later beginning is
    told apart.
    """

    letter: str
    person: PersonId
    mailing: str
    number: int
    name: str
    to: str
    subject: str
    at: datetime
    in_hand: bool
    started: int
    courier: str
    draft: str
    message_id: str


class Unclear:
    """The part of the ledger that knows the letters in doubt. What it writes is durable when a
    method returns.
    """

    def __init__(self, store: Store, letters: Letters) -> None:
        self._store = store
        self._letters = letters

    def all(self) -> tuple[Doubt, ...]:
        """All of them, the earliest begun first."""
        with self._store.reading() as db:
            rows = db.execute(_BEGUN).fetchall()
        alive = Senders(self._store.path).alive(row[8] for row in rows) if rows else frozenset()
        return tuple(
            Doubt(
                letter=letter,
                person=PersonId(person),
                mailing=mailing,
                number=number,
                name=name,
                to=to,
                subject=subject,
                at=datetime.fromisoformat(at),
                in_hand=sender in alive,
                started=started,
                courier=courier,
                draft=draft,
                message_id=message_id,
            )
            for letter, person, mailing, number, name, to, subject, at, sender, started, courier, draft, message_id in rows
        )

    def settle(self, doubt: Doubt, *, sent: bool, by: str = BY_HAND, words: str = "") -> bool:
        """Write down that somebody has looked, and that the letter went or did not; False where it
        is in doubt no more. by: who has looked. words: what they saw.

        What was found in the Sent folder tells of one beginning: not of a later one, nor of one
        that somebody is still at.
        """
        with self._store.writing() as db:
            last = db.execute(
                "SELECT id, sender FROM fact WHERE letter = ? ORDER BY id DESC LIMIT 1",
                (doubt.letter,),
            ).fetchone()
            if (
                last is None
                or last[0] != doubt.started
                or Senders(self._store.path).alive([last[1]])
            ):
                return False
            fact = Fact.ACCEPTED if sent else Fact.RELEASED
            self._letters.add(db, doubt.letter, fact, courier=by, words=words)
            return True
