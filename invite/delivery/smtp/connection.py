"""One socket to a mail server: lines out, replies in, each within its phase's time limit.

Not smtplib: it knows no pipelining, has one error for "lost before" and "lost after the letter was
handed over", prints the AUTH line when debugging, raises when QUIT is refused, and keeps no limit
for a whole reply (a byte a minute holds it forever).
"""

from __future__ import annotations

import select
import socket
import ssl
import time
from collections.abc import Mapping

from invite.delivery.smtp.phases import Phase
from invite.delivery.smtp.replies import SmtpReply, clean, is_last, parse_reply
from invite.words import _, system_words

# bytes of one reply: RFC 5321 4.5.3.1.5 says 512 a line; nobody honest says more than this
_MOST = 65_536
_BLOCK = 65_536  # bytes of content that leave under one time limit (RFC 5321 4.5.3.2.5)
_NOT_YET = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class Lost(Exception):  # it is what happened to the connection, and never leaves this package
    """The connection is no good any more: broken, too slow, or not speaking SMTP. reply: what the
    server said, if it said why.

    no_network: whether it may well be our own network that is gone. silent: whether no answer came
    within the time limit.
    """

    def __init__(
        self,
        phase: Phase,
        why: str,
        reply: SmtpReply | None = None,
        *,
        no_network: bool = False,
        silent: bool = False,
    ) -> None:
        super().__init__(phase, why)
        self.phase = phase
        self.why = why
        self.reply = reply
        self.no_network = no_network
        self.silent = silent


class Hidden(bytes):
    """Bytes that no traceback, log or debugger shows by accident: passwords, and the lines they
    stand in.
    """

    def __repr__(self) -> str:
        """No word of what it is."""
        return "<hidden>"

    __str__ = __repr__


class Wire:
    """A connected socket. Every failure is a Lost with the phase it happened in.

    The socket never waits by itself: it is waited for when it is not ready, which after most steps
    it is. A time limit of its own would ask the system twice at every step and once more at each
    change, and other threads get their turn each time.
    """

    def __init__(self, sock: socket.socket, limits: Mapping[Phase, float]) -> None:
        """sock: connected; it is ours from now on. limits: seconds for each phase."""
        self._socket = sock
        self._limits = limits
        self._unread = bytearray()
        # A letter is written in few pieces and waited for: Nagle's algorithm and delayed
        # acknowledgements cost 40 ms each time.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setblocking(False)

    @property
    def local_address(self) -> str:
        """Our own address on this connection."""
        return str(self._socket.getsockname()[0])

    @property
    def peer_address(self) -> str:
        """The server's address."""
        return str(self._socket.getpeername()[0])

    def start_tls(
        self, context: ssl.SSLContext, host: str, earlier: ssl.SSLSession | None = None
    ) -> None:
        """Go on under TLS. Raises ssl.SSLError when the server's certificate or protocol is not
        good enough, Lost otherwise.

        earlier: what an earlier connection to the same host came to (`tls_session`); a server that
        knows it again is trusted without another look at its certificate (RFC 8446 2.2), which
        spares both sides most of the work.
        """
        self._socket.settimeout(self._limits[Phase.TLS])
        try:
            self._socket = context.wrap_socket(self._socket, server_hostname=host, session=earlier)
            self._socket.setblocking(False)
        except ssl.SSLEOFError as error:
            raise Lost(Phase.TLS, _why(error)) from error
        except ssl.SSLError:
            raise
        except OSError as error:
            raise Lost(Phase.TLS, _why(error)) from error

    @property
    def tls_session(self) -> ssl.SSLSession | None:
        """What a later connection may begin TLS with; None without TLS. Under TLS 1.3 known only
        when something was read.
        """
        return self.under_tls.session if self.under_tls else None

    @property
    def under_tls(self) -> ssl.SSLSocket | None:
        """The socket, where TLS is spoken on it."""
        return self._socket if isinstance(self._socket, ssl.SSLSocket) else None

    def write(self, content: bytes, phase: Phase) -> None:
        """Write all of it; each block within the phase's limit."""
        view = memoryview(content)
        try:
            for start in range(0, len(content), _BLOCK):
                self._write(view[start : start + _BLOCK], self._limits[phase])
        except (OSError, ValueError) as error:
            # `from None`: the frames below hold the line, and a line may be AUTH's
            raise Lost(phase, _why(error)) from None

    def write_letter(self, content: bytes) -> None:
        """Write a letter with its final dot; each block within its limit.

        Nothing may come from the server before the dot leaves: it would pass for the answer to the
        letter. Raises Lost then: of the phase DATA while nothing of the letter has left, CONTENT
        later.
        """
        last = max(len(content) - 1, 0) // _BLOCK * _BLOCK
        if last:
            self._insist_on_silence(Phase.DATA)
            self.write(content[:last], Phase.CONTENT)
        try:
            self._write(
                memoryview(content)[last:],
                self._limits[Phase.CONTENT],
                Phase.CONTENT if last else Phase.DATA,
            )
        except (OSError, ValueError) as error:
            raise Lost(Phase.CONTENT, _why(error)) from None

    def _insist_on_silence(self, phase: Phase) -> None:
        """Raise Lost if the server has said something, or has gone.

        It is looked for before it is read: to read in vain makes the system acknowledge at once
        what else goes with the letter, a packet more for each.
        """
        if not self._unread:
            held = isinstance(self._socket, ssl.SSLSocket) and self._socket.pending()
            if not (held or _ready(self._socket, 0.0, writing=False)):
                return
            try:
                more = self._socket.recv(4096)
            except _NOT_YET:
                return
            except (OSError, ValueError) as error:
                raise Lost(phase, _why(error)) from None
            if not more:
                raise Lost(phase, _("the server closed the connection"))
            self._unread += more
        raise Lost(phase, _("the server says more than it was asked"))

    def _write(self, block: memoryview, limit: float, silent: Phase | None = None) -> None:
        """Write it within so many seconds. silent: the server must say nothing before the end of it
        leaves; the phase while nothing of the block has left.
        """
        began = time.monotonic()
        while block:
            if silent is not None:
                self._insist_on_silence(silent)
            try:
                block = block[self._socket.send(block) :]
                silent = silent and Phase.CONTENT
            except _NOT_YET as not_yet:
                self._wait(not_yet, began + limit - time.monotonic(), writing=True)

    def _wait(self, not_yet: OSError, seconds: float, *, writing: bool) -> None:
        """Wait until the socket can go on. Under TLS it may have to read before it writes, and the
        other way round.
        """
        writing = isinstance(not_yet, ssl.SSLWantWriteError) or (
            writing and isinstance(not_yet, BlockingIOError)
        )
        if seconds <= 0 or not _ready(self._socket, seconds, writing=writing):
            raise TimeoutError

    def read(self, phase: Phase, within: float | None = None) -> SmtpReply:
        """The next reply, all its lines, within the phase's limit or fewer seconds."""
        limit = self._limits[phase] if within is None else within
        began = time.monotonic()
        lines: list[bytes] = []
        size = 0
        while True:
            line = self._line(phase, began, limit)
            size += len(line)
            lines.append(line)
            if size > _MOST:
                raise Lost(phase, _("its answer does not end"))
            if is_last(line):
                break
        reply = parse_reply(lines)
        if reply is None:
            shown = clean(lines[-1].decode("utf-8", "replace"))
            raise Lost(
                phase, _("this is not an answer of a mail server: {line}").format(line=shown)
            )
        return reply

    def _line(self, phase: Phase, began: float, limit: float) -> bytes:
        """The next line with its end, waiting for so many seconds since it began."""
        while (end := self._unread.find(b"\n")) < 0:
            if len(self._unread) > _MOST:
                raise Lost(phase, _("its answer does not end"))
            try:
                more = self._socket.recv(4096)
            except _NOT_YET as not_yet:
                try:
                    self._wait(not_yet, began + limit - time.monotonic(), writing=False)
                except TimeoutError:
                    seconds = f"{self._limits[phase]:g}"
                    why = _("no answer within {n} seconds").format(n=seconds)
                    raise Lost(phase, why, silent=True) from None
                continue
            except (OSError, ValueError) as error:
                raise Lost(phase, _why(error)) from None
            if not more:
                raise Lost(phase, _("the server closed the connection"))
            self._unread += more
        line = bytes(self._unread[: end + 1])
        del self._unread[: end + 1]
        return line

    def unread(self) -> bool:
        """Whether bytes have come that nobody asked for."""
        return bool(self._unread)

    def idle(self) -> bool:
        """Whether the connection still stands and the server has said nothing since its last
        reply.
        """
        if self._unread:
            return False
        try:
            self._socket.recv(1)
        except _NOT_YET:
            return True
        except (OSError, ValueError):
            return False
        # closed, or a word out of turn such as 421: either way a new connection is better
        return False

    def abort(self) -> None:
        """End the connection from another thread: whoever reads or writes has lost it; never
        raises.
        """
        try:
            # Not SSLSocket's own, which first forgets about TLS: another thread's next write would
            # go in plain text.
            socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
        except (OSError, ValueError):
            return

    def close(self) -> None:
        """Close the socket; never raises."""
        try:
            self._socket.close()
        except OSError:
            return


def _ready(sock: socket.socket, seconds: float, *, writing: bool) -> bool:
    """Whether, within so many seconds, the socket has something to read, or takes something."""
    if not hasattr(select, "poll"):  # Windows
        return any(select.select([] if writing else [sock], [sock] if writing else [], [], seconds))
    poll = select.poll()
    poll.register(sock, select.POLLOUT if writing else select.POLLIN)
    return bool(poll.poll(1000 * seconds))


def _why(error: Exception) -> str:
    """What the system says about a failure, in a few words."""
    if isinstance(error, TimeoutError):
        return _("no progress within the time limit")
    if isinstance(error, ssl.SSLEOFError):
        return _("the server closed the connection")
    if isinstance(error, ssl.SSLError) and error.reason:
        return clean(error.reason.replace("_", " ").lower())
    return clean(system_words(error))
