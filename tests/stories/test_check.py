"""`invite check` from the coordinator's chair, and where else its lines are seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from access.fake_entra import FakeEntra
from access.fake_graph import FakeGraph
from access.graph_desk import graph_desk
from checking import settings, well, write
from desk import PEOPLE, Desk, desk

SIGNED_IN = (
    "Letters leave by Microsoft 365: signed in as aino@example.org, from the mailbox"
    " aino@example.org."
)
BROKEN = "Aihe: Kutsu\n\nHei {{ person.firstname }}\n"


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    """A project in which all is well."""
    return well(desk(tmp_path))


def test_the_page(here: Desk) -> None:
    """How many of each, then the worst first, each with where it is and what to do."""
    write(here, "templates/kutsu.fi.md", BROKEN)
    here.sheet(*PEOPLE[:1], "Maija;Esimerkki;;Lapin liitto;Lappi")
    ran = here("check")
    lines = ran.out.splitlines()
    assert ran.code == 3
    assert lines[0].startswith("1 red: nothing is sent before it is fixed, 1 yellow: look at it, ")
    assert lines[2].startswith("✗ Letters: there is no “person.firstname”")
    assert lines[3].strip() == "templates/kutsu.fi.md:3"
    assert [line[0] for line in lines[2:] if line[:1] in "✗!✓" and line] == sorted(
        (line[0] for line in lines[2:] if line[:1] in "✗!✓" and line), key="✗!✓".index
    )


def test_the_document(here: Desk) -> None:
    """The keys of the contract, and the exit code with it."""
    ran = here("check", "--json")
    assert ran.code == 0
    for one in ran.document["checks"]:
        assert list(one) == ["area", "level", "what", "hint", "where"]
        assert one["area"] in ("sheets", "letters", "server", "ledger")
        assert one["level"] in ("green", "yellow", "red")


def test_invite_alone_shows_the_first_red_line(here: Desk) -> None:
    """A slip in the template comes before everything else; where all is well, nothing does."""
    here("people")
    assert "invite check" not in here().out
    write(here, "templates/kutsu.fi.md", BROKEN)
    ran = here()
    (line,) = (line for line in ran.out.splitlines() if line.startswith("invite check"))
    assert "templates/kutsu.fi.md:3 there is no “person.firstname”" in line
    assert here("--json").document["next"][0] == "invite check"


def test_what_has_gone_is_nothing_to_fix(here: Desk) -> None:
    """Nobody is to be written to any more: `invite` alone says nothing of the template."""
    assert here("send", "--yes").code == 0
    write(here, "templates/kutsu.fi.md", BROKEN)
    assert "invite check" not in here().out


def test_check_changes_nothing(here: Desk) -> None:
    """Looked at twice it says the same, and `send` then does what it would have done."""
    here("people")
    assert here("check").out == here("check").out
    assert here("send", "--yes", "--json")["written"] == 3


@pytest.mark.parametrize(("scopes", "level"), [("wide", "green"), ("narrow", "yellow")])
def test_signed_in_to_microsoft(
    scopes: str,
    level: str,
    tmp_path: Path,
    entra: FakeEntra,
    graph: FakeGraph,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who is signed in, and whether the mailbox shows what became of letters; nothing is laid into
    Drafts, nothing is sent.
    """
    if scopes == "narrow":
        entra.switches.consented = frozenset({"Mail.Send"})
    here = graph_desk(tmp_path / "kutsut", entra, graph, monkeypatch)
    ran = here("check", "--json")
    found = [(one["level"], one["what"]) for one in ran.document["checks"]]
    assert ran.code == 0
    assert ("green", SIGNED_IN) in found
    said = "shows what became of each letter" if level == "green" else "cannot show what went"
    assert [one for one, what in found if said in what] == [level]
    assert [one for one, what in found if "Microsoft Graph takes at most 3.0 MB" in what] == [
        "green"
    ]
    assert not graph.messages


# What is wrong at Microsoft → the exit code that `send` ends with.
NOES = {"signed out": 4, "no such mailbox": 4, "a letter too large": 3}


@pytest.mark.parametrize("name", NOES)
def test_what_stops_send_by_graph_is_red(
    name: str,
    tmp_path: Path,
    entra: FakeEntra,
    graph: FakeGraph,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same as by a mail server: red, and `send` ends so."""
    sender = "yhteinen@example.org" if name == "no such mailbox" else "aino@example.org"
    here = graph_desk(tmp_path / "kutsut", entra, graph, monkeypatch, sender=sender)
    if name == "signed out":
        assert here("logout").code == 0
    if name == "a letter too large":
        write(here, "ohjelma.pdf", "x" * 3_000_000)
        text = (here.folder / "invite.toml").read_text(encoding="utf-8")
        more = '\n[mailing.kutsu]\nattachments = ["ohjelma.pdf"]\n'
        (here.folder / "invite.toml").write_text(text + more, encoding="utf-8")
    red = [one for one in here("check", "--json").document["checks"] if one["level"] == "red"]
    ran = here("send", "--yes")
    assert red
    assert ran.code == NOES[name], ran.err
    assert red[0]["what"] in ran.err.replace("\n", " ")


def test_drafts_at_microsoft(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters that are laid into Drafts: the mailbox opens, and nothing is laid by the look; signed
    out it is red, as `send` says of it.
    """
    here = graph_desk(tmp_path / "kutsut", entra, graph, monkeypatch)
    settings(here, 'courier = "graph"', 'courier = "drafts"')
    ran = here("check", "--json")
    found = [one["what"] for one in ran.document["checks"] if one["level"] == "green"]
    assert ran.code == 0
    assert any("put in Drafts of aino@example.org" in what for what in found)
    assert not graph.messages
    assert here("logout").code == 0
    assert here("check").code == 3
    assert here("send", "--yes").code == 4
