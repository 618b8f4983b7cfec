"""What a mailbox shows of drafts, whatever way it is asked."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from invite.access.mail_account import MailItem

# How facts name the couriers that lay drafts.
GRAPH_DRAFTS, IMAP_DRAFTS = "drafts-graph", "drafts-imap"
IN_DRAFTS = "drafts"  # the folder of a mail that lies where drafts are laid


class DraftMailbox(Protocol):
    """A mailbox that is looked into. Each method raises ServerRefusesUs where it cannot be."""

    @property
    def name(self) -> str:
        """The courier whose drafts lie in it."""

    @property
    def sweeps(self) -> bool:
        """Whether a draft may turn up late whose laying was given up, so that copies are ours.
        Where not, a copy is somebody's who is just editing it.
        """

    def drafts(self, since: datetime) -> tuple[MailItem, ...]:
        """What was laid into Drafts since then, by whomever."""

    def sent(self, since: datetime) -> tuple[MailItem, ...]:
        """What has come among what was sent."""

    def item(self, id_: str) -> MailItem | None:
        """A mail, wherever it lies; None where it is gone. Its folder is IN_DRAFTS if it lies
        there.
        """

    def digest(self, id_: str) -> str:
        """Of what a mail says, as `mark_of` keeps it; nothing where it is gone."""

    def text(self, id_: str) -> str:
        """What a mail says."""

    def discard(self, id_: str) -> bool:
        """Put a draft away; whether it was there."""

    def pause(self, seconds: float) -> None:
        """Wait."""

    def close(self) -> None:
        """Let go of it."""


def mark_of(change_key: str, digest: str) -> str:
    """By what a draft is known to be as we left it: the mailbox's own mark of its last change, and
    a digest of what it says, as the mark changes for less, too.
    """
    return f"{change_key} {digest}"


def is_as_left(box: DraftMailbox, item: MailItem, mark: str) -> bool:
    """Whether a draft is as we left it. mark: as it was kept then."""
    change_key, _space, digest = mark.partition(" ")
    if change_key and item.change_key == change_key:
        return True
    return bool(digest) and box.digest(item.id) == digest
