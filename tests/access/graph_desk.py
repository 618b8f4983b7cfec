"""A coordinator's desk whose letters leave by the fake Graph, with somebody signed in."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest
from access.fake_entra import FakeEntra
from access.fake_graph import FakeGraph
from desk import PEOPLE, Desk, desk
from msal.oauth2cli import authcode

from invite.access.https import Https
from invite.access.microsoft.sign_in import Registration, SignIn
from invite.access.microsoft.token_cache import VARIABLE, open_cache

CLIENT_ID = "11111111-2222-3333-4444-555555555555"
AINO = "aino@example.org"
FAST = 'pace = "1000/s"\npatience = "2s"\n'


def settings(entra: FakeEntra, graph: FakeGraph, more: str = FAST, who: str = AINO) -> str:
    """`[delivery]` for these servers."""
    return (
        f'provider = "microsoft365"\ncourier = "graph"\ntenant = "tenant.example"\nclient_id = "{CLIENT_ID}"\n'
        f'sign_in_as = "{who}"\nauthority = "{entra.authority}"\ngraph_url = "{graph.url}"\n'
        f'ca_file = "{entra.ca_file.as_posix()}"\n{more}'
    )


def graph_desk(
    folder: Path,
    entra: FakeEntra,
    graph: FakeGraph,
    monkeypatch: pytest.MonkeyPatch,
    *,
    people: Iterable[str] = PEOPLE,
    more: str = FAST,
    sender: str = AINO,
) -> Desk:
    """A desk at which Aino has signed in; letters are from `sender`."""
    folder.mkdir()
    here = desk(folder, people)
    here.settings(settings(entra, graph, more))
    toml = folder / "invite.toml"
    text = toml.read_text(encoding="utf-8").replace("kutsut@example.org", sender)
    toml.write_text(text, encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(folder.parent / f"{folder.name}-tokens"))
    signed_in(entra, shared=sender != AINO)
    return here


def signed_in(entra: FakeEntra, *, shared: bool = False) -> None:
    """Sign in, in the browser, as `invite login` does."""
    app = Registration(
        tenant="tenant.example", client_id=CLIENT_ID, account=AINO, authority=entra.authority
    )
    end = ".Shared" if shared else ""
    root = "https://graph.microsoft.com/"
    narrow = (f"{root}Mail.Send{end}",)
    wide = (*narrow, f"{root}Mail.ReadWrite{end}")
    https = Https(str(entra.ca_file))
    # msal looks once a second whether the browser is back.
    brisk = SimpleNamespace(time=time.time, sleep=lambda _seconds: time.sleep(0.02))
    try:
        sign_in = SignIn(app, https, open_cache(CLIENT_ID, entra.authority))
        with mock.patch.object(authcode, "time", brisk):
            sign_in.ask(wide, narrow, show=lambda _line: None)
    finally:
        https.close()


def rows(here: Desk, query: str) -> list[tuple[object, ...]]:
    """What the ledger holds."""
    with closing(sqlite3.connect(here.folder / "invite.db")) as db:
        return db.execute(query).fetchall()


def facts(here: Desk, address: str) -> list[str]:
    """What the ledger says happened to the letter to an address."""
    query = (
        "SELECT kind FROM fact JOIN letter_words ON letter_words.letter = fact.letter"
        f" WHERE address = '{address}' ORDER BY fact.id"
    )
    return [str(kind) for (kind,) in rows(here, query)]
