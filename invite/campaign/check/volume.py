"""How long the letters take, whether the day's limit lets them go, where returned mail arrives."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import timedelta

from invite.access.graph import MOST
from invite.campaign.check.letters.composing import MailingLetters
from invite.campaign.check.model import Check
from invite.campaign.project import Project
from invite.campaign.returns.mailbox import is_known, where
from invite.delivery.model import Delivery
from invite.letters.message.attachments import size_words
from invite.words import _, ngettext

DAY = timedelta(days=1)


def volume(project: Project, composed: Sequence[MailingLetters]) -> Iterator[Check]:
    """Pace and limit against the number of letters."""
    delivery, number = project.settings.delivery, sum(one.sends for one in composed)
    if not (project.reaches and number):
        return
    yield Check(area="server", level="green", what=duration(number, delivery))
    yield from _day(project, number)
    if any(one.largest for one in composed):
        yield Check(area="server", level="green", what=_largest(delivery, composed))


def _largest(delivery: Delivery, composed: Sequence[MailingLetters]) -> str:
    """The largest letter against what carries it; a mail server's own limit is told of with it."""
    size = size_words(max(one.largest for one in composed))
    if delivery.courier != "graph":
        return _("The largest letter is {size}.").format(size=size)
    return _("The largest letter is {size}; Microsoft Graph takes at most {most}.").format(
        size=size, most=size_words(MOST)
    )


def duration(number: int, delivery: Delivery) -> str:
    """`401 letters at 30 a minute: 14 minutes.`"""
    letters = ngettext("{n} letter", "{n} letters", number).format(n=number)
    if not delivery.pace:
        return _("{letters}, as fast as the server takes them.").format(letters=letters)
    minutes = math.ceil(number * delivery.pace / 60)
    hours, rest = divmod(minutes, 60)
    last = ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    if hours:
        last = _("{hours} h {minutes} min").format(hours=hours, minutes=rest)
    return _("{letters} at {pace} a minute: {last}.").format(
        letters=letters, pace=f"{60 / delivery.pace:g}", last=last
    )


def _day(project: Project, number: int) -> Iterator[Check]:
    """Whether all of them may go in 24 hours."""
    limit = project.settings.delivery.daily
    if limit is None:
        return
    left = max(0, limit - project.ledger.begun.since(project.clock() - DAY))
    if number <= left:
        what = _("All of them fit in the daily limit of {limit}.").format(limit=limit)
        yield Check(area="server", level="green", what=what)
        return
    yield Check(
        area="server",
        level="yellow",
        what=_("The daily limit of {limit} lets {left} of {n} go now.").format(
            limit=limit, left=left, n=number
        ),
        hint=_("Run invite send again on the next days; it continues where it stopped."),
    )


def returns(project: Project) -> Iterator[Check]:
    """Where returned mail will arrive, and whether it can be read there."""
    if is_known(project) or not project.reaches:
        yield Check(area="server", level="green", what=where(project))
        return
    yield Check(
        area="server",
        level="yellow",
        what=where(project) + " " + _("The settings do not say how it is read there."),
        hint=_(
            'Write host = "imap.example.org" under [returns] in invite.toml, or'
            " save the messages and give them: invite bounces FILE…"
        ),
    )
