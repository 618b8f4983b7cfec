"""Opens a file that somebody else put there: a plain one, of no more than a size, or none at all.

A pipe or a device would be read for ever, and to open one already waits or acts.
"""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

from invite.words import _

_BINARY = getattr(os, "O_BINARY", 0)


class NotPlain(OSError):
    """A pipe, a device, a socket or a folder. strerror: says so."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, _("it is a device, a pipe or a folder"), str(path))


class TooLarge(OSError):
    """More bytes than are read. strerror: the system's words for it."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EFBIG, os.strerror(errno.EFBIG), str(path))


def is_no_file(path: Path) -> bool:
    """Whether something stands there that is no plain file, or a link that leads nowhere: what is
    not passed over as if it were not there.
    """
    return not path.is_file() and (path.exists() or path.is_symlink())


def open_plain(path: Path) -> BufferedReader:
    """The file, open. Raises NotPlain, or the OSError that the system gives."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotPlain(path)
    # What is there when it is opened counts: it may have been changed since. Without O_NONBLOCK
    # the opening of a pipe waits for somebody who writes.
    file = os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise NotPlain(path)
    return file


def read_plain(path: Path, most: int) -> tuple[bytes, os.stat_result]:
    """The bytes of a file, and what the system knows of it. most: bytes.

    Raises NotPlain, TooLarge, or the OSError that the system gives.
    """
    with open_plain(path) as file:
        status = os.fstat(file.fileno())
        if status.st_size > most:
            raise TooLarge(path)
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLarge(path)
    return content, status
