"""Letters that are composed and checked, and the run in which they leave while somebody watches."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from typing import Protocol

from msgspec import Struct

from invite.access.graph import MOST
from invite.campaign.delivery import proof
from invite.campaign.delivery.carriers import outbox
from invite.campaign.delivery.dispatch import dispatch
from invite.campaign.delivery.drafts.refresh import look_at_drafts
from invite.campaign.delivery.drafts.take_back import take_back
from invite.campaign.delivery.notices import Carried, Control, Notice
from invite.campaign.delivery.spool import Draft, Spool
from invite.campaign.project import Project
from invite.campaign.safekeeping.questions import ask_first
from invite.campaign.sending.compose import drafts
from invite.campaign.sending.results import cut_off
from invite.delivery.graph.refusal import too_large
from invite.delivery.model import Deferred, Written
from invite.errors import Interrupted, InviteError, LedgerUnusable, ServerRefusesUs
from invite.mailing import Mailing
from invite.people.model import PersonId
from invite.plan import Send
from invite.words import _


class Ready(Struct, frozen=True):
    """Letters composed and checked. sends: whose letters."""

    project: Project
    mailing: Mailing
    sends: tuple[Send, ...]
    drafts: tuple[Draft, ...]
    spool: Spool

    def carry(
        self,
        control: Control,
        notice: Callable[[Notice], None],
        show: Callable[[str], None] | None = None,
    ) -> Iterator[Carried]:
        """As `dispatch` does."""
        return dispatch(
            self.project,
            self.mailing.name,
            self.drafts,
            self.spool,
            control=control,
            notice=notice,
            show=show,
        )


def get_ready(
    project: Project,
    mailing: Mailing,
    sends: Iterable[Send],
    spool: Spool,
    *,
    remark: Callable[[str], None] = lambda _remark: None,
) -> Ready:
    """Compose and check all letters. Raises MustMend if any of them cannot be written, or is too
    large for what would carry it.
    """
    whom = in_order(sends)
    if project.ledger.shared:
        whom = from_anywhere(whom)
    composed = drafts(project, mailing, whom, spool, remark=remark)
    require_size(project, spool.largest)
    return Ready(project, mailing, whom, composed, spool)


def in_order(sends: Iterable[Send]) -> tuple[Send, ...]:
    """Who was tried in vain comes last: if the no was about them after all, the others have their
    letters by then.
    """
    return tuple(sorted(sends, key=lambda send: send.tried))


def from_anywhere(sends: Sequence[Send]) -> tuple[Send, ...]:
    """The same, from another place than other senders: who begins where they do has to pass over
    each letter of theirs. Who was tried in vain stays last.
    """
    fresh = [send for send in sends if not send.tried]
    start = secrets.randbelow(len(fresh)) if fresh else 0
    return (*fresh[start:], *fresh[:start], *(send for send in sends if send.tried))


def require_size(project: Project, largest: int) -> None:
    """Raises MustMend where the largest letter is too large for what would carry it. largest: in
    bytes.
    """
    if project.settings.delivery.at_graph and largest > MOST:
        raise too_large(largest)


class RunWatch(Control, Protocol):
    """Whoever watches a run: may want it to stop, and hears how it is getting on."""

    @property
    def stopped(self) -> bool:
        """Whether it was stopped because they said so."""

    def notice(self, notice: Notice) -> None:
        """Why nothing goes for a while."""

    def count(self, carried: Carried) -> None:
        """One letter more has come to some end, or the same one again."""

    @property
    def show(self) -> Callable[[str], None] | None:
        """Shows a line to whoever sits there and may sign in again; None where nobody does."""

    def sure(self, words: str, question: str) -> bool | None:
        """Hears what only the coordinator knows, and answers; None where nobody sits there."""


# Begins to watch. In: the project, and how many letters are to go.
Watching = Callable[[Project, int], AbstractContextManager[RunWatch]]


class RunResult(Struct, frozen=True):
    """What a run has done. carried: what became of each letter, as far as it is known. stopped:
    what stopped the run; None where it came to its end. left: whether letters were not begun.
    """

    carried: Mapping[PersonId, Carried]
    stopped: InviteError | None = None
    left: bool = False


def watched(project: Project, mailing: Mailing, ready: Ready, watching: Watching) -> RunResult:
    """Send the letters. Whatever stops the run stands in the result: what was done is told too."""
    carried: dict[PersonId, Carried] = {}
    try:
        stopped = _go(project, mailing, ready, watching, carried)
    except InviteError as error:
        stopped = error
        # What was taken for a no to an address was a no to us: those letters are still to go.
        earlier = getattr(error, "earlier", ())
        for id_ in [id_ for id_, one in carried.items() if one.message_id in earlier]:
            del carried[id_]
        if isinstance(error, LedgerUnusable):
            # What it could not write down any more, it can perhaps still be read to lack.
            with suppress(LedgerUnusable):
                carried.update(cut_off(project, mailing, ready.sends, carried))
    return RunResult(carried, stopped, left=len(carried) < len(ready.sends))


def _seen_after(project: Project, watch: RunWatch) -> Mapping[PersonId, Carried]:
    """What the mailbox shows after a run that has laid drafts, of letters whose answer was lost in
    it; copies that such a loss has left are put away.
    """

    def looking(_line: str) -> None:
        watch.notice(Notice("look", project.clock().timestamp() + proof.SETTLES))

    found: dict[PersonId, Carried] = {}
    with suppress(ServerRefusesUs):  # they lie there, and the next run looks before it goes on
        for seen in look_at_drafts(project, looking, watch.show):
            for one in seen.laid:
                found[one.person] = Carried(one.person, one.message_id, Written(_("Drafts")))
            for one in seen.did_not:
                words = _("It was not put in Drafts; the next send does it.")
                found[one.person] = Carried(one.person, one.message_id, Deferred(words))
    return found


def _go(
    project: Project,
    mailing: Mailing,
    ready: Ready,
    watching: Watching,
    carried: dict[PersonId, Carried],
) -> InviteError | None:
    """Fill `carried` as the letters go; what stopped the run, if anything did."""
    try:
        with watching(project, len(ready.sends)) as watch:
            ask_first(project, outbox(project, mailing.name), watch.sure)
            take_back(project, ready.sends, watch.show)
            for one in ready.carry(watch, watch.notice, watch.show):
                watch.count(one)
                carried[one.person] = one
            if project.settings.delivery.courier == "drafts":
                carried.update(_seen_after(project, watch))
            if watch.stopped:
                return Interrupted(
                    _("Stopped, as you asked."),
                    hint=_("Run the command again: it continues where it stopped."),
                )
    except KeyboardInterrupt:
        carried.update(cut_off(project, mailing, ready.sends, carried))
        return Interrupted(
            _("Stopped at once, as you asked."),
            hint=_(
                "A letter that was just leaving is unclear. Run the command again: it"
                " continues with the others."
            ),
        )
    finally:
        project.ledger.log(f"send {mailing.name}: {len(carried)} of {len(ready.sends)} letters")
    return None
