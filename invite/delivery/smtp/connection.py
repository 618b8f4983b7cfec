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
from contextlib import suppress
from functools import partial

from invite.delivery.smtp.phases import Phase
from invite.delivery.smtp.readiness import NOT_YET, Readiness, TimeOver
from invite.delivery.smtp.replies import REPLY, SmtpReply, clean, parse_reply
from invite.words import _, system_words

# bytes of one reply: RFC 5321 4.5.3.1.5 says 512 a line; nobody honest says more than this
_MOST = 65_536
_BLOCK = 65_536  # bytes of content that leave under one time limit (RFC 5321 4.5.3.2.5)


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


class Wire:
    """A connected socket. Every failure is a Lost with the phase it happened in.

    The socket never waits by itself: where it is not ready, it is waited for in the loop. Not a
    transport of asyncio's, which reads ahead, so that nobody could tell whether the server had
    spoken before the last of a letter left, and which knows no TLS that is taken up again.
    """

    def __init__(self, sock: socket.socket, limits: Mapping[Phase, float]) -> None:
        """sock: connected, and ours. limits: seconds for each phase. Raises OSError where nobody
        is there any more.
        """
        self._socket = sock
        self._limits = limits
        self._unread = b""
        self._ready = Readiness(sock.fileno())
        # A letter is written in few pieces and waited for: Nagle's algorithm and delayed
        # acknowledgements cost 40 ms each time.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setblocking(False)
        self.local_address = str(sock.getsockname()[0])
        self.peer_address = str(sock.getpeername()[0])

    async def start_tls(
        self, context: ssl.SSLContext, host: str, earlier: ssl.SSLSession | None = None
    ) -> None:
        """Go on under TLS. Raises ssl.SSLError when the server's certificate or protocol is not
        good enough, Lost otherwise.

        earlier: what an earlier connection to the same host came to (`tls_session`); a server that
        knows it again is trusted without another look at its certificate (RFC 8446 2.2), which
        spares both sides most of the work.
        """
        end = time.monotonic() + self._limits[Phase.TLS]
        try:
            self._socket = secure = context.wrap_socket(
                self._socket, server_hostname=host, session=earlier, do_handshake_on_connect=False
            )
            await self._ready.until(secure.do_handshake, end, writing=False)
        except ssl.SSLEOFError as error:
            raise Lost(Phase.TLS, _why(error)) from error
        except ssl.SSLError:
            raise
        except OSError as error:
            raise Lost(Phase.TLS, _why(error)) from error

    @property
    def tls_session(self) -> ssl.SSLSession | None:
        """What a later connection may begin TLS with; by TLS 1.3 known once something was read."""
        return self.under_tls.session if self.under_tls else None

    @property
    def under_tls(self) -> ssl.SSLSocket | None:
        """The socket, where TLS is spoken on it."""
        return self._socket if isinstance(self._socket, ssl.SSLSocket) else None

    async def write(self, content: bytes, phase: Phase) -> None:
        """Write all of it; each block within the phase's limit."""
        view = memoryview(content)
        try:
            for start in range(0, len(content), _BLOCK):
                await self._write(view[start : start + _BLOCK], self._limits[phase])
        except (OSError, ValueError) as error:
            # `from None`: the frames below hold the line, and a line may be AUTH's
            raise Lost(phase, _why(error)) from None

    async def write_letter(self, content: bytes) -> None:
        """Write a letter with its final dot; each block within its limit.

        Nothing may come from the server before the dot leaves: it would pass for the answer to the
        letter. Raises Lost then: of the phase DATA while nothing of the letter has left, CONTENT
        later.
        """
        last = max(len(content) - 1, 0) // _BLOCK * _BLOCK
        if last:
            self._insist_on_silence(Phase.DATA)
            await self.write(content[:last], Phase.CONTENT)
        try:
            await self._write(
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
            if not (held or _readable(self._socket)):
                return
            try:
                more = self._socket.recv(4096)
            except NOT_YET:
                return
            except (OSError, ValueError) as error:
                raise Lost(phase, _why(error)) from None
            if not more:
                raise Lost(phase, _("the server closed the connection"))
            self._unread += more
        raise Lost(phase, _("the server says more than it was asked"))

    async def _write(self, block: memoryview, limit: float, silent: Phase | None = None) -> None:
        """Write it within so many seconds. silent: the server must say nothing before the end of it
        leaves; the phase while nothing of the block has left.
        """
        end = time.monotonic() + limit

        def leave() -> int:
            if silent is not None:
                self._insist_on_silence(silent)
            return self._socket.send(block)

        while block:
            block = block[await self._ready.until(leave, end, writing=True) :]
            silent = silent and Phase.CONTENT

    async def read(self, phase: Phase, within: float | None = None) -> SmtpReply:
        """The next reply, all its lines, within the phase's limit or fewer seconds."""
        end = time.monotonic() + (self._limits[phase] if within is None else within)
        whole = 0  # so much of it is lines that are not the last one
        while (found := REPLY.match(self._unread, whole)) is None and len(self._unread) <= _MOST:
            whole = self._unread.rfind(b"\n") + 1
            await self._read_on(phase, end)
        if found is None or found.end() > _MOST:
            raise Lost(phase, _("its answer does not end"))
        said, self._unread = self._unread[: found.end()], self._unread[found.end() :]
        reply = parse_reply(said)
        if reply is None:
            shown = clean(said.split(b"\n")[-2].decode("utf-8", "replace"))
            raise Lost(
                phase, _("this is not an answer of a mail server: {line}").format(line=shown)
            )
        return reply

    async def _read_on(self, phase: Phase, end: float) -> None:
        """Read what comes next, waited for until then (monotonic)."""
        # What a plain socket holds already the loop finds by itself; of TLS it does not see all.
        wait = partial(self._ready.until, writing=False) if self.under_tls else self._ready.later
        try:
            more = await wait(self._receive, end)
        except TimeOver:
            why = _("no answer within {n} seconds").format(n=f"{self._limits[phase]:g}")
            raise Lost(phase, why, silent=True) from None
        except (OSError, ValueError) as error:
            raise Lost(phase, _why(error)) from None
        if not more:
            raise Lost(phase, _("the server closed the connection"))
        self._unread += more

    def _receive(self) -> bytes:
        return self._socket.recv(4096)

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
        except NOT_YET:
            return True
        except (OSError, ValueError):
            return False
        # closed, or a word out of turn such as 421: either way a new connection is better
        return False

    def abort(self) -> None:
        """End the connection: whoever reads or writes has lost it; never raises."""
        # Not SSLSocket's own, which first forgets about TLS: the next write would go in plain text.
        with suppress(OSError, ValueError):
            socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
        if not self._ready.wake():  # nobody is at it who would close it
            self.close()

    def close(self) -> None:
        """Close the socket; never raises."""
        self._ready.close()
        with suppress(OSError):
            self._socket.close()


def _readable(sock: socket.socket) -> bool:
    """Whether the socket has something to read just now."""
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([sock], [], [], 0)[0])
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(0))


def _why(error: Exception) -> str:
    """What the system says about a failure, in a few words."""
    if isinstance(error, TimeoutError):
        return _("no progress within the time limit")
    if isinstance(error, ssl.SSLEOFError):
        return _("the server closed the connection")
    if isinstance(error, ssl.SSLError) and error.reason:
        return clean(error.reason.replace("_", " ").lower())
    return clean(system_words(error))
