"""What its coordinator may do next in a project: each step a command to copy, and why."""

from __future__ import annotations

from msgspec import Struct
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from invite.words import _

ROOM = 32  # columns that the reasons need next to the commands


class Step(Struct, frozen=True):
    """Something to do next. command: to copy, and it works as it stands; why: in words."""

    command: str
    why: str


class Steps(Struct, frozen=True):
    """The commands with their reasons next to them, or below where a long one leaves no room."""

    some: tuple[Step, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """As rich draws it."""
        yield Text(_("Next:"), style="bold")
        longest = max((cell_len(step.command) for step in self.some), default=0)
        if options.max_width - longest < ROOM:
            for step in self.some:
                yield Text(step.command, style="cyan")
                yield Padding(Text(step.why), (0, 0, 0, 4))
            return
        table = Table(box=None, pad_edge=False, show_header=False)
        table.add_column(style="cyan", no_wrap=True)
        for step in self.some:
            table.add_row(step.command, Text(step.why))
        yield table
