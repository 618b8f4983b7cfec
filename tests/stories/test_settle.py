"""Letters that may or may not have gone, from the coordinator's chair: found, searched for,
settled.
"""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest
from delivery.servers import HangUp, Keep, MailServer, Stall
from desk import PEOPLE, Desk, desk, totals

from invite.campaign.project import opened
from invite.campaign.project import system_clock as clock


@pytest.fixture
def doubt(tmp_path: Path) -> Desk:
    """A desk where the answer to one of three letters was lost."""
    here = desk(tmp_path)
    with MailServer({".": Keep(HangUp())}, times=1) as server:
        here.smtp(server.port)
        assert here("send", "--yes").code == 1
    assert totals(here("status", "--json"))["unclear"] == 1
    return here


def test_status_says_what_to_search_for(doubt: Desk) -> None:
    """The words for the Sent folder name the address and the subject, and the commands that settle
    it stand beside them.
    """
    words = doubt("status").out
    assert 'to:matti.meikalainen@example.org subject:"' in words
    assert "--sent" in words
    assert "--not-sent" in words


def test_it_went(doubt: Desk) -> None:
    """Settled as sent, the person is reached, and nothing sends to them again."""
    assert doubt("settle", "Meikäläinen", "--sent").code == 0
    assert totals(doubt("status", "--json"))["reached"] == 3
    with MailServer() as server:
        doubt.smtp(server.port)
        assert doubt("send", "--yes", "--json")["sent"] == 0
    assert not server.held


def test_it_did_not_go(doubt: Desk) -> None:
    """Settled as not sent, the next send writes to that person and to nobody else, under the same
    Message-ID.
    """
    (line,) = doubt("status", "--state", "unclear", "--json").document["mailings"][0]["letters"]
    assert doubt("settle", "Meikäläinen", "--not-sent").code == 0
    with MailServer() as server:
        doubt.smtp(server.port)
        ran = doubt("send", "--yes", "--json")
    assert (ran.code, ran["sent"], len(server.held)) == (0, 1, 1)
    assert str(line["message_id"]).encode() in server.held[0].content


def test_a_resend_that_did_not_go_leaves_the_letter_before_it(tmp_path: Path) -> None:
    """Settled as not sent, a resend leaves its person reached by letter 1: told so, and the next
    send leaves them alone.
    """
    for form in ("--json", "--mailing=kutsu"):
        (tmp_path / form).mkdir()
        here = desk(tmp_path / form, PEOPLE[:1])
        with MailServer() as server:
            here.smtp(server.port)
            here("send", "--yes")
        with MailServer({".": Keep(HangUp())}) as server:
            here.smtp(server.port)
            assert here("resend", "Meikäläinen", "--json")["unclear"] == 1
        ran = here("settle", "Meikäläinen", "--not-sent", form)
        assert ran.code == 0
        if form == "--json":
            assert ran["state"] == "sent"
        else:
            assert "the next invite send" not in ran.out
            assert "invite resend" in ran.out
        with MailServer() as server:
            here.smtp(server.port)
            assert here("send", "--yes", "--json")["sent"] == 0
            assert not server.held


def test_two_letters_to_one_person_are_settled_one_by_one(tmp_path: Path) -> None:
    """Where a resend's answer was lost too, settling it leaves the person unclear, which is told;
    the next word settles that.
    """
    here = desk(tmp_path, PEOPLE[:1])
    with MailServer({".": Keep(HangUp())}) as server:
        here.smtp(server.port)
        here("send", "--yes")
        here("resend", "Meikäläinen")
    first = here("settle", "Meikäläinen", "--not-sent")
    assert (first.code, totals(here("status", "--json"))["unclear"]) == (0, 1)
    assert "the next invite send" not in first.out
    assert "still unclear: invite settle" in first.out
    second = here("settle", "Meikäläinen", "--not-sent", "--json")
    assert (second.code, second["state"]) == (0, "ready")
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes", "--json")["sent"] == 1


@pytest.mark.parametrize(
    "words", [("Meikäläinen",), ("Meikäläinen", "--sent", "--not-sent"), ("Malli", "--sent")]
)
def test_nothing_is_settled_by_a_slip(doubt: Desk, words: tuple[str, ...]) -> None:
    """Neither without a word nor with both, nor for somebody whose letter is not in doubt: exit 2,
    and nothing changes.
    """
    assert doubt("settle", *words).code == 2
    assert totals(doubt("status", "--json"))["unclear"] == 1


def test_what_is_in_hand_is_not_in_doubt(tmp_path: Path) -> None:
    """While one run waits for the server's answer, another leaves that letter alone, is no failure,
    and neither settles anything nor sends it once more.
    """
    here = desk(tmp_path, PEOPLE[:1])
    with MailServer({".": Keep(Stall())}) as server:
        here.smtp(server.port)
        run = here.begin("send", "--yes")
        try:
            end = time.monotonic() + 20
            while not server.held and time.monotonic() < end:
                time.sleep(0.01)
            other = here("send", "--yes", "--json")
            assert (other.code, other["skipped"], other["unclear"]) == (0, 1, 0)
            assert here("settle", "Meikäläinen", "--sent").code == 2
            assert here("resend", "Meikäläinen").code == 2
            assert len(server.held) == 1
        finally:
            run.send_signal(signal.SIGKILL)
            run.communicate()
    # Its sender is dead, which is known at once: now it is in doubt.
    again = here("send", "--yes", "--json")
    assert (again.code, again["unclear"]) == (1, 1)
    assert here("settle", "Meikäläinen", "--sent").code == 0


def test_a_word_holds_for_one_beginning(doubt: Desk) -> None:
    """What somebody says of a letter after another has settled it and a run has begun it again is
    not taken, neither while that run has it in hand nor when it has died.
    """
    with opened(doubt.folder, clock) as project:
        (looked_at,) = project.ledger.unclear.all()
    assert doubt("settle", "Meikäläinen", "--not-sent").code == 0
    with MailServer({".": Keep(Stall())}) as server:
        doubt.smtp(server.port)
        run = doubt.begin("send", "--yes")
        try:
            end = time.monotonic() + 20
            while not server.held and time.monotonic() < end:
                time.sleep(0.01)
            with opened(doubt.folder, clock) as project:
                (in_hand,) = project.ledger.unclear.all()
                assert not project.ledger.unclear.settle(looked_at, sent=False)
                assert not project.ledger.unclear.settle(in_hand, sent=False)
        finally:
            run.send_signal(signal.SIGKILL)
            run.communicate()
    with opened(doubt.folder, clock) as project:
        assert not project.ledger.unclear.settle(looked_at, sent=False)
        assert project.ledger.unclear.settle(in_hand, sent=True)
