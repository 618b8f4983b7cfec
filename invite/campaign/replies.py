"""What everybody answered to the invitation, from exports and marks together."""

from __future__ import annotations

from collections.abc import Mapping

from invite.campaign.project import Project
from invite.mailing.reply import Heard, settled
from invite.people.model import PersonId


def replies(project: Project) -> Mapping[PersonId, Heard]:
    """The answer that counts, of everybody who has given one; see `mailing.reply.settled`."""
    lines, marks = project.ledger.registrations.heard(), project.ledger.marks.all()
    counted = ((person, settled(lines.get(person, ()), marks.get(person))) for person in dict.fromkeys((*lines, *marks)))
    return {person: heard for person, heard in counted if heard}
