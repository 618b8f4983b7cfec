"""`invite review`: all that was said on the command line, then whatever is still to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from invite.campaign.filters import Choose
from invite.campaign.people.held import AskHeld, AskKind, Ruling, go_through_held, rule
from invite.campaign.people.review import AskPair, Review, review
from invite.campaign.project import Project, Say
from invite.errors import WrongUsage
from invite.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequest:
    """What is said on the command line. ruling: of those held people who are named, or are held for
    that reason. same, different: WHO and WHO. withdraw: the number of an answer.
    """

    who: Sequence[str] = ()
    kind: str | None = None
    ruling: Ruling | None = None
    same: tuple[str, str] | None = None
    different: tuple[str, str] | None = None
    withdraw: int | None = None

    @property
    def says(self) -> bool:
        """Whether anything is said, so that nothing is asked."""
        return (self.ruling, self.same, self.different, self.withdraw) != (None,) * 4


@dataclass(frozen=True, slots=True)
class ReviewAsks:
    """Asks whoever sits there: about two people, about all held for one reason, about one of
    them.
    """

    pair: AskPair
    kind: AskKind
    held: AskHeld


def ruling_of(
    who: Sequence[str], kind: str | None, *, as_it_stands: bool, leave_out: bool
) -> Ruling | None:
    """Which of the two is said, if either is. Raises WrongUsage for both, and for people without
    either.
    """
    if (as_it_stands and leave_out) or ((who or kind) and not (as_it_stands or leave_out)):
        raise WrongUsage(_("Say either --as-it-stands or --leave-out."))
    return Ruling.AS_IT_STANDS if as_it_stands else Ruling.LEAVE_OUT if leave_out else None


def review_session(
    project: Project,
    request: ReviewRequest,
    *,
    choose: Choose,
    say: Say,
    asks: ReviewAsks | None = None,
) -> Review:
    """Keep what is said, and where nothing is, ask. say: hears what was kept. asks: None where
    nobody is there.
    """
    if request.ruling:
        rule(
            project,
            request.who,
            kind=request.kind,
            ruling=request.ruling,
            choose=choose,
            say=say,
        )
    asking = None if request.says else asks
    found = review(
        project,
        same=request.same,
        different=request.different,
        withdraw=request.withdraw,
        choose=choose,
        say=say,
        ask=asking.pair if asking else None,
    )
    if asking:
        go_through_held(project, asking.kind, asking.held, say)
    return found
