"""`invite`, and `python -m invite`; of a frozen program also its child processes."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import NoReturn

from invite.cli import screen_language


def run() -> NoReturn:
    """Run the program in the user's language and end with its exit code."""
    # A command makes much and throws little away: looking for rubbish after every 700 new things
    # took a tenth of `status`.
    gc.set_threshold(100_000, 20, 100)
    screen_language.choose(sys.argv[1:], os.environ)
    # Its options' words are looked up as it is loaded: so not before the language is chosen.
    program: Callable[[], NoReturn] = import_module("invite.cli.main").run
    program()


if __name__ == "__main__":
    if getattr(sys, "frozen", False) and sys.argv[1:2] == ["--child-process"]:
        sys.argv = sys.argv[2:]
        import_module("runpy").run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    else:
        run()
