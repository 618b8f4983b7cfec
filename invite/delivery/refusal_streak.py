"""Recipients refused one after the other for a policy reason: when it is no longer them, but us."""

from __future__ import annotations

import threading

RUNNING = 3


class PolicyRow:
    """Counts refusals "for a policy reason" (5.7.x at RCPT) since a letter was last accepted, by
    whatever connection.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._refused: dict[str, str] = {}  # Message-ID → domain
        self._any_accepted = False

    def accepted(self) -> None:
        """A letter was accepted: the server does take our letters."""
        with self._lock:
            self._refused.clear()
            self._any_accepted = True

    def refused(self, message_id: str, recipient: str) -> bool:
        """One more was refused so. True: it is us.

        Three running are enough while nothing was ever accepted. Later they must not all be of one
        domain, which may well have its own reason to refuse our letters.
        """
        with self._lock:
            self._refused[message_id] = recipient.rpartition("@")[2].casefold()
            domains = set(self._refused.values())
            return len(self._refused) >= RUNNING and (not self._any_accepted or len(domains) > 1)

    def running(self) -> tuple[str, ...]:
        """The Message-IDs of those that were refused so."""
        with self._lock:
            return tuple(self._refused)
