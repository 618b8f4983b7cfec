"""What everybody answered to the invitation, from exports and marks together."""

from __future__ import annotations

from collections.abc import Mapping

from invite.campaign.project import Project
from invite.mailing import Mailing
from invite.mailing.audience import Word, words
from invite.mailing.reply import Heard, settled
from invite.people.model import PersonId

Replies = Mapping[PersonId, Heard]


def replies(project: Project) -> Replies:
    """The answer that counts, of everybody who has given one: of the lines of all exports and the
    mark made by hand, as `mailing.reply.settled` weighs them. Who has given none is not there.
    """
    lines, marks = project.ledger.registrations.heard(), project.ledger.marks.all()
    counted = (
        (person, settled(lines.get(person, ()), marks.get(person)))
        for person in dict.fromkeys((*lines, *marks))
    )
    return {person: heard for person, heard in counted if heard}


def stale(project: Project, mailing: Mailing) -> int | None:
    """For a mailing that reminds: how many days old the newest export is, in whole days; 0 where
    none was ever read; None where all is well.

    Who has registered since then is reminded all the same, which the coordinator had better know
    before the yes. Where no export was ever read but people were marked by hand, the marks are what
    the coordinator goes by, and all is well. The warning never stands in the way of a send.
    """
    if Word.NO_ANSWER not in words(mailing.audience):
        return None
    newest = max((export.made for export in project.ledger.registrations.exports()), default=None)
    if newest is None:
        return None if project.ledger.marks.all() else 0
    return (project.now() - newest).days or None
