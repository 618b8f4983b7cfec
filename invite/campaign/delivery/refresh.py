"""Looking into the mailbox that letters leave from: before letters go, or because somebody asks."""

from __future__ import annotations

from collections.abc import Callable

from invite.campaign.delivery.dispatch import mailbox
from invite.campaign.delivery.proof import GRAPH, Proved, prove, told
from invite.campaign.project import Project
from invite.errors import MustMend
from invite.words import _

Say = Callable[[str], None]


def before_sending(project: Project, say: Say, show: Say | None) -> None:
    """Settle what the last run left in doubt, where the mailbox shows it, and say so.

    show: shows a line to whoever sits there and may sign in again; None: nobody does.
    """
    if project.settings.delivery.courier != GRAPH or project.ledger.server_ids.since(GRAPH) is None:
        return
    opened = mailbox(project, show)
    if opened is not None:
        for line in told(prove(project, opened, say)):
            say(line)


def refresh(project: Project, say: Say, show: Say | None) -> Proved:
    """Settle what the mailbox shows, and write it into the log. Raises MustMend where there is no
    mailbox that may be read.
    """
    if project.settings.delivery.courier != GRAPH:
        raise MustMend(
            _('Only a mailbox in Microsoft 365 can be checked (courier = "graph").'),
            hint=_("Look in the Sent folder yourself, then: invite settle WHO"),
        )
    opened = mailbox(project, show)
    if opened is None:
        raise MustMend(
            _("The sign-in may send, but not read the mailbox (Mail.ReadWrite is not granted)."),
            hint=_("`invite ask-it` asks IT for it; until then look in Sent Items yourself."),
        )
    proved = prove(project, opened, say)
    if proved.went or proved.did_not:
        project.ledger.log(f"mailbox: {len(proved.went)} sent, {len(proved.did_not)} not sent")
    return proved
