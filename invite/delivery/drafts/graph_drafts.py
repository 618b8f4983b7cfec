"""The courier that lays letters into Drafts by Microsoft Graph, and what the mailbox shows of
them.
"""

from __future__ import annotations

from datetime import datetime

from invite.access import graph
from invite.access.graph import MOST, Mailbox
from invite.access.mail_account import MailItem
from invite.delivery.drafts.draft_mailbox import GRAPH_DRAFTS, IN_DRAFTS
from invite.delivery.graph import transfer
from invite.delivery.graph.graph_courier import look_in
from invite.delivery.graph.proof import Proof
from invite.delivery.graph.refusal import too_large
from invite.delivery.graph.requester import Requester, Steps
from invite.delivery.model import Drafted, Outcome, Parcel, Written
from invite.records import replace
from invite.words import _


class GraphDraftsCourier:
    """Lays letters into the Drafts of one mailbox; nothing is sent."""

    name = GRAPH_DRAFTS

    def __init__(self, mailbox: Mailbox, requester: Requester, sender: str) -> None:
        """requester: shared with the couriers of the other connections."""
        self._mailbox, self._requester, self._sender = mailbox, requester, sender

    def open(self) -> None:
        """Sign in, and look whether the mailbox is there. Raises as `carry` does."""
        self._requester.run(look_in(self._mailbox, self._sender))

    def carry(self, parcel: Parcel) -> Outcome:
        """Lay one letter. Raises ServerRefusesUs for a no to us, MustMend for one that is too
        large.
        """
        if len(parcel.content) > MOST:
            raise too_large(len(parcel.content))
        outcome = self._requester.run(transfer.lay(self._mailbox, parcel))
        if isinstance(outcome, Drafted):
            theirs = "" if outcome.message_id == parcel.message_id else outcome.message_id
            return Written(_("Drafts"), outcome.mark, outcome.id, theirs)
        return outcome

    def close(self) -> None:
        """Nothing of its own is open."""

    def abort(self) -> None:
        """Ask nothing any more: the carrier must stop now."""
        self._requester.stop()


class GraphDraftMailbox:
    """The mailbox by Graph, as `DraftMailbox`."""

    name = GRAPH_DRAFTS
    sweeps = True  # a list is slow to show what was laid while the connection was lost

    def __init__(self, mailbox: Mailbox, requester: Requester) -> None:
        self._mailbox, self._requester = mailbox, requester
        self._proof = Proof(mailbox, requester)
        self._drafts = ""

    def drafts(self, since: datetime) -> tuple[MailItem, ...]:
        """See `DraftMailbox`."""
        return tuple(replace(item, folder=IN_DRAFTS) for item in self._proof.drafts(since))

    def sent(self, since: datetime) -> tuple[MailItem, ...]:
        """See `DraftMailbox`."""
        return self._proof.sent(since)

    def item(self, id_: str) -> MailItem | None:
        """See `DraftMailbox`."""
        return self._requester.run(self._item(id_))

    def digest(self, id_: str) -> str:
        """See `DraftMailbox`."""
        return self._requester.run(self._digest(id_))

    def text(self, id_: str) -> str:
        """See `DraftMailbox`."""
        return self._proof.text(id_)

    def discard(self, id_: str) -> bool:
        """See `DraftMailbox`."""
        return self._proof.discard(id_)

    def pause(self, seconds: float) -> None:
        """See `DraftMailbox`."""
        self._proof.pause(seconds)

    def close(self) -> None:
        """Nothing of its own is open."""

    def _item(self, id_: str) -> Steps[MailItem | None]:
        if not self._drafts:
            answer = yield from self._proof.ask(graph.folder(self._mailbox, "drafts"))
            self._drafts = graph.id_of(answer) if answer else ""
        answer = yield from self._proof.ask(graph.look(self._mailbox, id_))
        item = graph.item_of(answer) if answer else None
        if item is None or item.folder != self._drafts:
            return item
        return replace(item, folder=IN_DRAFTS)

    def _digest(self, id_: str) -> Steps[str]:
        answer = yield from self._proof.ask(graph.wording(self._mailbox, id_))
        return graph.digest_of(answer) if answer else ""
