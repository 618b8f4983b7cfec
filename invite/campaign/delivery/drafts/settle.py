"""`invite settle`: letters of which nobody knows whether they went; the coordinator says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct

from invite.campaign.delivery.drafts.hand_sent import (
    SettledDrafts,
    settle_drafts,
    take_word_back,
    went_by_word,
)
from invite.campaign.delivery.drafts.refresh import Refreshed, look_at_drafts, refresh, told
from invite.campaign.filters import Choose
from invite.campaign.gathering.gather import recorded
from invite.campaign.project import Project, Say, silence
from invite.errors import WrongUsage
from invite.ledger.draft_letters import OUTBOX, DraftLetter
from invite.ledger.letters.unclear import UnclearLetter
from invite.lifecycle import State
from invite.words import _

Local = Callable[[datetime], datetime]


class Settlement(Struct, frozen=True, kw_only=True):
    """What was said of a letter. state: where the person stands now, with all their letters.
    another: a further letter of this mailing to them is unclear still.
    """

    doubt: UnclearLetter
    went: bool
    state: State
    another: bool


class SettleRequest(Struct, frozen=True, kw_only=True):
    """What is to be settled. who: whose letters. went: whether they went; None: not said. look: the
    mailbox is looked into for all of them. drafts: it is about letters that lie as drafts.
    """

    who: Sequence[str]
    went: bool | None = None
    look: bool = False
    drafts: bool = False


def what_is_asked(
    who: Sequence[str], *, sent: bool, not_sent: bool, look: bool, outbox: bool
) -> SettleRequest:
    """What the command line asks for. Raises WrongUsage for what does not go together."""
    if sent and not_sent:
        raise WrongUsage(_("It went or it did not: give either --sent or --not-sent."))
    if look and (sent or not_sent or who or outbox):
        raise WrongUsage(_("--look checks all unclear letters: give nothing else with it."))
    if outbox and not (sent or not_sent):
        raise WrongUsage(
            _("Were the drafts sent? Give --sent or --not-sent."),
            hint="invite settle --outbox --sent",
        )
    if not (look or outbox or len(who) == 1):
        raise WrongUsage(
            _("Whose letter? Name one person: invite settle WHO"),
            hint=_("For drafts that you sent by hand: invite settle --outbox --sent"),
        )
    went = sent if sent or not_sent else None
    return SettleRequest(who=who, went=went, look=look, drafts=outbox)


def settle(
    project: Project,
    asked: SettleRequest,
    *,
    mailing: str | None,
    ask: Callable[[UnclearLetter, Local], bool],
    choose: Choose,
    say: Say = silence,
    show: Say | None = None,
) -> Settlement | SettledDrafts | Refreshed:
    """Keep what became of letters. ask: where it was not said, is asked with the letter in doubt,
    and how an instant is told in the event's time zone. say, show: as for `refresh`.

    Raises WrongUsage where nothing can be said of whom it is about.
    """
    if asked.look:
        return refresh(project, say, show)
    if asked.drafts:
        sent = bool(asked.went)
        in_mailbox = any(one.by != OUTBOX for one in project.ledger.drafts.lying())
        if sent and not asked.who and in_mailbox:  # of what lies there it knows better than a word
            for line in told(Refreshed(drafts=look_at_drafts(project, say, show))):
                say(line)
        return settle_drafts(project, asked.who, sent=sent, mailing=mailing, choose=choose)
    (who,) = asked.who
    if asked.went is False and (said := _said(project, who, mailing, choose)):
        return take_word_back(project, said)
    return _settle_doubt(project, who, asked.went, mailing=mailing, ask=ask, choose=choose)


def _said(project: Project, who: str, mailing: str | None, choose: Choose) -> list[DraftLetter]:
    """The letters to somebody that went by the coordinator's word, where none is in doubt."""
    person = recorded(project, who, choose).id
    name = project.mailing(mailing).name if mailing else None
    if any(
        one.person == person and name in (None, one.mailing) for one in project.ledger.unclear.all()
    ):
        return []
    return [
        one
        for one in project.ledger.drafts.all()
        if one.person == person and name in (None, one.mailing) and went_by_word(one)
    ]


def _settle_doubt(
    project: Project,
    who: str,
    went: bool | None,
    *,
    mailing: str | None,
    ask: Callable[[UnclearLetter, Local], bool],
    choose: Choose,
) -> Settlement:
    """Keep whether the one letter in doubt of this person went.

    Raises WrongUsage where no letter of theirs is in doubt, or several, or somebody is just sending
    it, or has settled it meanwhile.
    """
    doubt = _doubt(project, who, mailing, choose)
    sent = ask(doubt, project.local) if went is None else went
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
        lies = any(one.person == person.id for one in project.ledger.drafts.lying())
        hint = (
            _("Their letter is a draft. If you have sent it: invite settle --outbox --sent {id}")
            if lies
            else _("To see the whole story: invite who {id}")
        )
        raise WrongUsage(
            _("No letter to {name} is unclear.").format(name=person.name.full),
            hint=hint.format(id=person.id),
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
