"""Which addresses letters have come back from, or were refused for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from invite.lifecycle import Fact

_NO = frozenset({Fact.BOUNCED, Fact.REFUSED})
_YES = frozenset({Fact.ACCEPTED, Fact.RELEASED})  # taken after all, or the no was to us


def refused(facts: Iterable[tuple[Fact, str]]) -> frozenset[str]:
    """The addresses, as written, whose last word to one letter was a no. facts: the letter's, with their words."""
    went, dead = "", set[str]()
    for fact, words in facts:
        if fact is Fact.STARTED:
            went = words
        elif fact in _NO:
            dead.add(went)
        elif fact in _YES:
            dead.discard(went)
    return frozenset(dead)


def dead_addresses(db: sqlite3.Connection) -> frozenset[str]:
    """The keys of the addresses whose last word was a no.

    The fact that a letter was started tells where it went; the letter itself may have gone elsewhere since.
    """
    rows = db.execute(
        "SELECT fact.letter, fact.kind, person_address.key FROM fact JOIN letter ON letter.id = fact.letter"
        " LEFT JOIN fact_words ON fact_words.fact = fact.id"
        " LEFT JOIN person_address ON person_address.written = fact_words.words"
        " WHERE fact.letter IN (SELECT letter FROM fact WHERE kind IN ('bounced', 'refused')) ORDER BY fact.id"
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
