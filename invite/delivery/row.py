"""Recipients refused one after the other for a policy reason: when it is no longer them, but us."""

from __future__ import annotations

import threading

from invite.delivery.model import Parcel

RUNNING = 3


class PolicyRow:
    """Counts refusals "for a policy reason" (5.7.x at RCPT) since a letter was last accepted, by whatever connection."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._refused: list[Parcel] = []
        self._any_accepted = False

    def accepted(self) -> None:
        """A letter was accepted: the server does take our letters."""
        with self._lock:
            self._refused.clear()
            self._any_accepted = True

    def refused(self, parcel: Parcel) -> bool:
        """One more was refused so. True: it is us.

        Three running are enough while nothing was ever accepted. Later they must not all be of one domain, which may well have
        its own reason to refuse our letters.
        """
        with self._lock:
            self._refused.append(parcel)
            domains = {p.recipient.rpartition("@")[2].casefold() for p in self._refused}
            return len(self._refused) >= RUNNING and (not self._any_accepted or len(domains) > 1)

    def before(self, parcel: Parcel) -> tuple[str, ...]:
        """The Message-IDs of the others that were refused so."""
        with self._lock:
            return tuple(other.message_id for other in self._refused if other is not parcel)
