"""Drafts that are taken back before their letter goes another way, so that nobody gets it twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from invite.campaign.delivery.drafts.mailboxes import MAILBOXES, opened
from invite.campaign.project import Project, Say, sweep
from invite.delivery.drafts.draft_mailbox import IN_DRAFTS, DraftMailbox, is_as_left
from invite.errors import InviteError
from invite.ledger.draft_letters import OUTBOX, DraftLetter
from invite.ledger.letters.facts import MAILBOX
from invite.lifecycle import DraftFound
from invite.people.model import PersonId
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


def take_back(project: Project, sends: Iterable[Send], show: Say | None) -> None:
    """Take back the drafts of letters that are about to go. The outbox writes over its own.

    First it is written down that they did not go, then they are put away: whatever stops this in
    the middle, the letter is ready, and its draft is put away by the next command. show: as for
    `mailboxes.opened`. Raises what that raises.
    """
    drafts = lying(project, sends)
    if project.settings.delivery.courier != OUTBOX:
        files = [one for one in drafts if one.by == OUTBOX]
        if project.ledger.drafts.put_away(files, by=OUTBOX):
            sweep(project.settings.folder, project.ledger)
    _in_mailboxes(project, drafts, show)


def take_back_of(
    project: Project, people: Sequence[PersonId], show: Say | None = None
) -> tuple[int, tuple[str, ...]]:
    """Take back what lies in a mailbox for people who get no letters any more; how many, and the
    names of those whose draft stays: it was edited, or the mailbox cannot be opened.
    """
    drafts = [
        one for one in project.ledger.drafts.lying() if one.by in MAILBOXES and one.person in people
    ]
    try:
        done = _in_mailboxes(project, drafts, show)
    except InviteError:
        done = frozenset()
    return len(done), tuple(one.name for one in drafts if one.letter not in done)


def _in_mailboxes(
    project: Project, drafts: Sequence[DraftLetter], show: Say | None
) -> frozenset[str]:
    """The ids of the letters whose draft was put away: as we left it, where it was put."""
    done: set[str] = set()
    for name in MAILBOXES:
        theirs = [one for one in drafts if one.by == name]
        if not theirs:
            continue
        with opened(project, name, show) as box:
            if box is not None:
                as_left = filter(_as_left_in(box), theirs)
                for one in project.ledger.drafts.put_away(as_left, by=MAILBOX):
                    box.discard(one.draft)
                    project.ledger.drafts.discarded(one.letter)
                    done.add(one.letter)
    return frozenset(done)


def _as_left_in(box: DraftMailbox) -> Callable[[DraftLetter], bool]:
    def as_left(one: DraftLetter) -> bool:
        item = box.item(one.draft) if one.draft else None
        there = item is not None and item.is_draft and item.folder == IN_DRAFTS
        return item is not None and there and is_as_left(box, item, one.mark)

    return as_left
