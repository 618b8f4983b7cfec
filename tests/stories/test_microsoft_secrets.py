"""No token leaves for where it does not belong; without the libraries, a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from access.fake_entra import FakeEntra
from access.fake_graph import FakeGraph, Fault
from access.graph_desk import graph_desk, settings
from desk import desk, environment

from invite.access.microsoft.token_cache import VARIABLE

# Runs a command with every sort of debugging on, and shows what it was begun with.
LOUD = """
import logging, sys, warnings, http.client, os, json, threading, traceback
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
http.client.HTTPConnection.debuglevel = 1
from invite.cli.main import run
try:
    run()
except SystemExit as end:
    print("ENV", json.dumps(dict(os.environ)), "ARGV", sys.argv, file=sys.stderr)
    raise
"""


def test_no_token_is_anywhere_but_in_its_store(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After sending, being refused and signing out, no token or code stands in the project folder,
    in the ledger, on the screen, in JSON, in debug output, in arguments or the environment; only in
    the store, and after logout not there either.
    """
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch)
    graph.faults = [Fault("send", "before", 403, "ErrorSendAsDenied", times=9, skip=1)]
    command = [sys.executable, "-c", LOUD, "-C", str(here.folder)]
    runs = [
        subprocess.run([*command, *words], capture_output=True, check=False, env={**os.environ})
        for words in (
            ("send", "--yes", "--json"),
            ("status", "--json"),
            ("status", "--refresh", "--json"),
            ("who", "Matti", "--json"),
            ("log",),
        )
    ]
    assert [run.returncode for run in runs] == [4, 0, 0, 0, 0], runs[0].stderr[-2000:]
    assert len(entra.secrets) >= 3
    store = tmp_path / "p-tokens"
    said = b"".join(run.stdout + run.stderr for run in runs)
    # http.client prints headers when it is made to, of which nobody can keep it.
    said = b"\n".join(line for line in said.split(b"\n") if not line.startswith(b"send:"))
    files = [file for file in tmp_path.rglob("*") if file.is_file() and file != store]
    assert any(file.name == "invite.db" for file in files)
    held = {str(file): file.read_bytes() for file in files} | {"screen": said}
    for secret in entra.secrets:
        assert not [where for where, content in held.items() if secret.encode() in content]
    assert any(secret.encode() in store.read_bytes() for secret in entra.secrets)
    assert here("logout", "--json").code == 0
    assert not any(secret.encode() in store.read_bytes() for secret in entra.secrets)


def test_without_the_libraries_it_says_how_to_get_them(tmp_path: Path) -> None:
    """Where the extra is not installed, what needs no Microsoft works as before, and what does ends
    with 3 and a command to copy.
    """
    here = desk(tmp_path)
    text = (
        'provider = "microsoft365"\ntenant = "tenant.example"\n'
        'client_id = "11111111-2222-3333-4444-555555555555"\n'
    )
    here.settings(text)
    hidden = (
        "import sys\n"
        "for name in ('msal', 'msal_extensions', 'urllib3'): sys.modules[name] = None\n"
        "from invite.cli.main import run; run()"
    )
    command = [sys.executable, "-c", hidden, "-C", str(here.folder)]

    def ran(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, *words],
            capture_output=True,
            text=True,
            check=False,
            env=environment(),
            encoding="utf-8",
        )

    assert ran("status").returncode == 0
    assert ran("preview").returncode == 0
    sending = ran("send", "--yes")
    assert sending.returncode == 3, sending.stderr
    assert "-m pip install" in " ".join(sending.stderr.split())
    assert "msal-extensions" in sending.stderr


@pytest.mark.parametrize("words", [("--help",), ("status",), ("send", "--help")])
def test_who_does_not_sign_in_loads_nothing_for_it(tmp_path: Path, words: tuple[str, ...]) -> None:
    """msal takes a fifth of a second to load: only what signs in loads it."""
    here = desk(tmp_path)
    program = (
        "import sys, atexit\n"
        "atexit.register(lambda: print([n for n in ('msal', 'urllib3', 'requests') if n in"
        " sys.modules], file=sys.stderr))\n"
        "from invite.cli.main import run; run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "-C", str(here.folder), *words],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
        encoding="utf-8",
    )
    assert done.stderr.splitlines()[-1] == "[]"


def test_login_needs_somebody(
    tmp_path: Path, entra: FakeEntra, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With nobody at the terminal nothing is asked: exit 2."""
    here = desk(tmp_path)
    here.settings(settings(entra, graph))
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tokens"))
    assert here("login").code == 2
    assert entra.ways == []
