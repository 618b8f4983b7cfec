"""How reading many mails gets on: a bar where a terminal is, and nothing elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from invite.cli import terminal
from invite.words import _

AT_LEAST = 20  # fewer mails are there before anybody has seen a bar


@contextmanager
def counting() -> Iterator[Callable[[int, int], None]]:
    """Gives what is told how many of how many mails are read.

    The bar goes when all are read, so that what was found stands alone. On a slow line a mailbox of
    years takes minutes, and whoever waits sees that it goes on, and for how long.
    """
    console = terminal.console(stderr=True)
    if not console.is_terminal:
        yield lambda _n, _all: None
        return
    columns = (TextColumn(_("Mails")), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)

        def count(read: int, all_: int) -> None:
            bar.update(task, completed=read, total=all_, visible=all_ >= AT_LEAST)

        yield count
