"""A run of letters on the screen: progress with rate and time left, and stopping between two letters."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from invite.cli import terminal
from invite.words import _

if TYPE_CHECKING:
    from types import FrameType

    from invite.campaign.dispatch import Carried


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C (or SIGTERM) has been pressed since. Once: the letter in hand is finished. Twice: stopped at once.

    A letter that is cut off in the middle is unclear for ever, and Ctrl-C is also the key to copy.
    """
    asked = False

    def first(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
        terminal.say(_("Stopping after the letter in hand. Ctrl-C once more stops at once and may leave it unclear."))

    before = {number: signal.signal(number, first) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def watched(run: Iterable[Carried], total: int, pace: float) -> Iterator[Carried]:
    """Hand on what is carried, drawing a bar with rate and time left where a terminal is. pace: seconds between letters."""
    console = terminal.console(stderr=True)
    if not console.is_terminal:
        yield from run
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total, rate=_("{n}/min by the pace").format(n=round(60 / pace)) if pace else "")
        for carried in run:
            bar.advance(task)
            if not pace and (speed := bar.tasks[0].finished_speed or bar.tasks[0].speed):
                bar.update(task, rate=_("{n}/s").format(n=round(speed)))
            yield carried
