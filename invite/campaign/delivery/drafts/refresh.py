"""Looking what has become of letters in doubt and of drafts, in the mailbox and in the outbox:
before letters go, or because somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable

from invite.campaign.delivery.dispatch import mailbox
from invite.campaign.delivery.drafts import outbox_files
from invite.campaign.delivery.proof import GRAPH, Proved, prove, told
from invite.campaign.project import Project
from invite.errors import MustMend
from invite.words import _

Say = Callable[[str], None]


def before_sending(project: Project, say: Say, show: Say | None) -> None:
    """Settle what the last run left in doubt, where the mailbox shows it, and say so.

    show: shows a line to whoever sits there and may sign in again; None: nobody does.
    """
    outbox_files.look(project)
    if project.settings.delivery.courier != GRAPH or project.ledger.server_ids.since(GRAPH) is None:
        return
    opened = mailbox(project, show)
    if opened is not None:
        for line in told(prove(project, opened, say)):
            say(line)


def refresh(project: Project, say: Say, show: Say | None) -> Proved:
    """Settle what the mailbox and the outbox show, and write it into the log. Raises MustMend where
    letters leave by a server, and no mailbox may be read.
    """
    outbox_files.look(project)
    if not project.reaches:
        return Proved()
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
