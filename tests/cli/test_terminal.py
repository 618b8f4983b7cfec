"""At the terminal: questions as they are meant, choosing among several, and stopping in the
middle.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cli.at_terminal import at_terminal
from desk import Desk, desk, environment, totals, worded

TWO = ("Matti;Meikäläinen;matti@example.org;A;Kainuu", "Matti;Malli;malli@example.org;B;Lappi")
CTRL_C = "\x03"
# Alike enough to be asked about: one name and region, two addresses and organisations.
ASKED = (
    "Sami;Laaksonen;sami.laaksonen@nokianyritykset.example.org;Nokian yritykset;Pirkanmaa",
    "Sami;Laaksonen;sami.laaksonen@kumppanit.example.org;Pirkan kumppanit;Pirkanmaa",
)


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def test_a_question_shows_what_may_be_answered(here: Desk) -> None:
    """`[y/N]` stands on the screen, though rich would take it for markup."""
    talk = at_terminal(here.folder, ("send",), ("Send? [y/N]", "n\n"))
    assert talk.code == 0
    assert "Nothing was sent" in talk.screen


@pytest.mark.parametrize("answer", ["y", "k", "Kyllä"])
def test_a_yes_is_taken(here: Desk, answer: str) -> None:
    """Yes in either language sends."""
    assert at_terminal(here.folder, ("send",), ("[y/N]", f"{answer}\n")).code == 0
    assert totals(here("status", "--json"))["written"] == 3


@pytest.mark.parametrize(
    ("answer", "code"), [("1", 0), ("2", 0), ("²", 2), ("x", 2), ("3", 2), ("٣", 2), ("", 2)]
)
def test_choosing_among_several(here: Desk, answer: str, code: int) -> None:
    """Of several who fit one is chosen by number; what is no number ends with 2, and never in a
    crash.
    """
    here.sheet(*TWO)
    here("people")
    talk = at_terminal(here.folder, ("who", "Matti"), ("Type a number:", f"{answer}\n"))
    assert talk.code == code
    assert "has failed" not in talk.screen


@pytest.mark.parametrize("command", [("people",), ("preview",), ("status",), ("send", "--dry-run")])
def test_a_filter_asks_too(here: Desk, command: tuple[str, ...]) -> None:
    """`--only` with several who fit asks which one is meant, and goes on with that one."""
    here.sheet(*TWO)
    here("people")
    talk = at_terminal(here.folder, (*command, "--only", "Matti"), ("Type a number:", "2\n"))
    assert talk.code == 0, talk.screen
    assert "Malli" in talk.screen.rpartition("Type a number:")[2] or command[0] in (
        "status",
        "send",
    )


def test_a_filter_with_nobody_there(here: Desk) -> None:
    """With no terminal, several who fit a filter are listed, and the command ends with 2."""
    here.sheet(*TWO)
    ran = here("people", "--only", "Matti")
    assert ran.code == 2
    assert "Meikäläinen" in ran.err
    assert "Malli" in ran.err


def test_a_long_list_says_how_many_more(here: Desk) -> None:
    """Of 25 who fit 20 are listed, and it says that there are 5 more."""
    here.sheet(*(f"Matti;Suku{chr(97 + n)};m{n}@example.org;A;Kainuu" for n in range(25)))
    ran = here("people", "--why", "Matti")
    assert ran.code == 2
    assert "5 more" in ran.err


def test_stopping_a_review(here: Desk) -> None:
    """Ctrl-C in the middle of the questions says what is kept and ends with 130."""
    here.sheet(*ASKED)
    assert here("people", "--json")["questions"]
    talk = at_terminal(here.folder, ("review",), ("q: quit", CTRL_C))
    assert talk.code == 130
    assert "No answers have been given yet" in talk.screen
    assert "Traceback" not in talk.screen


def test_stopping_a_preview(here: Desk) -> None:
    """Ctrl-C between two letters ends with 130 and says that nothing was sent."""
    talk = at_terminal(here.folder, ("preview",), ("q: quit", CTRL_C))
    assert talk.code == 130
    assert "nothing was sent" in talk.screen


def test_an_answer_that_stands_in_the_way(here: Desk) -> None:
    """Who said "one person" and now says "different" is told how to take the first answer back."""
    here.sheet(*ASKED)
    here("people")
    one, two = (
        "sami.laaksonen@nokianyritykset.example.org",
        "sami.laaksonen@kumppanit.example.org",
    )
    assert here("review", "--same", one, two).code == 0
    ran = here("review", "--different", one, two)
    assert ran.code == 2
    assert "--withdraw" in ran.err


def test_a_named_folder_is_that_folder(here: Desk) -> None:
    """`-C` of a folder without settings never works on a project above it; standing there does, as
    with git.
    """
    below = here.folder / "alueet"
    below.mkdir()
    ran = Desk(below)("people")
    assert ran.code == 3
    assert "invite.toml" in ran.err
    stood = subprocess.run(
        [sys.executable, "-m", "invite", "people"],
        cwd=below,
        capture_output=True,
        env=environment(),
        check=False,
    )
    assert stood.returncode == 0


@pytest.mark.parametrize("command", ["people", "sources", "status", "log"])
def test_json_before_the_command(here: Desk, command: str) -> None:
    """`invite --json status` is `invite status --json`."""
    here("people")
    assert here("--json", command).document == here(command, "--json").document


@pytest.mark.parametrize("words", [("people",), ("people", "--json"), ("status", "--json")])
def test_a_reader_that_leaves_is_no_failure(here: Desk, words: tuple[str, ...]) -> None:
    """When the reader of the output has seen enough (`| head`), the program ends with 0 and says
    nothing.
    """
    here.sheet(
        *(
            f"Etu{worded(n)};Suku{worded(n)};henkilo{n}@example.org;Liitto;Lappi"
            for n in range(1500)
        )
    )
    here("people")
    command = [sys.executable, "-m", "invite", "-C", str(here.folder), *words]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.read(10)
    child.stdout.close()
    said = child.stderr.read()
    child.stderr.close()
    assert (child.wait(30), said) == (0, b"")


def test_the_demo_prints_a_path_to_copy(tmp_path: Path) -> None:
    """A folder with a space in its name is quoted in the command to copy."""
    place = tmp_path / "oma kansio"
    ran = Desk(tmp_path)("demo", str(place))
    assert ran.code == 0
    assert f"cd {str(place)!r}" in ran.out or f'cd "{place}"' in ran.out


def test_preview_says_who_does_not_get_it_now(here: Desk) -> None:
    """The letter of somebody who has been written to is shown with that remark, and with "skipped"
    for scripts.
    """
    assert [letter["skipped"] for letter in here("preview", "--json").document["letters"]] == [
        None
    ] * 3
    here("send", "--yes", "--only", "Meikäläinen")
    found = {
        letter["to"]: letter["skipped"] for letter in here("preview", "--json").document["letters"]
    }
    assert found["matti.meikalainen@example.org"] == "written"
    assert found["liisa.malli@example.com"] is None
    assert "does not go now: is a draft already" in here("preview", "Meikäläinen").out
    assert "does not go now" not in here("preview", "Malli").out


def test_an_empty_outbox_is_not_spoken_of(here: Desk) -> None:
    """With nobody on the sheets there is nothing in the outbox to open."""
    here.sheet(
        "Matti;Meikäläinen;;A;Kainuu",
        "Maija;Esimerkki;;A;Kainuu",
        "Liisa;Malli;liisa@example.org;A;Kainuu",
    )
    here("correct", "Liisa Malli", "--left")
    ran = here()
    assert "Have you sent" not in ran.out
