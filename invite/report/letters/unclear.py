"""Letters that may or may not have gone: what to search for, and the commands that settle them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from rich.console import Group, RenderableType
from rich.text import Text

from invite.errors import WrongUsage
from invite.ledger.letters.unclear import UnclearLetter
from invite.safe_text import shown
from invite.words import _, clock, ngettext

MOST = 20  # of them are shown


def search(doubt: UnclearLetter) -> str:
    """What to type into the search field of the Sent folder; Outlook, Outlook on the web and Gmail
    know these words.
    """
    subject = shown(doubt.subject).replace('"', "")
    return f'to:{shown(doubt.to)} subject:"{subject}"' if subject else f"to:{shown(doubt.to)}"


def say_whether(doubt: UnclearLetter) -> WrongUsage:
    """The error where nobody is there to be asked: with what to search for."""
    return WrongUsage(
        _("Say whether it went: --sent or --not-sent."),
        hint=_("Search the Sent folder for: {words}").format(words=search(doubt)),
    )


def picture(
    doubts: Iterable[UnclearLetter], local: Callable[[datetime], datetime]
) -> RenderableType:
    """What to do with each. local: the instant on the event's clock."""
    some = tuple(doubts)
    what = ngettext(
        "{n} letter was begun, but the answer was lost: the server may or may"
        " not have it. Look in the Sent folder of the sending account. Search"
        " for:",
        "{n} letters were begun, but the answers were lost: the server may or"
        " may not have them. Look in the Sent folder of the sending account."
        " Search for:",
        len(some),
    )
    lines = [Text(what.format(n=len(some)), style="yellow")]
    for doubt in some[:MOST]:
        at = local(doubt.at)
        when = _("{name}, begun {at}:").format(
            name=shown(doubt.name), at=f"{at.day}.{at.month}. {clock(at)}"
        )
        lines += [Text(f"  {when}"), Text(f"    {search(doubt)}", style="bold")]
        lines.append(
            Text(
                _("    found there: {found}   not there: {missing}").format(
                    found=f"invite settle {doubt.person} --sent",
                    missing=f"invite settle {doubt.person} --not-sent",
                ),
                style="cyan",
            )
        )
    if len(some) > MOST:
        lines.append(Text(_("  … and {n} more").format(n=len(some) - MOST)))
    return Group(*lines)
