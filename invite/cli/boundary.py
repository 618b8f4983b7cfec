"""The one place that prints errors and ends the program."""

from __future__ import annotations

import gc
import os
import re
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn

import typer

from invite.cli import terminal
from invite.errors import Interrupted, InviteError, WrongUsage
from invite.report.base import problems
from invite.words import N_, _

# What typer says of a command line that it does not understand: in English alone, and without
# codes, so that it is known by its words.
_ERRORS = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"No such option: (?P<name>\S+)", N_("There is no option {name}.")),
        (
            r"No such option: (?P<name>\S+) \(Possible options: (?P<near>.+)\)",
            N_("There is no option {name}. Did you mean {near}?"),
        ),
        (r"No such command '(?P<name>.+)'\.", N_("There is no command {name}.")),
        (
            r"No such command '(?P<name>.+)'\. Did you mean '(?P<near>.+)'\?",
            N_("There is no command {name}. Did you mean {near}?"),
        ),
        (r"Missing command\.", N_("Say which command.")),
        (r"Missing argument '(?P<name>.+)'\.", N_("{name} is missing.")),
        (r"Missing option '(?P<name>.+)'\.", N_("{name} is missing.")),
        (
            r"Got unexpected extra argument\(s\) \((?P<more>.+)\)",
            N_(
                "The command does not take this: {more}. A name of several words needs quotation"
                ' marks: "Matti Meikäläinen".'
            ),
        ),
        (r"Option '(?P<name>.+)' requires an argument\.", N_("A value is missing after {name}.")),
        (r"Option '(?P<name>.+)' requires (?P<n>\d+) arguments\.", N_("{name} needs {n} values.")),
        (r"Option '(?P<name>.+)' does not take a value\.", N_("{name} takes no value.")),
        (
            r"Invalid value for '?(?P<name>.+?)'?: Input should be a valid integer.*",
            N_("{name} must be a whole number."),
        ),
        (
            r"Invalid value for '?(?P<name>.+?)'?: Input should be greater than or equal to"
            r" (?P<least>\S+)",
            N_("{name} must be at least {least}."),
        ),
    )
)


def guarded(program: Callable[[], int | None]) -> NoReturn:
    """Run the program and end with its exit code; whatever it raises becomes words on stderr and a
    code of the design's table.
    """
    terminal.prepare()
    code = _code(program)
    gc.freeze()  # all goes with the process: to look through it first takes 30 ms
    sys.exit(code)


def _code(program: Callable[[], int | None]) -> int:
    try:
        code = program() or 0
        sys.stdout.flush()
    except InviteError as error:
        return _stop(error)
    except typer.TyperException as error:
        return _stop(
            WrongUsage(
                words_of(error.format_message()),
                hint=_("For help: invite --help, or invite COMMAND --help."),
            )
        )
    except (typer.Abort, KeyboardInterrupt):
        return _stop(
            Interrupted(
                _("Stopped."), hint=_("Run the command again: it continues where it stopped.")
            )
        )
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; nothing may be written to the pipe any more, not
        # even at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        # A bug of ours. The coordinator gets a sentence; whoever mends it gets the trace when
        # asking for it.
        if os.environ.get("INVITE_TRACEBACK"):
            traceback.print_exc()
        what = _("invite has failed ({kind}). This is a fault in the program.")
        hint = _(
            "Set INVITE_TRACEBACK=1, run the command again, and send the result"
            " to whoever maintains invite."
        )
        return _stop(InviteError(what.format(kind=type(error).__name__), hint=hint))
    return code


def _stop(error: InviteError) -> int:
    if "--json" in sys.argv:
        terminal.show(problems.to_document(error))
    return finish(error)


def finish(error: InviteError) -> int:
    """Say on stderr what stopped the program, also a command that has told of its work already;
    the exit code.
    """
    try:
        terminal.say(problems.screen(error))
    except BrokenPipeError:
        # Whoever read the words has seen enough; what came of the command is said by its code all
        # the same.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    return error.exit_code


def words_of(message: str) -> str:
    """The sentence; typer's own where it is not one of those known here."""
    for pattern, words in _ERRORS:
        if found := pattern.fullmatch(message):
            return _(words).format(**found.groupdict())
    return message
