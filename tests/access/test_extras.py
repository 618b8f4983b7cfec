"""What says that a library is missing says how to install it, with whatever installed invite."""

from __future__ import annotations

import sys

import pytest

from invite.access import extras


@pytest.mark.parametrize(
    ("pip", "platform", "python", "command"),
    [
        (True, "linux", "/opt/py", '/opt/py -m pip install "a[b]" c'),
        (True, "linux", "/opt/my py", '"/opt/my py" -m pip install "a[b]" c'),
        (True, "win32", "C:/Own files/py", '& "C:/Own files/py" -m pip install "a[b]" c'),
        (False, "linux", "/opt/py", 'uv pip install -p /opt/py "a[b]" c'),
        (False, "win32", "C:/Own files/py", 'uv pip install -p "C:/Own files/py" "a[b]" c'),
    ],
)
def test_the_command(
    monkeypatch: pytest.MonkeyPatch, pip: bool, platform: str, python: str, command: str
) -> None:
    """By pip where it is there, and by uv, whose environments have none, where it is not."""
    monkeypatch.setattr(extras, "find_spec", lambda _name: object() if pip else None)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "executable", python)
    assert extras.install_command("a[b]", "c") == command
