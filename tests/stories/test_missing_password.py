"""A password that nobody has given yet is asked for before what would go is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.at_terminal import at_terminal
from delivery.certificates import authority, make, server_context, write
from delivery.servers import PASSWORD, USER, MailServer
from desk import Desk, desk

# A keyring in a file, as a plug-in of `keyring` is written.
VAULT = """
import json, os
from pathlib import Path
import keyring.backend

FILE = Path(os.environ["VAULT"])

class Vault(keyring.backend.KeyringBackend):
    priority = 1

    def _all(self):
        return json.loads(FILE.read_text()) if FILE.exists() else {}

    def get_password(self, service, username):
        return self._all().get(f"{service}/{username}")

    def set_password(self, service, username, password):
        FILE.write_text(json.dumps({**self._all(), f"{service}/{username}": password}))
"""


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    (tmp_path / "juhla").mkdir()
    return desk(tmp_path / "juhla")


def test_asked_before_the_plan_and_kept(here: Desk, tmp_path: Path) -> None:
    """A wrong one is refused before anything is shown; a right one is kept, so that the next run
    asks for nothing but the yes.
    """
    (tmp_path / "vault.py").write_text(VAULT, encoding="utf-8")
    keyring = {
        "PYTHONPATH": str(tmp_path),
        "PYTHON_KEYRING_BACKEND": "vault.Vault",
        "VAULT": str(tmp_path / "vault.json"),
    }
    root = authority("Test authority")
    ca_file, _key = write(root, tmp_path, "ca")
    context = server_context(make("localhost", by=root), tmp_path, "good")
    with MailServer(tls=context, sign_in=True) as server:
        here.settings(
            f'courier = "smtp"\nhost = "localhost"\nport = {server.port}\nusername = "{USER}"\n'
            f"ca_file = '{ca_file}'\n"
        )
        wrong = at_terminal(here.folder, ("send",), ("not shown", "arvaus\n"), more=keyring)
        assert wrong.code == 4
        assert "letters go now" not in wrong.screen
        right = at_terminal(
            here.folder, ("send",), ("not shown", f"{PASSWORD}\n"), ("[y/N]", "n\n"), more=keyring
        )
        asked, plan = right.screen.index("not shown"), right.screen.index("letters go now")
        assert asked < plan
        assert PASSWORD not in right.screen
        assert server.held == []
        again = at_terminal(here.folder, ("send",), ("[y/N]", "y\n"), more=keyring)
        assert again.code == 0
        assert "not shown" not in again.screen
        assert len(server.held) == 3


def test_nobody_to_ask(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal it ends before the plan, with what to do; a dry run needs no password, nor
    does a run that has nothing to send.
    """
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    here.settings('courier = "smtp"\nhost = "mail.example.org"\n')
    ran = here("send", "--yes")
    assert ran.code == 3
    assert "letters go now" not in ran.out + ran.err
    assert "invite login" in ran.err
    assert here("send", "--dry-run").code == 0
    assert here("send", "--yes", "--state", "failed").code == 0
