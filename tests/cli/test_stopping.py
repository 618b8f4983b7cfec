"""Ctrl-C at a real terminal: it pauses, finishes the letters in hand, asks, and does what is
answered.
"""

from __future__ import annotations

import io
import signal
import sys
from pathlib import Path

import pytest
from cli.at_terminal import at_terminal
from delivery.servers import MailServer
from desk import desk, totals, worded

from invite.cli.stopping import Stopping

PEOPLE = [
    f"Etu{worded(n)};Suku{worded(n)};henkilo{n}@example.org;Lapin liitto;Lappi" for n in range(30)
]
CTRL_C = "\x03"


def test_asked_and_told_to_go_on_it_goes_on(tmp_path: Path) -> None:
    """Ctrl-C was meant to copy something: answered with no, everybody has a letter and the run is a
    good one.
    """
    here = desk(tmp_path, PEOPLE)
    with MailServer() as server:
        here.smtp(server.port, 'pace = "20/s"\nconnections = 2\n')
        talk = at_terminal(
            tmp_path, ("send", "--yes"), ("letters go now", CTRL_C), ("[Y/n]", "n\n")
        )
        assert talk.code == 0, talk.screen
        held = [one for letter in server.held for one in letter.recipients]
    assert len(held) == len(set(held)) == 30


def test_asked_and_told_to_stop_it_stops(tmp_path: Path) -> None:
    """Answered with yes it ends with 130, nothing is in doubt, and what is left goes with the next
    run.
    """
    here = desk(tmp_path, PEOPLE)
    with MailServer() as server:
        here.smtp(server.port, 'pace = "10/s"\nconnections = 2\n')
        talk = at_terminal(tmp_path, ("send", "--yes"), ("letters go now", CTRL_C), ("[Y/n]", "\n"))
        assert talk.code == 130, talk.screen
        found = totals(here("status", "--json"))
        assert (found["unclear"], found["sent"]) == (0, len(server.held))
        assert found["ready"] == 30 - len(server.held) > 0


def test_a_signal_in_the_middle_of_a_word_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python lets nobody write to a stream from within its own writing; the run is to stop all the
    same.
    """
    words = "reentrant call inside <_io.BufferedWriter name='<stderr>'>"

    class Writing(io.StringIO):
        def write(self, _text: str) -> int:
            raise RuntimeError(words)

    monkeypatch.setattr(sys, "stderr", Writing())
    with Stopping() as stopping:
        signal.raise_signal(signal.SIGINT)
        assert stopping.asked()
