"""The help pages of commands, as typer draws them, with all their words in the user's language."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

import typer.core

from invite.cli import terminal
from invite.errors import MustMend
from invite.words import N_, _

# What typer 0.29 says itself: it looks these up by gettext, in our catalogue.
TYPERS = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("[required]"),
    N_("[default: {}]"),
    N_("[env var: {}]"),
)
# The options that typer adds, in our words.
ALWAYS = {
    "--help": N_("Show this page."),
    "--install-completion": N_("Complete commands and people's names with Tab in this shell."),
    "--show-completion": N_("Print what that adds to the shell's settings."),
}
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
# What stands for a word of the coordinator's own, as the options of all commands name it.
PLACEHOLDERS = (
    N_("ADDRESS"),
    N_("DAY"),
    N_("DIR"),
    N_("FIELD"),
    N_("FILE"),
    N_("FOLDER"),
    N_("FROM"),
    N_("HEADING"),
    N_("KEY"),
    N_("KIND"),
    N_("LINE"),
    N_("MAIL"),
    N_("NAME"),
    N_("STATE"),
    N_("TEXT"),
    N_("TIME"),
    N_("TO"),
    N_("WHAT"),
    N_("WHO"),
)
_PLACEHOLDER = re.compile(rf"\b(?:{'|'.join(PLACEHOLDERS)})\b")


# What typer would make of them: the very same.
_AS_IT_STANDS = (str, list[str])


class PlainValues:
    """A command that loads pydantic only for what must be converted: a number, a file. Its loading
    takes half as long as all else that a help page needs.

    Any stands for the types of typer's own copy of click, which have no public name.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """The words, as the command's parameters."""
        command: Any = super()
        for param in command.get_params(ctx):
            param.process_value = partial(_processed, param, param.process_value)
        return command.parse_args(ctx, args)


def _processed(param: Any, convert: Callable[[Any, Any], Any], ctx: Any, value: Any) -> Any:
    """The value of a parameter. convert: how typer does it, which also says what is missing."""
    several = param.multiple or param.nargs == -1
    if value is None and not param.required:
        plain: object = () if several else None
    elif value and param.type_descriptor.annotation in _AS_IT_STANDS:
        plain = list(value) if several else value
    else:
        return convert(ctx, value)
    # As typer does with what it has converted.
    return param.callback(ctx, param, plain) if param.callback else plain


class _InOurWords:
    """A command whose help is in our words, and shows a flag as it is written: typer puts `<bool>`
    behind it, as if a word were to follow.

    Any stands for the types of typer's own copy of click, which have no public name.
    """

    def get_params(self, ctx: Any) -> Any:
        """The command's options and arguments."""
        params = super().get_params(ctx)  # type: ignore[misc]  # a mixin: the command's own class stands behind it
        for param in params:
            if getattr(param, "is_flag", False):
                param.metavar = ""
            elif param.metavar:
                param.metavar = _PLACEHOLDER.sub(lambda found: _(found[0]), param.metavar)
            if words := ALWAYS.get(param.opts[-1]):
                param.help = _(words)
            if param.opts[-1] == "--install-completion":
                param.callback = _install_completion
            if param.param_type_name == "argument":
                param.display_type_rich = _no_type
        return params

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The line that shows how the command is written."""
        words = [_("[OPTIONS]")]
        words += map(_argument, self.get_params(ctx))
        words += [_("COMMAND …")] * isinstance(self, typer.core.TyperGroup)
        formatter.write_usage(ctx.command_path, " ".join(filter(None, words)), prefix=_("Usage: "))


def _no_type(ctx: Any) -> str:
    """What stands behind an argument: nothing, for its name says it. `ctx` is given by name."""
    return ""


class Command(_InOurWords, PlainValues, typer.core.TyperCommand):
    """One command."""


class Group(_InOurWords, PlainValues, typer.core.TyperGroup):
    """A command with commands of its own."""


def _install_completion(ctx: Any, param: Any, value: Any) -> Any:
    """As typer does it, which says in English alone that it is done."""
    if not value or ctx.resilient_parsing:
        return value
    typers: Any = import_module("typer._completion_shared")  # it has no public name
    shell = value if isinstance(value, str) else typers._get_shell_name()
    if shell not in SHELLS:
        raise MustMend(
            _("Tab cannot complete anything in this shell: {shell}.").format(shell=shell or "?"),
            hint=_("There is: {names}.").format(names=", ".join(SHELLS)),
        )
    _shell, path = typers.install(shell=shell, prog_name="invite")
    words = _("Tab completes commands and names as soon as you open a new window. Added: {path}")
    terminal.show(words.format(path=path))
    raise typer.Exit


def _argument(param: Any) -> str:
    if param.param_type_name != "argument":
        return ""
    word = str(param.metavar)
    return word if param.required or word.startswith("[") else f"[{word}]"
