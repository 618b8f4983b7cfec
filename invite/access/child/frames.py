"""What goes through the pipes between us and a child: parts, each with its length before it.

Bytes alone: neither end runs anything that it is sent (pickle would), and neither has to look for
where a part ends in what strangers wrote.
"""

from __future__ import annotations

from typing import IO

_HEAD = 8
"""Bytes of a length, the highest first."""


def send(to: IO[bytes], *parts: bytes) -> None:
    """Write these parts, and have them leave. Raises OSError where the other end has gone."""
    for part in parts:
        to.write(len(part).to_bytes(_HEAD, "big"))
        to.write(part)
    to.flush()


def receive(source: IO[bytes], most: int) -> bytes:
    """The next part. most: bytes.

    Raises EOFError where the other end has gone, or would send more than that: nothing is read of
    it then, and the pipe is of no more use.
    """
    size = int.from_bytes(_exactly(source, _HEAD), "big")
    if size > most:
        raise EOFError
    return _exactly(source, size)


def _exactly(source: IO[bytes], size: int) -> bytes:
    """So many bytes; fewer come only where the other end has gone."""
    data = source.read(size)
    if len(data) < size:
        raise EOFError
    return data
