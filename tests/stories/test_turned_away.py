"""A server that takes fewer connections than we would have, or none of our letters, whichever
connection hears it.
"""

from __future__ import annotations

import gc
import signal
import time
from pathlib import Path

import pytest
from aiosmtpd.smtp import Envelope, Session
from delivery.servers import HangUp, MailServer, Misbehaving, Record, Say, Stall
from desk import desk, totals, worded

from invite.delivery.model import Outcome, Parcel
from invite.delivery.refusal_streak import PolicyRow
from invite.delivery.smtp.courier import SmtpCourier

CROWD = [
    f"Etu{worded(n)};Suku{worded(n)};henkilo{n:03}@example.org;Lapin liitto;Lappi"
    for n in range(40)
]


def test_one_connection_is_enough(tmp_path: Path) -> None:
    """It takes one at a time: everybody has a letter in the same run, once, whoever of us was
    turned away.
    """
    here = desk(tmp_path, CROWD)
    with MailServer(at_once=1) as server:
        here.smtp(server.port, 'connections = 4\npatience = "10s"\n')
        ran = here("send", "--yes", "--json")
        held = [one for letter in server.held for one in letter.recipients]
    assert (ran.code, ran["sent"]) == (0, 40), ran.err
    assert len(held) == len(set(held)) == 40


class FirstOnly(Record):
    """Misbehaves at every connection but the first."""

    def fault(self, phase: str) -> object:  # type: ignore[override]  # looks on only
        """Nothing for the first."""
        return None if phase == "greeting" and self.connections == 1 else super().fault(phase)


@pytest.mark.parametrize(
    "fault", [Say("554 5.7.0 too many", then_close=True), HangUp()], ids=["554", "hangs up"]
)
def test_a_further_connection_is_refused_for_good(fault: Say | HangUp, tmp_path: Path) -> None:
    """A permanent no to a further connection is no no to us: the first carries all."""
    here = desk(tmp_path, CROWD)
    with MailServer({"greeting": fault}, record=FirstOnly) as server:
        here.smtp(server.port, "connections = 4\n")
        ran = here("send", "--yes", "--json")
    assert (ran.code, ran["sent"], len(server.held)) == (0, 40, 40), ran.err


def test_three_running_are_counted_over_all_connections(tmp_path: Path) -> None:
    """Four connections, everybody refused for a policy: it is us, nobody is marked, and the next
    run reaches all.
    """
    here = desk(tmp_path, CROWD)
    with MailServer({"RCPT": Say("550 5.7.1 not you")}) as server:
        here.smtp(server.port, "connections = 4\n")
        ran = here("send", "--yes", "--json")
        assert (ran.code, ran["refused"], totals(here("status", "--json"))["ready"]) == (
            4,
            0,
            40,
        ), ran.err
        server.record.faults = {}
        assert here("send", "--yes", "--json")["sent"] == 40


def test_whichever_connection_hears_it_first_nobody_is_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first refusal is written down by its connection only after another has heard the third:
    it is taken back all the same.
    """
    refused = PolicyRow.refused
    first: list[str] = []

    def late(row: PolicyRow, message_id: str, recipient: str) -> bool:
        us = refused(row, message_id, recipient)
        if not first:
            first.append(message_id)
            time.sleep(0.5)
        return us

    monkeypatch.setattr(PolicyRow, "refused", late)
    here = desk(tmp_path, CROWD[:20])
    with MailServer({"RCPT": Say("550 5.7.1 not you")}) as server:
        here.smtp(server.port, "connections = 2\n")
        ran = here("send", "--yes", "--json")
    found = totals(here("status", "--json"))
    assert (ran.code, ran["refused"], found["ready"]) == (4, 0, 20), ran.err


class NotThese(Record):
    """Takes no letter to the first three of the crowd, and everybody else's."""

    async def handle_DATA(self, server: Misbehaving, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """A no after the dot, or none."""
        if str(envelope.rcpt_tos[0])[:10] in {"henkilo000", "henkilo001", "henkilo002"}:
            return "554 Message rejected: Email address is not verified"
        return await super().handle_DATA(server, session, envelope)


def test_who_was_tried_in_vain_comes_last(tmp_path: Path) -> None:
    """Three running at the head of the list stop the run, as it may be us; the next one writes to
    everybody else before it tries them again, and marks nobody.
    """
    here = desk(tmp_path, CROWD[:12])
    with MailServer(record=NotThese) as server:
        here.smtp(server.port, "connections = 1\n")
        ran = here("send", "--yes", "--json")
        assert (ran.code, ran["sent"], ran["refused"]) == (4, 0, 0), ran.err
        assert "not verified" in ran.err
        ran = here("send", "--yes", "--json")
        assert (ran.code, ran["sent"], ran["refused"]) == (4, 9, 0), ran.err
    found = totals(here("status", "--json"))
    assert (found["sent"], found["ready"], found["failed"]) == (9, 3, 0)


def test_no_more_letters_now_is_no_refusal(tmp_path: Path) -> None:
    """Told to slow down for longer than patience: exit 1, some letters wait, the rest is not begun,
    and nobody is lost.
    """
    here = desk(tmp_path, CROWD)
    with MailServer({"MAIL": Say("421 4.7.0 too many letters", then_close=True)}) as server:
        here.smtp(server.port, 'patience = "0s"\nconnections = 2\n')
        ran = here("send", "--yes", "--json")
        found = totals(here("status", "--json"))
        assert ran.code == 1
        assert 10 <= found["waiting"] < 40
        assert found["waiting"] + found["ready"] == 40
        assert "too many letters" in ran.err
        server.record.faults = {}
        assert here("send", "--yes", "--json")["sent"] == 40


def test_a_further_connection_that_hears_nothing_is_not_waited_for(tmp_path: Path) -> None:
    """A server that serves one connection and lets the others wait, for minutes: the run is over
    when all letters are out.
    """
    here = desk(tmp_path, CROWD)
    with MailServer({"greeting": Stall()}, record=FirstOnly) as server:
        here.smtp(server.port, "connections = 4\n")
        begun = time.monotonic()
        ran = here("send", "--yes", "--json")
        took = time.monotonic() - begun
    assert (ran.code, ran["sent"], len(server.held)) == (0, 40, 40), ran.err
    assert took < 10


def test_ctrl_c_twice_in_the_middle_of_a_step_shows_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The second one comes while a connection is at work: a sentence and exit code 130, and asyncio
    shows nothing of its own.
    """
    really = SmtpCourier.carry

    async def interrupted(self: SmtpCourier, letter: Parcel) -> Outcome:
        if letter.recipient == "henkilo005@example.org":
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
        return await really(self, letter)

    monkeypatch.setattr(SmtpCourier, "carry", interrupted)
    here = desk(tmp_path, CROWD)
    with MailServer() as server:
        here.smtp(server.port, "connections = 3\n")
        ran = here("send", "--yes")
    gc.collect()
    assert ran.code == 130
    assert "Stopped at once" in ran.err
    assert not caplog.records
