"""Ledgers for tests: a new one with one person in it, and letters for them."""

from __future__ import annotations

from datetime import UTC, datetime

from made import address

from invite.ledger.ledger import Ledger
from invite.ledger.letters.claims import NewLetter
from invite.ledger.storage.letter_text import KeptText
from invite.lifecycle import State
from invite.people.model import PersonId


def clock() -> datetime:
    return datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


def new_letter(
    ledger: Ledger, to: str = "p1@example.org", number: int = 1, id_: str = "p1"
) -> NewLetter:
    letter = ledger.keys.letter_id(PersonId(id_), "kutsu", number)
    return NewLetter(
        id=letter,
        person=PersonId(id_),
        mailing="kutsu",
        number=number,
        message_id=f"<{letter}@example.org>",
        name="Matti Meikäläinen",
        to=address(to),
        subject="Kutsu",
        text=KeptText("Hei Matti"),
        digest="d",
        frame="f",
    )


def state(ledger: Ledger, id_: str = "p1") -> State | None:
    found = ledger.letters.standings("kutsu").get(PersonId(id_))
    return found.state if found else None
