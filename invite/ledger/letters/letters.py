"""What is known of letters: where each stands, by its facts, and all that happened to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from invite.ledger.letters.facts import BY_HAND, MAILBOX, dead_addresses, refused
from invite.ledger.storage.store import Store
from invite.lifecycle import DraftFound, Fact, KnownBy, State, proof_of, state_of
from invite.people.model import PersonId
from invite.plan import Standing, counting

# The letters of a mailing, and what happened to them: apart, since there are several facts a
# letter, and its words need not come with each.
_LETTERS = """
SELECT letter.id, coalesce(same_as, letter.person), number, letter.message_id, address_key, address,
    because, preface, at_server.message_id, coalesce(seen, 0), coalesce(found, '')
FROM letter JOIN person ON person.id = letter.person
LEFT JOIN letter_words ON letter_words.letter = letter.id
LEFT JOIN at_server ON at_server.letter = letter.id WHERE mailing = :mailing
"""
_FACTS = """
SELECT fact.letter, kind, at, words, courier FROM letter JOIN fact ON fact.letter = letter.id
LEFT JOIN fact_words ON fact_words.fact = fact.id WHERE mailing = :mailing
"""
_SOME = "AND letter.person IN (SELECT id FROM person WHERE id IN {of} OR same_as IN {of})"
_FactRow = tuple[str, str, str | None, str]  # kind, instant, words, courier


@dataclass(frozen=True, slots=True)
class LetterFact:
    """One fact of a letter, with when it happened and the server's words."""

    fact: Fact
    at: datetime
    words: str
    courier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterStory:
    """One letter with all that happened to it. theirs: the Message-ID that the server gave it in
    the place of ours, or nothing.
    """

    id: str
    mailing: str
    number: int
    message_id: str
    to: str
    subject: str
    text: str
    because: str
    preface: str
    theirs: str
    events: tuple[LetterFact, ...]

    @property
    def state(self) -> State:
        """What its facts add up to."""
        return state_of(event.fact for event in self.events)


class Letters:
    """The part of the ledger that knows letters; it writes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def standings(
        self, mailing: str, *, of: Collection[str] | None = None
    ) -> Mapping[PersonId, Standing]:
        """For everyone who has a letter in the mailing: the one that counts, and its state. of:
        only of these people.
        """
        some = "" if of is None else _SOME.format(of=self._store.one_of(":of"))
        asked = {"mailing": mailing, "of": self._store.many(of or ())}
        with self._store.reading() as db:
            letters = db.execute(
                f"{_LETTERS}{some} ORDER BY letter.person, number", asked
            ).fetchall()
            # What another program writes in between is seen at the next look; that a letter may be
            # begun is asked again when it is claimed.
            facts = db.execute(f"{_FACTS}{some} ORDER BY fact.id", asked).fetchall()
        happened: dict[str, list[_FactRow]] = {}
        for letter, kind, at, words, courier in facts:
            happened.setdefault(letter, []).append((kind, at, words, courier))
        by_person: dict[PersonId, list[Standing]] = {}
        for row in letters:
            standing = _standing(row, happened.get(row[0], ()))
            by_person.setdefault(PersonId(row[1]), []).append(standing)
        # Nearly everybody has one letter, and there are many of everybody.
        counted = {
            person: standings[0] if len(standings) == 1 else counting(standings)
            for person, standings in by_person.items()
        }
        in_hand = self._in_hand(
            [one.letter for one in counted.values() if one.state is State.UNCLEAR]
        )
        return {
            person: replace(one, in_hand=True) if one.letter in in_hand else one
            for person, one in counted.items()
        }

    def _in_hand(self, unclear: Sequence[str]) -> frozenset[str]:
        """Those of these letters that somebody who is still there has begun: they will soon
        know.
        """
        if not unclear:
            return frozenset()
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT letter, sender FROM fact AS begun WHERE kind = 'started' AND letter IN"  # noqa: S608 - our own words
                f" {self._store.one_of(':letters')} AND id = (SELECT max(id) FROM fact WHERE letter"
                " = begun.letter AND kind = 'started')",
                {"letters": self._store.many(unclear)},
            ).fetchall()
        alive = self._store.senders.alive(sender for _letter, sender in rows)
        return frozenset(letter for letter, sender in rows if sender in alive)

    def begun_mailings(self) -> frozenset[str]:
        """The mailings that have letters to which something has happened."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT DISTINCT mailing FROM letter WHERE EXISTS (SELECT 1 FROM fact WHERE"
                " fact.letter = letter.id)"
            )
            return frozenset(mailing for (mailing,) in rows)

    def begun_by(self, courier: str) -> bool:
        """Whether any letter was begun by this courier, in any of its ways ("graph-send")."""
        with self._store.reading() as db:
            found = db.execute(
                "SELECT 1 FROM fact WHERE kind = 'started' AND (courier = :courier OR courier LIKE"
                " :courier || '-%') LIMIT 1",
                {"courier": courier},
            )
            return found.fetchone() is not None

    def message_ids(self) -> frozenset[str]:
        """Of every letter that was ever prepared."""
        with self._store.reading() as db:
            return frozenset(id_ for (id_,) in db.execute("SELECT message_id FROM letter"))

    def first_told(self, mailing: str) -> Mapping[PersonId, str]:
        """The Message-ID of the first letter that each person got in another mailing than this one,
        as they see it: a server may have put its own in the place of ours.
        """
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT coalesce(same_as, letter.person),"
                " coalesce(nullif(at_server.message_id, ''), letter.message_id), kind"
                " FROM letter JOIN person ON person.id = letter.person"
                " JOIN fact ON fact.letter = letter.id LEFT JOIN at_server ON at_server.letter ="
                " letter.id WHERE mailing != ? ORDER BY fact.id",
                (mailing,),
            ).fetchall()
        facts: dict[tuple[str, str], list[Fact]] = {}
        for person, message_id, kind in rows:
            facts.setdefault((person, message_id), []).append(Fact(kind))
        found: dict[PersonId, str] = {}
        for (person, message_id), happened in facts.items():
            if state_of(happened) is State.SENT:
                found.setdefault(PersonId(person), message_id)
        return found

    def dead_addresses(self) -> frozenset[str]:
        """The keys of the addresses that a letter last came back from, or was refused for."""
        with self._store.reading() as db:
            return dead_addresses(db)

    def letters_of(self, person: PersonId) -> tuple[LetterStory, ...]:
        """All letters of one person, by mailing and number, each with all its facts."""
        with self._store.reading() as db:
            letters = db.execute(
                "SELECT letter.id, mailing, number, letter.message_id, coalesce(address, ''),"
                " coalesce(subject, ''), coalesce(text, ''), coalesce(because, ''),"
                " coalesce(preface, ''), coalesce(at_server.message_id, '') FROM letter"
                " LEFT JOIN letter_words ON letter_words.letter = letter.id LEFT JOIN letter_text"
                " ON letter_text.letter = letter.id LEFT JOIN at_server ON at_server.letter ="
                " letter.id WHERE"
                " letter.person IN (SELECT :person UNION SELECT id FROM person WHERE same_as ="
                " :person)"
                # To what was only prepared, nothing has happened.
                " AND EXISTS (SELECT 1 FROM fact WHERE fact.letter = letter.id)"
                " ORDER BY mailing, number",
                {"person": person},
            ).fetchall()
            return tuple(
                LetterStory(
                    id=id_,
                    mailing=mailing,
                    number=number,
                    message_id=message_id,
                    to=to,
                    subject=subject,
                    text=text,
                    because=because,
                    preface=preface,
                    theirs=theirs,
                    events=tuple(
                        LetterFact(Fact(kind), datetime.fromisoformat(at), words or "", courier)
                        for kind, at, words, courier in db.execute(
                            "SELECT kind, at, words, courier FROM fact LEFT JOIN fact_words ON fact"
                            " = fact.id WHERE letter = ? ORDER BY fact.id",
                            (id_,),
                        )
                    ),
                )
                for (
                    id_,
                    mailing,
                    number,
                    message_id,
                    to,
                    subject,
                    text,
                    because,
                    preface,
                    theirs,
                ) in letters
            )


_KNOWN_BY = {BY_HAND: KnownBy.YOU, MAILBOX: KnownBy.MAILBOX}


@cache
def _proof(facts: tuple[tuple[str, str], ...], *, seen: bool) -> KnownBy | None:
    """How it is known where a letter stands; nearly all letters have the same facts. facts: each
    with its courier. seen: in the mailbox, among what was sent.
    """
    known = [(Fact(kind), _KNOWN_BY.get(by, KnownBy.SERVER)) for kind, by in facts]
    sent = state_of(fact for fact, _by in known) is State.SENT
    return KnownBy.MAILBOX if seen and sent else proof_of(known)


def _standing(letter: tuple[Any, ...], facts: Sequence[_FactRow]) -> Standing:
    """letter: a row of `_LETTERS`. facts: the earliest first."""
    id_, _person, number, message_id, key, to, because, preface, theirs, seen, found = letter
    kind, at, words, _courier = facts[-1] if facts else ("", "", None, "")
    state = _state(tuple(fact[0] for fact in facts))
    return Standing(
        letter=id_,
        number=int(number or 0),
        state=state,
        address=key or "",
        to=to or "",
        message_id=message_id or "",
        theirs=theirs or "",
        at=datetime.fromisoformat(at) if at else None,
        reply=(words or "") if kind != Fact.STARTED else "",
        because=because or "",
        preface=preface or "",
        draft=DraftFound(found) if state is State.WRITTEN else DraftFound.LIES,
        proof=_proof(tuple((fact[0], fact[3]) for fact in facts), seen=bool(seen)),
        refused=(
            refused((Fact(kind), words or "") for kind, _at, words, _courier in facts)
            if state is State.FAILED
            else frozenset()
        ),
    )


@cache
def _state(kinds: tuple[str, ...]) -> State:
    """The state that these facts add up to; nearly all letters have the same ones."""
    return state_of(map(Fact, kinds))
