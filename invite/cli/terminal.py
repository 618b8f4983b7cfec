"""The terminal: where words go, whether somebody is there to ask, and asking."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from invite.errors import Interrupted, WrongUsage
from invite.words import _

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from invite.report.document import Document

PIPED_WIDTH = 120


def prepare() -> None:
    """Make the streams take every name there is: a Windows pipe is cp1252 otherwise, and a name outside it a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def console(*, stderr: bool = False) -> Console:
    """A console that takes nothing for markup, and is plain and wide where no terminal is."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(file=stream, width=None if stream.isatty() else PIPED_WIDTH, markup=False, emoji=False, highlight=False)


def show(*pictures: RenderableType) -> None:
    """Pictures on stdout."""
    out = console()
    for picture in pictures:
        out.print(picture, soft_wrap=isinstance(picture, str))


def say(text: str) -> None:
    """Words about progress and trouble, on stderr."""
    console(stderr=True).print(text, soft_wrap=True)


def show_document(document: Document) -> None:
    """One JSON document on stdout, and nothing else there."""
    import json

    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def interactive() -> bool:
    """Whether somebody is there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str) -> str:
    """What the coordinator types, without the spaces around it. Ctrl-C or the end of input ends the command."""
    try:
        return console(stderr=True).input(question).strip()
    except (EOFError, KeyboardInterrupt) as error:
        raise Interrupted(_("Stopped; nothing was done.")) from error


def agree(question: str, *, yes: bool, what: str) -> bool:
    """Whether the coordinator says yes. yes: said already on the command line. what: what would be done, for the error.

    Raises WrongUsage where nobody is there to ask.
    """
    if yes:
        return True
    if not interactive():
        raise WrongUsage(what, hint=_("Nobody is here to say yes: add --yes to say so beforehand."))
    # "k" as in kyllä, since the questions come in Finnish too.
    return ask(f"{question} [y/N] ").casefold() in {"y", "yes", "k", "kyllä", "joo"}
