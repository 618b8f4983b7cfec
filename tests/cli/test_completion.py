"""The shell completes commands and people's names, with words that it cannot take for its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import Desk, Ran, desk

from invite.campaign.people.completion import offered
from invite.people.model import Name


def completed(here: Desk, monkeypatch: pytest.MonkeyPatch, *words: str) -> Ran:
    """What bash is offered in place of the last of these words."""
    monkeypatch.setenv("_INVITE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", " ".join(("invite", "-C", str(here.folder), *words)))
    monkeypatch.setenv("COMP_CWORD", str(2 + len(words)))
    return here()


def test_names_from_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names begin with the first or the last name as it was typed; each is one that WHO takes."""
    here = desk(tmp_path)
    assert here("people").code == 0
    for words in (("who", "ma"), ("send", "--only", "ma"), ("stop", "ma")):
        assert completed(here, monkeypatch, *words).out.split() == [
            "matti-Meikäläinen",
            "maija-Esimerkki",
            "malli-Liisa",
        ]
    monkeypatch.delenv("_INVITE_COMPLETE")
    for word in ("maija-Esimerkki", "malli-Liisa"):
        assert here("who", word).code == 0


def test_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands and their options are completed without a project, and names are nobody's there."""
    here = Desk(tmp_path)
    assert completed(here, monkeypatch, "sta").out.split() == ["status"]
    assert "--answer" in completed(here, monkeypatch, "who", "--a").out.split()
    ran = completed(here, monkeypatch, "who", "ma")
    assert (ran.out.strip(), ran.err) == ("", "")


@pytest.mark.parametrize("shell", ["bash", "tcsh"])
def test_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str) -> None:
    """It is said where it was added and when it works; a shell that cannot is named, and nothing is
    written.
    """
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: shell)
    ran = Desk(tmp_path)("--install-completion")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    if shell == "bash":
        assert ran.code == 0
        assert "invite.sh" in ran.out
        assert "completion installed" not in ran.out
        assert files
    else:
        assert ran.code == 3
        assert "in this shell: tcsh." in ran.err
        assert not files


def test_only_words() -> None:
    """Whatever a cell holds, a shell is given letters, digits and hyphens."""
    name = Name(first="$(touch koe);`id` *", last='O\'Haka "x"')
    assert list(offered([name], "")) == ["touch-koe-id-OHaka-x"]
