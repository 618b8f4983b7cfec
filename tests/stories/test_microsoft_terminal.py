"""At a terminal: signing in to Microsoft, and signing in again in the middle of a run."""

from __future__ import annotations

import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest
from access.fake_entra import FakeEntra
from access.fake_graph import FakeGraph, Fault
from access.graph_desk import graph_desk, settings
from cli.at_terminal import at_terminal
from desk import desk

from invite.access.microsoft.token_cache import VARIABLE

BROWSER = Path(__file__).parents[1] / "access" / "browser.py"


def _browser(entra: FakeEntra) -> str:
    """The command that `webbrowser` runs, in the background."""
    return shlex.join([sys.executable, str(BROWSER), str(entra.ca_file), "%s"]) + " &"


def test_login_signs_in_by_the_browser_and_says_what_was_granted(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph
) -> None:
    """The browser opens, somebody signs in there, and it says who, what for, and where it is kept;
    after that `send` asks nobody.
    """
    (tmp_path / "p").mkdir()
    here = desk(tmp_path / "p")
    here.settings(settings(entra, graph))
    toml = here.folder / "invite.toml"
    text = toml.read_text(encoding="utf-8").replace("kutsut@example.org", "aino@example.org")
    toml.write_text(text, encoding="utf-8")
    more = {VARIABLE: str(tmp_path / "tokens"), "BROWSER": _browser(entra)}
    talk = at_terminal(here.folder, ("login",), more=more)
    assert talk.code == 0, talk.screen
    assert "Signed in as aino@example.org" in talk.screen
    assert "shows what became of each letter" in talk.screen
    assert str(tmp_path / "tokens") in talk.screen.replace("\r\n", "")
    sent = at_terminal(here.folder, ("send",), ("Send?", "y\n"), more=more)
    assert sent.code == 0, sent.screen
    assert len(graph.sent) == 3
    assert entra.ways == ["authorization_code"]


def test_a_code_signs_in_where_the_browser_is_forbidden(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph
) -> None:
    """Conditional access refuses the browser: it says so, and shows a code to type elsewhere."""
    (tmp_path / "p").mkdir()
    here = desk(tmp_path / "p")
    here.settings(settings(entra, graph, who="aino@example.org"))
    entra.switches.browser = ("access_denied", "AADSTS53003: Blocked by Conditional Access.")
    graph.habits.shared = frozenset({"kutsut@example.org"})
    more = {VARIABLE: str(tmp_path / "tokens"), "BROWSER": _browser(entra)}
    talk = at_terminal(here.folder, ("login",), more=more)
    assert talk.code == 0, talk.screen
    assert "conditional access" in talk.screen
    assert "ABCD-EFGH" in talk.screen


def test_a_sign_in_that_dies_in_the_middle_is_asked_for_and_the_run_goes_on(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a terminal the run waits, somebody signs in, and everybody gets one letter."""
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    revoked: list[bool] = []

    def once() -> None:
        if not revoked:
            revoked.append(True)
            entra.revoke()

    graph.after["send"] = once
    more = {VARIABLE: str(tmp_path / "p-tokens"), "BROWSER": _browser(entra)}
    talk = at_terminal(here.folder, ("send",), ("Send?", "y\n"), more=more)
    assert talk.code == 0, talk.screen
    assert "AADSTS50173" in talk.screen
    assert sorted({one.to for one in graph.sent}) == sorted(one.to for one in graph.sent)
    assert len(graph.sent) == 3
    assert graph.drafts == []


def test_another_programs_draft_is_left_alone(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one run waits to try letters again whose drafts lie in Drafts, another looks into the
    mailbox: the drafts stay, and are sent once.
    """
    patient = 'pace = "1000/s"\npatience = "60s"\n'
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch, more=patient)
    graph.faults = [Fault("send", "before", 429, after="1", times=999)]
    command = [sys.executable, "-m", "invite", "-C", str(here.folder), "send", "--yes"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        end = time.monotonic() + 30
        while not graph.calls["send"] and time.monotonic() < end:
            time.sleep(0.02)
        before = {draft.id for draft in graph.drafts}
        assert here("status", "--refresh").code == 0
        assert before
        assert before <= {draft.id for draft in graph.drafts}
        graph.faults = []
        said = run.communicate(timeout=60)
    assert run.returncode == 0, said
    assert len(graph.sent) == len({one.to for one in graph.sent}) == 3
    assert graph.drafts == []
