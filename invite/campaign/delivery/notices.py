"""What is told of a run: what became of each letter, why nothing goes for a while; and whoever may
want it to stop.
"""

from __future__ import annotations

from typing import Literal, Protocol, assert_never

from msgspec import Struct

from invite.delivery.model import Accepted, Deferred, Outcome, Refused, Unclear, Written
from invite.people.model import PersonId
from invite.words import _

Why = Literal["rest", "over", "later", "day", "network", "next run", "look", "backup"]


class Carried(Struct, frozen=True, gc=False):
    """What became of one person's letter. outcome None: not claimed: another sender has it, or they
    are to be left alone.
    """

    person: PersonId
    message_id: str
    outcome: Outcome | None


class Notice(Struct, frozen=True):
    """Why nothing goes before an instant (seconds since 1970).

    rest: the server asked everybody to slow down. over: it did so for longer than patience, the run
    ends. later: only letters are left that it has put off. day: the day's limit is reached, the run
    ends. network: the server is not there. next run: patience was too short for some letters.
    words: the server's.
    """

    why: Why
    until: float
    words: str = ""


class Control(Protocol):
    """Whoever may want a run to stop."""

    def asked(self) -> bool:
        """Whether somebody wants it to stop. Then nothing new is begun, and those letters in hand
        are finished.
        """

    def confirmed(self) -> bool:
        """Whether it is to stop, asked when no letter is in hand any more; no: it goes on."""


class Uncontrolled:
    """Nobody stops it."""

    def asked(self) -> bool:
        """Never."""
        return False

    def confirmed(self) -> bool:
        """Never."""
        return False


def words(outcome: Outcome | None) -> str:
    """What the server said, or where the letter lies."""
    match outcome:
        case None:
            return _("another sender has this letter")
        case Written(path):
            return path
        case Accepted(reply) | Deferred(reply) | Refused(reply) | Unclear(reply):
            return reply
    assert_never(outcome)
