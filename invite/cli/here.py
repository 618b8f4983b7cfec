"""The project that a command is run in, and the person it is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from invite.cli import terminal
from invite.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from invite.campaign.project import Project
    from invite.people.model import Person


def clock() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


def folder(context: typer.Context) -> Path:
    """The project's folder: the one named by `--project`, or the one that we stand in or below."""
    from invite.settings import find_project

    return find_project(context.obj or Path.cwd())


@contextmanager
def project(context: typer.Context) -> Iterator[Project]:
    """The project, opened; what the coordinator should know of its settings and its ledger is said on stderr."""
    from invite.campaign.project import opened

    with opened(folder(context), clock) as found:
        if found.notice:
            terminal.say(found.notice)
        yield found


def person(people: Iterable[Person], who: str) -> Person:
    """The one person meant by WHO; several matches are listed and one is asked for, where somebody is there to ask."""
    from invite.campaign.filters import one

    everyone = tuple(people)
    try:
        return one(everyone, who)
    except WrongUsage as error:
        if not error.problems or not terminal.interactive():
            raise
        terminal.say(error.what)
        for number, problem in enumerate(error.problems, 1):
            terminal.say(f"  {number}  {problem.what}")
        answer = terminal.ask("? ")
        if not answer.isdigit() or not 1 <= int(answer) <= len(error.problems):
            raise
        return one(everyone, error.problems[int(answer) - 1].where)
