"""Errors about us: what the server's "no" to the sender, the sign-in or the quota means, and what
to ask of whom.
"""

from __future__ import annotations

from invite.delivery.model import Delivery
from invite.delivery.smtp.phases import Phase
from invite.delivery.smtp.provider_advice import advice_for, known_advice
from invite.delivery.smtp.replies import SmtpReply
from invite.errors import ServerRefusesUs
from invite.words import _


class ServerUnreachable(ServerRefusesUs):
    """There is no server to talk to: no network, a wrong name, or it hangs up before we are signed
    in. The letter did not go.

    no_network: whether it may well be our own network that is gone, as after sleep, and not the
    server.
    """

    def __init__(self, what: str, *, hint: str, no_network: bool = False) -> None:
        super().__init__(what, hint=hint)
        self.no_network = no_network


class RefusedInARow(ServerRefusesUs):
    """Three letters running were refused for a reason that may be us: it is us.

    earlier: the Message-IDs of the letters before this one that were reported as refused for it;
    they may be reopened.
    """

    def __init__(self, what: str, *, hint: str, earlier: tuple[str, ...]) -> None:
        super().__init__(what, hint=hint)
        self.earlier = earlier


def refusal(phase: Phase, reply: SmtpReply, delivery: Delivery, sender: str) -> ServerRefusesUs:
    """The error for a no to us: what it means, the server's words, what to do. sender: the address
    that letters are from.
    """
    what, hint = advice_for(
        phase,
        reply,
        as_itself=sender.casefold() in ("", delivery.username.casefold()),
        by_token=delivery.auth == "microsoft",
    )
    return ServerRefusesUs(
        _("{what} It says: {reply}").format(what=_fill(what, delivery, sender), reply=reply),
        hint=_fill(hint, delivery, sender),
    )


def in_a_row(
    reply: SmtpReply | str, delivery: Delivery, sender: str, earlier: tuple[str, ...]
) -> RefusedInARow:
    """The error for the third letter running that is refused for a reason that may be us. reply: a
    mail server's, or Graph's words.
    """
    known = known_advice(reply) if isinstance(reply, SmtpReply) else None
    hint = _(
        "Nobody was marked as failed. Show the server's answer to IT: may {username} send to other"
        " organisations from this computer, and what in the letters is refused?"
    ).format(username=delivery.username or _("this computer"))
    return RefusedInARow(
        _(
            "The mail server {host} refuses one letter after another, so it is us that it"
            " refuses. It says: {reply}"
        ).format(host=delivery.host, reply=reply),
        hint=_fill(known[1], delivery, sender) if known else hint,
        earlier=earlier,
    )


def unreachable(
    phase: Phase, why: str, delivery: Delivery, *, no_network: bool = False
) -> ServerUnreachable:
    """The error for a server that cannot be talked to."""
    what = (
        _("The mail server {host}:{port} cannot be reached: {why}.")
        if phase is Phase.CONNECT
        else _("The mail server {host}:{port} breaks off before it takes letters ({phase}): {why}.")
    )
    return ServerUnreachable(
        what.format(host=delivery.host, port=delivery.port, phase=phase, why=why.rstrip(".")),
        hint=_(
            "Check the network, and `host`, `port` and `security` in invite.toml"
            ' (port 587 needs "starttls", 465 "tls").'
        ),
        no_network=no_network,
    )


def _fill(sentence: str, delivery: Delivery, sender: str) -> str:
    """A sentence of the tables, translated, with the names in it."""
    return _(sentence).format(
        host=delivery.host, username=delivery.username, sender=sender or delivery.username
    )
