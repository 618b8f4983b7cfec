"""Recipients refused one after the other for a policy reason: when it is no longer them, but us."""

from __future__ import annotations

from invite.delivery.model import Parcel

RUNNING = 3


class PolicyRow:
    """Counts refusals "for a policy reason" (5.7.x at RCPT) since a letter was last accepted."""

    def __init__(self) -> None:
        self._refused: list[Parcel] = []
        self._any_accepted = False

    def accepted(self) -> None:
        """A letter was accepted: the server does take our letters."""
        self._refused.clear()
        self._any_accepted = True

    def refused(self, parcel: Parcel) -> bool:
        """One more was refused so. True: it is us.

        Three running are enough while nothing was ever accepted. Later they must not all be of one domain, which may well have
        its own reason to refuse our letters.
        """
        self._refused.append(parcel)
        domains = {p.recipient.rpartition("@")[2].casefold() for p in self._refused}
        return len(self._refused) >= RUNNING and (not self._any_accepted or len(domains) > 1)

    def earlier(self) -> tuple[str, ...]:
        """The Message-IDs of those refused before the last one."""
        return tuple(parcel.message_id for parcel in self._refused[:-1])
