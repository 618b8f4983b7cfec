"""Mail addresses as reports write them: found, cleaned, compared."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable

# Wide on purpose: a report names an address as somebody typed it. At most 64 and 255 characters
# (RFC 5321 4.5.3.1).
ADDRESS = re.compile(
    r"(?:\"[^\"\s<>]{1,64}\"|[^\s<>()\[\],;:\"'`|“”„’\\@]{1,64})@[^\s<>()\[\],;:\"'`"
    r"|“”„’\\@/]{1,255}"
)
_TYPE = re.compile(r"^\s*[\w-]{2,20}\s*;\s*")
_PREFIX = re.compile(
    r"^(?:mailto:|(?:\S*[;:])?smtp[=:]|rfc-?822[=;])", re.IGNORECASE
)  # X.400: `dda:SMTP=matti@example.org`
_EDGES = ".'\"*!?=-…"
_HEX = re.compile(r"\\x\{([0-9a-f]{2,6})\}", re.IGNORECASE)  # RFC 6533 3, utf-8-addr-xtext

# Mailboxes of mail systems (RFC 2142: postmaster, abuse), to whom nobody sends an invitation.
_MACHINE = re.compile(
    r"(?:mail|mailer|post|smtp|mta|mail-?system)?[-_.]?(?:daemon|delivery|delivery-?system"
    r"|deliverysubsystem|gateway)[-_.\d]*"
    r"|post[-_.]?master|mail-?(?:admin|master|daemon|router|robot)|mdaemon|no-?reply|do-?not-?reply"
    r"|bounces?|abuse|mailer",
    re.IGNORECASE,
)


def address_of(value: str) -> str:
    """The address in a field (`rfc822; <matti@example.org>`); "" where there is none."""
    value = _TYPE.sub("", value[:2000], count=1)
    found = ADDRESS.search(_HEX.sub(_character, value))
    # Exchange's capsule around an address of its own directory (IMCEAEX-_O=…) is nobody's mail
    # address.
    return "" if found is None or found[0].upper().startswith("IMCEAEX-") else cleaned(found[0])


def _character(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return "" if number > 0x10FFFF or 0xD800 <= number < 0xE000 else chr(number)


def addresses_in(text: str) -> tuple[str, ...]:
    """All addresses in a header or a text, in order, each once."""
    return unique(cleaned(found[0]) for found in ADDRESS.finditer(text))


def cleaned(address: str) -> str:
    """Without marks around it and `mailto`; "" where no address is left."""
    address = _PREFIX.sub("", address).lstrip("'*.-").replace("\\", "")
    local, _at, domain = address.rpartition("@")
    domain = domain.partition("..")[0].rstrip(
        _EDGES
    )  # Sendmail: `matti@example.org... User unknown`
    return f"{local}@{domain}" if local and domain and not domain.startswith(".") else ""


def key(address: str) -> str:
    """By what addresses are compared: case does not count, here, in the local part either, and the
    domain is in ASCII (RFC 5890), as `Address.key` has it.
    """
    local, at, domain = address.strip("<>\"' ").casefold().rpartition("@")
    if not domain.isascii():
        with contextlib.suppress(UnicodeError):
            domain = domain.encode("idna").decode("ascii")
    return f"{local}{at}{domain}"


def unique(addresses: Iterable[str]) -> tuple[str, ...]:
    """Each once, the first spelling of each; none that is empty."""
    seen: dict[str, str] = {}
    for address in addresses:
        if address:
            seen.setdefault(key(address), address)
    return tuple(seen.values())


def is_machine(address: str) -> bool:
    """Whether an address is a mail system's own or its keeper's."""
    return bool(_MACHINE.fullmatch(address.rpartition("@")[0].strip('"')))
