"""`invite ledger`: the memory brought back, said to be right, kept, verified."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from invite.cli import options, terminal
from invite.words import _

File = Annotated[Path, typer.Argument(metavar="FILE", help=_("The file with the copy."))]
Letters = Annotated[
    int, typer.Option("--letters", metavar="N", help=_("How many letters it knows of: look first."))
]
# The commands below, of this one.
ledger = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


@ledger.command(help=_("Restore the ledger from a copy."))
def restore(ctx: typer.Context, file: File, json: options.Json = False) -> None:
    """Put a copy in the ledger's place; letters that only this computer remembers become
    unclear.
    """
    from invite.campaign.safekeeping.restore import restore
    from invite.report.status import ledger as report

    done = restore(ctx.obj, file)
    terminal.show(report.restored_document(done) if json else report.restored(done))


@ledger.command(help=_("Accept this ledger, though it knows of fewer letters than were sent."))
def accept(ctx: typer.Context, letters: Letters, json: options.Json = False) -> None:
    """Go on with this ledger. Who got a letter that it does not know may get it again."""
    from invite.campaign.project import opened
    from invite.campaign.safekeeping.restore import accepted

    with opened(ctx.obj, say=terminal.say) as project:
        known = accepted(project, letters)
    words = _("This ledger counts from now on. It knows of {n} letters.").format(n=known)
    terminal.show({"letters": known} if json else words)


@ledger.command(help=_("Save a copy of the ledger in a file."))
def backup(ctx: typer.Context, file: File, json: options.Json = False) -> None:
    """Write the whole ledger into one new file. It holds names and addresses: keep it as safe as
    the sheets.
    """
    from invite.campaign.project import opened
    from invite.campaign.safekeeping.restore import copy_to

    with opened(ctx.obj, say=terminal.say) as project:
        made = copy_to(project, file.absolute())
    words = _("Saved: {files}").format(files=made)
    terminal.show({"file": str(made)} if json else words)


@ledger.command(help=_("Whether the ledger is intact, and which backup is the newest."))
def check(ctx: typer.Context, json: options.Json = False) -> int:
    """Look at the file, its facts, what this computer remembers of it, and its backups."""
    from invite.campaign.check.ledger import ledger_checks
    from invite.report.status import checks as report

    found = ledger_checks(ctx.obj)
    terminal.show(report.to_document(found) if json else report.picture(found))
    return 5 if any(one.level == "red" for one in found) else 0


@ledger.command(help=_("Move the ledger into PostgreSQL, or back into a file."))
def copy(
    ctx: typer.Context,
    from_: Annotated[str, typer.Argument(metavar="FROM", help=_("Where it is: a file or a URL."))],
    to: Annotated[str, typer.Argument(metavar="TO", help=_("An empty database, or a new file."))],
    json: options.Json = False,
) -> None:
    """Copy everything, compare the two, and close the old one for sending."""
    from invite.campaign.safekeeping.move import copy_ledger
    from invite.report.status import ledger as report

    done = copy_ledger(ctx.obj, from_, to)
    terminal.show(report.moved_document(done) if json else report.moved(done))


@ledger.command("hand-over", help=_("Give the ledger to a colleague's computer."))
def hand_over(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The new file."))],
    to: Annotated[str, typer.Option("--to", metavar="KEY", help=_("That computer's key."))],
    json: options.Json = False,
) -> None:
    """Encrypt the ledger for one computer, and close this one for sending. The file holds the
    ledger: no sheets, no settings, no password.
    """
    from invite.campaign.project import opened
    from invite.campaign.safekeeping.hand_over import hand_over
    from invite.report.status import ledger as report

    with opened(ctx.obj, say=terminal.say) as project:
        done = hand_over(project, file.absolute(), to)
    terminal.show(report.given_document(done) if json else report.given(done))


@ledger.command(help=_("Go on from a ledger that a colleague has handed over."))
def take(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help=_("The file."))] = None,
    request: Annotated[
        bool, typer.Option("--request", help=_("This computer's key, for your colleague."))
    ] = False,
    json: options.Json = False,
) -> None:
    """With --request, print the key that the ledger is encrypted to; then take the file."""
    from invite.campaign.safekeeping.hand_over import requested, take
    from invite.report.status import ledger as report

    key = requested(ctx.obj, file, request=request)
    if file is None:
        terminal.say(_("Give it to your colleague; when the file is here: invite ledger take FILE"))
        return terminal.show({"key": key} if json else key)
    done = take(ctx.obj, file)
    return terminal.show(report.restored_document(done) if json else report.restored(done))
