"""Looking into the mailbox that letters leave from: what became of letters in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invite.cli import terminal
from invite.errors import MustMend
from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.delivery.proof import Proved
    from invite.campaign.project import Project


def prove_first(project: Project) -> None:
    """Before letters go: settle what the last run left in doubt, where the mailbox shows it."""
    if project.settings.delivery.courier != "graph":
        return
    from invite.campaign.delivery.dispatch import mailbox
    from invite.campaign.delivery.proof import GRAPH, prove, told

    if project.ledger.server_ids.since(GRAPH) is None:
        return
    opened = mailbox(project, terminal.show_line())
    if opened is not None:
        for line in told(prove(project, opened, terminal.say)):
            terminal.say(line)


def prove_now(project: Project) -> Proved:
    """Look, because somebody has asked to. Raises MustMend where the mailbox cannot be read."""
    from invite.campaign.delivery.dispatch import mailbox
    from invite.campaign.delivery.proof import prove

    if project.settings.delivery.courier != "graph":
        raise MustMend(
            _('Only a mailbox at Microsoft 365 can be looked into (courier = "graph").'),
            hint=_("Look into the Sent folder yourself, then: invite settle WHO"),
        )
    opened = mailbox(project, terminal.show_line())
    if opened is None:
        raise MustMend(
            _("The sign-in may send, but not read the mailbox (Mail.ReadWrite is not granted)."),
            hint=_("`invite ask-it` asks IT for it; until then look into Sent Items yourself."),
        )
    return prove(project, opened, terminal.say)
