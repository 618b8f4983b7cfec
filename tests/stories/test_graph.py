"""Sending from Microsoft 365: draft, send, proof; by the fake's own folders everybody once."""

from __future__ import annotations

from pathlib import Path

import pytest
from access.fake_entra import FakeEntra
from access.fake_graph import FakeGraph
from access.graph_desk import facts, graph_desk, rows
from desk import parsed, totals

MATTI = "matti.meikalainen@example.org"


def test_everybody_gets_one_letter(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With proof: each letter is laid into Drafts, sent from there, and seen in Sent Items; the
    bytes are those that were composed, and a second run sends nothing.
    """
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    ran = here("send", "--yes", "--json")
    assert ran.code == 0, ran.err
    assert (ran["courier"], ran["sent"]) == ("graph", 3)
    assert sorted(one.to for one in graph.sent) == [
        "liisa.malli@example.com",
        "maija.esimerkki@example.org",
        MATTI,
    ]
    assert graph.drafts == []
    letter = parsed(graph.sent[0].content)
    assert letter["From"].addresses[0].addr_spec == "aino@example.org"
    assert facts(here, MATTI) == ["started", "accepted"]
    assert rows(here, "SELECT count(*) FROM at_server WHERE seen = 1") == [(3,)]
    again = here("send", "--yes", "--json")
    assert (again.code, again["sent"], len(graph.sent)) == (0, 0, 3)


def test_where_only_sending_was_granted_letters_go_all_the_same(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Mail.ReadWrite the mailbox is not touched: sendMail, and 202 is sent."""
    entra.switches.consented = frozenset({"Mail.Send"})
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    ran = here("send", "--yes", "--json")
    assert (ran.code, ran["sent"]) == (0, 3), ran.err
    assert set(graph.calls) == {"sendMail"}
    assert len(graph.sent) == 3


def test_from_a_shared_mailbox(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Aino signs in, the letters leave from kutsut@, its own Drafts and Sent Items."""
    graph.habits.shared = frozenset({"kutsut@example.org"})
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch, sender="kutsut@example.org")
    ran = here("send", "--yes", "--json")
    assert (ran.code, ran["sent"]) == (0, 3), ran.err
    assert all("/users/kutsut@example.org/" in one.path for one in graph.asked)
    assert totals(here("status", "--json"))["sent"] == 3
