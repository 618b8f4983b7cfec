"""Stopping a run of letters: Ctrl-C, a closed terminal, a shutdown."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from types import FrameType
from typing import Self

from invite.cli import terminal
from invite.words import _

# Ctrl-C; what `kill` and a shutdown send; a closed terminal (POSIX), a closed console or Ctrl-Break
# (Windows).
SIGNALS = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
)


class Stopping:
    """Ctrl-C once: no new letter, those in hand are finished, then it asks whether to stop. Twice:
    stops at once.

    A letter that is cut off in the middle is unclear for ever, and Ctrl-C is also the key to copy.
    SIGTERM and a closed terminal stop without a question. stopped: whether it has been stopped so.
    """

    def __init__(self, hushed: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
        """hushed: keeps progress from being drawn while a question stands."""
        self.stopped = False
        self._hushed = hushed
        self._asked = self._must = False
        self._before: dict[int, object] = {}

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._hear) for number in SIGNALS}
        return self

    def __exit__(self, *_error: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal() has given

    def asked(self) -> bool:
        """Whether somebody wants the run to stop."""
        return self._asked

    def confirmed(self) -> bool:
        """Whether it is to stop, now that no letter is in hand."""
        if not self._must and terminal.interactive():
            with self._hushed():
                question = _("Stop sending? The rest go when you run the command again. [Y/n] ")
                answer = terminal.ask(question, stopped=_("Stopped, as you asked."))
            if answer.casefold() in terminal.NO:
                self._asked = False
                signal.signal(signal.SIGINT, self._hear)
                return False
        self.stopped = True
        return True

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        self._asked = True
        self._must = self._must or number != signal.SIGINT
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            terminal.say(
                _(
                    "Stopping once the current letters are sent. Ctrl-C again stops at"
                    " once, which may leave letters unclear."
                )
            )
        except (OSError, RuntimeError):
            # the terminal is closed, or the signal came while something else was just being written
            # to it
            return
