"""Letters refused one after the other for a reason that may be us: when it is no longer them."""

from __future__ import annotations

import threading

RUNNING = 3


class PolicyRow:
    """Counts refusals that may be about us (a policy at RCPT, any no after the dot) since a letter
    was last accepted, by whatever connection.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._refused: dict[str, str] = {}  # Message-ID → domain
        self._accepting: set[str] = set()  # domains that a letter was accepted for

    def accepted(self, recipient: str) -> None:
        """A letter was accepted: the server does take our letters."""
        with self._lock:
            self._refused.clear()
            self._accepting.add(_domain(recipient))

    def refused(self, message_id: str, recipient: str) -> bool:
        """One more was refused so. True: it is us.

        Three running are enough while nothing was ever accepted. Later they must not all be of one
        domain that has taken none of our letters: it may well have its own reason.
        """
        with self._lock:
            self._refused[message_id] = _domain(recipient)
            domains = set(self._refused.values())
            theirs = len(domains) == 1 and self._accepting and not domains & self._accepting
            return len(self._refused) >= RUNNING and not theirs

    def running(self) -> tuple[str, ...]:
        """The Message-IDs of those that were refused so."""
        with self._lock:
            return tuple(self._refused)


def _domain(recipient: str) -> str:
    return recipient.rpartition("@")[2].casefold()
