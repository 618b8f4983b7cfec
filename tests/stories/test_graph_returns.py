"""Returned mail by Graph: from the Inbox of the mailbox that letters leave from, only what is new."""

from __future__ import annotations

from pathlib import Path

import pytest
from access.fake_entra import FakeEntra
from access.fake_graph import FakeGraph, Fault
from access.graph_desk import AINO, graph_desk
from dsn import Dsn

LIISA = "liisa.malli@example.com"
MATTI = "matti.meikalainen@example.org"


def report(graph: FakeGraph, to: str, action: str = "failed") -> bytes:
    """As Exchange reports: by the Message-ID that it gave the letter."""
    (letter,) = [one for one in graph.sent if one.to == to]
    return bytes(Dsn(action=action, to=to, returned=f"Message-ID: {letter.message_id}\n"))


@pytest.mark.parametrize("renames", ["", "send"])
def test_only_what_is_new_is_read(
    tmp_path: Path,
    entra: FakeEntra,
    graph: FakeGraph,
    monkeypatch: pytest.MonkeyPatch,
    renames: str,
) -> None:
    """Reports find their letters by the Message-ID that the server gave them; each mail is asked
    for once, page after page, and a busy server is asked again.
    """
    graph.habits.renames = "send" if renames else ""
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    assert here("send", "--yes", "--json")["sent"] == 3
    for n in range(5):
        graph.receive(f"From: x@example.net\nSubject: Uutiset {n}\n\nHei\n".encode())
    graph.receive(report(graph, LIISA))
    graph.faults.append(Fault("content", status=503, after="0"))
    first = here("bounces", "--json")
    assert first.code == 0, first.err
    assert [mail["kind"] for mail in first["mails"]] == ["other"] * 5 + ["bounce"]
    assert first["mails"][5]["applied"] is True
    asked = graph.calls["content"]
    assert here("bounces", "--json")["mails"] == []
    graph.receive(report(graph, MATTI, "delayed"))
    assert [mail["kind"] for mail in here("bounces", "--json")["mails"]] == ["delay"]
    assert graph.calls["content"] == asked + 1
    states = {one["to"]: one["state"] for one in here("status", "--json")["mailings"][0]["letters"]}
    assert states[LIISA] == "failed"
    assert states[MATTI] == "sent"
    assert f"Reports go to {AINO}. It is read by Microsoft Graph" in here("bounces").out


def test_a_sign_in_that_may_only_send_is_said(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Mail.ReadWrite nothing is read, and the way out is named; files are read still."""
    entra.switches.consented = frozenset({"Mail.Send"})
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    assert here("send", "--yes", "--json")["sent"] == 3
    ran = here("bounces")
    assert ran.code == 3
    assert "ask-it" in ran.err
    assert here("bounces", "--move", "X").code == 2
    path = here.folder / "a.eml"
    path.write_bytes(bytes(Dsn(to=LIISA)))
    assert here("bounces", str(path), "--json")["mails"][0]["kind"] == "bounce"
