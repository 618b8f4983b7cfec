"""What has come of the invitation so far, and how old what we know of it is."""

from __future__ import annotations

from msgspec import Struct

from invite.campaign.project import Project
from invite.campaign.status.eligibility import Waves
from invite.lifecycle import State
from invite.mailing.reply import COMING, Reply
from invite.summary import Summary


class Day(Struct, frozen=True, kw_only=True):
    """What has come of the invitation. invited is registered, declined, silent and came_back
    together.

    number: 1 on the day when the first letter went. attended: of the registered, those who were
    there. came_back: of these nothing was heard. uninvited: registered, though no invitation has
    gone to them; in none of the others. export_days: how many days old the newest export of
    registrations is; None: there was none.
    """

    number: int
    invited: int
    registered: int
    declined: int
    attended: int
    silent: int
    came_back: int
    uninvited: int
    export_days: int | None


def day(project: Project, first: Summary, waves: Waves) -> Day | None:
    """Where the first mailing has come to; None where no letter of it has gone. first: its lines;
    waves: what is known of everybody.
    """
    began, bounced = project.ledger.journal.first_and_bounced(first.mailing)
    if began is None:
        return None
    # Who was erased is none of the people any more, and has no line.
    known = {line.person.id for line in first.lines}
    standings = waves.standings(project.settings.mailings[0])
    holding = {id_ for id_, one in standings.items() if one.state is State.SENT and id_ in known}
    back = bounced - holding
    heard = {
        person: one.reply
        for person, one in waves.replies.items()
        if (person in holding or person in back) and one.reply is not Reply.UNCLEAR
    }
    coming = sum(reply in COMING for reply in heard.values())
    exports = project.ledger.registrations.exports()
    newest = max((export.made for export in exports), default=None)
    return Day(
        number=(project.now().date() - project.local(began).date()).days + 1,
        invited=len(holding) + len(back),
        registered=coming,
        declined=len(heard) - coming,
        attended=sum(reply is Reply.ATTENDED for reply in heard.values()),
        silent=len(holding - heard.keys()),
        came_back=len(back - heard.keys()),
        uninvited=sum(
            line.answer in COMING and line.person.id not in heard for line in first.lines
        ),
        export_days=(project.now() - newest).days if newest else None,
    )
