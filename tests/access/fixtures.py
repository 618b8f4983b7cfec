"""Fixtures: a test authority, an identity provider and a Graph on free ports."""

from __future__ import annotations

import webbrowser
from collections.abc import Iterator
from pathlib import Path

import pytest
from access.fake_entra import FakeEntra
from access.fake_graph import FakeGraph
from access.https_server import Authority


@pytest.fixture(scope="session")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """One authority and certificate for all."""
    return Authority(Path(tmp_path_factory.mktemp("microsoft")))


@pytest.fixture
def entra(signed: Authority, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEntra]:
    """An identity provider, and a browser in which somebody signs in at once."""
    with FakeEntra(signed) as provider:
        at_the_browser(provider, monkeypatch)
        yield provider


def at_the_browser(provider: FakeEntra, patch: pytest.MonkeyPatch) -> None:
    """Somebody sits at the browser, and signs in whenever a page opens."""
    patch.setattr(webbrowser, "get", lambda _name=None: provider.browser())
    patch.setattr(webbrowser, "open", lambda url: provider.browser().open(url))


@pytest.fixture
def graph(signed: Authority, entra: FakeEntra) -> Iterator[FakeGraph]:
    """A Graph that takes that provider's tokens."""
    with FakeGraph(signed, entra) as server:
        yield server


@pytest.fixture(autouse=True)
def no_ca_bundles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the machine names as its certificates."""
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
