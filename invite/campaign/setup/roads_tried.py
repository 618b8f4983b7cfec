"""Tries what the settings say already, so that IT is asked only for what is lacking."""

from __future__ import annotations

from msgspec import Struct

from invite.campaign.delivery.account import granted
from invite.campaign.project import Project
from invite.delivery.couriers import check
from invite.errors import InviteError
from invite.words import _


class Tried(Struct, frozen=True, kw_only=True):
    """One thing that was tried. works: whether it does. words: what it comes to, or why not."""

    what: str
    works: bool
    words: str


def try_all(project: Project) -> tuple[Tried, ...]:
    """What works with the settings as they are; nothing where they write files only."""
    delivery, sender = project.settings.delivery, project.settings.sender.address
    if delivery.courier == "outbox":
        return ()
    host = delivery.imap.host if delivery.imap else delivery.host
    what = (
        _("sending from Microsoft 365 as {sender}")
        if delivery.at_graph
        else _("sending by {host} as {sender}")
    ).format(host=host, sender=sender)
    try:
        check(delivery, sender=sender)
    except InviteError as error:
        return (Tried(what=what, works=False, words=error.what),)
    tried = [Tried(what=what, works=True, words=_("works"))]
    if delivery.courier == "graph":
        proof = granted(project)
        tried.append(
            Tried(
                what=_("seeing in the mailbox what became of each letter"),
                works=proof,
                words=_("works") if proof else _("Mail.ReadWrite is not granted"),
            )
        )
    return tuple(tried)
