"""`invite check --net`, against web servers on 127.0.0.1: whether the pages that letters lead to answer."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from checking import FORMS, looked, said, well
from delivery.certificates import authority, make, server_context, write
from desk import SETTINGS, Desk

from invite.campaign.check.checklist import Outside
from invite.campaign.check.letters.links import NoPage, status_of

NET = Outside.of(net=True, dns=False)


@contextmanager
def _pages(
    answers: dict[str, int], tls: ssl.SSLContext | None = None
) -> Iterator[tuple[int, list[str]]]:
    """A web server that answers to these paths; the port, and what it was asked for. A status of
    3xx leads to /ok.
    """
    asked: list[str] = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            status = answers.get(self.path.partition("?")[0], 404)
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", "/ok")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            """Nothing is written."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1], asked
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


def _leading_to(here: Desk, port: int) -> Desk:
    """The project, its registration and its privacy page at that port."""
    text = SETTINGS.format(delivery='courier = "outbox"').replace(
        "https://example.org/", f"http://127.0.0.1:{port}/"
    )
    (here.folder / "invite.toml").write_text(text + FORMS, encoding="utf-8")
    return here


def test_pages_that_answer_are_green(here: Desk) -> None:
    """Each page once, redirects followed; nobody's own code is in what is asked for."""
    with _pages({"/ilmo": 302, "/tietosuoja": 200, "/ok": 200}) as (port, asked):
        found = looked(_leading_to(here, port), NET)
    assert len(said(found, "green", r"This link answers \(200\)")) == 2
    assert sorted(asked) == ["/ilmo?k=TESTI", "/ok", "/tietosuoja"]
    assert not said(found, "yellow", "This link (does not answer|answers with)")


def test_a_page_that_is_not_there_is_yellow(here: Desk) -> None:
    """An error is told with the link, and never red: `send` does not look."""
    with _pages({"/ilmo": 200}) as (port, _asked):
        found = looked(_leading_to(here, port), NET)
    (line,) = said(found, "yellow", r"This link answers with an error \(404\)")
    assert line.where == f"http://127.0.0.1:{port}/tietosuoja"
    assert found.exit_code == 0


def test_a_code_that_is_nobodys_may_be_refused(here: Desk) -> None:
    """A registration system that does not know TESTI may be quite well, and it is said so."""
    with _pages({"/tietosuoja": 200}) as (port, _asked):
        found = looked(_leading_to(here, port), NET)
    (line,) = said(found, "yellow", "answers with 404 to TESTI")
    assert "That may be right" in line.hint


def test_nobody_there(here: Desk) -> None:
    """No server at the port: both links are told."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    found = looked(_leading_to(here, port), NET)
    assert len(said(found, "yellow", "This link does not answer: the connection was refused")) == 2


def test_without_a_network_it_stops_after_two(here: Desk) -> None:
    """Where names cannot be looked up, it is the network: the others are not waited for."""
    tried: list[str] = []

    def offline(link: str) -> int:
        tried.append(link)
        raise NoPage("Name or service not known", offline=True)

    text = "Aihe: K\n\n" + "\n".join(f"<https://example.org/{n}>" for n in range(5))
    (here.folder / "templates").mkdir()
    (well(here).folder / "templates" / "kutsu.fi.md").write_text(text, encoding="utf-8")
    found = looked(here, Outside(fetch=offline))
    assert len(tried) == 2
    assert said(found, "yellow", "The other links were not tried")


def test_a_link_of_ones_own_is_not_followed(here: Desk) -> None:
    """A sheet with everybody's own link: nobody is registered by our looking."""
    header = "Etunimi;Sukunimi;Sähköposti;Ilmoittautumislinkki"
    row = "Matti;Meikäläinen;matti@example.org;https://example.org/oma/salainen"
    text = f"{header}\r\n{row}\r\n"
    (well(here).folder / "ryhmat.csv").write_bytes(text.encode("cp1252"))
    tried: list[str] = []

    def there(link: str) -> int:
        tried.append(link)
        return 200

    looked(here, Outside(fetch=there))
    assert tried == ["https://example.org/tietosuoja"]


def test_a_certificate_is_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page whose certificate nobody knows does not answer; one that is known does."""
    root = authority("Testi")
    ca_file, _key = write(root, tmp_path, "ca")
    tls = server_context(make("localhost", by=root), tmp_path, "page")
    with _pages({"/ok": 200}, tls) as (port, _asked):
        with pytest.raises(NoPage, match="certificate") as caught:
            status_of(f"https://localhost:{port}/ok")
        assert not caught.value.offline
        monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
        # Python 3.13 trusts for the life of a process what it trusted at its first look.
        monkeypatch.setattr("urllib.request._opener", None)
        assert status_of(f"https://localhost:{port}/ok") == 200
