"""What is known of letters: where each stands, by its facts, and all that happened to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from msgspec import Struct

from invite.ledger.letters.facts import BY_HAND, MAILBOX, dead_addresses, refused
from invite.ledger.storage.letter_text import whole
from invite.ledger.storage.store import Store
from invite.lifecycle import DraftFound, Fact, KnownBy, State, proof_of, state_of
from invite.people.model import PersonId
from invite.plan import Standing, counting
from invite.records import replace

# The letters, and what happened to them: apart, since there are several facts a letter, and its
# words need not come with each.
_LETTERS = """
SELECT letter.id, coalesce(same_as, letter.person), number, letter.message_id, address_key, address,
    because, preface, at_server.message_id, coalesce(seen, 0), coalesce(found, ''), mailing
FROM letter JOIN person ON person.id = letter.person
LEFT JOIN letter_words ON letter_words.letter = letter.id
LEFT JOIN at_server ON at_server.letter = letter.id
"""
_FACTS = """
SELECT fact.letter, kind, at, words, courier FROM fact
LEFT JOIN fact_words ON fact_words.fact = fact.id
"""
_SOME = "letter.person IN (SELECT id FROM person WHERE id IN {of} OR same_as IN {of})"
_FactRow = tuple[str, str, str, str | None, str]  # letter, kind, instant, words, courier


class LetterFact(Struct, frozen=True):
    """One fact of a letter, with when it happened and the server's words."""

    fact: Fact
    at: datetime
    words: str
    courier: str


class LetterStory(Struct, frozen=True, kw_only=True):
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
        return self.by_mailing(mailing, of=of).get(mailing, {})

    def by_mailing(
        self, mailing: str | None = None, *, of: Collection[str] | None = None
    ) -> Mapping[str, Mapping[PersonId, Standing]]:
        """The same of every mailing that has letters, asked at once; only of `mailing`, if one is
        named.
        """
        some = [
            *(["mailing = :mailing"] if mailing is not None else ()),
            *([_SOME.format(of=self._store.one_of(":of"))] if of is not None else ()),
        ]
        which = f"WHERE {' AND '.join(some)}" if some else ""
        of_these = f"WHERE fact.letter IN (SELECT id FROM letter {which})" if some else ""  # noqa: S608 - our own words
        asked = {"mailing": mailing, "of": self._store.many(of or ())}
        with self._store.reading() as db:
            letters = db.execute(
                f"{_LETTERS}{which} ORDER BY letter.person, number", asked
            ).fetchall()
            # What another program writes in between is seen at the next look; that a letter may be
            # begun is asked again when it is claimed.
            facts: list[_FactRow] = db.execute(
                f"{_FACTS}{of_these} ORDER BY fact.id", asked
            ).fetchall()
        happened: dict[str, list[_FactRow]] = {}
        for fact in facts:
            happened.setdefault(fact[0], []).append(fact)
        found: dict[str, dict[PersonId, list[Standing]]] = {}
        for row in letters:
            standing = _standing(row, happened.get(row[0], ()))
            found.setdefault(row[-1], {}).setdefault(PersonId(row[1]), []).append(standing)
        return {name: self._counted(by_person) for name, by_person in found.items()}

    def _counted(
        self, by_person: Mapping[PersonId, Sequence[Standing]]
    ) -> Mapping[PersonId, Standing]:
        """Of each person's letters in a mailing, the one that counts."""
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
                " coalesce(subject, ''), coalesce(text, ''),"
                " (SELECT blocks FROM letter_shape WHERE letter_shape.digest = shape),"
                " coalesce(because, ''),"
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
                    text=whole(text, blocks),
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
                    blocks,
                    because,
                    preface,
                    theirs,
                ) in letters
            )


_KNOWN_BY = {BY_HAND: KnownBy.YOU, MAILBOX: KnownBy.MAILBOX}


@cache
def _known(facts: tuple[tuple[str, str], ...], *, seen: bool) -> tuple[State, KnownBy | None]:
    """The state that these facts add up to, and how it is known; nearly all letters have the same
    facts. facts: each with its courier. seen: in the mailbox, among what was sent.
    """
    known = [(Fact(kind), _KNOWN_BY.get(by, KnownBy.SERVER)) for kind, by in facts]
    state = state_of(fact for fact, _by in known)
    return state, KnownBy.MAILBOX if seen and state is State.SENT else proof_of(known)


def _standing(letter: tuple[Any, ...], facts: Sequence[_FactRow]) -> Standing:
    """letter: a row of `_LETTERS`. facts: the earliest first."""
    id_, _person, number, message_id, key, to, because, preface, theirs, seen, found, _in = letter
    _id, kind, at, words, _courier = facts[-1] if facts else ("", "", "", None, "")
    state, proof = _known(tuple((fact[1], fact[4]) for fact in facts), seen=bool(seen))
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
        proof=proof,
        refused=(
            refused((Fact(kind), words or "") for _id, kind, _at, words, _by in facts)
            if state is State.FAILED
            else frozenset()
        ),
    )
