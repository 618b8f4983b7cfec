"""The courier that lays letters into Drafts by IMAP, and what the mailbox shows of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from invite.access.exchange import NoAnswer
from invite.access.imap.draft_folders import ImapDrafts, digest_of, text_of
from invite.access.mail_account import ImapAccount, MailItem
from invite.delivery.drafts.draft_mailbox import IMAP_DRAFTS, IN_DRAFTS, mark_of
from invite.delivery.model import Outcome, Parcel, Unclear, Written
from invite.words import _


class ImapDraftsCourier:
    """Lays letters into the Drafts of one mailbox; nothing is sent."""

    name = IMAP_DRAFTS

    def __init__(self, account: ImapAccount, secret: Callable[[], str]) -> None:
        """secret: the password or the token."""
        self._account, self._secret = account, secret
        self._folders: ImapDrafts | None = None

    def open(self) -> None:
        """Sign in, and find the folders. Raises as `carry` does."""
        self._folders = ImapDrafts(self._account, self._secret)

    def carry(self, parcel: Parcel) -> Outcome:
        """Lay one letter. Raises ServerRefusesUs for a no to us."""
        if self._folders is None:
            self.open()
        assert self._folders is not None
        try:
            id_ = self._folders.append(parcel.content)
        except NoAnswer as lost:
            self._folders = None
            why = _("Connection lost before the answer came: {why}")
            return Unclear(why.format(why=lost.why))
        return Written(_("Drafts"), mark_of(id_, digest_of(parcel.content)), id_)

    def close(self) -> None:
        """Sign out."""
        if self._folders is not None:
            self._folders.close()
            self._folders = None

    def abort(self) -> None:
        """Hang up: the carrier must stop now."""
        if self._folders is not None:
            self._folders.abort()


class ImapDraftMailbox:
    """The mailbox by IMAP, as `DraftMailbox`."""

    name = IMAP_DRAFTS
    sweeps = False

    def __init__(self, account: ImapAccount, secret: Callable[[], str]) -> None:
        """Signs in at once."""
        self._folders = ImapDrafts(account, secret)

    def drafts(self, since: datetime) -> tuple[MailItem, ...]:
        """See `DraftMailbox`."""
        return self._folders.items(since, sent=False)

    def sent(self, since: datetime) -> tuple[MailItem, ...]:
        """See `DraftMailbox`."""
        return self._folders.items(since, sent=True)

    def item(self, id_: str) -> MailItem | None:
        """See `DraftMailbox`."""
        if not self._folders.is_there(id_):
            return None
        return MailItem(id=id_, folder=IN_DRAFTS, is_draft=True, message_id="", change_key=id_)

    def digest(self, id_: str) -> str:
        """See `DraftMailbox`."""
        content = self._folders.content(id_)
        return digest_of(content) if content else ""

    def text(self, id_: str) -> str:
        """See `DraftMailbox`."""
        return text_of(self._folders.content(id_))

    def discard(self, id_: str) -> bool:
        """See `DraftMailbox`."""
        return self._folders.discard(id_)

    def pause(self, seconds: float) -> None:
        """See `DraftMailbox`."""
        time.sleep(seconds)

    def close(self) -> None:
        """Sign out."""
        self._folders.close()
