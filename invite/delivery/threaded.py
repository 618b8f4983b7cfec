"""Couriers that cannot wait in the loop: each waits in a thread of its own.

Graph is asked by urllib3, which knows the system's proxies and certificates, and IMAP by imaplib;
neither has a twin that waits in a loop. A second client would be a second way to trust a server.
"""

from __future__ import annotations

from typing import Protocol

from invite.access.event_loop import SideThread
from invite.delivery.model import Drafted, Outcome, Parcel


class BlockingCourier(Protocol):
    """As `Courier`, but it waits where it is called; `abort` may come from another thread."""

    @property
    def name(self) -> str:
        """See `Courier`."""

    def open(self) -> None:
        """See `Courier`."""

    def carry(self, parcel: Parcel) -> Outcome | Drafted:
        """See `Courier`."""

    def close(self) -> None:
        """See `Courier`."""

    def abort(self) -> None:
        """See `Courier`."""


class ThreadedCourier:
    """A blocking courier, waited for in the loop."""

    def __init__(self, blocking: BlockingCourier) -> None:
        """blocking: used by nobody else."""
        self.blocking = blocking
        self._thread = SideThread()

    @property
    def name(self) -> str:
        """See `Courier`."""
        return self.blocking.name

    async def open(self) -> None:
        """See `Courier`."""
        await self._thread.call(self.blocking.open)

    async def carry(self, parcel: Parcel) -> Outcome | Drafted:
        """See `Courier`."""
        return await self._thread.call(self.blocking.carry, parcel)

    async def close(self) -> None:
        """See `Courier`."""
        await self._thread.call(self.blocking.close)

    def abort(self) -> None:
        """See `Courier`."""
        self.blocking.abort()
