"""Opens a file that somebody else put there: a plain one, of no more than a size, or none at all.

A pipe or a device would be read for ever, and to open one already waits or acts.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path


class NotPlain(OSError):
    """A pipe, a device, a socket or a folder."""


class TooLarge(OSError):
    """More bytes than are read."""


def read_plain(path: Path, most: int) -> tuple[bytes, os.stat_result]:
    """The bytes of a file, and what the system knows of it. most: bytes.

    Raises NotPlain, TooLarge, or the OSError that the system gives.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotPlain(path)
    # What is there when it is opened counts: it may have been changed since. Without O_NONBLOCK
    # the opening of a pipe waits for somebody who writes.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise NotPlain(path)
        if status.st_size > most:
            raise TooLarge(path)
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLarge(path)
    return content, status


_BINARY = getattr(os, "O_BINARY", 0)
