"""The letters of which nobody knows whether they went, and the word that settles one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct

from invite.ledger.letters.facts import BY_HAND, Facts, Happened
from invite.ledger.storage.store import Store
from invite.lifecycle import Fact
from invite.people.model import PersonId

# A letter that was begun, and nothing that says what became of it came after that.
_BEGUN = """
SELECT letter.id, coalesce(same_as, letter.person), mailing, number, coalesce(name, ''),
    coalesce(address, ''), coalesce(subject, ''), begun.at, begun.sender, begun.id,
    begun.courier, coalesce(draft, ''),
    coalesce(nullif(at_server.message_id, ''), letter.message_id)
FROM fact AS begun JOIN letter ON letter.id = begun.letter JOIN person ON person.id = letter.person
LEFT JOIN letter_words ON letter_words.letter = letter.id
LEFT JOIN at_server ON at_server.letter = letter.id AND at_server.started = begun.id
WHERE begun.kind = 'started' AND NOT EXISTS (
    SELECT 1 FROM fact WHERE letter = begun.letter AND id > begun.id
) ORDER BY begun.id
"""


class UnclearLetter(Struct, frozen=True, kw_only=True):
    """One letter that the server may have or not. at: when it was begun. in_hand: somebody is just
    sending it. sender: who has begun it. started: the number of the fact that it was begun, by
    which a later beginning is told apart.
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
    sender: str
    draft: str
    message_id: str


class UnclearLetters:
    """The part of the ledger that knows the letters in doubt. What it writes is durable when a
    method returns.
    """

    def __init__(self, store: Store, witness: Callable[[Sequence[str], str], None]) -> None:
        """witness: is given the ids of letters that went as somebody says, and when."""
        self._store = store
        self._facts = Facts(store)
        self._saw = witness

    def all(self) -> tuple[UnclearLetter, ...]:
        """All of them, the earliest begun first."""
        with self._store.reading() as db:
            rows = db.execute(_BEGUN).fetchall()
        alive = self._store.senders.alive(row[8] for row in rows) if rows else frozenset()
        return tuple(
            UnclearLetter(
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
                sender=sender,
                draft=draft,
                message_id=message_id,
            )
            for (
                letter,
                person,
                mailing,
                number,
                name,
                to,
                subject,
                at,
                sender,
                started,
                courier,
                draft,
                message_id,
            ) in rows
        )

    def settle(
        self, letter: UnclearLetter, *, sent: bool, by: str = BY_HAND, words: str = ""
    ) -> bool:
        """Write down that somebody has looked, and that the letter went or did not; False where it
        is in doubt no more. by: who has looked. words: what they saw.

        What was found in the Sent folder tells of one beginning: not of a later one, nor of one
        that somebody is still at.
        """
        with self._store.writing() as db:
            last = db.execute(
                "SELECT id, sender FROM fact WHERE letter = ? ORDER BY id DESC LIMIT 1",
                (letter.letter,),
            ).fetchone()
            if last is None or last[0] != letter.started or self._store.senders.alive([last[1]]):
                return False
            # What is settled is nobody's any more: whoever has begun it must not go on with it.
            self._store.senders.declare_dead(db, last[1])
            fact = Fact.ACCEPTED if sent else Fact.RELEASED
            self._facts.add(db, [Happened(letter.letter, fact, words)], courier=by)
        if sent and by == BY_HAND:
            self._saw([letter.letter], self._store.now())
        return True
