"""Begins and ends single letters in tests as `send` does: prepared, claimed by a sender, told of by
a sender.
"""

from __future__ import annotations

from dataclasses import dataclass

from invite.ledger.ledger import Ledger
from invite.ledger.letters.claims import NewLetter
from invite.ledger.letters.turns import Ending
from invite.lifecycle import Fact


@dataclass(frozen=True, slots=True)
class Carries:
    """What carries a letter."""

    letter: NewLetter


def begin(ledger: Ledger, letter: NewLetter) -> bool:
    """Whether a sender could claim the letter. It is gone afterwards, so that the letter is
    unclear, as after a crash.
    """
    waiting = [Carries(letter)]
    with ledger.sender(courier="smtp", pace=0.0, daily=None) as turns:
        turns.prepare(waiting, lambda one: one.letter)
        turn = turns.take(
            None, lambda _now: waiting.pop() if waiting else None, lambda one: one.letter
        )
        return turn.draft is not None


def end(ledger: Ledger, letter: NewLetter, fact: Fact, words: str = "") -> None:
    """Write down what became of a letter that was begun. words: the server's."""
    (id_,) = [
        one.id
        for one in ledger.letters.letters_of(letter.person)
        if one.message_id == letter.message_id
    ]
    with ledger.sender(courier="smtp", pace=0.0, daily=None) as turns:
        turns.end(Ending(id_, fact, words))
