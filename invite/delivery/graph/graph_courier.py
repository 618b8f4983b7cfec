"""The courier that sends by Microsoft Graph: by a draft whose fate can be looked up, or in one
go.
"""

from __future__ import annotations

from collections.abc import Sequence

from invite.access import graph
from invite.access.exchange import HttpAnswer, NoAnswer
from invite.access.graph import MOST, SCOPE, GraphNo, Mailbox
from invite.delivery.graph import transfer
from invite.delivery.graph.proof import Proof
from invite.delivery.graph.refusal import refusal, too_large, unreachable
from invite.delivery.graph.requester import Requester, Steps
from invite.delivery.model import Accepted, Delivery, Drafted, Outcome, Parcel, Refused
from invite.delivery.refusal_streak import PolicyRow
from invite.delivery.smtp.errors import in_a_row

WITH_PROOF, WITHOUT_PROOF = "graph", "graph-send"


def mailbox_of(delivery: Delivery, sender: str) -> Mailbox:
    """Whose mailbox it is: the signed-in user's, or the one that letters are from.

    `/me` needs less than `/users/…`: no rights on a mailbox that is somebody else's.
    """
    shared = sender.casefold() != delivery.account.casefold()
    return Mailbox(root=delivery.graph_url or graph.ROOT, address=sender if shared else "")


def wishes(mailbox: Mailbox) -> tuple[Sequence[str], Sequence[str]]:
    """The scopes to ask for: with proof, and without."""
    shared = ".Shared" if mailbox.address else ""
    send = f"{SCOPE}Mail.Send{shared}"
    return (send, f"{SCOPE}Mail.ReadWrite{shared}"), (send,)


class GraphCourier:
    """Carries letters through one mailbox. Not for two threads at once: each has its own."""

    def __init__(
        self, delivery: Delivery, mailbox: Mailbox, requester: Requester, row: PolicyRow
    ) -> None:
        """requester, row: shared with the couriers of the other connections."""
        self._delivery = delivery
        self._mailbox = mailbox
        self._requester = requester
        self._row = row
        self._may_look: bool | None = None

    @property
    def name(self) -> str:
        """What facts call it: of a letter sent without a draft, no draft can tell anything."""
        return WITH_PROOF if self._proves() else WITHOUT_PROOF

    @property
    def proof(self) -> Proof | None:
        """The mailbox, where it may be read; None where only sending was granted."""
        return Proof(self._mailbox, self._requester) if self._proves() else None

    def open(self) -> None:
        """Sign in, and look whether the mailbox is there. Raises as `carry` does."""
        if self._proves():
            sender = self._mailbox.address or self._delivery.account
            self._requester.run(look_in(self._mailbox, sender))

    def carry(self, parcel: Parcel) -> Outcome | Drafted:
        """Carry one letter. With proof, the first time only into Drafts: its id must be written
        down before the second, which sends it.

        Raises ServerRefusesUs for a no to us (ServerUnreachable: nobody there): it did not go.
        """
        if len(parcel.content) > MOST:
            raise too_large(len(parcel.content))
        if not self._proves():
            steps: Steps[Outcome | Drafted] = transfer.send_mail(self._mailbox, parcel)
        elif parcel.draft:
            steps = transfer.send(self._mailbox, parcel)
        else:
            steps = transfer.lay(self._mailbox, parcel)
        outcome = self._requester.run(steps)
        match outcome:
            case Accepted():
                self._row.accepted(parcel.recipient)
            case Refused(reply, policy=True) if self._row.refused(
                parcel.message_id, parcel.recipient
            ):
                earlier = tuple(id_ for id_ in self._row.running() if id_ != parcel.message_id)
                raise in_a_row(reply, self._delivery, parcel.sender, earlier)
        return outcome

    def close(self) -> None:
        """Nothing of its own is open."""

    def abort(self) -> None:
        """Ask nothing any more: the carrier must stop now."""
        self._requester.stop()

    def _proves(self) -> bool:
        """Whether the mailbox may be read, so that it shows what became of each letter."""
        if self._may_look is None:
            self._may_look = self._requester.token().grants(wishes(self._mailbox)[0])
        return self._may_look


def look_in(mailbox: Mailbox, sender: str) -> Steps[None]:
    """Whether Drafts can be opened at all."""
    came = yield graph.folder(mailbox, "drafts")
    if isinstance(came, NoAnswer):
        raise unreachable(came)
    assert isinstance(came, HttpAnswer)
    meaning = graph.meaning_of(came)
    if meaning is not None and meaning not in (GraphNo.SLOW_DOWN, GraphNo.NOBODY_KNOWS):
        gone = GraphNo.NO_MAILBOX if meaning is GraphNo.GONE else meaning
        raise refusal(gone, came, mailbox, sender)
