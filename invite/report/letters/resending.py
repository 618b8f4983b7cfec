"""What `invite resend` shows: to whom and where each letter went, and what spoke against it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType

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
        return []
    return [*_gone(done.lines), outgoing.sent(done.lines, done.reaches)]


def _gone(lines: Sequence[Line]) -> list[str]:
    """To whom and where each letter went; those that did not go are named with the reason below."""
    words = {
        "sent": _("Sent to {name}, {address}."),
        "written": _("Written to the outbox for {name}, {address}."),
    }
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
        "warnings": [{"person": person.id, "what": words} for person, words in against],
        **(problems.to_document(done.stopped) if done.stopped else {}),
    }
