"""The program `invite`: its commands in the order of the job, each loading what it needs when it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from invite import __version__
from invite.cli import (
    add,
    boundary,
    correct,
    demo,
    home,
    init,
    login,
    options,
    people,
    preview,
    resend,
    review,
    send,
    sources,
    status,
    who,
)
from invite.words import _

PREPARING = _("Preparing")
SENDING = _("Sending")
AFTER = _("Afterwards")

# In the order in which they are used; the second part is the heading they stand under in the help.
COMMANDS = (
    (demo.demo, PREPARING, _("See the whole main job on an example, in a minute.")),
    (init.init, PREPARING, _("A new project: looks at the spreadsheets in a folder and writes its invite.toml.")),
    (sources.sources, PREPARING, _("What was understood of each file and sheet.")),
    (people.people, PREPARING, _("Who would be written to, and what is wrong with the sheets.")),
    (review.review, PREPARING, _("The questions of who is who, one by one.")),
    (add.add, PREPARING, _("Somebody who is on no sheet.")),
    (correct.correct, PREPARING, _("A name, an address, a language put right and kept, whatever the sheets say.")),
    (preview.preview, PREPARING, _("The real letters to real people; nothing is sent.")),
    (login.login, SENDING, _("Keep the password of the sending account in the system's keyring.")),
    (login.logout, SENDING, _("Take the password out of the keyring.")),
    (send.send, SENDING, _("Write to everyone who has not been written to.")),
    (status.status, AFTER, _("Who has been reached.")),
    (who.who, AFTER, _("One person's whole story: did Matti get it?")),
    (resend.resend, AFTER, _("To one person again, who says that nothing came.")),
)


def program() -> typer.Typer:
    """The command line program."""
    app = typer.Typer(
        help=_("Personal invitations to everyone on your spreadsheets."),
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
    )
    app.callback(invoke_without_command=True)(_first)
    for command, panel, words in COMMANDS:
        app.command(help=words, rich_help_panel=panel)(command)
    return app


def run() -> NoReturn:
    """Run the program and end with its exit code."""
    boundary.guarded(lambda: program()(prog_name="invite", standalone_mode=False))


def _first(
    context: typer.Context,
    project: Annotated[
        Path | None, typer.Option("--project", "-C", metavar="DIR", help=_("The project folder; the one you stand in."))
    ] = None,
    version: Annotated[bool, typer.Option("--version", help=_("Say which version this is."))] = False,
    json: options.Json = False,
) -> None:
    context.obj = project
    if version:
        typer.echo(f"invite {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        home.home(context, json=json)
