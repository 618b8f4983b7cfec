"""A coordinator at a real terminal: `invite` run under a pseudo-terminal, its questions answered as
they come.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from desk import environment

PATIENCE = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class Talk:
    """What stood on the terminal, and how the command ended."""

    code: int
    screen: str


def at_terminal(
    folder: Path,
    words: tuple[str, ...],
    *answers: tuple[str, str | Callable[[], str]],
    columns: int = 110,
    more: Mapping[str, str] | None = None,
) -> Talk:
    """Run `invite` with these words at a terminal. answers: what to wait for on the screen, and
    what to type then, or what happens before it is typed. more: of the environment.
    """
    if sys.platform == "win32":
        pytest.skip("pseudo-terminals are POSIX's")
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    command = [sys.executable, "-m", "invite", "-C", str(folder), *words]
    env = environment(TERM="xterm", NO_COLOR="1", **(more or {}))
    child = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=env,
        start_new_session=True,
        preexec_fn=_controlled,
    )
    os.close(theirs)
    screen = ""
    try:
        for wait_for, typed in answers:
            screen += _until(ours, wait_for)
            # A Ctrl-C between the question and the reading of the answer is only noticed with the
            # next key.
            time.sleep(0.3)
            os.write(ours, (typed if isinstance(typed, str) else typed()).encode())
        screen += _until(ours, None)
        return Talk(child.wait(PATIENCE), screen)
    finally:
        child.kill()
        child.wait()
        os.close(ours)


def _controlled() -> None:
    """Make the terminal the one whose Ctrl-C reaches the child."""
    if sys.platform != "win32":
        import fcntl
        import termios

        fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _until(terminal: int, words: str | None) -> str:
    """What comes until these words stand on the screen; None: until the program has ended."""
    seen = b""
    end = time.monotonic() + PATIENCE
    while words is None or words not in seen.decode(errors="replace"):
        ready, _, _ = select.select([terminal], [], [], max(0.0, end - time.monotonic()))
        assert ready, f"{words!r} never came: {seen.decode(errors='replace')}"
        try:
            some = os.read(terminal, 65536)
        except OSError:  # Linux says EIO when nobody holds the other end any more
            some = b""
        if not some:
            assert words is None, f"{words!r} never came: {seen.decode(errors='replace')}"
            break
        seen += some
    return seen.decode(errors="replace")
