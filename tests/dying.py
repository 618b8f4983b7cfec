"""Runs `invite` so that it dies, without a last word, before its n-th step of work: `python
dying.py N COMMAND…`.

A step is a statement that the ledger's file hears, or a file that is deleted; N = 0 never dies, and
tells how many there were.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

steps = 0
last = 0


def step(_statement: str = "") -> None:
    """Count one, and die where it is time to: nothing is flushed, closed or rolled back."""
    global steps
    steps += 1
    if steps == last:
        os._exit(137)


def main() -> None:
    """Count the steps of the command, or die at one of them."""
    global last
    last = int(sys.argv.pop(1))
    connect = sqlite3.connect
    unlink = Path.unlink

    def watched(*args: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **options)
        connection.set_trace_callback(step)
        return connection

    def gone(path: Path, *, missing_ok: bool = False) -> None:
        step()
        unlink(path, missing_ok=missing_ok)

    vars(sqlite3)["connect"] = watched  # the very function of the library, with an eye on it
    Path.unlink = gone  # type: ignore[method-assign,assignment]
    from invite.cli.main import run

    try:
        run()
    finally:
        if not last:
            print(f"steps: {steps}", file=sys.stderr)


if __name__ == "__main__":
    main()
