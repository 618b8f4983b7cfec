"""Signing in (RFC 4954): PLAIN, LOGIN or XOAUTH2, with nothing of it left behind anywhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from invite.delivery.model import Delivery
from invite.delivery.smtp.connection import Wire
from invite.delivery.smtp.phases import Phase
from invite.delivery.smtp.replies import SmtpReply
from invite.delivery.smtp.status_codes import judged
from invite.errors import MustMend, ServerRefusesUs
from invite.words import _


class Hidden(bytes):
    """Bytes that no traceback, log or debugger shows by accident: passwords, and the lines they
    stand in.
    """

    def __repr__(self) -> str:
        """No word of what it is."""
        return "<hidden>"

    __str__ = __repr__


Secret = Callable[[], Awaitable[Hidden]]


async def sign_in(
    wire: Wire,
    extensions: Mapping[str, str],
    delivery: Delivery,
    secret: Secret | None,
    renew: Secret | None = None,
) -> None:
    """Sign in as the settings say; nothing to do where they say none.

    secret: gives the password, or the access token where `auth` is "microsoft"; called once for
    each connection. renew: gives another token, once, where the first was refused: it may have
    been revoked before its time. Raises ServerRefusesUs when the server offers no way that we know,
    SaidNo when it says no.
    """
    if delivery.auth == "none":
        return
    if secret is None:
        raise MustMend(
            _("There is no password for {username} at {host}.").format(
                username=delivery.username, host=delivery.host
            ),
            hint=_("Give it once with `invite login`."),
        )
    offered = extensions.get("AUTH", "").upper().split()
    wanted = ("PLAIN", "LOGIN") if delivery.auth == "password" else ("XOAUTH2",)
    way = next((name for name in wanted if name in offered), None)
    if way is None:
        raise _no_way(delivery, offered)
    user, given = delivery.username.encode(), await secret()
    reply = await _WAYS[way](wire, user, given)
    if reply.code == 535 and renew is not None:
        other = await renew()
        reply = await _WAYS[way](wire, user, other) if other != given else reply
    judged(Phase.AUTH, reply)


async def _plain(wire: Wire, user: bytes, password: Hidden) -> SmtpReply:
    """RFC 4616, with the initial response in the first line."""
    answer = Hidden(b64encode(b"\0%b\0%b" % (user, password)))
    return await _ask(wire, Hidden(b"AUTH PLAIN " + answer), answer, password)


async def _login(wire: Wire, user: bytes, password: Hidden) -> SmtpReply:
    """draft-murchison-sasl-login: user name and password, each asked for."""
    reply = await _ask(wire, b"AUTH LOGIN")
    for answer in (Hidden(b64encode(user)), Hidden(b64encode(password))):
        if reply.code != 334:
            break
        reply = await _ask(wire, answer, answer, password)
    return reply


async def _xoauth2(wire: Wire, user: bytes, token: Hidden) -> SmtpReply:
    """Microsoft's bearer token; a no comes as 334 and JSON, and wants an empty line
    before it is said aloud.
    """
    answer = Hidden(b64encode(b"user=%b\x01auth=Bearer %b\x01\x01" % (user, token)))
    reply = await _ask(wire, Hidden(b"AUTH XOAUTH2 " + answer), answer, token)
    return await _ask(wire, b"", answer, token) if reply.code == 334 else reply


_WAYS: Mapping[str, Callable[[Wire, bytes, Hidden], Awaitable[SmtpReply]]] = {
    "PLAIN": _plain,
    "LOGIN": _login,
    "XOAUTH2": _xoauth2,
}


async def _ask(wire: Wire, line: bytes, *hidden: Hidden) -> SmtpReply:
    """Write one line and read its reply; some servers repeat the line they did not understand, so
    that is taken out.
    """
    await wire.write(Hidden(line + b"\r\n"), Phase.AUTH)
    reply = await wire.read(Phase.AUTH)
    words = reply.words
    for text in hidden:
        words = words.replace(text.decode("utf-8", "replace"), "…") if text else words
    return reply if words == reply.words else replace(reply, words=words, lines=())


def _no_way(delivery: Delivery, offered: list[str]) -> ServerRefusesUs:
    """The error for a server whose ways to sign in are not ours."""
    if not offered:
        return ServerRefusesUs(
            _("The mail server {host} offers no sign-in here.").format(host=delivery.host),
            hint=_(
                'If it needs none, set `auth = "none"` in invite.toml; otherwise ask IT for the'
                " right `host` and `port`."
            ),
        )
    return ServerRefusesUs(
        _("The mail server {host} takes no password from programs; it offers: {ways}.").format(
            host=delivery.host, ways=", ".join(offered)[:200]
        ),
        hint=_("Ask IT how a program may send letters as {username}.").format(
            username=delivery.username
        ),
    )
