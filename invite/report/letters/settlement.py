"""What `invite settle` shows: what follows for somebody from what became of their letter."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from invite.campaign.delivery.proof import Proved, told
from invite.campaign.delivery.settle import Settlement
from invite.lifecycle import State
from invite.report.base.picture import Document
from invite.safe_text import shown
from invite.words import _


def screen(done: Settlement) -> RenderableType:
    """What follows for somebody from what became of their letter."""
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


def to_document(done: Settlement) -> Document:
    """`invite settle --json`."""
    doubt = done.doubt
    return {"person": doubt.person, "mailing": doubt.mailing, "state": done.state.value}


def look(proved: Proved, *, json: bool) -> tuple[str | Document, ...]:
    """`invite settle --look`: what the mailbox shows of all of them."""
    if not json:
        return told(proved) or (_("No letter is unclear."),)
    return (
        {
            "sent": [one.person for one in proved.went],
            "not_sent": [one.person for one in proved.did_not],
            "unclear": [one.person for one in proved.open],
        },
    )
