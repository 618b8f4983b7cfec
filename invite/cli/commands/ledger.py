"""`invite ledger`: the memory brought back, said to be right, kept, verified."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import context, options, terminal
from invite.errors import Interrupted
from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.project import Project

ledger = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)  # with the commands below

File = Annotated[Path, typer.Argument(metavar="FILE", help=_("The file of the copy."))]


@ledger.command(help=_("Bring a copy of the ledger back."))
def restore(ctx: typer.Context, file: File, json: options.Json = False) -> None:
    """Put a copy in the ledger's place; letters that only this computer remembers become
    unclear.
    """
    from invite.campaign.recovery.restore import restore as bring_back
    from invite.report.status import ledger as report

    folder = context.folder(ctx)
    here = file if file.is_absolute() or file.exists() else folder / file
    done = bring_back(folder, here, context.clock)
    if json:
        terminal.show_document(report.restored_document(done))
    else:
        terminal.show(report.restored(done))


@ledger.command(help=_("Say that this ledger is right, though it knows less than was sent."))
def accept(
    ctx: typer.Context,
    letters: Annotated[
        int,
        typer.Option("--letters", metavar="N", help=_("How many letters it knows: look first.")),
    ],
    json: options.Json = False,
) -> None:
    """Go on with this ledger. Who got a letter that it does not know may get it again."""
    from invite.campaign.recovery.restore import accepted

    with context.project(ctx) as project:
        known = accepted(project, letters)
    if json:
        terminal.show_document({"letters": known})
    else:
        terminal.show(_("This ledger counts from now on, with the {n} letters.").format(n=known))


@ledger.command(help=_("Keep a copy of the ledger in a file."))
def backup(ctx: typer.Context, file: File, json: options.Json = False) -> None:
    """Write the whole ledger into one new file. It holds names and addresses: keep it as safe as
    the sheets.
    """
    from invite.campaign.recovery.restore import copy_to

    with context.project(ctx) as project:
        made = copy_to(project, file.absolute())
    if json:
        terminal.show_document({"file": str(made)})
    else:
        terminal.show(_("Written: {files}").format(files=made))


@ledger.command(help=_("Whether the ledger is whole, and which backup is the newest."))
def check(ctx: typer.Context, json: options.Json = False) -> int:
    """Look at the file, its facts, what this computer remembers of it, and its backups."""
    from invite.campaign.recovery.ledger_checks import ledger_checks
    from invite.report.status import ledger as report

    found = ledger_checks(context.folder(ctx), context.clock)
    if json:
        terminal.show_document(report.checks_document(found))
    else:
        terminal.show(report.checks(found))
    return 5 if any(one.level == "red" for one in found) else 0


def confirm(project: Project, mailing: str) -> None:
    """Ask, before letters leave, what only the coordinator can know: whether a ledger from elsewhere
    is all, and whether drafts that it does not know were sent. Raises Interrupted for a no.
    """
    from invite.campaign.recovery.questions import of_drafts, of_first_use, that_is_all

    if words := of_drafts(project, mailing):
        terminal.say(words, bold=True)
        if terminal.interactive() and not _yes(_("Write to everybody all the same? [y/N] ")):
            raise Interrupted(_("Nothing was sent."))
    if (words := of_first_use(project)) and terminal.interactive():
        terminal.say(words, bold=True)
        if not _yes(_("Is that all that was sent? [y/N] ")):
            raise Interrupted(
                _("Nothing was sent."),
                hint=_("Bring the newest ledger here first: invite ledger restore FILE"),
            )
        that_is_all(project)


def _yes(question: str) -> bool:
    return terminal.ask(question).casefold() in {"y", "yes", "k", "kyllä", "joo"}
