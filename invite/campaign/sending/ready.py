"""Letters that are composed and checked, and wait for the word to leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from invite.access.graph import MOST
from invite.campaign.delivery.dispatch import Control, couriers_for, dispatch
from invite.campaign.delivery.run import Carried, Notice
from invite.campaign.delivery.spool import Draft, Spool
from invite.campaign.project import Project
from invite.campaign.sending.compose import drafts
from invite.delivery.graph.refusal import too_large
from invite.language import Language
from invite.mailing import Mailing
from invite.plan import Send


@dataclass(frozen=True, slots=True)
class Ready:
    """Letters composed and checked. sends: whose letters."""

    project: Project
    mailing: Mailing
    sends: tuple[Send, ...]
    drafts: tuple[Draft, ...]
    spool: Spool

    @property
    def frames(self) -> Mapping[Language, str]:
        """The digest of what letters share, by the language of the person, or the event's."""
        language = self.project.settings.event.language
        return {draft.person.language or language: draft.letter.frame for draft in self.drafts}

    def carry(
        self,
        control: Control,
        notice: Callable[[Notice], None],
        show: Callable[[str], None] | None = None,
    ) -> Iterator[Carried]:
        """As `dispatch` does. show: as for `couriers_for`."""
        couriers = couriers_for(self.project, self.mailing.name, show)
        return dispatch(
            self.project, self.drafts, self.spool, couriers, control=control, notice=notice
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
    whom = tuple(sends)
    composed = drafts(project, mailing, whom, spool, remark=remark)
    largest = max((draft.length for draft in composed), default=0)
    if project.settings.delivery.courier == "graph" and largest > MOST:
        raise too_large(largest)
    return Ready(project, mailing, whom, composed, spool)
