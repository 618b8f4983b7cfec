"""The mailboxes that drafts lie in, opened as the settings say now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from invite.campaign.project import Project, Say
from invite.delivery.couriers import draft_mailbox
from invite.delivery.drafts.draft_mailbox import GRAPH_DRAFTS, IMAP_DRAFTS, DraftMailbox

MAILBOXES = (GRAPH_DRAFTS, IMAP_DRAFTS)


def used(project: Project) -> tuple[str, ...]:
    """The mailboxes that something lies in, or may, by what facts call them."""
    lying = {one.by for one in project.ledger.drafts.lying()}
    doubts = {one.courier for one in project.ledger.unclear.all()}
    half = {one.by for one in project.ledger.drafts.half_taken_back()}
    there = lying | doubts | half
    return tuple(name for name in MAILBOXES if name in there or _begun(project, name))


def _begun(project: Project, name: str) -> bool:
    """A copy whose laying was given up may lie there still."""
    return project.settings.delivery.courier == "drafts" and project.ledger.letters.begun_by(name)


@contextmanager
def opened(project: Project, name: str, show: Say | None) -> Iterator[DraftMailbox | None]:
    """One of them; None where the settings do not say how to open it. show: shows a line to whoever
    sits there and may sign in again; None: nobody does.

    Raises ServerRefusesUs or MustMend where it cannot be opened.
    """
    settings = project.settings
    box = draft_mailbox(
        settings.delivery, settings.sender.address, name, settings.returns.imap, show
    )
    try:
        yield box
    finally:
        if box is not None:
            box.close()
