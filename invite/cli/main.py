"""The program `invite`: its commands in the order of the job, each loading what it needs when it is
called.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
import typer.main

from invite import __version__
from invite.cli import boundary, help_page, options, screen_language
from invite.words import _

PREPARING = _("Preparing")
SENDING = _("Sending")
AFTER = _("Afterwards")

# In the order in which they are used; the second part is the heading they stand under in the help.
# Each is a function of its module in this package, which is loaded when it is called: to say what
# there is, none of them is needed.
COMMANDS = (
    ("demo", PREPARING, _("See the whole job on an example, in a minute.")),
    (
        "init",
        PREPARING,
        _("A new project: looks at the spreadsheets in a folder and writes its invite.toml."),
    ),
    ("sources", PREPARING, _("What was understood of each file and sheet.")),
    ("people", PREPARING, _("Who would be written to, and what is wrong with the sheets.")),
    ("review", PREPARING, _("Who is who: the questions, one by one.")),
    ("add", PREPARING, _("Add somebody who is on no sheet.")),
    (
        "correct",
        PREPARING,
        _("Correct a name, an address or a language for good, whatever the sheets say."),
    ),
    ("preview", PREPARING, _("The real letters to real people; nothing is sent.")),
    (
        "check",
        PREPARING,
        _("Everything that could be wrong before letters are sent; nothing is sent."),
    ),
    ("ask-it", SENDING, _("The letter to the IT department: what exactly to allow.")),
    ("login", SENDING, _("Sign in to Microsoft, or save the password of the sending account.")),
    ("logout", SENDING, _("Forget the sign-in, or remove the password from the keyring.")),
    ("send", SENDING, _("Write to everyone who has not been written to yet.")),
    ("status", AFTER, _("Who has been reached.")),
    ("who", AFTER, _("One person's whole story: did Matti get it?")),
    ("resend", AFTER, _("Send again to one person, who says that nothing came.")),
    ("bounces", AFTER, _("What came back, and what people answered by mail.")),
    ("settle", AFTER, _("Settle an unclear letter: it went, or it did not.")),
    ("registrations", AFTER, _("Who has registered, by the registration system's export.")),
    ("mark", AFTER, _("Mark by hand who registered, declined or attended.")),
    ("ledger", AFTER, _("The ledger: restore it, accept it, back it up, check it.")),
    ("log", AFTER, _("Everything done in this project, by whom and when.")),
    ("stop", AFTER, _("No more letters to somebody; --erase: everything about them goes, too.")),
    (
        "purge",
        AFTER,
        _("After the event: delete personal details and close the mailings for good."),
    ),
)
# The module where a command's function of the same name stands, where that has another name.
ELSEWHERE = {"logout": "login", "ask-it": "ask_it"}
# The commands of a command.
BELOW = {"ledger": ("restore", "accept", "backup", "check", "copy", "hand-over", "take")}


class _Group(help_page.Group):
    """The commands, loaded when they are called; a reader of the output that has seen enough (`|
    head`) is no failure.

    Any stands for the types of typer's own copy of click, which have no public name.
    """

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is called, in place of the words that stand for it in the help."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, _loaded(command.name) if command and command.name else command, rest

    def invoke(self, ctx: Any) -> Any:
        """Run the command, as typer does, which would make an exit code of 1 of a broken pipe."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Whatever is still to be written would fail too: at the end of the program, with words
            # on stderr.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None


def program() -> typer.Typer:
    """The command line program."""
    app = typer.Typer(
        cls=_Group,
        help=_("Personal invitations to everyone on your spreadsheets."),
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
    )
    app.callback(invoke_without_command=True)(_first)
    for name, panel, words in COMMANDS:
        app.command(name, help=words, rich_help_panel=panel)(_called_by_name)
    return app


def _called_by_name() -> None:
    """Stands for every command until it is called."""


def _loaded(name: str) -> Any:
    """The command itself."""
    function = getattr(
        import_module(f"invite.cli.commands.{ELSEWHERE.get(name, name)}"), name.replace("-", "_")
    )
    if isinstance(function, typer.Typer):  # a command with commands of its own
        function.info.cls = help_page.Group
        for one in function.registered_commands:
            one.cls = help_page.Command
        return typer.main.get_command(function)
    words = next(words for known, _panel, words in COMMANDS if known == name)
    alone = typer.Typer(
        add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="rich"
    )
    alone.command(name, cls=help_page.Command, help=words)(function)
    return typer.main.get_command(alone)


def run() -> NoReturn:
    """Run the program and end with its exit code."""
    boundary.guarded(lambda: program()(prog_name="invite", standalone_mode=False))


def _first(
    ctx: typer.Context,
    project: Annotated[
        str | None,
        typer.Option(
            "--project",
            "-C",
            metavar="DIR",
            help=_("The project folder; by default the current one."),
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help=_("Show the version."))] = False,
    language: Annotated[
        str | None,
        typer.Option(
            screen_language.OPTION,
            metavar="en|fi",
            envvar=screen_language.VARIABLE,
            help=_("The language of the screen; by default the system's."),
        ),
    ] = None,
    json: options.Json = False,
) -> None:
    ctx.obj = None if project is None else Path(project)
    screen_language.check(language)
    if version:
        typer.echo(f"invite {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        import_module("invite.cli.commands.home").home(ctx, json=json)
    elif json:
        # Said before the command it means the same as after it.
        below = {name: {"json": True} for name in BELOW.get(ctx.invoked_subcommand, ())}
        ctx.default_map = {ctx.invoked_subcommand: {"json": True, **below}}
