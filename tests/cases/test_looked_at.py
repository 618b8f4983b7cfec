"""Letting go what was looked at: `review` takes held people as they stand, leaves them out, or a
whole kind at once, and remembers.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from cases.outcome import Outcome, outcome, project, written
from delivery.servers import HangUp, Keep, MailServer
from desk import PEOPLE, Desk, desk

ROWS = [
    ["Kerttu Rantala", "kerttu.rantala@example.org"],
    ["Matti Virtanen (kuollut)", "matti.virtanen@example.org"],
    ["Liisa Korhonen EI KUTSUTA", "liisa.korhonen@example.org"],
    ["Rehtori", "rehtori@example.org"],
    ["Olavi Heinonen", "olavi.heinonen@example.org"],
]


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return project(tmp_path, {"a.csv": written("Nimi;Sähköposti", *ROWS)})


def sent(found: Outcome) -> set[str]:
    """The addresses that would be written to."""
    return {letter.to.partition("@")[0] for letter in found.letters}


def held(here: Desk) -> list[Any]:
    """Who is held, and why."""
    found: list[Any] = here("people", "--json").document.get("held", [])
    return found


def test_three_are_held(here: Desk) -> None:
    """Two for words against inviting, one for a greeting that is no name; the others go."""
    found = outcome(here)
    assert sent(found) == {"kerttu.rantala", "olavi.heinonen"}
    assert len(found.held) == 3
    for one in found.held:
        assert set(one) >= {"person", "because", "words", "origin"}
    assert len({one["because"] for one in found.held}) == 2


@pytest.mark.parametrize("who", ["matti.virtanen@example.org", "Matti Virtanen", "a.csv:3"])
def test_as_it_stands(here: Desk, who: str) -> None:
    """Who was looked at and is right goes, by name, address or row; and on every later reading, of
    re-sorted sheets too.
    """
    assert here("review", "--as-it-stands", who).code == 0
    assert sent(outcome(here)) == {"kerttu.rantala", "olavi.heinonen", "matti.virtanen"}
    (here.folder / "a.csv").write_text(
        written("Nimi;Sähköposti", *reversed(ROWS)), encoding="utf-8"
    )
    assert sent(outcome(here)) == {"kerttu.rantala", "olavi.heinonen", "matti.virtanen"}


@pytest.mark.parametrize("who", ["liisa.korhonen@example.org", "Liisa Korhonen", "a.csv:4"])
def test_left_out(here: Desk, who: str) -> None:
    """Who was looked at and is not to be written to is not, and is held no more; on every later
    reading.
    """
    assert here("review", "--leave-out", who).code == 0
    for _again in range(2):
        found = outcome(here)
        assert sent(found) == {"kerttu.rantala", "olavi.heinonen"}
        assert len(found.held) == 2
        (here.folder / "a.csv").write_text(
            written("Nimi;Sähköposti", *reversed(ROWS)), encoding="utf-8"
        )


def test_several_at_once(here: Desk) -> None:
    """Several names after one option."""
    assert (
        here(
            "review", "--leave-out", "matti.virtanen@example.org", "liisa.korhonen@example.org"
        ).code
        == 0
    )
    assert len(held(here)) == 1


def test_a_whole_kind(here: Desk) -> None:
    """`--kind` takes all that is held for one reason, and only those."""
    (kind,) = {one["because"] for one in held(here) if one["origin"].startswith("a.csv:3")}
    same = [one for one in held(here) if one["because"] == kind]
    assert len(same) == 2
    assert here("review", "--kind", kind, "--leave-out").code == 0
    assert [one["origin"].startswith("a.csv:5") for one in held(here)] == [True]


def test_what_was_said_of_one_word_does_not_hold_for_another(here: Desk) -> None:
    """Let go once, somebody is held again when another word is written next to the name."""
    here("review", "--as-it-stands", "matti.virtanen@example.org")
    rows = [[cell.replace("(kuollut)", "(ei kutsuta)") for cell in row] for row in ROWS]
    (here.folder / "a.csv").write_text(written("Nimi;Sähköposti", *rows), encoding="utf-8")
    assert "matti.virtanen" not in sent(outcome(here))


def test_corrected_goes(here: Desk) -> None:
    """A name put right is greeted so, whatever the sheet says."""
    assert here("correct", "rehtori@example.org", "--name", "Aino Malli").code == 0
    found = outcome(here)
    assert ("Aino", "rehtori@example.org") in {
        (letter.greeting, letter.to) for letter in found.letters
    }
    assert len(found.held) == 2


def test_who_is_not_held_is_not_let_go(here: Desk) -> None:
    """Of somebody who is not held, and of nobody, it is said so, with 2."""
    assert here("review", "--as-it-stands", "olematon@example.org").code == 2
    assert here("review", "--kind", "olematon", "--leave-out").code == 2


def test_the_new_state_shows_at_once(here: Desk) -> None:
    """After an answer every command shows it: nobody is named as held who is not."""
    here("people")
    here(
        "review",
        "--leave-out",
        "matti.virtanen@example.org",
        "liisa.korhonen@example.org",
        "rehtori@example.org",
    )
    for command in ((), ("status",), ("send", "--dry-run"), ("people", "--flaws")):
        ran = here(*command)
        words = ran.out + ran.err
        assert not re.search(r"\b[1-9]\d* (are|is) held", words), (command, words)
    assert {one["state"] for one in here("status", "--json")["mailings"][0]["letters"]} <= {
        "ready",
        "skipped",
    }


def test_an_answered_question_shows_at_once(tmp_path: Path) -> None:
    """Two said to be one: `status` and `send` count one, without reading the sheets by another
    command first.
    """
    saris = [
        f"Sari;Hietala;sari.hietala@{place}.example.org;{place.title()}n opisto;{region}"
        for place, region in (("kainuu", "Kainuu"), ("lappi", "Lappi"))
    ]
    here = desk(tmp_path, [*PEOPLE, *saris])
    here("people")
    assert (
        here(
            "review", "--same", "sari.hietala@kainuu.example.org", "sari.hietala@lappi.example.org"
        ).code
        == 0
    )
    (mailing,) = here("status", "--json")["mailings"]
    assert (mailing["totals"]["people"], mailing["totals"]["ready"]) == (4, 4)


def test_flaws_name_the_person(tmp_path: Path) -> None:
    """Not only the row: whoever reads the flaws, or a draft to a sheet's owner, sees whose row it
    is.
    """
    here = desk(
        tmp_path,
        [*PEOPLE, "Kerttu;Rantala;;Lapin liitto;Lappi", "Olavi;Heinonen;olavi;Lapin liitto;Lappi"],
    )
    settings = here.folder / "invite.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(
            'file = "ryhmat.csv"', 'file = "ryhmat.csv"\nowner = "omistaja@example.org"'
        ),
        encoding="utf-8",
    )
    shown = here("people", "--flaws").out
    assert "Kerttu Rantala" in shown
    assert "Olavi Heinonen" in shown


def test_an_address_on_another_sheet_is_enough(tmp_path: Path) -> None:
    """A missing address is no flaw where another sheet has it."""
    one = written(
        "Nimi;Sähköposti;Organisaatio",
        ["Kerttu Rantala", "kerttu.rantala@example.org", "Koe Oy"],
        ["Aino Malli", "am@example.org", ""],
    )
    other = written(
        "Nimi;Sähköposti;Organisaatio",
        ["Kerttu Rantala", "", "Koe Oy"],
        ["Eero Koe", "ek@example.org", ""],
        ["Ilta Rusko", "", ""],
    )
    found = outcome(project(tmp_path, {"a.csv": one, "b.csv": other}))
    assert [flaw["origin"] for flaw in found.flaws if flaw["field"] == "email"] == ["b.csv:4"]
    found.goes("b.csv:2", "Kerttu")


@pytest.mark.parametrize(
    "address",
    [
        "ylläpito@example.org",
        "matti.virtanen(at)example.org",
        "matti virtanen@example.org",
        "#PUUTTUU!",
    ],
)
def test_printed_remedies_are_toml(address: str, tmp_path: Path) -> None:
    """Every line of settings that is printed as a remedy can be pasted: it is valid TOML."""
    here = project(
        tmp_path,
        {
            "a.csv": written(
                "Nimi;Foo;Sähköposti",
                ["Kerttu Rantala", "x", "kr@example.org"],
                ["Matti Virtanen", "y", address],
            )
        },
        more="",
    )
    words = "".join(
        ran.out + ran.err
        for ran in (here("people", "--flaws"), here("sources"), here("send", "--dry-run"))
    )
    for line in re.findall(r"^\s*(\w+ = \S.*)$", words, re.MULTILINE):
        tomllib.loads(line)


def test_you_said_so_is_never_the_server(tmp_path: Path) -> None:
    """A letter that was settled by hand is never said to have been accepted by the server, wherever
    it shows.
    """
    here = desk(tmp_path, PEOPLE[:1])
    with MailServer({".": Keep(HangUp())}) as server:
        here.smtp(server.port, 'patience = "1s"\n')
        assert here("send", "--yes").code == 1
    assert here("settle", "Matti", "--sent").code == 0
    (letter,) = here("status", "--json")["mailings"][0]["letters"]
    assert (letter["state"], letter["proof"]) == ("sent", "you")
    for command in (
        ("status",),
        ("who", "Matti"),
        ("who", "Matti", "--answer"),
        ("log",),
        ("who", "Matti", "--json"),
        ("status", "--json"),
    ):
        ran = here(*command)
        assert not re.search(
            r"accepted by|server (took|accepted)|palvelin (otti|hyväksyi)", ran.out, re.IGNORECASE
        ), (
            command,
            ran.out,
        )
    assert "you said so" in here("who", "Matti").out
