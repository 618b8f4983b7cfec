"""Asks over HTTPS and waits for the answer: verified TLS, the system's proxies, kept
connections.
"""

from __future__ import annotations

import ssl
import time
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from invite.access.exchange import HttpAnswer, HttpRequest, NoAnswer
from invite.access.microsoft.libraries import urllib3
from invite.access.tls import make_context
from invite.words import _, system_words

CONNECT = 30.0  # seconds
READ = 120.0  # seconds: Graph takes its time over a letter of 4 MB
WHOLE = 600.0  # seconds for the whole of an answer, however steadily it comes
MOST = 32 << 20  # bytes of an answer; a page of drafts with their bodies is far below
PIECE = 1 << 16  # bytes read at once
KEPT = 4  # connections to one server


class Https:
    """Connections to the servers of one run. Several threads may ask at once."""

    def __init__(self, ca_file: str | None = None, *, read: float = READ) -> None:
        """ca_file: certificates trusted besides the system's. read: seconds for an answer.

        msal's own client trusts certifi's list and REQUESTS_CA_BUNDLE; this one trusts what the
        computer trusts, so that it works behind an organisation's inspecting proxy, too.
        """
        self._context = make_context(ca_file)
        self._timeout = urllib3.Timeout(connect=CONNECT, read=read)
        self._pools: dict[str, urllib3.PoolManager] = {}

    def ask(self, request: HttpRequest) -> HttpAnswer:
        """The server's answer, whatever it says; never asked twice. Raises NoAnswer for none."""
        try:
            return self._ask(request)
        except urllib3.exceptions.NameResolutionError as error:
            why = _("there is no computer of that name")
            raise NoAnswer(why, heard=False, no_network=True) from error
        except (
            urllib3.exceptions.ConnectTimeoutError,
            urllib3.exceptions.NewConnectionError,
            urllib3.exceptions.ProxyError,
        ) as error:
            timed_out = isinstance(error, urllib3.exceptions.ConnectTimeoutError)
            raise NoAnswer(_reason(error), heard=False, no_network=timed_out) from error
        except (urllib3.exceptions.HTTPError, OSError) as error:
            if certificate := _certificate(error):
                why = certificate.verify_message.rstrip(".")
                raise NoAnswer(why, heard=False, untrusted=True) from error
            raise NoAnswer(_reason(error), heard=True) from error

    def close(self) -> None:
        """Let go of the kept connections."""
        for pool in self._pools.values():
            pool.clear()

    def _ask(self, request: HttpRequest) -> HttpAnswer:
        answer = self._pool(request.url).request(
            request.method,
            request.url,
            body=request.body if request.method == "POST" else None,
            headers=dict(request.headers),
            timeout=self._timeout,
            retries=False,
            redirect=False,  # a redirect would carry the token elsewhere
            preload_content=False,
        )
        try:
            body = _whole(answer)
        except BaseException:
            answer.close()
            raise
        answer.release_conn()
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return HttpAnswer(status=answer.status, headers=headers, body=body)

    def _pool(self, url: str) -> urllib3.PoolManager:
        """The connections that lead there: straight, or through the proxy that the system names."""
        parts = urlsplit(url)
        proxy = "" if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme, "")
        if proxy not in self._pools:
            there = proxy if "://" in proxy else f"http://{proxy}"
            self._pools[proxy] = (
                urllib3.ProxyManager(there, ssl_context=self._context, maxsize=KEPT)
                if proxy
                else urllib3.PoolManager(ssl_context=self._context, maxsize=KEPT)
            )
        return self._pools[proxy]


def _whole(answer: urllib3.BaseHTTPResponse) -> bytes:
    """An answer's body, as it comes: what is packed was not asked for. Raises NoAnswer for one that
    does not end.
    """
    until = time.monotonic() + WHOLE
    body = bytearray()
    while more := answer.read1(PIECE, decode_content=False):
        body += more
        if len(body) > MOST or time.monotonic() > until:
            raise NoAnswer(_("the answer does not end"), heard=True)
    return bytes(body)


def _certificate(error: BaseException) -> ssl.SSLCertVerificationError | None:
    """The complaint about a certificate that is wrapped in an error."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return seen
        inner = next((one for one in seen.args if isinstance(one, BaseException)), None)
        seen = inner or seen.__cause__ or seen.__context__
    return None


def _reason(error: BaseException) -> str:
    """What went wrong, without the address of an object in it."""
    inner = next((one for one in error.args if isinstance(one, BaseException)), None)
    if inner is not None:
        return _reason(inner)
    if isinstance(error, OSError) and error.strerror:
        return system_words(error)
    return (str(error.args[-1]) if error.args else type(error).__name__).rstrip(".")
