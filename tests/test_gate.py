"""The gate runs the suite on the right Pythons."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

PYTHONS = Path(__file__).parents[1] / "tools" / "pythons.py"
Found = list[tuple[tuple[int, int], str]]


@pytest.mark.parametrize(
    ("found", "chosen"),
    [
        ([], []),
        ([((3, 10), "a"), ((2, 7), "b")], []),
        ([((3, 12), "a")], [((3, 12), "a")]),
        ([((3, 11), "first"), ((3, 11), "second")], [((3, 11), "first")]),
        (
            [((3, 13), "c"), ((3, 9), "a"), ((3, 11), "b"), ((3, 12), "d")],
            [((3, 11), "b"), ((3, 13), "c")],
        ),
    ],
)
def test_the_oldest_and_the_newest_are_chosen(found: Found, chosen: Found) -> None:
    """From 3.11 on; once where there is one version only, and of one version what comes first in
    PATH.
    """
    assert runpy.run_path(str(PYTHONS))["ends"](found) == chosen


def test_what_cannot_run_the_suite_is_passed_over(tmp_path: Path) -> None:
    """A shim that leads nowhere is no Python; the one that runs this test is."""
    asked = runpy.run_path(str(PYTHONS))["asked"]
    shim = tmp_path / "python3"
    shim.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    shim.chmod(0o755)
    assert asked(shim) is None
    version, _program = asked(Path(sys.executable))
    assert version == sys.version_info[:2]
