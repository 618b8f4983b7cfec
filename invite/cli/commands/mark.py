"""`invite mark`: who answered by mail or telephone, and who was there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import context, options, terminal
from invite.cli.commands.registrations import Columns, recorded, sheet
from invite.errors import WrongUsage
from invite.words import _, ngettext

if TYPE_CHECKING:
    from invite.campaign.project import Project
    from invite.campaign.registrations.marks import Marked
    from invite.mailing.reply import Reply

UNDONE = "none"  # stands where an answer stands, to take a mark off


def mark(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WHO]… registered|declined|attended|none",
            help=_("Who, and what they answered."),
        ),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help=_("Everybody on this sheet, such as a list of who was there."),
        ),
    ] = None,
    column: Columns = None,
    undo: Annotated[bool, typer.Option("--undo", help=_("Take their marks off."))] = False,
    json: options.Json = False,
) -> None:
    """Mark by hand what people answered; without WHO, list what was marked."""
    from invite.campaign.registrations.marks import Marked, mark, mark_sheet

    with context.project(ctx) as project:
        who, reply, taken = _said(list(words or []), undo=undo)
        if not who and file is None and (reply or undo or words):
            raise WrongUsage(_("Say who."), hint=_('invite mark "Matti Meikäläinen" declined'))
        done = Marked(())
        if who:
            # All are found before any is marked.
            done = mark(project, [recorded(project, one).id for one in who], reply)
        if file is not None:
            from_sheet = mark_sheet(project, sheet(project, file, column), reply, taken=taken)
            done = Marked((*done.people, *from_sheet.people), from_sheet.left)
        _show(project, done, json=json, asked=bool(who or file), taken=taken)


def _said(words: list[str], *, undo: bool) -> tuple[list[str], Reply | None, bool]:
    """Who, what they answered, and whether marks are taken off instead. Raises WrongUsage for what
    is no answer.
    """
    from invite.mailing.reply import Reply

    last = words[-1].strip().casefold() if words else ""
    if undo or last == UNDONE:
        return words[:-1] if last in (UNDONE, *Reply) else words, None, True
    if not words:
        return words, None, False
    try:
        return words[:-1], Reply(last), False
    except ValueError as error:
        raise WrongUsage(
            _("{word} is no answer.").format(word=words[-1]),
            hint=_("Write it last: registered, declined or attended; none takes the mark off."),
        ) from error


def _show(project: Project, done: Marked, *, json: bool, asked: bool, taken: bool) -> None:
    from invite.report.registrations import marks as report
    from invite.safe_text import named

    made = project.ledger.marks.all()
    people = {one.person.id: one.person for one in project.ledger.persons.recorded()}
    left = tuple(one.line.who for one in done.left)
    if json:
        terminal.show_document(report.to_document(made, people, left, project.local))
        return
    if asked:
        n = len(done.people)
        if taken:
            done_words = ngettext(
                "{n} person's mark is taken off.", "{n} people's marks are taken off.", n
            )
        else:
            done_words = ngettext("{n} person marked.", "{n} people marked.", n)
        terminal.show(done_words.format(n=n))
        chosen = {id_: heard for id_, heard in made.items() if id_ in done.people}
        if chosen:
            terminal.show(report.screen(chosen, people, project.local))
        elif n:
            terminal.show(
                "  "
                + named([people[id_].name.full if id_ in people else id_ for id_ in done.people])
            )
    else:
        terminal.show(report.screen(made, people, project.local))
    if left:
        terminal.show(report.not_found(left))
