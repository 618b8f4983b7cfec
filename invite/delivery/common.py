"""What the connections of one run share: TLS, the password, what was learnt of the server, refusals that are about us."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable

from invite.delivery.model import Delivery
from invite.delivery.row import PolicyRow
from invite.delivery.tls import make_context


class Common:
    """Shared by all connections of a process to one server; its parts may be used by several threads at once."""

    def __init__(
        self, delivery: Delivery, secret: Callable[[], str] | None = None, context: ssl.SSLContext | None = None
    ) -> None:
        """secret: gives the password (or token) whenever a connection signs in. context: made when needed if not handed in."""
        self.delivery = delivery
        self.row = PolicyRow()
        self.one_by_one = False  # the server offers PIPELINING, but cannot do it
        self.tls_session: ssl.SSLSession | None = None  # the newest, which the next connection goes on with
        self._secret = secret
        self._context = context
        self._lock = threading.Lock()

    @property
    def secret(self) -> Callable[[], str] | None:
        """Gives the password, to one connection at a time: a keyring may ask whoever sits there."""
        return None if self._secret is None else self._look

    def _look(self) -> str:
        assert self._secret is not None
        with self._lock:
            return self._secret()

    def context(self) -> ssl.SSLContext:
        """The context for TLS, made at its first use. Raises MustMend for a `ca_file` that cannot be read."""
        with self._lock:
            if self._context is None:
                self._context = make_context(self.delivery.ca_file)
            return self._context
