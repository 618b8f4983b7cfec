"""What is derived from the ledger's one secret: unguessable, and the same whenever it is asked
for.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from itertools import product

from invite.people.model import PersonId

LENGTH = 24  # characters of whatever is derived
# Ten bits as two characters (RFC 4648 6): the library's Base32 goes by as many, in four times the
# time, and each letter has five names derived.
_PAIRS = tuple(map("".join, product("abcdefghijklmnopqrstuvwxyz234567", repeat=2)))


@dataclass(frozen=True, slots=True)
class Keys:
    """Derives names from a secret of 32 random bytes by HMAC-SHA-256 (RFC 2104): 24 characters of
    a-z and 2-7 each.
    """

    secret: bytes = field(repr=False)

    def token(self, person: PersonId) -> str:
        """The person's token for the registration link: 24 characters of a-z and 2-7."""
        return self._derived("token", person)

    def letter_id(self, person: PersonId, mailing: str, number: int) -> str:
        """The letter's id, from which its Message-ID is made: an automatic retry gets the same, a
        resend another.
        """
        return self._derived("letter", f"{mailing}/{person}/{number}")

    def seed(self, what: str) -> str:
        """A stable name that nobody else's ledger comes upon, for what is common to all letters
        (the calendar's UID).
        """
        return self._derived("seed", what)

    def mark(self, kind: str, what: str) -> str:
        """By what somebody who was erased is known again: nobody without the ledger can tell
        whether a guess is right.
        """
        return self._derived(f"do-not-write/{kind}", what)

    @property
    def ledger_id(self) -> str:
        """What the ledger is called where nothing may tell of it: every copy of it has the same."""
        return self._derived("ledger", "")

    def witness(self, letter_id: str) -> str:
        """By what the witness knows a letter: the id itself stands in the letter's Message-ID."""
        return self._derived("witness", letter_id)

    def line(self, looks: str) -> str:
        """By what a line of an export is known again."""
        return self._derived("line", looks)

    def _derived(self, kind: str, what: str) -> str:
        digest = hmac.digest(self.secret, f"{kind}/{what}".encode(), "sha256")
        bits = int.from_bytes(digest[:15])
        return "".join([_PAIRS[bits >> at & 1023] for at in range(110, -10, -10)])
