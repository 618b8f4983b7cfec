"""The terminal: where words go, whether somebody is there to ask, and asking."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator

from rich.console import Console, RenderableType
from rich.text import Text

from invite.errors import Interrupted
from invite.report.base.picture import Document, Picture, Remark
from invite.words import _

PIPED_WIDTH = 120
YES = frozenset({"y", "yes", "k", "kyllä", "joo"})  # the questions come in Finnish too
NO = frozenset({"n", "no", "e", "ei"})


class _Plain(Console):
    """A console that leaves a broken pipe to the boundary."""

    def on_broken_pipe(self) -> None:
        raise  # the error that rich has at hand; it would end the program with 1 by itself


def prepare() -> None:
    """Make the streams take every name there is: a Windows pipe is cp1252 otherwise, and a name
    outside it a traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def console(*, stderr: bool = False) -> Console:
    """A console that takes nothing for markup, and is plain and wide where no terminal is."""
    stream = sys.stderr if stderr else sys.stdout
    return _Plain(
        file=stream,
        width=None if stream.isatty() else PIPED_WIDTH,
        markup=False,
        emoji=False,
        highlight=False,
    )


def draws() -> bool:
    """Whether stdout is a terminal that can be drawn on."""
    return console().is_terminal


def show(*pictures: RenderableType | Picture | Remark | Document) -> None:
    """Pictures on stdout, remarks on stderr; a document as JSON, which then is all that stands on
    stdout.
    """
    out = console()
    for picture in pictures:
        match picture:
            case Remark():
                say(picture.words, bold=picture.bold)
            case dict():
                _show_document(picture)
            case Picture() if not sys.stdout.isatty():
                sys.stdout.write(f"{picture}\n")
            case Picture():
                _draw(out, picture)
            case _:
                out.print(picture, soft_wrap=isinstance(picture, str))


def _draw(out: Console, picture: Picture) -> None:
    for line in picture.lines:
        text = Text.assemble(*line)
        text.rstrip()
        out.print(text, soft_wrap=True)


def say(remark: str | Picture, *, bold: bool = False) -> None:
    """Words about progress and trouble, on stderr. bold: what nobody may overlook."""
    err = console(stderr=True)
    if isinstance(remark, Picture):
        _draw(err, remark)
    else:
        err.print(remark, soft_wrap=True, style="bold yellow" if bold else None)


def show_line() -> Callable[[str], None] | None:
    """Shows a line to whoever sits there and can be asked; None where nobody does."""
    return say if interactive() else None


def _show_document(document: Document) -> None:
    """One JSON document on stdout, and nothing else there.

    For people it is indented all through; for scripts only down to the elements of the outermost
    lists, since the rest takes Python many times as long for 10,000 people.
    """
    if sys.stdout.isatty():
        json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    else:
        sys.stdout.writelines(_lines(document))
    sys.stdout.write("\n")


def _lines(document: Document) -> Iterator[str]:
    """The document for scripts, piece by piece: for 100,000 people the whole of it takes 100 MB."""
    # One encoder for all: to make one for each element takes as long as to encode it.
    text = json.JSONEncoder(ensure_ascii=False).encode
    before = "{\n"
    for key, value in document.items():
        yield f"{before} {text(key)}: "
        if isinstance(value, list) and value:
            yield from (f"{',' if n else '['}\n  {text(one)}" for n, one in enumerate(value))
            yield "\n ]"
        else:
            yield text(value)
        before = ",\n"
    yield "\n}"


def interactive() -> bool:
    """Whether somebody is there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, *, stopped: str = "") -> str:
    """What the coordinator types, without the spaces around it. Ctrl-C or the end of input ends the
    command.

    stopped: what to say then of what has been done so far; nothing, if it is not given.
    """
    try:
        # Rich takes `[y/N]` for markup here even where the console takes nothing for it.
        return console(stderr=True).input(question, markup=False, emoji=False).strip()
    except (EOFError, KeyboardInterrupt) as error:
        say("")  # the cursor stands behind the question
        raise Interrupted(stopped or _("Stopped; nothing was done.")) from error


def confirm(question: str) -> bool:
    """Ask until the answer is a yes, as Enter alone is, or a no."""
    keys = _("[Y/n]")
    while True:
        answer = ask(f"{question} {keys} ").casefold()
        if not answer or answer in YES | NO:
            return answer not in NO
