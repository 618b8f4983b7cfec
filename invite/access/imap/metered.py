"""imaplib's client with a limit for what a server says to one command: its own has none, and takes
as many bytes, in as much time, as the server cares to announce.
"""

from __future__ import annotations

import imaplib
import time
from io import BufferedReader
from typing import TYPE_CHECKING, cast

from invite.words import _

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

MOST = 64 << 20  # bytes that a server may say to one command; a batch of mails is far below
LONGEST = 600.0  # seconds that it may take to say them
PIECE = 1 << 16  # bytes read at once
A_LINE = 1 << 20  # bytes of one line: the numbers of 100,000 mails
KEPT = 500  # bytes of memory that imaplib takes for each line besides


class Metered(imaplib.IMAP4):
    """Raises IMAP4.abort, which means that the connection is lost, for a server that does not come
    to its end.
    """

    _said = 0
    _since: float | None = None

    def send(self, data: ReadableBuffer) -> None:
        """A command, or a part of it: what is said from now on answers it."""
        self._said, self._since = 0, time.monotonic()
        super().send(data)

    def read(self, size: int) -> bytes:
        """So many bytes, as the server has announced them."""
        read = bytearray()
        self._count(size)  # before memory is taken for them
        stream = self._stream()
        while len(read) < size and (more := stream.read1(min(size - len(read), PIECE))):
            read += more
            self._count(0)
        return bytes(read)

    def readline(self) -> bytes:
        """A line with its end."""
        line = bytearray()
        self._count(KEPT)
        stream = self._stream()
        while not line.endswith(b"\n") and (here := stream.peek(1)):
            more = stream.read(here.find(b"\n") + 1 or len(here))
            line += more
            self._count(len(more) if len(line) <= A_LINE else MOST + 1)
        return bytes(line)

    def _stream(self) -> BufferedReader:
        """What is read from; Python 3.14 names it otherwise."""
        return cast(BufferedReader, getattr(self, "_file", None) or self.file)

    def _count(self, octets: int) -> None:
        now = time.monotonic()
        self._since = now if self._since is None else self._since
        self._said += octets
        if self._said > MOST or now - self._since > LONGEST:
            self.shutdown()  # nobody says good-bye to who does not listen
            raise self.abort(_("its answer does not end"))


class MeteredTls(Metered, imaplib.IMAP4_SSL):
    """The same, under TLS from the first byte."""
