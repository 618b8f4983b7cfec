"""What typer says of a command line that it does not understand, in the user's language.

It has these sentences in English alone, and no codes for them: so they are known by their words.
"""

from __future__ import annotations

import re

from invite.words import N_, _

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
        (
            r"Option '(?P<name>.+)' requires (?P<n>\d+) arguments\.",
            N_("{name} needs {n} values."),
        ),
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


def words_of(message: str) -> str:
    """The sentence; typer's own where it is not one of those known here."""
    for pattern, words in _ERRORS:
        if found := pattern.fullmatch(message):
            return _(words).format(**found.groupdict())
    return message
