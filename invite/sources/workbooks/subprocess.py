"""Reads a workbook in a process of its own, which may hang, crash or outgrow its memory without
harming us.

Run as `python -m invite.sources.workbooks.subprocess`, it is that process: a workbook comes in on
stdin, its sheets go out as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import astuple

from invite.sources.reading import MEGABYTE, Caps, Unreadable
from invite.sources.workbooks.calamine import SheetValues, damaged, parse
from invite.words import _

WORK, LONGEST = 4, 18
"""Seconds: of the processor's time, with one more for each 300 kB; and by the clock, with which a
file stays under 20 in all.

A short time by the clock alone would take a busy machine for a bad file.
"""
OUT_OF_TIME = frozenset(
    int(getattr(signal, name)) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name)
)
MEMORY = 900 * MEGABYTE


def parse_apart(data: bytes, caps: Caps) -> tuple[SheetValues, ...]:
    """The same as `values.parse`, in another process. Raises Unreadable also where that process
    hangs or dies.
    """
    command = [
        sys.executable,
        "-P",
        "-m",
        "invite.sources.workbooks.subprocess",
        json.dumps([caps.rows, caps.columns, caps.cells, caps.text]),
    ]
    command.append(str(min(LONGEST, WORK + len(data) // 300_000)))
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONIOENCODING": "utf-8",
    }
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module; the file comes in on stdin
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST,
            check=True,
            env=environment,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise _too_long() from error
    except subprocess.CalledProcessError as error:
        raise (_too_long() if -error.returncode in OUT_OF_TIME else damaged()) from error
    except (OSError, ValueError) as error:
        raise damaged() from error
    if "problem" in answer:
        raise Unreadable(answer["problem"], answer["hint"])
    return tuple(
        SheetValues(name, hidden, tuple(map(tuple, rows)))
        for name, hidden, rows in answer["sheets"]
    )


def _too_long() -> Unreadable:
    return Unreadable(
        _("Reading the file takes too long."), _("Save it again as .xlsx and try again.")
    )


def _hold(seconds: int) -> None:
    """Where the system can hold a process to its memory and its processor time, this one is held to
    them.
    """
    try:
        import resource
    except ImportError:  # Windows has none; there the caps looked at beforehand must do
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    except (ValueError, OSError):  # macOS refuses, or the process is held to less already
        return


def _answer() -> dict[str, object]:
    rows, columns, cells, text = json.loads(sys.argv[1])
    try:
        sheets = parse(
            sys.stdin.buffer.read(), Caps(rows=rows, columns=columns, cells=cells, text=text)
        )
    except Unreadable as error:
        return {"problem": error.problem, "hint": error.hint}
    return {"sheets": [astuple(sheet) for sheet in sheets]}


if __name__ == "__main__":
    _hold(int(sys.argv[2]))
    sys.stdout.write(json.dumps(_answer()))
