"""Where the templates and examples lie that come with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Literal


def shipped(name: Literal["templates", "examples"]) -> Path:
    """The folder packed into the wheel as `invite/templates`, or the one beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    packed = package / name
    return packed if packed.is_dir() else package.parent / name
