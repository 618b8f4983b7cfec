"""Looking what has become of letters in doubt and of drafts, in the mailbox and in the outbox:
before letters go, or because somebody asks.
"""

from __future__ import annotations

from msgspec import Struct, field

from invite.campaign.delivery import proof
from invite.campaign.delivery.carriers import mailbox
from invite.campaign.delivery.drafts import mailbox_look, outbox_files
from invite.campaign.delivery.drafts.mailbox_look import LookedAt
from invite.campaign.delivery.drafts.mailboxes import opened, used
from invite.campaign.delivery.older_copy import learn, learned
from invite.campaign.delivery.proof import GRAPH, Proved, prove
from invite.campaign.project import Project, Say
from invite.errors import MustMend
from invite.lifecycle import DraftFound
from invite.words import _


class Refreshed(Struct, frozen=True, kw_only=True):
    """What was seen. proved: of letters in doubt; drafts: in each mailbox that drafts lie in."""

    proved: Proved = field(default_factory=Proved)
    drafts: tuple[LookedAt, ...] = ()


def told(seen: Refreshed) -> tuple[str, ...]:
    """What was seen, in words, a line each."""
    drafts = (line for one in seen.drafts for line in mailbox_look.told(one))
    return (*proof.told(seen.proved), *drafts)


def before_sending(project: Project, say: Say, show: Say | None) -> None:
    """Settle what the last run left in doubt, and what has become of drafts, where the mailbox
    shows it, and say so.

    show: shows a line to whoever sits there and may sign in again; None: nobody does.
    """
    drafts = look_at_drafts(project, say, show)
    proved = Proved()
    if (
        project.settings.delivery.courier == GRAPH
        and project.ledger.server_ids.since(GRAPH) is not None
        and (box := mailbox(project, show)) is not None
    ):
        if words := learned(learn(project, box)):
            say(words)
        proved = prove(project, box, say)
    for line in told(Refreshed(proved=proved, drafts=drafts)):
        say(line)


def refresh(project: Project, say: Say, show: Say | None) -> Refreshed:
    """Settle what the mailbox and the outbox show, and write it into the log. Raises MustMend where
    letters leave by a server, and no mailbox may be read.
    """
    drafts = look_at_drafts(project, say, show)
    if went := sum(len(one.went) for one in drafts):
        project.ledger.log(f"drafts: {went} sent")
    if not project.reaches or (drafts and project.settings.delivery.courier != GRAPH):
        return Refreshed(drafts=drafts)
    if project.settings.delivery.courier != GRAPH:
        raise MustMend(
            _('Only a mailbox in Microsoft 365 can be checked (courier = "graph").'),
            hint=_("Look in the Sent folder yourself, then: invite settle WHO"),
        )
    box = mailbox(project, show)
    if box is None:
        raise MustMend(
            _("The sign-in may send, but not read the mailbox (Mail.ReadWrite is not granted)."),
            hint=_("`invite ask-it` asks IT for it; until then look in Sent Items yourself."),
        )
    proved = prove(project, box, say)
    if proved.went or proved.did_not:
        project.ledger.log(f"mailbox: {len(proved.went)} sent, {len(proved.did_not)} not sent")
    return Refreshed(proved=proved, drafts=drafts)


def look_at_drafts(project: Project, say: Say, show: Say | None) -> tuple[LookedAt, ...]:
    """Look at all drafts, wherever they lie. Where a mailbox cannot be opened with the settings as
    they are, nobody knows whether its drafts have left.
    """
    outbox_files.look(project)
    seen = []
    for name in used(project):
        with opened(project, name, show) as box:
            if box is not None:
                seen.append(mailbox_look.look(project, box, say))
                continue
        drafts = project.ledger.drafts
        unseen = [one for one in drafts.lying() if one.by == name]
        drafts.keep_found((one, DraftFound.UNSEEN) for one in unseen)
    return tuple(seen)
