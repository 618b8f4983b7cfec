"""Mail addresses as reports write them: found, cleaned, compared."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Wide on purpose: a report names an address as somebody typed it. At most 64 and 255 characters (RFC 5321 4.5.3.1).
ADDRESS = re.compile(r"(?:\"[^\"\s<>]{1,64}\"|[^\s<>()\[\],;:\"'`|“”„’\\@]{1,64})@[^\s<>()\[\],;:\"'`|“”„’\\@/]{1,255}")
_TYPE = re.compile(r"^\s*[\w-]{2,20}\s*;\s*")
_EDGES = ".'\"*!?=-…"
_HEX = re.compile(r"\\x\{([0-9a-f]{2,6})\}", re.IGNORECASE)  # RFC 6533 3, utf-8-addr-xtext

# RFC 2142 and custom: mailboxes of machines and of their keepers, to whom nobody sends an invitation.
SYSTEM = re.compile(
    r"(?:mail(?:er)?|post|smtp|mta)?[-_.]?(?:daemon|delivery|delivery-?system|deliverysubsystem|gateway)[-_.\d]*"
    r"|post-?master|mail-?admin|mail-?master|maildaemon|mdaemon|no-?reply|do-?not-?reply|bounces?|system|exchange|mail|support|help"
    r"|help-?desk|abuse|admin(?:istrator)?|spam|root|security|contact|service|info-?center|hostmaster|webmaster|noc",
    re.IGNORECASE,
)


def address_of(value: str) -> str:
    """The address in a field (`rfc822; <matti@example.org>`); "" where there is none."""
    value = _TYPE.sub("", value[:2000], count=1)
    found = ADDRESS.search(_HEX.sub(_character, value))
    # Exchange's capsule around an address of its own directory (IMCEAEX-_O=…) is nobody's mail address.
    return "" if found is None or found[0].upper().startswith("IMCEAEX-") else cleaned(found[0])


def _character(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return "" if number > 0x10FFFF or 0xD800 <= number < 0xE000 else chr(number)


def addresses_in(text: str) -> tuple[str, ...]:
    """All addresses in a header or a text, in order, each once."""
    return unique(cleaned(found[0]) for found in ADDRESS.finditer(text))


def cleaned(address: str) -> str:
    """Without marks around it and `mailto`; "" where no address is left."""
    address = address.removeprefix("mailto:").rstrip(_EDGES).lstrip("'*.-").replace("\\", "")
    local, _at, domain = address.rpartition("@")
    return address if local and domain and not domain.startswith(".") else ""


def key(address: str) -> str:
    """By what addresses are compared: case does not count, here, in the local part either."""
    return address.strip("<>\"' ").casefold()


def unique(addresses: Iterable[str]) -> tuple[str, ...]:
    """Each once, the first spelling of each; none that is empty."""
    seen: dict[str, str] = {}
    for address in addresses:
        if address:
            seen.setdefault(key(address), address)
    return tuple(seen.values())


def is_system(address: str) -> bool:
    """Whether an address is a machine's or its keeper's."""
    return bool(SYSTEM.fullmatch(address.rpartition("@")[0].strip('"')))
