"""The facts of letters: only ever added, each with when it happened and the server's words; and
which addresses they speak against.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from invite.ledger.storage.store import Database, Store
from invite.lifecycle import Fact

# These stand where a fact names its courier: who has looked.
BY_HAND = "by hand"
MAILBOX = "mailbox"

_NO = frozenset({Fact.BOUNCED, Fact.REFUSED})
_YES = frozenset({Fact.ACCEPTED, Fact.RELEASED})  # taken after all, or the no was to us


class Happened(Struct, frozen=True):
    """A fact to be written down. letter: the ledger's id of it. sender: of "started"."""

    letter: str
    fact: Fact
    words: str = ""
    sender: str = ""


class Facts:
    """Writes facts down."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, db: Database, facts: Sequence[Happened], *, courier: str) -> None:
        """Several facts, in the order in which they happened, inside a transaction of the
        caller's.
        """
        if not facts:
            return
        now = self._store.now()
        rows = [
            (one.letter, one.fact.value, now, _code(one.words), courier, one.sender)
            for one in facts
        ]
        numbers = self._store.insert(db, "fact (letter, kind, at, code, courier, sender)", rows)
        words = [(n, one.words) for n, one in zip(numbers, facts, strict=True) if one.words]
        self._store.insert(db, "fact_words (fact, words)", words)


class OthersLetters:
    """The letters that have gone by other senders, of which one who comes behind them passes over
    thousands: one look at all that happened since the last one, instead of a look at each.

    A fact may be missing, of a transaction that was slower than a later one. Only the last word of
    each letter is kept, and only that it was accepted counts: that is enough to leave it alone.
    """

    def __init__(self) -> None:
        self._words: dict[str, str] = {}
        self._last = 0
        self.look_out = False  # others are at it

    def have(self, db: Database, letter: str) -> bool:
        """Whether this letter has gone."""
        if self.look_out and letter not in self._words:
            self.look_out = False  # once a transaction is enough
            rows = db.execute(
                "SELECT id, letter, kind FROM fact WHERE id > ? ORDER BY id", (self._last,)
            )
            for self._last, known, kind in rows:
                self._words[known] = kind
        return self._words.get(letter) == Fact.ACCEPTED


def refused(facts: Iterable[tuple[Fact, str]]) -> frozenset[str]:
    """The addresses, as written, whose last word to one letter was a no. facts: the letter's, with
    their words.
    """
    went, dead, bounced = "", set[str](), False
    for fact, words in facts:
        if fact is Fact.STARTED:
            went, bounced = words, False
        elif fact in _NO:
            dead.add(went)
            bounced = bounced or fact is Fact.BOUNCED
        elif fact in _YES and not bounced:  # what came back stays so, heard before or after a yes
            dead.discard(went)
    return frozenset(dead)


def dead_addresses(db: Database) -> frozenset[str]:
    """The keys of the addresses whose last word was a no.

    The fact that a letter was started tells where it went; the letter itself may have gone
    elsewhere since.
    """
    rows = db.execute(
        "SELECT fact.letter, fact.kind, person_address.key FROM fact JOIN letter ON letter.id ="
        " fact.letter LEFT JOIN fact_words ON fact_words.fact = fact.id LEFT JOIN person_address ON"
        " person_address.written = fact_words.words WHERE fact.letter IN (SELECT letter FROM fact"
        " WHERE kind IN ('bounced', 'refused')) ORDER BY fact.id"
    )
    went: dict[str, str] = {}
    dead: set[str] = set()
    for letter, kind, key in rows:
        if kind == Fact.STARTED and key:
            went[letter] = key
        elif kind in _NO and letter in went:
            dead.add(went[letter])
        elif kind in _YES:
            dead.discard(went.get(letter, ""))
    return frozenset(dead)


def _code(words: str) -> str:
    """The server's number and class, which say nothing of anybody; its words may hold an
    address.
    """
    return " ".join(
        word for word in words.split()[:2] if word[:1].isdigit() and not word.strip("0123456789.")
    )
