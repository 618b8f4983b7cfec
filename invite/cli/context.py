"""The project that a command is run in, and the person it is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from invite.cli import terminal
from invite.errors import MustMend, WrongUsage
from invite.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from invite.campaign.filters import Filters
    from invite.campaign.project import Project
    from invite.people.model import Address, Person
    from invite.settings.model import Settings


def clock() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


def folder(ctx: typer.Context) -> Path:
    """The project's folder: the one named by `--project`, or the one that we stand in or below.

    Raises MustMend where there is none. Who names a folder means that one, and never a project that
    lies above it.
    """
    from invite.settings.model import SETTINGS_FILE, find_project

    named = ctx.obj
    if named is None:
        return find_project(Path.cwd())
    if not named.is_dir():
        return find_project(named)  # which says that there is no such folder
    if not (named / SETTINGS_FILE).is_file():
        raise MustMend(
            _("There is no {file} in {folder}.").format(
                file=SETTINGS_FILE, folder=named.absolute()
            ),
            hint=_(
                "Name the folder that holds it with --project DIR, or make one with: invite init"
            ),
        )
    return Path(named).absolute()


@contextmanager
def project(ctx: typer.Context) -> Iterator[Project]:
    """The project, opened; what the coordinator should know of its settings and its ledger is said
    on stderr.
    """
    from invite.campaign.project import opened

    with opened(folder(ctx), clock) as found:
        if found.notice:
            terminal.say(found.notice)
        yield found


def me(settings: Settings) -> str:
    """Where a coordinator's samples go to, for a command that works when it is copied: the
    contact's address, or the sender's.
    """
    contact, sender = settings.event.contact, settings.sender
    return contact.email if contact else sender.reply_to or sender.address


def person(people: Iterable[Person], who: str) -> Person:
    """The one person meant by WHO; several matches are listed and one is asked for, where somebody
    is there to ask.
    """
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
        terminal.say(error.hint)
        answer = terminal.ask(_("Which one? A number: "))
        # Not isdigit(), which takes ² for one.
        if not (
            answer.isdecimal() and answer.isascii() and 1 <= int(answer) <= len(error.problems)
        ):
            raise
        return one(everyone, error.problems[int(answer) - 1].where)


def address(project: Project, text: str) -> Address:
    """An address as typed. Raises WrongUsage for what is none, and for that of somebody who was
    erased: to keep it would be to know them again, and nothing may be sent there.
    """
    from invite.people.extraction.extract import parse_address
    from invite.safe_text import to_copy

    found = parse_address(text)
    if isinstance(found, str):
        raise WrongUsage(
            _("{address} is no address: {problem}").format(address=text, problem=found)
        )
    erased = project.ledger.stops.erased_marks()
    if erased and erased.has_address(found.key):
        hint = _("If they are to be written to after all: invite stop {address} --undo")
        raise WrongUsage(
            _("Somebody who had the address {address} was erased.").format(address=found.written),
            hint=hint.format(address=to_copy(found.written, _("ADDRESS"))),
        )
    return found


def meant(people: Iterable[Person], wanted: Filters) -> Filters:
    """The filters with each `--only` and `--except` that several people could be made clear, where
    somebody can be asked.
    """
    from dataclasses import replace

    from invite.people.lookup import find

    if not terminal.interactive() or not (wanted.only or wanted.but):
        return wanted
    everyone = tuple(people)

    def clear(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(
            person(everyone, who).id if len(find(everyone, who)) > 1 else who for who in names
        )

    return replace(wanted, only=clear(wanted.only), but=clear(wanted.but))
