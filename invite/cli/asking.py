"""Asks whoever sits at the terminal: which of several people is meant, and for a yes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from getpass import getpass
from typing import TYPE_CHECKING

from rich.console import RenderableType

from invite.cli import terminal
from invite.errors import Interrupted, WrongUsage
from invite.words import _, ngettext

if TYPE_CHECKING:
    from invite.campaign.sending.resend import BeforeResend

OFFERED = re.compile(r"\b(\w): ")


def choose(several: WrongUsage) -> int | None:
    """Which of several people is meant: their place in the error's list. None where nobody is there
    to ask, or the answer is no number of the list.
    """
    if not terminal.interactive():
        return None
    terminal.say(several.what)
    for number, problem in enumerate(several.problems, 1):
        terminal.say(f"  {number}  {problem.what}")
    terminal.say(several.hint)
    answer = terminal.ask(_("Which one? Type a number: "))
    # Not isdigit(), which takes ² for one.
    if answer.isdecimal() and answer.isascii() and 1 <= int(answer) <= len(several.problems):
        return int(answer) - 1
    return None


def agree(question: str, *, yes: bool, what: str) -> bool:
    """Whether the coordinator says yes. yes: said already on the command line. what: what would be
    done, for the error.

    Raises WrongUsage where nobody is there to ask.
    """
    if yes:
        return True
    if not terminal.interactive():
        raise WrongUsage(what, hint=_("Nobody is here to say yes: add --yes to say so in advance."))
    return sure(question)


def sure(question: str, *, stopped: str = "") -> bool:
    """Whether the answer is a yes; whatever else is typed, and Enter alone, is a no. stopped: what
    to say at Ctrl-C.
    """
    keys = _("[y/N]")
    return terminal.ask(f"{question} {keys} ", stopped=stopped).casefold() in terminal.YES


def yes_or_no(question: str) -> bool:
    """Ask until the answer is a yes or a no."""
    while True:
        answer = terminal.ask(question).casefold()
        if answer in terminal.YES | terminal.NO:
            return answer in terminal.YES


def key(question: str, keys: str, *, stopped: str) -> str:
    """The first letter of what is typed, as one of the keys; "" for Enter alone. Asked again for a
    letter that was not offered: it may be the key of another language.

    question: names the keys of the user's language in the same order, each as `k: …`. stopped: what
    to say at Ctrl-C.
    """
    offered: dict[str, str] = dict(zip(OFFERED.findall(question), keys, strict=True))
    while True:
        typed = terminal.ask(question, stopped=stopped).casefold()[:1]
        if not typed or typed in offered:
            return offered.get(typed, "")


def password(account: str) -> str:
    """The password of this account, which is not shown. Raises WrongUsage where nobody is there to
    type it.
    """
    if not terminal.interactive():
        raise WrongUsage(
            _("Nobody is here to type the password."),
            hint=_(
                "Run invite login in a terminal, or set the environment variable INVITE_PASSWORD."
            ),
        )
    try:
        return getpass(_("Password of {account} (not shown): ").format(account=account))
    except (EOFError, KeyboardInterrupt) as error:
        raise Interrupted(_("Stopped; nothing was saved.")) from error


def agree_to_resend(found: BeforeResend, *, yes: bool) -> bool:
    """Whether to write to these people again. Asked where a sheet or the coordinator has said not
    to, or a letter has gone meanwhile; and at a terminal, where something speaks against it:
    elsewhere the command itself is the word. yes: said already on the command line.
    """
    for person, words in found.doubts:
        terminal.say(f"{person.name.full}: {words}")
    if found.news and not terminal.interactive():
        person, words = found.news[0]
        hint = _("Nothing was sent. To see the whole story: invite who {id}").format(id=person.id)
        raise WrongUsage(f"{person.name.full}: {words}", hint=hint)
    for offer in found.offers:
        words = _("{name}: came back from {old}, goes to {new}")
        terminal.say(words.format(name=offer.person.name.full, old=offer.came_back, new=offer.to))
    said = yes and not found.news
    if found.unwanted:
        what = _("{name} is not to be invited: a sheet says so, or you did.").format(
            name=", ".join(found.unwanted)
        )
        if said or terminal.interactive():
            terminal.say(what)
        agreed = agree(_("Write to them anyway?"), yes=said, what=what)
    elif found.offers:
        n = len(found.offers)
        question = ngettext("Send {n} letter there?", "Send {n} letters there?", n).format(n=n)
        agreed = agree(question, yes=said, what=question)
    elif (found.late or found.doubts) and terminal.interactive():
        agreed = agree(_("Send anyway?"), yes=said, what="")
    else:
        agreed = True
    if not agreed:
        terminal.say(_("Nothing was sent."))
    return agreed


def leaf(pages: Sequence[RenderableType]) -> None:
    """Page through letters where somebody sits at a terminal; show them all where not."""
    for number, page in enumerate(pages, 1):
        terminal.show(page)
        if number < len(pages) and terminal.interactive():
            question = _("{n} of {all}. Enter: next, q: quit ").format(n=number, all=len(pages))
            stopped = _("Stopped; nothing was sent.")
            if terminal.ask(question, stopped=stopped).casefold() == "q":
                return
