"""Sending from Microsoft 365: draft, send, proof; by the fake's own folders everybody once."""

from __future__ import annotations

import base64
import os
import shutil
import ssl
import time
import urllib.request
from pathlib import Path

import pytest
from access.fake_entra import FakeEntra
from access.fake_graph import FakeGraph, Fault
from access.graph_desk import facts, graph_desk, rows, settings, signed_in
from desk import Desk, desk, own_data, parsed, totals, worded

from invite.campaign.delivery import proof
from invite.campaign.project import opened
from invite.campaign.safekeeping.questions import ask_first
from invite.delivery.graph import transfer
from invite.errors import Interrupted

MATTI = "matti.meikalainen@example.org"


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is waited for in a real mailbox comes sooner here."""
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):  # put back afterwards
        monkeypatch.setenv(name, os.environ[name])
    monkeypatch.setattr(proof, "SETTLES", 0.3)
    monkeypatch.setattr(transfer, "LOOKS", (0.05, 0.1, 0.1))


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
    letters = here("status", "--json")["mailings"][0]["letters"]
    assert {one["proof"] for one in letters} == {"mailbox"}
    again = here("send", "--yes", "--json")
    assert (again.code, again["sent"], len(graph.sent)) == (0, 0, 3)


def by_provider_alone(here: Desk) -> None:
    """Leave the courier to the provider."""
    toml = here.folder / "invite.toml"
    text = toml.read_text(encoding="utf-8").replace('courier = "graph"\n', "")
    toml.write_text(text, encoding="utf-8")


def asked_first(here: Desk, answer: bool | None) -> list[str]:
    """What is asked before letters leave, answered so."""
    heard: list[str] = []

    def sure(words: str, _question: str) -> bool | None:
        heard.append(words)
        return answer

    with opened(here.folder) as project:
        ask_first(project, here.folder / "outbox", sure)
    return heard


def test_where_the_provider_alone_decides_it_is_asked_once(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters that were files until now would leave by Graph: before the first it is asked, a no
    sends nothing, and after the first it is asked no more.
    """
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    by_provider_alone(here)
    with pytest.raises(Interrupted, match="Nothing was sent") as no:
        asked_first(here, answer=False)
    assert 'courier = "outbox"' in no.value.hint
    (words,) = asked_first(here, answer=True)
    assert 'provider = "microsoft365"' in words
    assert "aino@example.org" in words
    ran = here("send", "--yes", "--json")
    assert (ran.code, ran["sent"]) == (0, 3), ran.err
    assert 'provider = "microsoft365"' in ran.err
    assert asked_first(here, answer=False) == []


@pytest.mark.parametrize("courier", ["graph", "outbox"])
def test_an_explicit_courier_is_never_asked_about(
    courier: str,
    tmp_path: Path,
    entra: FakeEntra,
    graph: FakeGraph,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin: whoever wrote the courier knows it; and a provider with a mail server alone changes
    nothing.
    """
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    toml = here.folder / "invite.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.replace('"graph"', f'"{courier}"'), encoding="utf-8")
    assert asked_first(here, answer=False) == []
    by_gmail = desk(tmp_path)
    by_gmail.settings('provider = "gmail"\n')
    assert asked_first(by_gmail, answer=False) == []


def test_where_only_sending_was_granted_letters_go_all_the_same(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Mail.ReadWrite the mailbox is not touched: sendMail, and 202 is sent."""
    entra.switches.consented = frozenset({"Mail.Send"})
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    ran = here("send", "--yes", "--json")
    assert (ran.code, ran["sent"]) == (0, 3), ran.err
    assert set(graph.calls) == {"sendMail"}
    letters = here("status", "--json")["mailings"][0]["letters"]
    assert {one["proof"] for one in letters} == {"server"}
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


def test_a_reminder_answers_the_id_that_the_server_gave(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exchange replaces our Message-ID when it sends: a reminder is shown beside the first letter
    only if it names the one that people have.
    """
    graph.habits.renames = "send"
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    toml = here.folder / "invite.toml"
    waves = '\n[mailing.kutsu]\n\n[mailing.muistutus]\naudience = "everyone"\n'
    toml.write_text(toml.read_text(encoding="utf-8") + waves, encoding="utf-8")
    assert here("send", "--yes").code == 0
    theirs = {one.to: one.message_id for one in graph.sent}
    ran = here("send", "--mailing", "muistutus", "--yes")
    assert ran.code == 0, ran.err
    reminders = {one.to: parsed(one.content) for one in graph.sent[3:]}
    assert len(reminders) == 3
    for to, letter in reminders.items():
        assert letter["In-Reply-To"] == theirs[to]
        assert "outlook.com" in theirs[to]
    found = here("who", "Matti", "--json").document
    assert theirs[MATTI] in str(found)


@pytest.mark.parametrize("renames", ["", "draft", "send"])
@pytest.mark.parametrize("drops", [frozenset(), frozenset({"x-invite-id"})])
@pytest.mark.parametrize("slow", [0.0, 0.6])
def test_an_orphan_draft_is_put_away(
    tmp_path: Path,
    entra: FakeEntra,
    graph: FakeGraph,
    monkeypatch: pytest.MonkeyPatch,
    renames: str,
    drops: frozenset[str],
    slow: float,
) -> None:
    """A draft whose id got lost is found by our Message-ID, by X-Invite-Id, or by receiver and
    personal code, even where the mailbox is slow to show it, changes ids and forgets headers; the
    coordinator's own drafts are left alone.
    """
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    token = entra.token("https://graph.microsoft.com/Mail.ReadWrite")
    _own_draft(graph, token)
    graph.habits.renames = renames  # type: ignore[assignment]
    graph.habits.drops, graph.habits.slow_lists = drops, slow
    graph.faults = [Fault("draft", "after")]
    ran = here("send", "--yes", "--json")
    assert (ran.code, ran["sent"]) == (0, 3), ran.err
    time.sleep(slow)
    again = here("send", "--yes", "--json")
    assert again.code == 0, again.err
    assert len(graph.sent) == 3
    assert [one.to for one in graph.drafts] == ["liisa.malli@example.com"]  # her own draft


def _own_draft(graph: FakeGraph, token: str, content: bytes = b"") -> None:
    """The coordinator writes to one of the guests, and leaves it in Drafts."""
    own = b"From: aino@example.org\r\nTo: liisa.malli@example.com\r\nMessage-ID: <oma@example.org>\r\n"
    own += b"Subject: Kahvit\r\nContent-Type: text/plain\r\n\r\nTuletko?\r\n"
    request = urllib.request.Request(
        f"{graph.url}/me/messages",
        base64.b64encode(content or own),
        {"Authorization": f"Bearer {token}", "Prefer": 'IdType="ImmutableId"'},
    )
    context = ssl.create_default_context(cafile=str(graph.ca_file))
    urllib.request.urlopen(request, context=context).close()


def test_an_answer_that_quotes_the_letter_is_the_coordinators(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reply to a guest that lies in Drafts quotes their personal link; it is not ours to put away,
    and neither is a copy that was made of the letter later, to be sent by hand.
    """
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    assert here("send", "--yes").code == 0
    token = entra.token("https://graph.microsoft.com/Mail.ReadWrite")
    went = graph.sent[0].content
    head, _sep, rest = went.partition(b"Subject: ")
    lines = [line for line in head.split(b"\r\n") if line]
    _own_draft(graph, token, b"\r\n".join([*lines, b"Subject: VS: " + rest]))
    _own_draft(graph, token, went)
    for one, message in enumerate(graph.drafts):
        message.message_id, message.headers = f"<{one}@outlook.com>", []
    graph.drafts[1].created += 2 * 3600
    assert here("status", "--refresh").code == 0
    assert len(graph.drafts) == 2


def test_an_older_copy_on_a_third_computer_is_refused(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has left since is seen in Sent Items: it is said, nothing goes without a word, and
    whoever says that all is well doubles nobody.
    """
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    assert here("send", "--yes", "--limit", "1").code == 0
    assert here("ledger", "backup", str(tmp_path / "kopio.db")).code == 0
    assert here("send", "--yes", "--limit", "1").code == 0
    third = graph_desk(tmp_path / "kolmas", entra, graph, monkeypatch)
    own_data(tmp_path / "muu")
    shutil.copy(tmp_path / "kopio.db", third.folder / "invite.db")
    ran = third("send", "--yes")
    assert ran.code == 2, ran.err
    said = " ".join(ran.err.split())
    assert "1 letter in Sent Items is unknown to this ledger, which is an older copy" in said
    assert "invite ledger accept --letters 2" in said
    assert len(graph.sent) == 2
    assert third("ledger", "accept", "--letters", "2").code == 0
    assert third("send", "--yes").code == 0
    assert len(graph.sent) == len({one.to for one in graph.sent}) == 3


def test_a_newest_copy_on_a_third_computer_learns_nothing(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no stricter: it is asked whether that is all, and nothing is said of Sent Items."""
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    assert here("send", "--yes", "--limit", "2").code == 0
    third = graph_desk(tmp_path / "kolmas", entra, graph, monkeypatch)
    assert here("ledger", "backup", str(third.folder / "invite.db")).code == 0
    own_data(tmp_path / "muu")
    ran = third("send", "--yes")
    assert ran.code == 2
    assert "unknown to this ledger" not in ran.err
    assert third("ledger", "accept", "--letters", "2").code == 0
    assert third("send", "--yes").code == 0
    assert len(graph.sent) == 3


def test_what_is_being_taken_over_is_not_taken_for_a_draft(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mailbox that shows a letter in Drafts for a moment after it was taken over: looked at twice,
    so it is sent once.
    """
    monkeypatch.setattr(proof, "SETTLES", 1.5)
    graph.habits.lingers = 1.2
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    graph.faults = [Fault("send", "after", times=3)]
    ran = here("send", "--yes", "--json")
    assert (ran.code, ran["sent"], ran["unclear"]) == (0, 3, 0), ran.err
    assert here("send", "--yes").code == 0
    assert len(graph.sent) == 3


def test_what_is_in_neither_folder_stays_unclear_until_it_is_seen(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is written to again while a letter is nowhere to be seen; when it turns up, it settles
    itself by `status --refresh`.
    """
    graph.habits.unseen = 3600.0
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    graph.faults = [Fault("send", "after")]
    assert here("send", "--yes").code == 1
    assert totals(here("status", "--json"))["unclear"] == 1
    assert here("settle", "--look", "--json").document["unclear"] != []
    assert here("send", "--yes").code == 1  # one is unclear still
    assert len(graph.sent) == 3
    graph.habits.unseen = 0.0
    assert totals(here("status", "--refresh", "--json"))["sent"] == 3
    assert len(graph.sent) == 3


def test_settle_look_settles_what_did_not_go(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies in Drafts did not go: `settle --look` says so, puts it away, and it goes again."""
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    graph.faults = [Fault("send", "before"), Fault("look", "before", 503, times=99)]
    assert here("send", "--yes").code == 1
    graph.faults = []
    looked = here("settle", "--look", "--json").document
    assert (len(looked["sent"]), len(looked["not_sent"]), looked["unclear"]) == (0, 1, [])
    assert graph.drafts == []
    assert here("send", "--yes", "--json")["sent"] == 1
    assert len(graph.sent) == 3


def test_a_token_that_expires_in_the_middle_is_renewed(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody notices: the letter in hand goes with a new token."""
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    graph.after["send"] = entra.expire
    ran = here("send", "--yes", "--json")
    assert (ran.code, ran["sent"]) == (0, 3), ran.err
    assert "refresh_token" in entra.ways


def test_a_sign_in_that_is_revoked_in_the_middle_ends_the_run(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With nobody at the terminal it ends with 4 and says to sign in again; nobody is marked, and
    after signing in it goes on where it was.
    """
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    graph.after["send"] = entra.revoke
    ran = here("send", "--yes", "--json")
    assert ran.code == 4
    assert "invite login" in ran.err
    found = totals(here("status", "--json"))
    assert (found["sent"], found["ready"], found["unclear"], found["failed"]) == (1, 2, 0, 0)
    graph.after.clear()
    signed_in(entra)
    again = here("send", "--yes", "--json")
    assert (again.code, again["sent"]) == (0, 2), again.err
    assert len(graph.sent) == 3
    assert graph.drafts == []


def test_a_letter_that_is_too_large_is_said_before_anything_goes(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Graph takes 4 MB, a letter travels as base64: what is larger stops the run with a sentence."""
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    (here.folder / "ohjelma.pdf").write_bytes(b"%PDF-1.4\n" + bytes(2_400_000))
    toml = here.folder / "invite.toml"
    more = '\n[mailing.kutsu]\nattachments = ["ohjelma.pdf"]\n'
    toml.write_text(toml.read_text(encoding="utf-8") + more, encoding="utf-8")
    ran = here("send", "--yes", "--json")
    assert ran.code == 3
    assert "too large" in ran.err
    assert (graph.calls["draft"], len(graph.sent)) == (0, 0)
    assert rows(here, "SELECT count(*) FROM fact") == [(0,)]


def test_what_just_fits_goes(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: an attachment of 2 MB goes."""
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    (here.folder / "ohjelma.pdf").write_bytes(b"%PDF-1.4\n" + bytes(2_000_000))
    toml = here.folder / "invite.toml"
    more = '\n[mailing.kutsu]\nattachments = ["ohjelma.pdf"]\n'
    toml.write_text(toml.read_text(encoding="utf-8") + more, encoding="utf-8")
    ran = here("send", "--yes", "--json")
    assert (ran.code, ran["sent"]) == (0, 3), ran.err


def test_a_test_letter_goes_by_graph_too(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`send --test` sends samples to the coordinator and leaves no draft and no letter in doubt."""
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    ran = here("send", "--test", "aino@example.org", "--yes", "--json")
    assert ran.code == 0, ran.err
    assert {one.to for one in graph.sent} == {"aino@example.org"}
    assert graph.drafts == []
    assert rows(here, "SELECT count(*) FROM fact") == [(0,)]


def test_four_at_once_and_no_more(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Graph takes four requests at once for one mailbox; more connections are refused in the
    settings, before anything is composed.
    """
    people = [
        f"Etu{worded(n)};Suku{worded(n)};henkilo{n}@example.org;Liitto;Kainuu" for n in range(60)
    ]
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch, people=people)
    ran = here("send", "--yes", "--json")
    assert (ran.code, ran["sent"]) == (0, 60), ran.err
    assert 1 < graph.at_once <= 4
    here.settings(settings(entra, graph, "connections = 8\n"))
    again = here("status")
    assert again.code == 3
    assert "connections = 4" in again.err
