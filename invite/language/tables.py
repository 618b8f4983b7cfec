"""Reads the tab-separated tables that lie beside this package's modules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files


@cache  # the table of names is asked for by three
def rows(name: str) -> Sequence[Sequence[str]]:
    """The cells of a table's lines, without its headings, empty lines and `#` comments."""
    text = files("invite.language").joinpath(name).read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return lines[1:]
