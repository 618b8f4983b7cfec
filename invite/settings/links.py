"""Values that name a place on the net: addresses, links, the ledger."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from invite.settings.values import Unfit, spelled, text
from invite.words import _

LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
ADDRESS = re.compile(rf"{LOCAL}(\.{LOCAL})*@(?P<domain>\S+)")
DOMAIN = re.compile(
    r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.IGNORECASE
)

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
LOOPBACK = ("localhost", "::1", "[::1]")


def address(raw: object) -> str | Unfit:
    """An e-mail address, its domain in ASCII (RFC 5321, 5890). Only the form is checked, lightly:
    it is the coordinator's own.
    """
    value = text(raw)
    if isinstance(value, Unfit):
        return value
    found = ADDRESS.fullmatch(value)
    domain = found and _ascii_domain(found["domain"])
    if not found or not domain:
        return Unfit(
            _("{value} is not an e-mail address.").format(value=spelled(raw)),
            _('Write the bare address: "kutsut@example.org"'),
        )
    return value[: found.start("domain")] + domain


def _ascii_domain(domain: str) -> str | None:
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    return domain if DOMAIN.fullmatch(domain) else None


def link(raw: object) -> str | Unfit:
    """A web address; `{token}` is the only thing that may stand in braces."""
    value = text(raw)
    if isinstance(value, Unfit):
        return value
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        parts, host = None, None
    if (
        not parts
        or parts.scheme not in {"http", "https"}
        or not host
        or re.search(r"[\s<>\"]", value)
    ):
        whole = (
            f"https://{value}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", value) else "https://…"
        )
        return Unfit(
            _("{value} is not a web address.").format(value=spelled(raw)),
            _('Write all of it: "{link}"').format(link=whole),
        )
    if re.search(r"[{}]", value.replace("{token}", "")) or re.search(r"{{token}|{token}}", value):
        return Unfit(
            _("Of what may stand in braces, only {{token}} is known in a link.").format(),
            _("Write {token}, in small letters, with one brace on each side and no spaces."),
        )
    return value


def plain_link(raw: object) -> str | Unfit:
    """A web address that is the same for everyone."""
    value = link(raw)
    if not isinstance(value, Unfit) and "{token}" in value:
        return Unfit(
            _("This link is the same for everyone: it cannot hold {token}."),
            _("Leave {token} out."),
        )
    return value


def own_server(raw: object) -> str | Unfit:
    """A place on this computer, by https: whatever signs in there holds real tokens."""
    value = plain_link(raw)
    if isinstance(value, Unfit):
        return value
    parts = urlsplit(value)
    if parts.scheme != "https" or not loopback(parts.hostname or ""):
        return Unfit(
            _("Only a server on this computer may stand in Microsoft's place, by https."),
            _("Leave the line out, to sign in to Microsoft itself."),
        )
    return value.rstrip("/")


def tenant(raw: object) -> str | Unfit:
    """An organisation at Microsoft: a GUID or a domain."""
    value = text(raw)
    if isinstance(value, Unfit):
        return value
    if GUID.fullmatch(value) or DOMAIN.fullmatch(value):
        return value
    return Unfit(
        _("{value} is no organisation at Microsoft.").format(value=spelled(raw)),
        _('Write its id or its domain, as IT gives it: "example.onmicrosoft.com"'),
    )


def client_id(raw: object) -> str | Unfit:
    """A registered app: a GUID."""
    value = text(raw)
    if isinstance(value, Unfit) or GUID.fullmatch(value):
        return value
    return Unfit(
        _("{value} is not the id of a registered app.").format(value=spelled(raw)),
        _(
            'Write the "Application (client) ID" that IT gives: 32 digits and letters, with hyphens.'
        ),
    )


def loopback(host: str) -> bool:
    """Whether a host is this computer itself (RFC 6761, 5735)."""
    return host.casefold() in LOOPBACK or (
        host.startswith("127.") and host.replace(".", "").isdigit()
    )


def host(raw: object) -> str | Unfit:
    """The name or number of a mail server, without scheme and port."""
    value = text(raw)
    if isinstance(value, Unfit):
        return value
    bare = re.sub(r"^\w+://", "", value).split("/")[0]
    if re.fullmatch(r"[\w.-]+:\d+", bare):
        name, port = bare.rsplit(":", 1)
        return Unfit(
            _("The port stands in a key of its own."),
            _('Write host = "{host}" and port = {port}').format(host=name, port=port),
        )
    if bare == value and re.fullmatch(r"[\w.-]+|\[?[0-9a-fA-F:]+\]?", value):
        return value.strip("[]")
    return Unfit(
        _("{value} is not the name of a server.").format(value=spelled(raw)),
        _('Write its name alone: "smtp.example.org"'),
    )


def ledger_url(raw: object) -> str | Unfit:
    """Where the ledger is: `sqlite:PATH`. PostgreSQL is the design's, not this version's."""
    value = text(raw)
    if isinstance(value, Unfit):
        return value
    if re.match(r"postgres(ql)?(\+\w+)?:", value):
        return Unfit(
            _("A ledger in PostgreSQL is not in this version."),
            _('Write "sqlite:invite.db", or leave `url` out.'),
        )
    if re.fullmatch(r"sqlite:[^/].*|sqlite:/[^/].*", value):
        return value
    file = re.sub(r"^[a-z]+:/*", "", value) or "invite.db"
    return Unfit(
        _("{value} does not say what kind of ledger it is.").format(value=spelled(raw)),
        _('Write "sqlite:{file}"').format(file=file),
    )
