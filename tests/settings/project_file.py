"""A settings file that is right, to be spoiled by the tests, and what `load` says of it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from invite.errors import MustMend, Problem
from invite.settings import SETTINGS_FILE, Settings, load

GOOD = """\
[event]
title = "Juhla"
starts = 2027-02-11T13:00:00
ends = 2027-02-11T16:00:00
registration_url = "https://example.org/ilmo?k={token}"

[sender]
name = "Kutsut"
address = "kutsut@example.org"

[[source]]
file = "vieraat.xlsx"
role = "lab-team"
"""


def spoilt(right: str, wrong: str) -> str:
    """The good file with one thing in it changed."""
    assert right in GOOD
    return GOOD.replace(right, wrong, 1)


def loaded(text: str | bytes) -> Settings:
    """What `load` makes of a file with this text."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / SETTINGS_FILE).write_bytes(text.encode() if isinstance(text, str) else text)
        return load(Path(folder))


def problems(text: str | bytes) -> tuple[Problem, ...]:
    """What `load` complains of in a file with this text."""
    with pytest.raises(MustMend) as stopped:
        loaded(text)
    assert stopped.value.problems
    return stopped.value.problems


def only_problem(text: str | bytes) -> Problem:
    """The one thing that `load` complains of."""
    (problem,) = problems(text)
    return problem
