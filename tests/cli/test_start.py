"""The program starts light: what is heavy loads in the one command that needs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from desk import desk, environment

HEAVY = {
    "jinja2",
    "openpyxl",
    "keyring",
    "babel",
    "icalendar",
    "python_calamine",
    "email_validator",
    "css_inline",
    "ssl",
    "pydantic",
}
# Prints the modules that are loaded when the program ends.
LISTING = """
import atexit, json, sys
names = lambda: sorted({name.partition(".")[0] for name in sys.modules})
atexit.register(lambda: print(json.dumps(names()), file=sys.stderr))
sys.argv = ["invite", *sys.argv[1:]]
from invite.cli.main import run
run()
"""


def loaded(*words: str) -> set[str]:
    """The top-level modules that are loaded when `invite` has run with these words."""
    command = [sys.executable, "-c", LISTING, *words]
    ran = subprocess.run(
        command, capture_output=True, check=False, env=environment(), encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stderr
    return set(json.loads(ran.stderr.splitlines()[-1]))


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("send", "--help")])
def test_help_loads_nothing_heavy(words: tuple[str, ...]) -> None:
    """Asking what there is loads none of the libraries that do the work."""
    assert not HEAVY & loaded(*words)


def test_status_loads_nothing_heavy(tmp_path: Path) -> None:
    """Looking who has been reached reads the ledger, and needs neither sheets nor templates, nor
    what tells names apart.
    """
    here = desk(tmp_path)
    assert here("people").code == 0
    assert not (HEAVY | {"rapidfuzz", "markdown_it", "msal"}) & loaded(
        "-C", str(tmp_path), "status"
    )


@pytest.mark.parametrize("words", [("--help",), ("send", "--help"), ("people", "--help")])
def test_a_flag_takes_no_word(words: tuple[str, ...]) -> None:
    """The help shows a flag as it is written, with nothing behind it that looks as if a word were
    to follow.
    """
    command = [sys.executable, "-m", "invite", *words]
    ran = subprocess.run(
        command, capture_output=True, check=True, env=environment(), encoding="utf-8"
    )
    assert "--json" in ran.stdout
    assert "bool" not in ran.stdout.casefold()


def test_what_is_no_plain_text_is_still_converted(tmp_path: Path) -> None:
    """A number is read as one and kept to its limits; text stays what was typed, several stay
    several, none is none.
    """
    here = desk(tmp_path)
    assert here("send", "--limit", "many").code == here("send", "--limit", "0").code == 2
    assert here("send", "--limit", "1", "--dry-run").code == 0
    both = here("people", "--json", "--region", "Kainuu", "--region", "Lappi")
    assert len(both["people"]) == 2
    assert len(here("people", "--json")["people"]) == 3
    assert here("who").code == 2
