"""Whoever sits at the desk in tests of the campaign: answers as told, remembers what they saw."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

from invite.campaign.delivery.notices import Carried, Notice, Uncontrolled
from invite.campaign.filters import EVERYBODY, Filters
from invite.campaign.project import Project
from invite.campaign.sending.plan import Selection
from invite.campaign.sending.ready import RunWatch
from invite.campaign.sending.send import PreparedSend, Sending, send
from invite.errors import WrongUsage


class _Nobody(Uncontrolled):
    """Nobody watches."""

    stopped = False
    show = None

    def notice(self, notice: Notice) -> None:
        """Nobody hears it."""

    def count(self, carried: Carried) -> None:
        """Nobody hears it."""

    def sure(self, words: str, question: str) -> bool | None:
        """Nobody answers."""
        return None


@contextmanager
def unwatched(_project: Project, _letters: int) -> Iterator[RunWatch]:
    """For a run that nobody watches."""
    yield _Nobody()


def first(_several: WrongUsage) -> int:
    """Chooses the first of several people."""
    return 0


def nobody(_several: WrongUsage) -> None:
    """Chooses nobody."""


@dataclass
class Sitting:
    """Sits at the desk while letters are sent. yes: the answer."""

    yes: bool = True
    said: list[str] = field(default_factory=list)
    seen: list[PreparedSend] = field(default_factory=list)
    asked: int = 0
    line: None = None
    password: None = None

    def say(self, remark: str) -> None:
        """Hears a remark."""
        self.said.append(remark)

    def show(self, prepared: PreparedSend) -> None:
        """Sees what would go."""
        self.seen.append(prepared)

    def sent_by_hand(self, drafts: int) -> bool:
        """Has sent none."""
        return False

    def agree(self, _prepared: PreparedSend) -> bool:
        """Answers."""
        self.asked += 1
        return self.yes

    def watching(self, project: Project, letters: int) -> AbstractContextManager[RunWatch]:
        """Lets the run be."""
        return unwatched(project, letters)


def sent(
    project: Project,
    desk: Sitting | None = None,
    *,
    mailing: str | None = None,
    wanted: Filters = EVERYBODY,
    limit: int | None = None,
    dry_run: bool = False,
) -> Sending:
    """Send, with somebody at the desk who says yes."""
    what = Selection(mailing=mailing, wanted=wanted, limit=limit, dry_run=dry_run)
    return send(project, what, choose=nobody, desk=desk or Sitting())


def scripted(*answers: str) -> Iterator[str]:
    """These answers, one after the other; a further question is a failure."""
    yield from answers
    raise AssertionError("asked once more than there are answers")
