"""Asks the DNS, by dnspython (the extra `dns`)."""

from __future__ import annotations

from typing import Literal

from invite.access.extras import missing
from invite.errors import MustMend
from invite.words import _

try:
    import dns.exception
    import dns.resolver
except ImportError:  # an extra
    dns = None  # type: ignore[assignment]  # looked at before it is used

Kind = Literal["MX", "TXT", "A", "AAAA", "CNAME"]
SECONDS = 5.0  # for one question, over all name servers


class DnsSilent(Exception):
    """The DNS gave no answer: no network, no name server, or one that fails."""


class NameServer:
    """The name servers that the computer uses, or one that is named."""

    def __init__(self, address: str | None = None, port: int = 53) -> None:
        """address: of a name server. Raises DnsSilent where the computer knows none, MustMend where
        the library is missing.
        """
        if dns is None:
            raise _missing()
        try:
            self._resolver = dns.resolver.Resolver(configure=address is None)
        except dns.exception.DNSException as error:
            raise DnsSilent(str(error)) from error
        if address is not None:
            self._resolver.nameservers, self._resolver.port = [address], port
        self._resolver.lifetime = SECONDS

    def __call__(self, name: str, kind: Kind) -> tuple[str, ...] | None:
        """The records, as they are written in a zone: `10 mail.example.org.`; a text record as one
        string. None: there is no such name (NXDOMAIN); empty: it has no record of that kind.

        Raises DnsSilent for no answer.
        """
        try:
            answer = self._resolver.resolve(f"{name}.", kind, raise_on_no_answer=False)
        except dns.resolver.NXDOMAIN:
            return None
        except (dns.exception.DNSException, OSError, ValueError) as error:
            raise DnsSilent(str(error) or type(error).__name__) from error
        if answer.rrset is None:
            return ()
        if kind == "TXT":
            # RFC 7208 3.3: the strings of one record are joined without a space.
            return tuple(b"".join(one.strings).decode("utf-8", "replace") for one in answer.rrset)
        return tuple(one.to_text() for one in answer.rrset)


def _missing() -> MustMend:
    what = _("To ask the DNS, these libraries are missing: {names}.")
    return missing(what.format(names="dnspython"), "dnspython")
