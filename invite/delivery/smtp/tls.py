"""Words for a certificate or a protocol that is not good enough."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from types import MappingProxyType

from invite.delivery.model import Delivery
from invite.delivery.smtp.provider_advice import N_
from invite.errors import ServerRefusesUs
from invite.words import _

# OpenSSL's numbers (x509_vfy.h), the same since 1.1.
_FLAWS: Mapping[int, str] = MappingProxyType(
    {
        9: N_("its certificate is not valid yet; is the clock of this computer right?"),
        10: N_("its certificate has expired; is the clock of this computer right?"),
        18: N_("its certificate is signed by itself"),
        19: N_("its certificate comes from an authority that this computer does not know"),
        20: N_("its certificate comes from an authority that this computer does not know"),
        21: N_("its certificate comes from an authority that this computer does not know"),
        23: N_("its certificate has been revoked"),
        24: N_("its certificate comes from an authority that may issue none"),
        26: N_("its certificate was not made for servers"),
        62: N_("its certificate is for another name, or names none in subjectAltName"),
        64: N_("its certificate is for another address"),
        66: N_("the key of its certificate is too weak"),
        67: N_("the key of its authority is too weak"),
        68: N_("the signature of its certificate is too weak"),
    }
)


SELF_SIGNED = 18


class ServerUntrusted(ServerRefusesUs):
    """The server's certificate is not good enough. code: OpenSSL's number of what is wrong."""

    def __init__(self, what: str, *, hint: str, code: int) -> None:
        super().__init__(what, hint=hint)
        self.code = code


def not_good_enough(error: ssl.SSLError, delivery: Delivery) -> ServerRefusesUs:
    """The error for a server that we cannot talk to in confidence. Nothing was sent, no password
    either.
    """
    if isinstance(error, ssl.SSLCertVerificationError):
        flaw = _FLAWS.get(error.verify_code)
        return ServerUntrusted(
            _("The mail server {host} cannot be trusted: {why}.").format(
                host=delivery.host, why=_(flaw) if flaw else error.verify_message.rstrip(".")
            ),
            hint=_(
                "Nothing was sent. Check `host` in invite.toml; if your organisation has"
                " certificates of its own, ask IT for the file and name it in `ca_file`."
            ),
            code=error.verify_code,
        )
    other = "starttls" if delivery.security == "tls" else "tls"
    return ServerRefusesUs(
        _("The mail server {host} and this program found no common TLS: {why}.").format(
            host=delivery.host, why=(error.reason or str(error)).replace("_", " ").lower()
        ),
        hint=_(
            "Nothing was sent. Perhaps `security` and `port` do not match: try `security ="
            ' "{other}"`.'
        ).format(other=other),
    )
