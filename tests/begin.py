"""Begins and ends single letters in tests as `send` does: prepared, claimed by a sender, told of by
a sender.
"""

from __future__ import annotations

from invite.ledger.ledger import Ledger
from invite.ledger.letters.claims import NewLetter
from invite.ledger.letters.sender_session import SenderSession
from invite.ledger.letters.turns import Asked, Ending, Turn
from invite.lifecycle import Fact


def take(
    session: SenderSession[NewLetter], waiting: list[NewLetter], ending: Ending | None = None
) -> Turn[NewLetter]:
    """The next turn of a sender with one connection. waiting: what could go; what is begun, or is
    another's, leaves it.
    """
    answer = session.round([Asked(ending, next=True)], tuple(waiting), lambda one: one)
    waiting[:] = answer.left
    return answer.turns[0]


def tell(session: SenderSession[NewLetter], ending: Ending) -> None:
    """Only write down what became of a letter."""
    session.round([Asked(ending)], (), lambda one: one)


def begin(ledger: Ledger, letter: NewLetter) -> bool:
    """Whether a sender could claim the letter. It is gone afterwards, so that the letter is
    unclear, as after a crash.
    """
    waiting = [letter]
    with ledger.sender(courier="smtp", pace=0.0, daily=None) as session:
        session.prepare(waiting, lambda one: one)
        return take(session, waiting).draft is not None


def end(ledger: Ledger, letter: NewLetter, fact: Fact, words: str = "") -> None:
    """Write down what became of a letter that was begun. words: the server's."""
    (id_,) = [
        one.id
        for one in ledger.letters.letters_of(letter.person)
        if one.message_id == letter.message_id
    ]
    with ledger.sender(courier="smtp", pace=0.0, daily=None) as session:
        tell(session, Ending(id_, fact, words))
