"""The screen speaks the user's language, unless the command or the environment says another."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from desk import Desk, desk

from invite.cli.screen_language import choose


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


@pytest.mark.parametrize(
    ("argv", "environ", "windows", "language"),
    [
        # The system's own, as POSIX says it and as Windows does.
        ("status", {"LANG": "fi_FI.UTF-8"}, "", "fi"),
        ("status", {"LANG": "fi_FI.UTF-8", "LC_ALL": "C"}, "", "en"),
        ("status", {"LANG": "sv_FI.UTF-8"}, "", "en"),
        ("status", {"LANGUAGE": "sv:fi:en", "LANG": "sv_FI.UTF-8"}, "", "fi"),
        ("status", {}, "fi_FI", "fi"),
        ("status", {}, "en_GB", "en"),
        ("status", {"LANG": "en_GB.UTF-8"}, "fi_FI", "en"),
        # Said.
        ("--language fi status", {"LANG": "en_GB.UTF-8"}, "", "fi"),
        ("-C juhla --language=EN status", {"INVITE_LANGUAGE": "fi"}, "fi_FI", "en"),
        ("status", {"INVITE_LANGUAGE": "fi-FI", "LANG": "C"}, "", "fi"),
        # Said of a person, not of the screen.
        ("correct Matti --language fi", {"LANG": "en_GB.UTF-8"}, "", "en"),
        ("-C juhla correct Matti --language en", {"LANG": "fi_FI.UTF-8"}, "", "fi"),
        # For scripts.
        ("--language fi status --json", {"INVITE_LANGUAGE": "fi"}, "fi_FI", "en"),
    ],
)
def test_which_language(argv: str, environ: dict[str, str], windows: str, language: str) -> None:
    """The option counts before the variable, and the variable before the system; a document for
    scripts is English.
    """
    chosen = dict(environ)
    choose(argv.split(), chosen, of_windows=lambda: windows)
    assert chosen["LANGUAGE"] == language


@pytest.mark.parametrize(("number", "language"), [(0x040B, "fi"), (0x0409, "en"), (0x041D, "en")])
def test_what_windows_says(monkeypatch: pytest.MonkeyPatch, number: int, language: str) -> None:
    """Windows gives the language of its own windows as a number, which Python's table knows."""
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: number)
    monkeypatch.setitem(
        sys.modules, "ctypes", SimpleNamespace(windll=SimpleNamespace(kernel32=kernel))
    )
    monkeypatch.setattr(sys, "platform", "win32")
    chosen: dict[str, str] = {}
    choose((), chosen)
    assert chosen["LANGUAGE"] == language


@pytest.mark.parametrize("language", ["sv", "suomi", "fin"])
def test_a_language_that_there_is_not(here: Desk, language: str) -> None:
    """It is said which there are, and nothing else is done."""
    ran = here("--language", language, "status")
    assert ran.code == 2
    assert language in ran.err
    assert "en, fi" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sned",), "There is no command sned. Did you mean send?"),
        (("xyz",), "There is no command xyz."),
        (("send", "--mailign"), "There is no option --mailign. Did you mean --mailing?"),
        (("send", "--qqqq"), "There is no option --qqqq."),
        (("send", "--limit"), "A value is missing after --limit."),
        (("send", "--limit", "x"), "--limit must be a whole number."),
        (("send", "--limit", "0"), "--limit must be at least 1."),
        (("send", "--dry-run=1"), "--dry-run takes no value."),
        (
            ("who", "Matti", "Meikäläinen"),
            "The command does not take this: Meikäläinen. A name of several words needs quotation"
            ' marks: "Matti Meikäläinen".',
        ),
        (("review", "--same", "Matti"), "--same needs 2 values."),
        (("who",), "WHO is missing."),
        (("ledger", "accept"), "--letters is missing."),
    ],
)
def test_a_command_line_that_is_wrong(here: Desk, words: tuple[str, ...], said: str) -> None:
    """What typer finds wrong is said in our words, which can be translated."""
    ran = here(*words)
    assert ran.code == 2
    assert ran.err.splitlines()[0] == said
