"""A child process gets no secret, and nothing of the folder that somebody else may have filled."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from invite.access.child.start import start

TELL = """
import json, os, sys
sys.stdout.write(json.dumps({"env": dict(os.environ), "path": sys.path, "args": sys.argv[1:]}))
"""


def told(
    monkeypatch: pytest.MonkeyPatch, modules: Path, *arguments: str
) -> dict[str, dict[str, str] | list[str]]:
    """What a child says of itself, whose module lies in a folder of Python's path."""
    modules.mkdir(exist_ok=True)
    (modules / "telling_module.py").write_text(TELL)
    monkeypatch.syspath_prepend(str(modules))
    process = start("telling_module", *arguments)
    out, _err = process.communicate(timeout=60)
    assert process.returncode == 0
    found: dict[str, dict[str, str] | list[str]] = json.loads(out)
    return found


def test_no_secret_in_its_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Passwords that the user has put into the environment stay there."""
    for name in ("INVITE_PASSWORD", "SMTP_PASSWORD", "AZURE_CLIENT_SECRET", "PGPASSWORD"):
        monkeypatch.setenv(name, "salaisuus")
    monkeypatch.setenv("LANGUAGE", "fi")
    monkeypatch.setenv("_PYI_ARCHIVE_FILE", "invite")  # by which a frozen program's child shares it
    found = told(monkeypatch, tmp_path / "modules", "1", "ä")
    environment = found["env"]
    assert isinstance(environment, dict)
    assert "salaisuus" not in environment.values()
    assert environment["LANGUAGE"] == "fi"
    assert environment["_PYI_ARCHIVE_FILE"] == "invite"
    assert found["args"] == ["1", "ä"]


def test_no_module_of_the_current_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the current folder nor PYTHONPATH is on its path, though both are on ours."""
    here = tmp_path / "projekti"
    here.mkdir()
    (here / "json.py").write_text("raise SystemExit(7)")
    monkeypatch.setenv("PYTHONPATH", str(here))
    monkeypatch.chdir(here)
    monkeypatch.syspath_prepend("")
    found = told(monkeypatch, tmp_path / "modules")
    assert "" not in found["path"]
    assert str(here) not in found["path"]
