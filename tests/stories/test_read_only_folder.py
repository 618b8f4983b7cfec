"""A project folder that may only be read, such as a colleague's on a share or a backup's."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk, Ran, desk, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders are protected otherwise")
# The owner of the machine may write anywhere, unless it gives that up (capabilities(7): prctl's
# PR_CAPBSET_DROP, CAP_DAC_OVERRIDE) and becomes another program.
LAUNCH = """
import ctypes, os, sys
if os.geteuid() == 0 and ctypes.CDLL(None).prctl(24, 1, 0, 0, 0):
    sys.exit("cannot become somebody who may not write anywhere")
os.execv(sys.executable, [sys.executable, "-m", "invite", *sys.argv[1:]])
"""


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "juhla").mkdir()
    yield desk(tmp_path / "juhla")
    for path in (tmp_path / "juhla", *(tmp_path / "juhla").rglob("*")):
        if path.is_dir():
            path.chmod(0o755)


def looked(here: Desk, *words: str) -> Ran:
    """Run `invite` as somebody who may read all of the folder and write nothing there."""
    for path in (here.folder, *here.folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    ran = subprocess.run(
        [sys.executable, "-c", LAUNCH, "-C", str(here.folder), *words],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=environment(),
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def test_status_is_shown_all_the_same(here: Desk) -> None:
    """Where things stand, who is who and the next steps are told as to everybody else; nothing is
    left behind, and whoever would change something hears why that cannot be.
    """
    assert here("send", "--yes").code == 0
    expected = here("status", "--json").document
    before = sorted(here.folder.iterdir())
    ran = looked(here, "status", "--json")
    assert (ran.code, ran.document) == (0, expected), ran.err
    assert looked(here, "status").code == looked(here).code == looked(here, "log").code == 0
    assert "not yet. A draft" in looked(here, "who", "Matti").out
    assert sorted(here.folder.iterdir()) == before
    refused = looked(here, "mark", "Matti", "declined")
    assert refused.code == 5
    assert "may only be read" in refused.err
    assert "Traceback" not in refused.err


def test_what_lies_in_the_log_is_read_too(here: Desk) -> None:
    """A run that was killed left its last words next to the ledger (-wal); they count."""
    assert here("people").code == 0
    code = (
        "import sqlite3, sys, os; db = sqlite3.connect(sys.argv[1]);"
        " db.execute(\"UPDATE roster SET held = 'gone' WHERE position = 0\"); db.commit();"
        " os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(here.folder / "invite.db")], check=False)
    assert (here.folder / "invite.db-wal").stat().st_size
    (here.folder / "invite.db-shm").unlink()
    (mailing,) = json.loads(looked(here, "status", "--json").out)["mailings"]
    assert mailing["letters"][0]["because"] == "gone"
