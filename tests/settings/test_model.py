"""The project folder is found as git finds its own, and its settings are light to read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from settings.project_file import GOOD

from invite.campaign.project import project_folder
from invite.errors import MustMend
from invite.settings import SETTINGS_FILE, find_project, load


def test_the_project_is_found_from_a_folder_within_it(tmp_path: Path) -> None:
    """Commands work in `alueet/` as in the project folder itself."""
    (tmp_path / SETTINGS_FILE).write_text(GOOD, encoding="utf-8")
    (tmp_path / "alueet" / "2026").mkdir(parents=True)
    assert find_project(tmp_path / "alueet" / "2026") == tmp_path


def test_no_project_is_said_with_what_to_do(tmp_path: Path) -> None:
    """Exit code 3, and the hint names `invite init` and `--project`."""
    with pytest.raises(MustMend) as stopped:
        find_project(tmp_path)
    assert stopped.value.exit_code == 3
    assert "invite init" in stopped.value.hint
    assert "--project" in stopped.value.hint


def test_settings_that_notepad_has_renamed(tmp_path: Path) -> None:
    """Settings saved as invite.toml.txt are not read, and it is said how to rename them, with
    `--project` as without; where invite.toml is there too, it is read.
    """
    (tmp_path / "invite.toml.txt").write_text(GOOD, encoding="utf-8")
    for look in (find_project, project_folder):
        with pytest.raises(MustMend) as stopped:
            look(tmp_path)
        assert "Rename invite.toml.txt to invite.toml" in stopped.value.hint
    (tmp_path / SETTINGS_FILE).write_text(GOOD, encoding="utf-8")
    assert find_project(tmp_path) == project_folder(tmp_path) == tmp_path


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """A slip in `--project` is not the same as a folder without settings."""
    with pytest.raises(MustMend, match="There is no folder"):
        find_project(tmp_path / "paatos")


def test_settings_in_a_folder_without_any_are_said(tmp_path: Path) -> None:
    """`load` asks for the file and does not stumble."""
    with pytest.raises(MustMend, match=SETTINGS_FILE):
        load(tmp_path)


def test_reading_settings_loads_nothing_heavy(tmp_path: Path) -> None:
    """Every command reads the settings: none pays for letters, sheets or sign-in by it."""
    (tmp_path / SETTINGS_FILE).write_text(GOOD, encoding="utf-8")
    heavy = (
        "babel",
        "jinja2",
        "openpyxl",
        "email_validator",
        "rapidfuzz",
        "ssl",
        "keyring",
        "icalendar",
        "sqlite3",
    )
    program = (
        "import sys; from pathlib import Path; from invite.settings import load; "
        "load(Path(sys.argv[1])); "
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"
