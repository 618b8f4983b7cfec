"""A disk that is full, before a run or in the middle of it: no letter leaves that is not written
down, and words say why.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from delivery.servers import MailServer
from desk import Desk, Ran, desk, environment, totals, worded

from invite.campaign.delivery.spool import Draft, Spool

CROWD = [
    f"Etu{worded(n)};Suku{worded(n)};henkilo{n:03}@example.org;Lapin liitto;Lappi"
    for n in range(60)
]


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as made:
        yield made


@pytest.fixture
def here(server: MailServer, tmp_path: Path) -> Desk:
    """A desk from which one letter has gone, so that its size is known."""
    made = desk(tmp_path, CROWD)
    made.smtp(server.port, "connections = 1\n")
    assert made("send", "--yes", "--limit", "1", "--json")["sent"] == 1
    return made


def with_room_for(here: Desk, size: int) -> Ran:
    """`send` where no file may grow beyond so many bytes: to the program that is a disk without
    room.
    """
    if sys.platform == "win32":
        pytest.skip("only POSIX limits what a process may write")
    import resource

    run = subprocess.run(
        [sys.executable, "-m", "invite", "-C", str(here.folder), "send", "--yes", "--json"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )
    return Ran(run.returncode, run.stdout, run.stderr)


def test_no_room_for_the_letters(here: Desk, server: MailServer) -> None:
    """Full before the first letter leaves, each with a file of the person's own: exit 3, a sentence
    about the disk, nobody is marked, and with room it goes on.
    """
    own = '[mailing.kutsu]\nattachments = ["liitteet/{{ person.email }}.pdf"]\n'
    here.smtp(server.port, f"connections = 3\n{own}")
    (here.folder / "liitteet").mkdir()
    for row in CROWD:
        file = here.folder / "liitteet" / f"{row.split(';')[2]}.pdf"
        file.write_bytes(b"%PDF-1.7\n" + bytes(20_000))
    size = len(server.held[0].content)
    ran = with_room_for(here, 30 * size)
    assert (ran.code, len(server.held)) == (3, 1)
    assert "no room" in ran["error"]["what"]
    assert "has failed" not in ran.err
    assert totals(here("status", "--json"))["ready"] == 59
    assert here("send", "--yes", "--json")["sent"] == 59


def test_no_room_for_the_ledger(here: Desk, server: MailServer) -> None:
    """Full in the middle: exit 5, all that left is written down, in doubt is at most the one in
    hand, and the run says so.
    """
    size = len(server.held[0].content)
    ran = with_room_for(here, 75 * size)
    held = len(server.held)
    found = totals(here("status", "--json"))
    assert ran.code == 5, ran.err
    assert 1 < held < 60
    assert found["sent"] + found["unclear"] == held
    assert found["unclear"] == 1
    assert (ran["sent"] + 1, ran["unclear"]) == (found["sent"], found["unclear"])
    assert json.loads(ran.out)["error"]["exit"] == 5
    again = here("send", "--yes", "--json")
    assert again["sent"] == 60 - held
    receivers = [one for letter in server.held for one in letter.recipients]
    assert len(receivers) == len(set(receivers)) == 60


@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens no folder as a file")
def test_a_letter_that_cannot_be_read_back_is_still_to_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fails under a letter in hand: exit 3 with words, nobody is in doubt, and the next
    run reaches all.
    """
    here = desk(tmp_path)
    real = Spool.take

    def failed(spool: Spool, draft: Draft) -> bytes:
        folder = os.open(tmp_path, os.O_RDONLY)  # to read from a folder is an error
        os.dup2(folder, spool._file.fileno())
        os.close(folder)
        return real(spool, draft)

    with MailServer() as server:
        here.smtp(server.port)
        with monkeypatch.context() as failing:
            failing.setattr(Spool, "take", failed)
            ran = here("send", "--yes", "--json")
        assert (ran.code, len(server.held)) == (3, 0), ran.err
        assert "read back" in ran.err
        assert "has failed" not in ran.err
        found = totals(here("status", "--json"))
        assert (found["unclear"], found["ready"]) == (0, 3)
        assert here("send", "--yes", "--json")["sent"] == 3
