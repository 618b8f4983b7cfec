"""From nothing to a server that is ready for letters: connect, greeting, EHLO, TLS, sign-in."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from invite.access.tls import make_context
from invite.delivery.model import Delivery
from invite.delivery.refusal_streak import PolicyRow
from invite.delivery.smtp.auth import Hidden, Secret, sign_in
from invite.delivery.smtp.connection import Lost, Wire
from invite.delivery.smtp.phases import Phase
from invite.delivery.smtp.status_codes import SaidNo, expect
from invite.delivery.smtp.tls import not_good_enough
from invite.delivery.threaded import SideThread
from invite.errors import MustMend, ServerRefusesUs
from invite.words import _, system_words

# Of `socket.getaddrinfo`: family, kind, protocol, canonical name, address.
_Address = tuple[int, int, int, str, tuple[Any, ...]]


class Common:
    """Shared by all connections of a process to one server."""

    def __init__(
        self,
        delivery: Delivery,
        secret: Callable[[], str] | None = None,
        context: ssl.SSLContext | None = None,
        renew: Callable[[], str] | None = None,
    ) -> None:
        """secret: gives the password (or token) whenever a connection signs in. context: made when
        needed if not handed in. renew: gives another token than the one that was refused.
        """
        self.delivery = delivery
        self.row = PolicyRow()
        self.one_by_one = False  # the server offers PIPELINING, but cannot do it
        self.tls_session: ssl.SSLSession | None = (
            None  # the newest, which the next connection goes on with
        )
        self._context = context
        # One call at a time: a keyring, or a sign-in that has ended, may ask whoever sits there.
        self._aside = SideThread()
        self.secret = self._awaited(secret)
        self.renew = self._awaited(renew)

    def _awaited(self, look: Callable[[], str] | None) -> Secret | None:
        return None if look is None else lambda: self._aside.call(lambda: Hidden(look().encode()))

    def context(self) -> ssl.SSLContext:
        """The context for TLS, made at its first use. Raises MustMend for a `ca_file` that cannot
        be read.
        """
        if self._context is None:
            self._context = make_context(self.delivery.ca_file)
        return self._context


@dataclass(slots=True)
class Session:
    """A connection on which letters can be handed over. extensions: EHLO's keywords, in capitals,
    with their parameters.

    dirty: whether a transaction was begun and not ended, so that RSET must come first. begun:
    letters begun on it.
    """

    wire: Wire
    extensions: Mapping[str, str]
    dirty: bool = False
    begun: int = 0


async def open_session(
    common: Common, limits: Mapping[Phase, float], our_name: str | None
) -> Session:
    """Connect and do all that comes before the first letter.

    our_name: what we call ourselves in EHLO; None: our address on the connection (RFC 5321 4.1.4),
    which tells no computer's name and asks no DNS. Raises Lost, SaidNo, ServerRefusesUs or
    MustMend; the connection is then closed.
    """
    delivery = common.delivery
    wire = await _connect(delivery, limits)
    try:
        _insist_on_tls(wire, delivery)
        name = our_name or _literal(wire.local_address)
        if delivery.security == "tls":
            await _secure(wire, common)
        await expect(wire, Phase.GREETING)
        extensions = await _greet(wire, name)
        if delivery.security == "starttls":
            await _start_tls(wire, extensions, common)
            extensions = await _greet(
                wire, name
            )  # what was said in plain text counts for nothing (RFC 3207 4.2)
        await sign_in(wire, extensions, delivery, common.secret, common.renew)
    except BaseException:
        wire.close()
        raise
    return Session(wire, extensions)


async def unless_broken_off(opening: asyncio.Future[Session]) -> Session | None:
    """The connection that is opened; None where somebody cancels the opening, and not us."""
    try:
        return await opening
    except asyncio.CancelledError:
        ours = asyncio.current_task()
        if ours is not None and ours.cancelling():
            raise
        return None


async def shown_certificate(delivery: Delivery, limits: Mapping[Phase, float]) -> bytes:
    """The certificate that the server shows, trusted or not (DER), for a human to look at; nothing
    where none is shown. Nothing is said on that connection but what comes before TLS.
    """
    anybody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anybody.check_hostname = False
    anybody.verify_mode = ssl.CERT_NONE
    try:
        wire = await _connect(delivery, limits)
    except Lost:
        return b""
    try:
        if delivery.security == "starttls":
            await expect(wire, Phase.GREETING)
            await _greet(wire, _literal(wire.local_address))
            await wire.write(b"STARTTLS\r\n", Phase.STARTTLS)
            await expect(wire, Phase.STARTTLS)
        await wire.start_tls(anybody, delivery.host.rstrip("."))
    except (Lost, SaidNo, ssl.SSLError):
        return b""
    else:
        return (wire.under_tls and wire.under_tls.getpeercert(binary_form=True)) or b""
    finally:
        wire.close()


def _insist_on_tls(wire: Wire, delivery: Delivery) -> None:
    """Plain text only within this computer."""
    if delivery.security == "none" and not _is_loopback(wire.peer_address):
        raise MustMend(
            _(
                '`security = "none"` is only for a mail server on this computer; {host} is not.'
            ).format(host=delivery.host),
            hint=_('Set `security = "starttls"` (port 587) or `"tls"` (port 465) in invite.toml.'),
        )


async def _connect(delivery: Delivery, limits: Mapping[Phase, float]) -> Wire:
    """A connection to the server, whichever of its addresses answers."""
    limit = limits[Phase.CONNECT]
    try:
        async with asyncio.timeout(limit):
            # in a thread of its own: it may hang for longer than the next one may
            addresses = await SideThread().call(
                socket.getaddrinfo, delivery.host, delivery.port, type=socket.SOCK_STREAM
            )
        return await _first_to_answer(addresses, limits)
    except TimeoutError as error:
        why = _("no answer within {n} seconds").format(n=f"{limit:g}")
        raise Lost(Phase.CONNECT, why, no_network=True) from error
    except socket.gaierror as error:
        raise Lost(
            Phase.CONNECT, _("there is no computer of that name"), no_network=True
        ) from error
    except ConnectionRefusedError as error:
        raise Lost(Phase.CONNECT, system_words(error)) from error
    except (
        OSError,
        ValueError,
        OverflowError,
    ) as error:  # a name that is none is a UnicodeError, a port beyond 65535 an OverflowError
        why = system_words(error)
        raise Lost(Phase.CONNECT, why, no_network=isinstance(error, OSError)) from error


async def _first_to_answer(addresses: Sequence[_Address], limits: Mapping[Phase, float]) -> Wire:
    """A connection to one of the addresses, each with the whole limit. Raises the OSError of the
    last one, as `socket.create_connection` does.
    """
    lost: OSError = OSError(_("there is no computer of that name"))
    for family, kind, protocol, _name, address in addresses:
        with ExitStack() as opened:
            try:
                sock = opened.enter_context(socket.socket(family, kind, protocol))
                sock.setblocking(False)
                async with asyncio.timeout(limits[Phase.CONNECT]):
                    await asyncio.get_running_loop().sock_connect(sock, address)
                wire = Wire(sock, limits)
            except OSError as error:
                lost = error
            else:
                opened.pop_all()
                return wire
    raise lost


async def _greet(wire: Wire, name: str) -> Mapping[str, str]:
    """EHLO and what the server offers; HELO, and nothing offered, where EHLO is not known (RFC 5321
    3.2).
    """
    await wire.write(f"EHLO {name}\r\n".encode("ascii"), Phase.EHLO)
    try:
        reply = await expect(wire, Phase.EHLO)
    except SaidNo as no:
        if no.reply.code not in (500, 501, 502, 504):
            raise
        await wire.write(f"HELO {name}\r\n".encode("ascii"), Phase.EHLO)
        await expect(wire, Phase.EHLO)
        return {}
    offered: dict[str, str] = {}
    for line in reply.lines[1:]:
        keyword, _space, parameters = (
            line.strip().replace("AUTH=", "AUTH ", 1).partition(" ")
        )  # "AUTH=": servers before RFC 2554
        offered[keyword.upper()] = f"{offered.get(keyword.upper(), '')} {parameters}".strip()
    return offered


async def _start_tls(wire: Wire, extensions: Mapping[str, str], common: Common) -> None:
    """STARTTLS, which must be offered and must be answered by nothing but its own reply."""
    delivery = common.delivery
    if "STARTTLS" not in extensions:
        raise ServerRefusesUs(
            _(
                "The mail server {host} offers no TLS, or somebody on the way hides it; without TLS"
                " nothing is sent."
            ).format(host=delivery.host),
            hint=_(
                "Check `host` and `port` in invite.toml; port 465 needs `security ="
                ' "tls"`. On a public network, try another one.'
            ),
        )
    await wire.write(b"STARTTLS\r\n", Phase.STARTTLS)
    await expect(wire, Phase.STARTTLS)
    if (
        wire.unread()
    ):  # CVE-2011-0411: words put in before TLS would later pass for the server's own
        raise ServerRefusesUs(
            _(
                "Somebody between this computer and the mail server {host} added"
                " words before TLS began."
            ).format(host=delivery.host),
            hint=_("Nothing was sent. Try another network, and tell IT."),
        )
    await _secure(wire, common)


async def _secure(wire: Wire, common: Common) -> None:
    """Go on under TLS, with the server's certificate and name verified."""
    try:
        await wire.start_tls(common.context(), common.delivery.host.rstrip("."), common.tls_session)
    except (ssl.SSLError, ssl.CertificateError) as error:
        raise not_good_enough(error, common.delivery) from error


def _is_loopback(address: str) -> bool:
    """Whether the address is this computer's own."""
    parsed = ipaddress.ip_address(address)
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return (mapped or parsed).is_loopback


def _literal(address: str) -> str:
    """An address as RFC 5321 4.1.3 writes it in EHLO."""
    bare = address.partition("%")[0]  # without the zone of a link-local address
    return f"[IPv6:{bare}]" if ":" in bare else f"[{bare}]"
