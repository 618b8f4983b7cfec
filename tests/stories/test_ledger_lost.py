"""The ledger taken away in ten ways and brought back in three: by the mail server's own record
nobody has a letter twice, nobody is lost, and there is always a word.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from delivery.servers import MailServer, Record
from desk import Desk, Ran, desk
from killing import crowd

PEOPLE = 8
AFTER_TWO_RUNS = 6


@dataclass(frozen=True, slots=True)
class Loss:
    """A project after two runs of three letters each. early: a copy of the ledger after the first;
    late: after the second. elsewhere: a folder next to it.
    """

    here: Desk
    server: MailServer
    early: Path
    late: Path
    elsewhere: Path

    @property
    def ledger(self) -> Path:
        return self.here.folder / "invite.db"

    def got(self) -> Counter[str]:
        """Who has how many letters, by the server's own record."""
        return Counter(one for letter in self.server.held for one in letter.recipients)


def deleted(loss: Loss) -> None:
    loss.ledger.unlink()


def emptied(loss: Loss) -> None:
    loss.ledger.write_bytes(b"")


def put_back_older(loss: Loss) -> None:
    shutil.copy(loss.early, loss.ledger)


def put_back_without_its_log(loss: Loss) -> None:
    """A copy is made while the last letters still stand in the log next to the file."""
    with closing(sqlite3.connect(loss.ledger, isolation_level=None)) as looking:
        looking.execute("BEGIN")
        looking.execute("SELECT count(*) FROM fact").fetchone()
        assert loss.here("send", "--yes", "--limit", "1").code == 0
        half = loss.ledger.read_bytes()
        assert loss.ledger.with_name("invite.db-wal").stat().st_size > 0
    for end in ("-wal", "-shm"):
        loss.ledger.with_name(f"invite.db{end}").unlink(missing_ok=True)
    loss.ledger.write_bytes(half)


def unlinked_while_letters_leave(loss: Loss) -> None:
    during(loss, lambda: loss.ledger.unlink())


def replaced_while_letters_leave(loss: Loss) -> None:
    def older() -> None:
        draft = loss.ledger.with_name("vanha.db")
        shutil.copy(loss.early, draft)
        draft.replace(loss.ledger)

    during(loss, older)


def copied_with_its_folder(loss: Loss) -> None:
    """The copy of the folder is used, then the folder itself."""
    copy = replace(loss.here, folder=loss.elsewhere)
    shutil.copytree(loss.here.folder, copy.folder)
    assert copy("send", "--yes", "--limit", "1").code == 0


def damaged(loss: Loss) -> None:
    loss.ledger.write_bytes(b"ei mikaan tietokanta" * 1000)


def another_project_s(loss: Loss) -> None:
    loss.elsewhere.mkdir()
    other = desk(loss.elsewhere, crowd(PEOPLE))
    assert other("people").code == 0
    shutil.copy(other.folder / "invite.db", loss.ledger)


def moved_away(loss: Loss) -> None:
    loss.ledger.rename(loss.ledger.with_name("vanha invite.db"))


WAYS: tuple[Callable[[Loss], None], ...] = (
    deleted,
    emptied,
    put_back_older,
    put_back_without_its_log,
    unlinked_while_letters_leave,
    replaced_while_letters_leave,
    copied_with_its_folder,
    damaged,
    another_project_s,
    moved_away,
)


def during(loss: Loss, act: Callable[[], None]) -> None:
    """A run of all that are left, one after the other; this happens at the first letter's content.
    The run notices, says so and ends with 5.
    """
    if sys.platform == "win32":
        pytest.skip("nobody can take away a file there that is open")
    before = len(loss.server.held)
    loss.server.record.act = act  # type: ignore[attr-defined]  # see Acting
    ran = loss.here("send", "--yes")
    assert ran.code == 5
    assert "deleted or replaced" in ran.err
    assert len(loss.server.held) == before + 1  # the one that was in hand


class Acting(Record):
    """Does something at the first letter that comes."""

    __slots__ = ("act",)

    def fault(self, phase: str) -> object:  # type: ignore[override]  # looks on only
        act = getattr(self, "act", None)
        if phase == "DATA" and act is not None:
            self.act = None
            act()
        return super().fault(phase)


def newest_backup(loss: Loss) -> Ran:
    """What the words propose."""
    checked = loss.here("ledger", "check", "--json")
    commands = [one["hint"] for one in checked.document["checks"] if "restore" in one["hint"]]
    words = commands[0].partition("invite ledger restore ")[2].split()
    return loss.here("ledger", "restore", words[0].rstrip("."))


def older_copy(loss: Loss) -> Ran:
    return loss.here("ledger", "restore", str(loss.early))


def the_file_itself(loss: Loss) -> Ran:
    """Put back by hand, from where it was kept; and restored from there if that was not all."""
    for end in ("", "-wal", "-shm"):
        loss.ledger.with_name(f"invite.db{end}").unlink(missing_ok=True)
    shutil.copy(loss.late, loss.ledger)
    checked = loss.here("ledger", "check")
    return checked if checked.code == 0 else loss.here("ledger", "restore", str(loss.late))


@pytest.mark.parametrize("back", [newest_backup, older_copy, the_file_itself])
@pytest.mark.parametrize("taken", WAYS)
def test_taken_away_and_brought_back(
    taken: Callable[[Loss], None], back: Callable[[Loss], Ran], tmp_path: Path
) -> None:
    """Between the two nothing is sent, and it is said; then everybody has exactly one letter."""
    (tmp_path / "kutsut").mkdir()
    here = desk(tmp_path / "kutsut", crowd(PEOPLE))
    with MailServer(record=Acting) as server:
        here.smtp(server.port, "connections = 1\n")
        early, late = tmp_path / "early.db", tmp_path / "late.db"
        assert here("send", "--yes", "--limit", "3").code == 0
        assert here("ledger", "backup", str(early)).code == 0
        assert here("send", "--yes", "--limit", "3").code == 0
        assert here("ledger", "backup", str(late)).code == 0
        loss = Loss(here, server, early, late, tmp_path / "muualla")
        assert sum(loss.got().values()) == AFTER_TWO_RUNS
        taken(loss)
        sent = loss.got()
        refused = here("send", "--yes")
        assert refused.code == 5
        assert "invite ledger" in refused.err
        assert loss.got() == sent
        assert back(loss).code == 0
        settle_by(loss)
        assert here("send", "--yes").code == 0
        assert set(loss.got().values()) == {1}
        assert len(loss.got()) == PEOPLE
        assert here("ledger", "check").code == 0
        assert here("status", "--json")["mailings"][0]["totals"]["reached"] == PEOPLE


def settle_by(loss: Loss) -> None:
    """The coordinator looks into the Sent folder, and says what is there."""
    got = loss.got()
    status = loss.here("status", "--json").document["mailings"]
    for letter in [one for mailing in status for one in mailing["letters"]]:
        if letter["state"] == "unclear":
            word = "--sent" if got[letter["to"]] else "--not-sent"
            assert loss.here("settle", letter["person"], word).code == 0
