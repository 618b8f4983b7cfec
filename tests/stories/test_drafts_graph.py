"""Letters laid into Drafts at Microsoft 365: what the mailbox shows of them, by the fake's own
folders, whatever somebody does to them in Outlook.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from access.drafts_desk import DRAFTS, GRAPH, draft_to, drafts_desk, switch
from access.drafts_killing import drafts_killed_until_done
from access.fake_entra import FakeEntra
from access.fake_graph import FakeGraph, Fault
from access.graph_desk import facts
from access.graph_killing import HABITS, crowd
from delivery.servers import MailServer
from desk import PEOPLE, Desk, totals

from invite.campaign.delivery import proof
from invite.delivery.graph import transfer

MATTI, MAIJA, LIISA = (
    "matti.meikalainen@example.org",
    "maija.esimerkki@example.org",
    "liisa.malli@example.com",
)


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is waited for in a real mailbox comes sooner here."""
    monkeypatch.setattr(proof, "SETTLES", 0.3)
    monkeypatch.setattr(transfer, "LOOKS", (0.05, 0.1, 0.1))


@pytest.fixture
def here(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """Three letters lie in Drafts."""
    made = drafts_desk(tmp_path / "p", entra, graph, monkeypatch)
    ran = made("send", "--yes", "--json")
    assert (ran.code, ran["written"], ran["courier"]) == (0, 3, "drafts"), ran.err
    return made


def line(here: Desk, address: str) -> dict[str, object]:
    """Somebody's line of `status`."""
    lines = here("status", "--json")["mailings"][0]["letters"]
    (found,) = (one for one in lines if one["to"] == address)
    return dict(found)


def test_letters_lie_in_drafts_and_nothing_is_sent(here: Desk, graph: FakeGraph) -> None:
    """Each once, with our marks, and begun before the mailbox heard of it; again nothing is laid.
    Only the right to write into the mailbox is asked for.
    """
    assert sorted(one.to for one in graph.drafts) == sorted([MATTI, MAIJA, LIISA])
    assert (graph.sent, graph.calls["send"], graph.calls["sendMail"]) == ([], 0, 0)
    assert facts(here, MATTI) == ["started", "written"]
    assert all(b"X-Invite-Id: " in one.content for one in graph.drafts)
    assert totals(here("status", "--json"))["reached"] == 0
    assert here("send", "--yes", "--json")["written"] == 0
    assert len(graph.drafts) == 3
    assert "invite status --refresh" in here("--json")["next"]


def test_three_hundred(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 300 drafts 100 are sent by hand and 20 deleted: `status --refresh` tells exactly which."""
    here = drafts_desk(tmp_path / "p", entra, graph, monkeypatch, crowd(300))
    assert here("send", "--yes", "--json")["written"] == 300
    chance = random.Random(1)
    touched = chance.sample(graph.drafts, 120)
    for number, message in enumerate(touched[:100]):
        graph.send_by_hand(message, renewed=number % 3 == 0)
    for message in touched[100:]:
        message.binned = True
    before = len(graph.asked)
    ran = here("status", "--refresh", "--json")
    assert ran.code == 0, ran.err
    lines = ran["mailings"][0]["letters"]
    assert {one["to"] for one in lines if one["state"] == "sent"} == {
        one.to for one in touched[:100]
    }
    assert {one["proof"] for one in lines if one["state"] == "sent"} == {"mailbox"}
    gone = {one["to"] for one in lines if one["because"] == "draft-gone"}
    assert gone == {one.to for one in touched[100:]}
    found = totals(ran)
    assert (found["sent"], found["written"], found["people"]) == (100, 200, 300)
    assert "100 drafts have left" in ran.err
    assert "20 drafts are in neither" in ran.err
    theirs = {one.to: one.message_id for one in graph.sent}
    assert all(one["message_id"] == theirs[one["to"]] for one in lines if one["state"] == "sent")
    assert len(graph.asked) - before < 150  # not a question for each letter
    assert here("send", "--yes", "--json")["written"] == 0
    assert here("settle", "--outbox", "--not-sent", "--json").code == 0
    assert here("send", "--yes", "--json")["written"] == 20
    assert len(graph.drafts) == 200


def test_gone_is_gone_wherever_it_went(here: Desk, graph: FakeGraph) -> None:
    """Moved into another folder is gone, too; moved back it lies there again. What was just sent,
    and is in no folder for a moment, is no question.
    """
    message = draft_to(graph, MATTI)
    message.folder = "folder-later"
    here("status", "--refresh")
    assert (line(here, MATTI)["state"], line(here, MATTI)["because"]) == ("written", "draft-gone")
    message.folder = ""
    here("status", "--refresh")
    assert line(here, MATTI)["because"] is None
    graph.habits.unseen = 0.2
    graph.send_by_hand(message)
    here("status", "--refresh")
    assert line(here, MATTI)["state"] == "sent"


def test_a_corrected_address_and_a_stop(here: Desk, graph: FakeGraph) -> None:
    """As we left it, a draft is rewritten to the new address and deleted for who is stopped. A
    category put on it is no edit; where she has edited it, it is named and left to her.
    """
    graph.edit_by_hand(draft_to(graph, MATTI), "")
    graph.edit_by_hand(draft_to(graph, LIISA), "PS. Terveisin Aino")
    here("correct", "Matti", "--address", "matti@example.net")
    here("correct", "Liisa", "--address", "liisa@example.net")
    ran = here("send", "--yes", "--json")
    assert ran["written"] == 1, ran.err
    assert sorted(one.to for one in graph.drafts) == sorted([MAIJA, LIISA, "matti@example.net"])
    assert "draft-edited" in {one["because"] for one in ran["letters"]}
    refused = here("resend", "Liisa", "--yes")
    assert (refused.code, "edited" in refused.err) == (2, True)
    assert "1 draft was removed" in here("stop", "Maija").out
    assert "Liisa Malli" in here("stop", "Liisa").out
    assert sorted(one.to for one in graph.drafts) == sorted([LIISA, "matti@example.net"])
    here("stop", "Matti", "--erase", "--yes")
    assert [one.to for one in graph.drafts] == [LIISA]


def test_after_the_switch_drafts_are_taken_away(here: Desk, graph: FakeGraph) -> None:
    """With a real courier whoever's draft lies unchanged is written to, and the draft goes first;
    whose draft has left its place is held.
    """
    graph.send_by_hand(draft_to(graph, MAIJA))
    draft_to(graph, LIISA).binned = True
    switch(here, DRAFTS, GRAPH)
    ran = here("send", "--yes", "--json")
    assert (ran.code, ran["sent"], ran["courier"]) == (0, 1, "graph"), ran.err
    assert sorted(one.to for one in graph.sent) == sorted([MAIJA, MATTI])
    assert graph.drafts == []
    assert line(here, LIISA)["because"] == "draft-gone"
    here("settle", "--outbox", "--not-sent", "Liisa")
    assert here("send", "--yes", "--json")["sent"] == 1
    assert totals(here("status", "--json"))["sent"] == 3


def test_stopped_while_a_draft_was_taken_back(
    here: Desk, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written down as taken back, and not yet put away: the next run puts it away first; sent by
    hand in between, nobody is written to again.
    """
    switch(here, DRAFTS, GRAPH)
    graph.faults = [Fault("discard", "before", 503, times=99)]
    assert here("send", "--yes").code != 0
    assert (len(graph.drafts), graph.sent) == (3, [])
    graph.faults = []
    graph.send_by_hand(draft_to(graph, MATTI))
    assert here("send", "--yes").code == 0
    assert sorted(one.to for one in graph.sent) == sorted([MATTI, MAIJA, LIISA])
    assert graph.drafts == []


def test_a_word_about_all_does_not_outweigh_what_the_mailbox_shows(
    here: Desk, graph: FakeGraph
) -> None:
    """Whoever says that all drafts were sent, and has left some lying: those are still drafts, or
    nobody would ever write to them. What is gone counts by the word, and so does who is named.
    """
    here.sheet(*PEOPLE, "Oili;Uusi;oili.uusi@example.org;;Kainuu")
    assert "invite status --refresh" in here("send", "--yes").out
    draft_to(graph, "oili.uusi@example.org").binned = True
    assert here("--json")["next"] == ["invite status --refresh"]
    graph.send_by_hand(draft_to(graph, MATTI))
    draft_to(graph, MAIJA).binned = True
    graph.edit_by_hand(draft_to(graph, LIISA), "Terveisin Aino")
    ran = here("settle", "--outbox", "--sent")
    assert "2 letters count as sent by hand" in ran.out, ran.out
    assert "1 draft is still there" in ran.err
    states = {one: line(here, one)["state"] for one in (MATTI, MAIJA, LIISA)}
    assert states == {MATTI: "sent", MAIJA: "sent", LIISA: "written"}
    assert "left to you. It was written" in " ".join(here("who", "Liisa").out.split())
    assert here("settle", "--outbox", "--sent", "Liisa").code == 0
    assert line(here, LIISA)["state"] == "sent"


def test_a_letter_again_is_said_to_lie_in_drafts(here: Desk, graph: FakeGraph) -> None:
    """And not in the outbox."""
    graph.send_by_hand(draft_to(graph, MATTI))
    ran = here("resend", "Matti", "--yes")
    assert "Saved in Drafts for Matti" in ran.out, ran.err


def test_a_mailbox_that_cannot_be_looked_into_holds_everybody(here: Desk, graph: FakeGraph) -> None:
    """Switched to a server of another kind, nobody can say whether the drafts have left: nobody is
    written to until the coordinator does.
    """
    with MailServer() as server:
        here.smtp(server.port)
        ran = here("send", "--yes", "--json")
        assert (ran["sent"], server.held) == (0, [])
        assert {one["because"] for one in ran["letters"]} == {"draft-unseen"}
        here("settle", "--outbox", "--sent", "Matti")
        here("settle", "--outbox", "--not-sent", "Liisa", "Maija")
        assert here("send", "--yes", "--json")["sent"] == 2
    assert len(graph.drafts) == 3  # which are hers to delete


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lost_answer_leaves_one_draft(
    tmp_path: Path,
    entra: FakeEntra,
    graph: FakeGraph,
    monkeypatch: pytest.MonkeyPatch,
    when: str,
) -> None:
    """Whether it was laid before the connection was cut or not."""
    here = drafts_desk(tmp_path / "p", entra, graph, monkeypatch)
    graph.habits.slow_lists = 0.2
    graph.faults = [Fault("draft", when)]  # type: ignore[arg-type]
    here("send", "--yes")
    assert here("send", "--yes").code == 0
    assert sorted(one.to for one in graph.drafts) == sorted([MATTI, MAIJA, LIISA])


@pytest.mark.parametrize("habits", [1, 2])
def test_killed_at_any_moment_no_draft_lies_twice(
    habits: int,
    tmp_path: Path,
    entra: FakeEntra,
    graph: FakeGraph,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Killed twice in the middle, then done: everybody has one draft or one sent letter, be
    it that she sends some meanwhile; the long form is
    `benchmarks/killing_drafts.py`.
    """
    monkeypatch.setattr(proof, "SETTLES", 1.0)
    for name, value in HABITS[habits].items():
        setattr(graph.habits, name, value)
    here = drafts_desk(tmp_path / "p", entra, graph, monkeypatch, crowd(20))
    found = drafts_killed_until_done(here, graph, random.Random(habits), kills=2)
    assert found == (0, 0)
