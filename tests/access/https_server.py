"""A real HTTPS server on 127.0.0.1 with a certificate of a test authority; the fakes stand on it."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from delivery.certificates import Signer, authority, make, server_context, write


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came. path: with its query."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. body: where there is no document. cut: hang up instead of giving it. late: seconds
    before it is given.
    """

    status: int = 200
    document: object = None
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    late: float = 0.0
    body: bytes = b""


class Authority:
    """A test authority and the server certificate that it has signed."""

    def __init__(self, folder: Path) -> None:
        self.root: Signer = authority("Test authority")
        self.ca_file, _key = write(self.root, folder, "microsoft-ca")
        self.context: ssl.SSLContext = server_context(
            make("localhost", by=self.root), folder, "microsoft"
        )


class HttpsServer:
    """Answers each request by a function, in a thread of its own. Use it in a `with`."""

    def __init__(self, signed: Authority, answer: Callable[[Asked], Reply]) -> None:
        self._lock = threading.Lock()
        self._now = 0
        self.at_once = 0  # the most requests that were in hand at one time
        self._server = _Server(("127.0.0.1", 0), _handler(self, answer))
        self._server.context = signed.context
        self._server.open = set()
        self.port: int = self._server.server_address[1]
        self.url = f"https://localhost:{self.port}"

    def __enter__(self) -> HttpsServer:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        for connection in tuple(self._server.open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def count(self, more: int) -> None:
        """One request more or less in hand."""
        with self._lock:
            self._now += more
            self.at_once = max(self.at_once, self._now)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 50
    context: ssl.SSLContext
    open: set[socket.socket]

    def finish_request(self, request: Any, client_address: Any) -> None:
        """TLS first, in this connection's own thread."""
        with suppress(OSError):  # a client that hangs up, or does not trust us
            request.settimeout(60)
            request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self.context.wrap_socket(request, server_side=True) as secured:
                self.open.add(secured)
                try:
                    super().finish_request(secured, client_address)
                finally:
                    self.open.discard(secured)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that are killed are no news."""


def _handler(server: HttpsServer, answer: Callable[[Asked], Reply]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_words: object) -> None:
            """Nothing on the screen."""

        def _do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.count(1)
            try:
                reply = answer(Asked(self.command, self.path, headers, body))
            finally:
                server.count(-1)
            if reply.late:
                time.sleep(reply.late)
            if reply.cut:
                self.close_connection = True
                with suppress(OSError):
                    self.connection.shutdown(socket.SHUT_RDWR)
                return
            content = reply.body if reply.document is None else json.dumps(reply.document).encode()
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if content:
                self.send_header("Content-Type", "application/json")
            if reply.status != 204:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_DELETE = _do  # noqa: N815 - the library's names

    return Handler
