"""What stopped the program: for the screen and for scripts.

Of every command, so that it is made of nothing but the error: `--help` must be there at once.
"""

from __future__ import annotations

from invite.errors import InviteError
from invite.report.base.picture import Document, Line, Picture, words
from invite.safe_text import shown


def screen(error: InviteError) -> Picture:
    """What happened, everything found wrong with its place, and what to do next.

    Paths and what people wrote may stand in it, so that all of it is shown as text.
    """
    lines: list[Line] = [words(shown(error.what), "bold red")]
    for problem in error.problems:
        lines.append((("  " + shown(problem.where), "bold"), (": ", ""), (shown(problem.what), "")))
        if problem.hint:
            lines.append(words("    " + shown(problem.hint)))
    if error.hint:
        lines.append(words(shown(error.hint)))
    return Picture(tuple(lines))


def to_document(error: InviteError) -> Document:
    """The same for scripts; stands in the place of a command's document, or next to its keys where
    the command had done some of its work.
    """
    return {
        "error": {
            "what": error.what,
            "hint": error.hint or None,
            "problems": [
                {"where": part.where, "what": part.what, "hint": part.hint or None}
                for part in error.problems
            ],
            "exit": error.exit_code,
        }
    }
