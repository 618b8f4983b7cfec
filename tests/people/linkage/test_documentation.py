"""The documentation shows the rule table as it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[3]


@pytest.mark.skipif(
    not (HOUSE / "docs" / "who-is-who.md").is_file(), reason="the documentation is not here"
)
def test_the_page_shows_the_rules() -> None:
    """docs/who-is-who.md holds the tables that tools/rules.py makes of the rules."""
    ran = subprocess.run(
        [sys.executable, str(HOUSE / "tools" / "rules.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
