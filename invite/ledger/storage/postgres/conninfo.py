"""How to reach the PostgreSQL that a URL names: checked, so that nothing is said to a stranger."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable, Mapping

from msgspec import Struct

from invite.errors import MustMend
from invite.words import _

LOWEST = "verify-full"  # below it, whoever stands between could be the server (libpq-ssl)
CONNECT_WITHIN = 10  # seconds
# A server that is gone without a word is noticed in half a minute (libpq, in seconds).
KEEPALIVES = {
    "keepalives": "1",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "4",
}
# These would let somebody else decide where a connection goes, unseen by the check below.
ELSEWHERE = ("service", "servicefile")


def _no_password(_host: str, _user: str) -> str | None:
    return None


class PostgresPlace(Struct, frozen=True, kw_only=True):
    """A ledger in PostgreSQL. url: without a password. password: looks one up, where the server
    asks for one and libpq has none; in: the host, the user.
    """

    url: str
    password: Callable[[str, str], str | None] = _no_password

    def __str__(self) -> str:
        """The URL without its options."""
        return self.url.partition("?")[0]

    def exists(self) -> bool:
        """Whether it is there, only the server knows."""
        return True


def parameters(said: Mapping[str, str]) -> dict[str, str]:
    """What psycopg connects with. said: what the URL says, part by part. Raises MustMend for one
    that holds a password, or would speak to a computer that has not proved who it is.
    """
    given = dict(said)
    if "password" in given:
        raise MustMend(
            _("The URL of the ledger holds a password, which does not belong in the settings."),
            hint=_("Remove it from the URL, then give it once with: invite login --ledger"),
        )
    if any(key in given for key in ELSEWHERE) or os.environ.get("PGSERVICE"):
        raise MustMend(
            _("The URL of the ledger names a service but no server."),
            hint=_('Write it like this: "postgresql://USER@HOST/DATABASE"'),
        )
    if not _local(given):
        mode = given.setdefault("sslmode", LOWEST)
        if mode != LOWEST:
            raise MustMend(
                _("sslmode={mode} does not make sure whose server it is.").format(mode=mode),
                hint=_(
                    "Write sslmode=verify-full, and sslrootcert=system or the file of your"
                    " database's authority: {url}"
                ).format(url="postgresql://USER@HOST/DATABASE?sslmode=verify-full"),
            )
    given.setdefault("connect_timeout", str(CONNECT_WITHIN))
    return {**given, **KEEPALIVES, "application_name": "invite", "client_encoding": "utf8"}


def _local(given: Mapping[str, str]) -> bool:
    """Whether it is this computer, by every host that is named: a socket, or a loopback address."""
    hosts = given.get("hostaddr") or given.get("host")
    hosts = hosts or os.environ.get("PGHOSTADDR") or os.environ.get("PGHOST") or ""
    return all(_loopback(host) for host in hosts.split(","))


def _loopback(host: str) -> bool:
    if host in ("", "localhost") or host.startswith(("/", "@")):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
