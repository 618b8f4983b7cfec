"""Drafts that the coordinator has sent by hand, as they say; and a word that is taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from invite.campaign.delivery.drafts import outbox_files
from invite.campaign.filters import Choose
from invite.campaign.gathering.gather import all_recorded
from invite.campaign.project import Project
from invite.errors import WrongUsage
from invite.ledger.draft_letters import OUTBOX, DraftLetter
from invite.ledger.letters.facts import BY_HAND
from invite.lifecycle import DraftFound, KnownBy, State
from invite.people.model import PersonId
from invite.words import _

# Of such drafts nobody knows whether they went; of an edited one only who has edited it.
ASKED_ABOUT = frozenset({DraftFound.GONE, DraftFound.UNSEEN})


class SettledDrafts(Struct, frozen=True, kw_only=True):
    """What was said of drafts. went: they were sent by hand. did_not: they did not go, or go no
    more. lying: of those, the ids of letters whose draft lies where it was put.
    """

    went: tuple[DraftLetter, ...] = ()
    did_not: tuple[DraftLetter, ...] = ()
    lying: frozenset[str] = frozenset()


def settle_drafts(
    project: Project, who: Sequence[str], *, sent: bool, mailing: str | None, choose: Choose
) -> SettledDrafts:
    """Keep that drafts were sent by hand, or that they were not. who: whose; nobody: sent: all that
    lie as drafts, but for those that the mailbox shows lying there; not sent: all of which nobody
    knows.

    Raises WrongUsage for somebody of whom there is nothing to be said.
    """
    name = project.mailing(mailing).name if mailing else None
    letters = [one for one in project.ledger.drafts.all() if name in (None, one.mailing)]
    chosen = _chosen(project, who, letters, sent=sent, choose=choose)
    if sent:
        went = project.ledger.drafts.went(chosen, by=BY_HAND)
        project.ledger.log(f"settle --outbox: {len(went)} sent by hand")
        return SettledDrafts(went=went)
    return take_word_back(project, chosen)


def take_word_back(project: Project, letters: Sequence[DraftLetter]) -> SettledDrafts:
    """These did not go. Whose draft lies where it was put is a draft again."""
    said = [one for one in letters if one.state is State.SENT]
    outbox_files.move_back(project, said)
    lying = outbox_files.there(project, said) | {
        one.letter for one in said if one.draft and one.by != OUTBOX
    }
    done = project.ledger.drafts.did_not_go(letters, by=BY_HAND, lying=lying)
    project.ledger.log(f"settle: {len(done)} not sent")
    return SettledDrafts(did_not=done, lying=lying)


def went_by_word(one: DraftLetter) -> bool:
    """Whether the coordinator's word is all that says that it went."""
    return one.state is State.SENT and one.proof is KnownBy.YOU


def _chosen(
    project: Project,
    who: Sequence[str],
    letters: Sequence[DraftLetter],
    *,
    sent: bool,
    choose: Choose,
) -> tuple[DraftLetter, ...]:
    if not who:
        if sent:
            return tuple(one for one in letters if one.lies and not _shown_lying(one))
        return tuple(one for one in letters if one.lies and one.found in ASKED_ABOUT)
    fits: Callable[[DraftLetter], bool] = _may_have_gone if sent else _may_not_have_gone
    found: list[DraftLetter] = []
    for person in all_recorded(project, who, choose):
        theirs = [one for one in letters if one.person == person.id]
        fitting = [one for one in theirs if fits(one)]
        if not fitting:
            raise _nothing(person.id, person.name.full, theirs, sent=sent)
        found += fitting
    return tuple(found)


def _shown_lying(one: DraftLetter) -> bool:
    """Whether the mailbox has shown it where drafts lie, be it edited."""
    return one.by != OUTBOX and one.found not in ASKED_ABOUT


def _may_have_gone(one: DraftLetter) -> bool:
    return one.lies


def _may_not_have_gone(one: DraftLetter) -> bool:
    return went_by_word(one) or (one.lies and one.found is not DraftFound.LIES)


def _nothing(
    person: PersonId, name: str, theirs: Sequence[DraftLetter], *, sent: bool
) -> WrongUsage:
    """Why nothing can be said of somebody's drafts."""
    if sent:
        words = _("No letter to {name} is a draft.")
    elif any(one.lies for one in theirs):
        words = _("The draft to {name} is still where it was put: it was not sent.")
    else:
        words = _("Nobody has said that a letter to {name} went.")
    return WrongUsage(
        words.format(name=name), hint=_("To see the whole story: invite who {id}").format(id=person)
    )
