"""Words of the command line that are taken as they stand, without the library that typer converts
values by.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

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
