"""Values with a form of their own: times, zones, paces; addresses, links, servers, the ledger."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from invite.settings.values import Unfit, of_text, spelled
from invite.words import _

FINNISH_DATE = re.compile(
    r"(?P<d>\d{1,2})\.\s*(?P<m>\d{1,2})\.\s*(?P<y>\d{4})"
    r"(?:,?\s*(?:klo|kl\.?|at)?\s*(?P<h>\d{1,2})(?:[.:](?P<min>\d\d))?)?",
    re.IGNORECASE,
)
UNITS: Mapping[str, float] = {
    **dict.fromkeys(("s", "sec", "second"), 1.0),
    **dict.fromkeys(("min", "m", "minute"), 60.0),
    **dict.fromkeys(("h", "hour"), 3600.0),
    **dict.fromkeys(("d", "day"), 86400.0),
}
LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
ADDRESS = re.compile(rf"{LOCAL}(\.{LOCAL})*@(?P<domain>\S+)")
DOMAIN = re.compile(
    r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.IGNORECASE
)

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
LOOPBACK = ("localhost", "::1", "[::1]")


def loopback(host: str) -> bool:
    """Whether a host is this computer itself (RFC 6761, 5735)."""
    return host.casefold() in LOOPBACK or (
        host.startswith("127.") and host.replace(".", "").isdigit()
    )


def moment(raw: object) -> datetime | Unfit:
    """A local date and time, without an offset: the settings name the time zone."""
    if isinstance(raw, str):
        raw = _read_iso(raw) or raw
    if isinstance(raw, datetime):
        if raw.tzinfo is None:
            return raw
        local = raw.replace(tzinfo=None).isoformat()
        return Unfit(
            _("This time has an offset from UTC."),
            _("Write only the local time, {local}; `timezone` says where that is.").format(
                local=local
            ),
        )
    if isinstance(raw, date):
        return Unfit(
            _("The time of day is missing."),
            _("Write {iso}").format(iso=f"{raw.isoformat()}T13:00:00"),
        )
    return Unfit(
        _("{value} is not a date and time.").format(value=spelled(raw)),
        iso_hint(raw, "2027-02-11T13:00:00"),
    )


def day(raw: object) -> date | Unfit:
    """A date."""
    if isinstance(raw, str):
        raw = _read_iso(raw) or raw
    if isinstance(raw, datetime):
        return Unfit(
            _("This must be a date without a time of day."),
            _("Write {iso}").format(iso=raw.date().isoformat()),
        )
    if isinstance(raw, date):
        return raw
    return Unfit(
        _("{value} is not a date.").format(value=spelled(raw)), iso_hint(raw, "2027-01-29")
    )


def _read_iso(written: str) -> date | None:
    """A date, or a date and time, as ISO 8601 spells it; None for anything else."""
    if not re.match(r"\d{4}-\d\d-\d\d", written.strip()):
        return None
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(written.strip())
    except ValueError:
        return None


def iso_hint(raw: object, example: str) -> str:
    """How to write a date that was written as Finns write it; else how dates are written."""
    found = FINNISH_DATE.search(raw) if isinstance(raw, str) else None
    when = found and finnish_moment(found)
    if found and not when:
        return _("There is no such day or time. Write it like this: {example}").format(
            example=example
        )
    iso = when and (when.isoformat() if "T" in example else when.date().isoformat())
    return (
        _("Write {iso}").format(iso=iso)
        if iso
        else _("Write it like this: {example}").format(example=example)
    )


def finnish_moment(found: re.Match[str]) -> datetime | None:
    """What FINNISH_DATE matched, at 13.00 where no time is said; None: there is no such day."""
    try:
        return datetime.fromisoformat(
            f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}"
            f"T{int(found['h'] or 13):02}:{found['min'] or '00'}:00"
        )
    except ValueError:
        return None


@of_text
def zone(value: str) -> str | Unfit:
    """The name of a time zone that this machine knows (IANA)."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):  # unknown; not a name at all; a folder of names
        return Unfit(
            _("There is no time zone called {value}.").format(value=spelled(value)),
            _('Write it as "Europe/Helsinki".'),
        )
    return value


def span(raw: object) -> float | Unfit:
    """A length of time, in seconds: "90s", "30min", "2h", "1d"."""
    found = (
        re.fullmatch(r"(\d{1,6})\s*([a-z]+?)s?", raw.strip().casefold())
        if isinstance(raw, str)
        else None
    )
    if found and found[2] in UNITS:
        return int(found[1]) * UNITS[found[2]]
    return Unfit(
        _("{value} is not a length of time.").format(value=spelled(raw)),
        _('Write the number with its unit, in quotes: "90s", "30min" or "2h".'),
    )


def pace(raw: object) -> float | Unfit:
    """How fast letters may leave, as the shortest time between two, in seconds: "30/min" is 2.0."""
    found = (
        re.fullmatch(r"(\d{1,7})\s*/\s*([a-z]+)", raw.strip().casefold())
        if isinstance(raw, str)
        else None
    )
    if found and found[2] in UNITS and int(found[1]):
        return UNITS[found[2]] / int(found[1])
    return Unfit(
        _("{value} is not a pace.").format(value=spelled(raw)),
        _('Write letters per time, in quotes: "30/min", "5/s" or "1000/h".'),
    )


@of_text
def address(value: str) -> str | Unfit:
    """An e-mail address, its domain in ASCII (RFC 5321, 5890).

    Only the form is checked, lightly: it is the coordinator's own.
    """
    found = ADDRESS.fullmatch(value)
    domain = found and _ascii_domain(found["domain"])
    if not found or not domain:
        return Unfit(
            _("{value} is not an e-mail address.").format(value=spelled(value)),
            _('Write only the address: "kutsut@example.org"'),
        )
    return value[: found.start("domain")] + domain


def _ascii_domain(domain: str) -> str | None:
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    return domain if DOMAIN.fullmatch(domain) else None


@of_text
def link(value: str) -> str | Unfit:
    """A web address; `{token}` is the only thing that may stand in braces."""
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
            _("{value} is not a web address.").format(value=spelled(value)),
            _('Write all of it: "{link}"').format(link=whole),
        )
    if re.search(r"[{}]", value.replace("{token}", "")) or re.search(r"{{token}|{token}}", value):
        return Unfit(
            _("In braces, a link may hold only {{token}}.").format(),
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
            _("Only a server on this computer may take Microsoft's place, by https."),
            _("Leave the line out to sign in to Microsoft itself."),
        )
    return value.rstrip("/")


@of_text
def tenant(value: str) -> str | Unfit:
    """An organisation at Microsoft: a GUID or a domain."""
    if GUID.fullmatch(value) or DOMAIN.fullmatch(value):
        return value
    return Unfit(
        _("{value} is no organisation at Microsoft.").format(value=spelled(value)),
        _('Write the id or domain that IT gives: "example.onmicrosoft.com"'),
    )


@of_text
def client_id(value: str) -> str | Unfit:
    """A registered app: a GUID."""
    if GUID.fullmatch(value):
        return value
    return Unfit(
        _("{value} is not the id of a registered app.").format(value=spelled(value)),
        _(
            'Write the "Application (client) ID" that IT gives: 32 digits and letters, with'
            " hyphens."
        ),
    )


@of_text
def host(value: str) -> str | Unfit:
    """The name or number of a mail server, without scheme and port."""
    bare = re.sub(r"^\w+://", "", value).split("/")[0]
    if re.fullmatch(r"[\w.-]+:\d+", bare):
        name, port = bare.rsplit(":", 1)
        return Unfit(
            _("The port has a key of its own."),
            _('Write host = "{host}" and port = {port}').format(host=name, port=port),
        )
    if bare == value and re.fullmatch(r"[\w.-]+|\[?[0-9a-fA-F:]+\]?", value):
        return value.strip("[]")
    return Unfit(
        _("{value} is not the name of a server.").format(value=spelled(value)),
        _('Write only its name: "smtp.example.org"'),
    )


@of_text
def ledger_url(value: str) -> str | Unfit:
    """Where the ledger is: `sqlite:PATH` or `postgresql://USER@HOST/DATABASE`."""
    if re.match(r"postgres(ql)?(\+\w+)?:", value):
        rest = re.sub(r"^postgres(ql)?(\+\w+)?:/*", "", value)
        if re.match(r"[^/?@]*:[^/?@]*@", rest) or re.search(r"[?&]password=", rest):
            return Unfit(
                _("The URL holds a password, which does not belong in the settings."),
                _("Remove it, then give it once with: invite login --ledger"),
            )
        if re.match(r"postgres(ql)?://", value):
            return value
        return Unfit(
            _("{value} is not a URL of PostgreSQL.").format(value=spelled(value)),
            _('Write "postgresql://{rest}"').format(rest=rest),
        )
    if re.fullmatch(r"sqlite:[^/].*|sqlite:/[^/].*", value):
        return value
    file = re.sub(r"^[a-z]+:/*", "", value) or "invite.db"
    return Unfit(
        _("{value} does not say what kind of ledger it is.").format(value=spelled(value)),
        _('Write "sqlite:{file}"').format(file=file),
    )
