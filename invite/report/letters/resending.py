"""What `invite resend` shows: to whom and where each letter went, and what spoke against it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType

from invite.campaign.returns.offers import Offer
from invite.campaign.sending.resend import Resending
from invite.report.base import problems
from invite.report.base.picture import Document
from invite.report.letters import outgoing
from invite.safe_text import shown
from invite.summary import Line
from invite.words import _

NAMED = 10  # people named on the screen


def screen(done: Resending) -> list[RenderableType]:
    """For the terminal; nothing where nobody said yes, which has been said."""
    if not done.agreed:
        return _without_address(done)
    return [
        *_gone(done.lines, done.courier),
        outgoing.sent(done.lines, done.courier),
        *_without_address(done),
    ]


def _without_address(done: Resending) -> list[RenderableType]:
    """Those whose letter came back and of whom no other address is known."""
    left = [offer for offer in done.offers if offer.to is None]
    if not done.offers and done.bounced:
        return [_("No letters came back.")]
    words = _(
        "{name}: no other address is known. When you find one: invite resend {id} --to ADDRESS"
    )
    named = [
        words.format(name=shown(one.person.name.full), id=one.person.id) for one in left[:NAMED]
    ]
    rest = len(left) - NAMED
    return [*named, _("… and {n} more").format(n=rest)] if rest > 0 else [*named]


def _gone(lines: Sequence[Line], courier: str) -> list[str]:
    """To whom and where each letter went; those that did not go are named with the reason below."""
    written = _("Saved in the outbox for {name}, {address}.")
    if courier == "drafts":
        written = _("Saved in Drafts for {name}, {address}.")
    words = {"sent": _("Sent to {name}, {address}."), "written": written}
    gone = [line for line in lines if line.state in words]
    named = [
        words[line.state].format(name=shown(line.person.name.full), address=shown(line.to))
        for line in gone[:NAMED]
    ]
    rest = len(gone) - NAMED
    return [*named, _("… and {n} more").format(n=rest)] if rest > 0 else named


def to_document(done: Resending) -> Document:
    """`invite resend --json`."""
    against = (*((line.person, done.late) for line in done.lines if done.late), *done.doubts)
    return {
        **outgoing.to_document(done.mailing, done.courier, done.lines, dry_run=not done.agreed),
        **({"bounced": [_offer(one) for one in done.offers]} if done.bounced else {}),
        "warnings": [{"person": person.id, "what": words} for person, words in against],
        **(problems.to_document(done.stopped) if done.stopped else {}),
    }


def _offer(one: Offer) -> Document:
    return {
        "person": one.person.id,
        "came_back": one.came_back or None,
        "to": one.to.written if one.to else None,
    }
