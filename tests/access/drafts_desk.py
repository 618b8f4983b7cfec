"""What tests of drafts by Graph share: a desk whose letters are laid into the fake's Drafts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from access.fake_entra import FakeEntra
from access.fake_graph import FakeGraph, Message
from access.graph_desk import graph_desk
from desk import PEOPLE, Desk

GRAPH, DRAFTS = 'courier = "graph"', 'courier = "drafts"'


def drafts_desk(
    folder: Path,
    entra: FakeEntra,
    graph: FakeGraph,
    monkeypatch: pytest.MonkeyPatch,
    people: Iterable[str] = PEOPLE,
) -> Desk:
    """A desk at which Aino has signed in; pages of Graph are those of the real one."""
    graph.habits.page = 50
    here = graph_desk(folder, entra, graph, monkeypatch, people=people, more='patience = "2s"\n')
    switch(here, GRAPH, DRAFTS)
    return here


def switch(here: Desk, before: str, after: str) -> None:
    """Another courier."""
    toml = here.folder / "invite.toml"
    text = toml.read_text(encoding="utf-8")
    assert before in text
    toml.write_text(text.replace(before, after), encoding="utf-8")


def draft_to(graph: FakeGraph, address: str) -> Message:
    """The one draft to an address."""
    (found,) = (one for one in graph.drafts if one.to == address)
    return found
