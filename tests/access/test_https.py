"""HTTPS: trusted or not asked at all, never asked twice, never sent elsewhere."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from access.https_server import Asked, Authority, HttpsServer, Reply

from invite.access import https as module
from invite.access.exchange import HttpRequest, NoAnswer
from invite.access.https import Https


class Site:
    """A server that does as it is bid, and knows what it was asked."""

    def __init__(self, signed: Authority) -> None:
        self.asked: list[Asked] = []
        self.reply = Reply(document={"well": True})
        self.server = HttpsServer(signed, self._answer)

    def _answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        return self.reply


@pytest.fixture
def site(signed: Authority) -> Iterator[Site]:
    """A server on loopback."""
    made = Site(signed)
    with made.server:
        yield made


@pytest.fixture
def https(signed: Authority) -> Iterator[Https]:
    """A client that trusts the test authority."""
    made = Https(str(signed.ca_file), read=2.0)
    yield made
    made.close()


def _post(site: Site, body: bytes = b"kutsu") -> HttpRequest:
    headers = {"Authorization": "Bearer secret"}
    return HttpRequest(method="POST", url=f"{site.server.url}/x", headers=headers, body=body)


def test_an_answer_comes_whatever_it_says(site: Site, https: Https) -> None:
    """A no is an answer too."""
    site.reply = Reply(429, {"error": {}}, {"Retry-After": "7"})
    answer = https.ask(_post(site))
    assert (answer.status, answer.headers["retry-after"]) == (429, "7")
    assert site.asked[0].body == b"kutsu"


def test_an_unknown_authority_is_not_asked(site: Site) -> None:
    """Without its authority the server is not trusted: nothing was said to it."""
    stranger = Https(read=2.0)
    with pytest.raises(NoAnswer) as caught:
        stranger.ask(_post(site))
    stranger.close()
    assert (caught.value.untrusted, caught.value.heard, site.asked) == (True, False, [])


def test_a_lost_answer_may_have_been_heard(site: Site, https: Https) -> None:
    """The server hangs up: asked once, and nobody knows."""
    site.reply = Reply(cut=True)
    with pytest.raises(NoAnswer) as caught:
        https.ask(_post(site))
    assert caught.value.heard
    assert len(site.asked) == 1


def test_a_slow_answer_may_have_been_heard(site: Site, https: Https) -> None:
    """Longer than the limit: asked once, and nobody knows."""
    site.reply = Reply(late=3.0)
    with pytest.raises(NoAnswer) as caught:
        https.ask(_post(site))
    assert caught.value.heard
    assert len(site.asked) == 1


def test_nobody_there_has_heard_nothing(https: Https) -> None:
    """No connection: it certainly was not heard."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    request = HttpRequest(method="GET", url=f"https://localhost:{port}/x")
    with pytest.raises(NoAnswer) as caught:
        https.ask(request)
    assert not caught.value.heard


def test_a_redirect_is_not_followed(site: Site, https: Https) -> None:
    """It would carry the token elsewhere."""
    site.reply = Reply(302, {}, {"Location": f"{site.server.url}/other"})
    assert https.ask(_post(site)).status == 302
    assert [one.path for one in site.asked] == ["/x"]


def test_the_systems_proxy_is_used(
    site: Site, https: Https, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Organisations have one; loopback goes straight where NO_PROXY says so."""
    said: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as proxy, ThreadPoolExecutor(1) as beside:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        proxy.settimeout(5.0)

        def refuse() -> None:
            connection, _address = proxy.accept()
            with connection:
                said.append(connection.recv(100))

        refused = beside.submit(refuse)
        with pytest.raises(NoAnswer) as caught:
            https.ask(_post(site))
        refused.result()
    assert said[0].startswith(f"CONNECT localhost:{site.server.port}".encode())
    assert site.asked == []
    assert not caught.value.untrusted
    monkeypatch.setenv("no_proxy", "localhost")
    assert https.ask(_post(site)).status == 200


def test_an_answer_without_end_ends(
    site: Site, https: Https, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More bytes than an answer has, or one that takes too long in all: nobody knows what became of
    the request. What is packed is not unpacked: it was not asked for.
    """
    monkeypatch.setattr(module, "MOST", 100_000)
    site.reply = Reply(body=b"x" * 100_001)
    with pytest.raises(NoAnswer) as caught:
        https.ask(_post(site))
    assert caught.value.heard
    site.reply = Reply(body=b"x" * 100_000)
    assert len(https.ask(_post(site)).body) == 100_000
    site.reply = Reply(body=gzip.compress(b"x" * 10_000_000), headers={"Content-Encoding": "gzip"})
    assert len(https.ask(_post(site)).body) < 100_000
    monkeypatch.setattr(module, "WHOLE", 0.0)
    with pytest.raises(NoAnswer) as caught:
        https.ask(_post(site))
    assert caught.value.heard
