"""Killed with -9 at any moment while letters leave by Graph: everybody once, nothing in doubt."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from access.fake_entra import FakeEntra
from access.fake_graph import FakeGraph
from access.graph_desk import graph_desk
from access.graph_killing import HABITS, crowd, killed_until_done

from invite.campaign.delivery import proof


@pytest.mark.parametrize("habits", range(len(HABITS)))
def test_killed_again_and_again_until_done(
    habits: int,
    tmp_path: Path,
    entra: FakeEntra,
    graph: FakeGraph,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With proof, by the mailbox's own Sent Items everybody has one letter, no letter is in doubt
    and no draft is left, whatever ids it changes and however slowly it shows things; the long form
    is `benchmarks/killing_graph.py`.
    """
    monkeypatch.setattr(proof, "SETTLES", 1.0)
    for name, value in HABITS[habits].items():
        setattr(graph.habits, name, value)
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch, people=crowd(30))
    found = killed_until_done(here, graph, random.Random(habits), kills=3)
    assert (found.twice, found.lost, found.doubt, found.drafts) == (0, 0, 0, 0)


def test_without_proof_nobody_gets_two(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where only sending was granted, a kill leaves at most as many letters in doubt as there were
    connections, and nobody is written to twice.
    """
    entra.switches.consented = frozenset({"Mail.Send"})
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch, people=crowd(40))
    found = killed_until_done(here, graph, random.Random(1), kills=3, proves=False)
    assert found.twice == found.lost == 0
    assert found.doubt <= found.kills * 4
