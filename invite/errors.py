"""What stops the program: one root, whose subclasses own the exit codes of the design's table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from msgspec import Struct


class Problem(Struct, frozen=True):
    """One thing that must be mended.

    where: the place, as the coordinator would find it: `invite.toml: event.starts (line 4)`,
    `vieraat.xlsx:Kainuu:12`, `templates/kutsu.fi.md:7`. what: what is wrong there. hint: what to
    do, or nothing.
    """

    where: str
    what: str
    hint: str = ""


class InviteError(Exception):
    """The root of all errors that stop a command.

    what: one sentence. hint: what to do next. problems: everything found wrong, each with its
    place, all at once.
    """

    exit_code: ClassVar[int] = 3

    def __init__(self, what: str, *, hint: str = "", problems: Iterable[Problem] = ()) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint
        self.problems = tuple(problems)


class WrongUsage(InviteError):
    """The command was called wrongly, or a yes was needed and nobody was there to give it."""

    exit_code = 2


class MustMend(InviteError):
    """A sheet, a template, the settings or the machine must be mended before this can be done."""

    exit_code = 3


class ServerRefusesUs(InviteError):
    """The server says no to us (sign-in, sender, quota, TLS), not to one address. Nobody is marked
    failed for that.
    """

    exit_code = 4


class LedgerUnusable(InviteError):
    """The ledger is held too long by another program, made by a newer `invite`, or cannot be
    written.
    """

    exit_code = 5


class Interrupted(InviteError):
    """The coordinator stopped the run. Running the command again goes on where it was."""

    exit_code = 130
