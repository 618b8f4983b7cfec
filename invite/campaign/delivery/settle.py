"""`invite settle`: a letter of which nobody knows whether it went; the coordinator says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from invite.campaign.filters import Choose
from invite.campaign.gathering.gather import recorded
from invite.campaign.project import Project
from invite.errors import WrongUsage
from invite.ledger.letters.unclear import UnclearLetter
from invite.lifecycle import State
from invite.words import _

Local = Callable[[datetime], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What was said of a letter. state: where the person stands now, with all their letters.
    another: a further letter of this mailing to them is unclear still.
    """

    doubt: UnclearLetter
    went: bool
    state: State
    another: bool


@dataclass(frozen=True, slots=True)
class SettleRequest:
    """What is to be settled. who: whose letter; None: the mailbox is looked into for all of them.
    went: whether it went; None: not said.
    """

    who: str | None
    went: bool | None = None


def what_is_asked(who: str | None, *, sent: bool, not_sent: bool, look: bool) -> SettleRequest:
    """What the command line asks for. Raises WrongUsage for what does not go together."""
    if sent and not_sent:
        raise WrongUsage(_("It went or it did not: give either --sent or --not-sent."))
    if look and (sent or not_sent or who):
        raise WrongUsage(_("--look checks all unclear letters: give nothing else with it."))
    if not look and who is None:
        raise WrongUsage(_("Whose letter? invite settle WHO, or invite settle --look."))
    return SettleRequest(who, sent if sent or not_sent else None)


def settle(
    project: Project,
    asked: SettleRequest,
    *,
    mailing: str | None,
    ask: Callable[[UnclearLetter, Local], bool],
    choose: Choose,
) -> Settlement:
    """Keep whether the one letter in doubt of this person went. ask: where it was not said, is
    asked with the letter, and how an instant is told in the event's time zone.

    Raises WrongUsage where no letter of theirs is in doubt, or several, or somebody is just sending
    it, or has settled it meanwhile.
    """
    assert asked.who is not None
    doubt = _doubt(project, asked.who, mailing, choose)
    sent = ask(doubt, project.local) if asked.went is None else asked.went
    unclear = project.ledger.unclear
    if not unclear.settle(doubt, sent=sent):
        raise WrongUsage(
            _("It has been settled in the meantime."),
            hint=_("invite who {id}").format(id=doubt.person),
        )
    project.ledger.log(f"settle {doubt.mailing}: {doubt.person} {'sent' if sent else 'not sent'}")
    standings = project.ledger.letters.standings(doubt.mailing, of=[doubt.person])
    return Settlement(
        doubt=doubt,
        went=sent,
        state=standings[doubt.person].state,
        another=any(
            (one.person, one.mailing) == (doubt.person, doubt.mailing) for one in unclear.all()
        ),
    )


def _doubt(project: Project, who: str, mailing: str | None, choose: Choose) -> UnclearLetter:
    person = recorded(project, who, choose)
    name = project.mailing(mailing).name if mailing else None
    found = [
        one
        for one in project.ledger.unclear.all()
        if one.person == person.id and name in (None, one.mailing)
    ]
    if not found:
        raise WrongUsage(
            _("No letter to {name} is unclear.").format(name=person.name.full),
            hint=_("To see the whole story: invite who {id}").format(id=person.id),
        )
    if len({one.mailing for one in found}) > 1:
        names = ", ".join(one.mailing for one in found)
        raise WrongUsage(
            _("Several letters to them are unclear: {names}.").format(names=names),
            hint=_("Say which one: --mailing."),
        )
    if found[-1].in_hand:
        raise WrongUsage(
            _("This letter is being sent right now."), hint=_("Wait until that run has ended.")
        )
    return found[-1]
