"""`invite ask-it`: the letter to IT says exactly what to allow, and can be sent as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from access.fake_entra import FakeEntra
from access.fake_graph import FakeGraph
from access.graph_desk import CLIENT_ID, graph_desk
from desk import desk, parsed, text_of

REDIRECTS = ("http://localhost", "ms-appx-web://microsoft.aad.brokerplugin/")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_before_anything_is_registered_it_asks_for_all_of_it(tmp_path: Path, language: str) -> None:
    """Platform, both redirects, scopes, consent link, and what is lost without each; no
    placeholder is left but those that only IT can fill.
    """
    here = desk(tmp_path)
    ran = here("ask-it", "--language", language, "--json")
    assert ran.code == 0, ran.err
    text = ran["text"]
    for needed in (
        *REDIRECTS,
        "Mobile and desktop applications",
        "Mail.Send",
        "Mail.ReadWrite",
        "Directory (tenant) ID",
        "Application (client) ID",
        "https://login.microsoftonline.com/TENANT_ID/adminconsent?client_id=CLIENT_ID",
        "STARTTLS",
        "Aino Esimerkki",
    ):
        assert needed in text
    assert "{" not in text
    assert ran["tried"] == []


def test_a_shared_mailbox_asks_for_its_rights(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where who signs in is not the mailbox: the .Shared scopes, Full Access and Send As, with the
    commands to give them; and the ids that are known stand in the link.
    """
    graph.habits.shared = frozenset({"kutsut@example.org"})
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch, sender="kutsut@example.org")
    ran = here("ask-it", "--language", "en", "--json")
    assert ran.code == 0, ran.err
    assert "Mail.ReadWrite.Shared" in ran["text"]
    assert "Add-RecipientPermission kutsut@example.org -Trustee aino@example.org" in ran["text"]
    assert f"tenant.example/adminconsent?client_id={CLIENT_ID}" in ran["text"]
    assert [one["works"] for one in ran["tried"]] == [True, True]


def test_what_does_not_work_is_said(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sending alone was granted: that it works, and that the mailbox cannot be read."""
    entra.switches.consented = frozenset({"Mail.Send"})
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    ran = here("ask-it", "--json")
    assert [one["works"] for one in ran["tried"]] == [True, False]
    assert "Mail.ReadWrite" in ran["tried"][1]["words"]
    entra.revoke()
    entra.expire()
    assert here("ask-it", "--json").code == 0


def test_the_relay_is_asked_for_by_address(tmp_path: Path) -> None:
    """`--relay` asks for a server that takes letters by the address of this computer."""
    ran = desk(tmp_path)("ask-it", "--relay", "--language", "en", "--json")
    assert ran["road"] == "relay"
    assert "STARTTLS, port 587 or 25" in ran["text"]
    assert "adminconsent" not in ran["text"]


def test_it_is_saved_as_a_mail_that_outlook_opens(tmp_path: Path) -> None:
    """`--eml` makes a draft, from the contact person, to be addressed; what the project is made of
    is not written over.
    """
    here = desk(tmp_path)
    file = tmp_path / "pyynto.eml"
    assert here("ask-it", "--language", "fi", "--eml", str(file)).code == 0
    mail = parsed(file.read_bytes())
    assert mail["X-Unsent"] == "1"
    assert mail["From"].addresses[0].addr_spec == "aino.esimerkki@example.org"
    assert mail["To"] is None
    assert "tietohallinnolta" in mail["Subject"]
    assert "Mobile and desktop applications" in text_of(mail)
    assert here("ask-it", "--eml", str(tmp_path / "pyynto.txt")).code == 2
