"""What `invite settle` shows: what follows from what became of letters."""

from __future__ import annotations

from typing import assert_never

from rich.console import Group, RenderableType
from rich.text import Text

from invite.campaign.delivery.drafts.hand_sent import SettledDrafts
from invite.campaign.delivery.drafts.refresh import Refreshed, told
from invite.campaign.delivery.drafts.settle import Settlement
from invite.lifecycle import State
from invite.report.base.picture import Document
from invite.safe_text import shown
from invite.words import _, ngettext

Settled = Settlement | SettledDrafts | Refreshed


def screen(done: Settled) -> RenderableType:
    """What follows from what became of letters."""
    match done:
        case Settlement():
            return _one(done)
        case SettledDrafts():
            return Text("\n".join(_drafts(done)))
        case Refreshed():
            return Text("\n".join(told(done) or (_("No letter is unclear."),)))
    assert_never(done)


def to_document(done: Settled) -> Document:
    """`invite settle --json`."""
    match done:
        case Settlement(doubt=doubt):
            return {"person": doubt.person, "mailing": doubt.mailing, "state": done.state.value}
        case SettledDrafts():
            return {
                "sent": [one.person for one in done.went],
                "not_sent": [one.person for one in done.did_not],
            }
        case Refreshed(proved=proved, drafts=drafts):
            went = [one.person for seen in drafts for one in seen.went]
            did_not = [one.person for seen in drafts for one in seen.did_not]
            return {
                "sent": [*(one.person for one in proved.went), *went],
                "not_sent": [*(one.person for one in proved.did_not), *did_not],
                "unclear": [one.person for one in proved.open],
            }
    assert_never(done)


def _drafts(done: SettledDrafts) -> list[str]:
    lines = []
    if n := len(done.went):
        words = ngettext(
            "{n} letter counts as sent by hand: you said so.",
            "{n} letters count as sent by hand: you said so.",
            n,
        )
        lines.append(words.format(n=n))
    if n := sum(one.letter in done.lying for one in done.did_not):
        words = ngettext(
            "{n} letter is a draft again: it is where it was put.",
            "{n} letters are drafts again: they are where they were put.",
            n,
        )
        lines.append(words.format(n=n))
    if n := sum(one.letter not in done.lying for one in done.did_not):
        words = ngettext(
            "{n} letter did not go; the next invite send writes to them.",
            "{n} letters did not go; the next invite send writes to them.",
            n,
        )
        lines.append(words.format(n=n))
    return lines or [_("There is no such draft.")]


def _one(done: Settlement) -> RenderableType:
    doubt = done.doubt
    if done.went:
        words = _("{name}: the letter counts as sent.")
    else:
        match done.state:
            case State.READY | State.WAITING:
                words = _("{name}: the letter did not go; the next invite send writes to them.")
            case State.SENT if doubt.number > 1:
                words = _(
                    "{name}: the letter did not go. An earlier one counts as sent, so"
                    " invite send does not write to them. To send it again: invite resend"
                    " {id}"
                )
            case _:
                words = _("{name}: the letter did not go. To see the whole story: invite who {id}")
    lines = [Text(words.format(name=shown(doubt.name), id=doubt.person))]
    if done.another:
        more = _("Another letter to them is still unclear: invite settle {id}")
        lines.append(Text(more.format(id=doubt.person)))
    return Group(*lines)
