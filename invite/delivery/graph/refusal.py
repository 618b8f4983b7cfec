"""Graph's noes to us, and its silence: what they mean, and what to ask of whom."""

from __future__ import annotations

from collections.abc import Mapping

from invite.access.exchange import HttpAnswer, NoAnswer
from invite.access.graph import MOST, GraphNo, Mailbox, words_of
from invite.delivery.smtp.errors import ServerUnreachable
from invite.errors import MustMend, ServerRefusesUs
from invite.words import N_, _, decimal

_NOBODY = N_("Nobody was marked as failed. Show Microsoft's answer to IT, then run it again.")
_ASK = N_("Ask IT for {what} on {sender}: `invite ask-it` writes the letter.")
_FULL = N_('"Full Access" and "Send As"')
_AS = N_('"Send As"')

_WHAT: Mapping[GraphNo, str] = {
    GraphNo.SIGN_IN: N_("Microsoft does not accept the sign-in any more."),
    GraphNo.DENIED: N_("Microsoft does not let this account use the mailbox {sender}."),
    GraphNo.SENDER: N_("This account may not send letters as {sender}."),
    GraphNo.NO_MAILBOX: N_(
        "Microsoft Graph has no mailbox {sender}, or it is not in Microsoft 365."
    ),
    GraphNo.TOO_LARGE: N_("The letter is too large for Microsoft Graph."),
    GraphNo.LIMIT: N_("Microsoft 365 takes no more letters from {sender} for now."),
}
_HINT: Mapping[GraphNo, str] = {
    GraphNo.SIGN_IN: N_("Sign in again: `invite login`. Nobody was marked as failed."),
    GraphNo.NO_MAILBOX: N_(
        "Check `[sender] address` in invite.toml. A mailbox on your own"
        " server sends through IT's relay: `invite ask-it`."
    ),
    GraphNo.TOO_LARGE: N_(
        "Make the attachments or the logo smaller, or put a link in their place."
    ),
    GraphNo.LIMIT: N_("Wait 24 hours and run the command again; it continues where it stopped."),
}


def refusal(meaning: GraphNo, answer: HttpAnswer, mailbox: Mailbox, sender: str) -> ServerRefusesUs:
    """The error for a no to us: what it means, Graph's words, what to do. Nobody is marked."""
    what = _(_WHAT.get(meaning, N_("Microsoft Graph does not take our letters.")))
    if meaning in (GraphNo.DENIED, GraphNo.SENDER):
        rights = _FULL if mailbox.address and meaning is GraphNo.DENIED else _AS
        hint = _(_ASK).format(what=_(rights), sender=sender)
    else:
        hint = _(_HINT.get(meaning, _NOBODY))
    return ServerRefusesUs(
        _("{what} It says: {reply}").format(
            what=what.format(sender=sender), reply=words_of(answer)
        ),
        hint=hint,
    )


def unreachable(lost: NoAnswer) -> ServerUnreachable:
    """The error for a Graph that cannot be asked; nothing was sent."""
    if lost.untrusted:
        return ServerUnreachable(
            _("Microsoft Graph cannot be trusted here: {why}.").format(why=lost.why),
            hint=_(
                "Nothing was sent. If your organisation has certificates of its own, ask IT for "
                "the file and name it in `ca_file`."
            ),
        )
    return ServerUnreachable(
        _("Microsoft Graph cannot be reached: {why}.").format(why=lost.why.rstrip(".")),
        hint=_("Check the network, then run the command again."),
        no_network=lost.no_network,
    )


def too_large(size: int) -> MustMend:
    """The error for a letter that Graph would not take. size: of the letter, in bytes."""
    return MustMend(
        _("A letter of {size} MB is too large for Microsoft Graph, which takes {most} MB.").format(
            size=decimal(size / 1e6), most=f"{MOST / 1e6:.0f}"
        ),
        hint=_("Make the attachments or the logo smaller, or put a link in their place."),
    )
