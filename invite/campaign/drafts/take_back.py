"""Drafts that are taken back before their letter goes another way, so that nobody gets it twice."""

from __future__ import annotations

from collections.abc import Iterable

from invite.campaign.project import Project, sweep
from invite.ledger.letters.draft_letters import OUTBOX, DraftLetter
from invite.lifecycle import DraftFound
from invite.plan import Send


def lying(project: Project, sends: Iterable[Send]) -> tuple[DraftLetter, ...]:
    """The drafts of these letters that lie as we left them, as far as is known."""
    ids = {send.message_id for send in sends} - {None}
    if not ids:
        return ()
    return tuple(
        one
        for one in project.ledger.drafts.lying()
        if one.message_id in ids and one.found is DraftFound.LIES
    )


def take_back(project: Project, sends: Iterable[Send]) -> None:
    """Take back the drafts of letters that are about to go. The outbox writes over its own.

    First it is written down that they did not go, then they are put away: whatever stops this in
    the middle, the letter is ready, and its draft is put away by the next command.
    """
    courier = project.settings.delivery.courier
    files = [one for one in lying(project, sends) if one.by == OUTBOX and courier != OUTBOX]
    if project.ledger.drafts.put_away(files, by=OUTBOX):
        sweep(project.settings.folder, project.ledger)
