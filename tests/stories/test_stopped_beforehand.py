"""Somebody asks for no more letters before any sheet names them, or many do in one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from delivery.servers import MailServer
from desk import PEOPLE, Desk, desk

NEW = "Kalle;Tuleva;kalle.tuleva@example.org;Oulun kaupunki;Kainuu"


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    made = desk(tmp_path)
    assert made("people").code == 0
    return made


def states(here: Desk) -> dict[str, str]:
    (mailing,) = here("status", "--json").document["mailings"]
    return {one["name"]: one["because"] or one["state"] for one in mailing["letters"]}


def stop_list(here: Desk, *lines: str) -> str:
    path = here.folder / "lopettaneet.csv"
    path.write_text("\n".join((*lines, "")), encoding="utf-8")
    return str(path)


def test_an_address_that_is_on_no_sheet(here: Desk) -> None:
    """Whoever a sheet brings with it later gets no letter, though nothing of the address was kept
    meanwhile; and does as soon as that is undone, for good.
    """
    ran = here("stop", "Kalle.Tuleva@example.org")
    assert ran.code == 0
    assert "is on no sheet yet" in ran.out
    assert "1 address was stopped before any sheet had it." in here("stop").out
    kept = b"".join(path.read_bytes() for path in here.folder.glob("invite.db*"))
    assert b"tuleva" not in kept.lower()
    here.sheet(*PEOPLE, NEW)
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes").code == 0
        assert len(server.held) == len(PEOPLE)
        assert states(here)["Kalle Tuleva"] == "stopped"
        assert [one["name"] for one in here("stop", "--json")["stopped"]] == ["Kalle Tuleva"]
        assert here("stop", "Kalle Tuleva", "--undo").code == 0
        for _time in range(2):
            assert here("send", "--yes").code == 0
        assert [one.recipients for one in server.held[3:]] == [("kalle.tuleva@example.org",)]


def test_undone_before_anybody_came(here: Desk) -> None:
    """By the address alone."""
    here("stop", "kalle.tuleva@example.org")
    assert "kalle.tuleva@example.org" in here("stop", "kalle.tuleva@example.org", "--undo").out
    here.sheet(*PEOPLE, NEW)
    here("people")
    assert states(here)["Kalle Tuleva"] == "ready"
    assert here("stop", "--json")["addresses"] == 0


def test_a_whole_address_means_nobody_else(here: Desk) -> None:
    """An address within a longer one of somebody else is not theirs."""
    assert here("stop", "meikalainen@example.org", "--json")["stopped"] == []
    assert states(here)["Matti Meikäläinen"] == "ready"


@pytest.mark.parametrize(
    "words",
    [
        ("add", "Kalle Tuleva", "kalle.tuleva@example.org", "--as", "lab-team"),
        ("correct", "Matti", "--address", "kalle.tuleva@example.org"),
        ("resend", "Matti", "--to", "kalle.tuleva@example.org"),
    ],
    ids=" ".join,
)
def test_the_hand_sends_nothing_there_either(here: Desk, words: tuple[str, ...]) -> None:
    """Typed by hand the address is refused, with what undoes it."""
    here("stop", "kalle.tuleva@example.org")
    ran = here(*words)
    assert ran.code == 2
    assert "invite stop kalle.tuleva@example.org --undo" in ran.err


def test_a_list_from_a_file(here: Desk) -> None:
    """Who is known is stopped, whoever is not is stopped by their address; of whom a line may be of
    nobody is stopped by a guess, but it is named.
    """
    here.sheet(*PEOPLE, "Matti;Meikäläinen;matti.toinen@example.net;Oulun kaupunki;Lappi")
    here("people")
    here("review", "--different", "Matti")
    file = stop_list(
        here,
        "Nimi;Sähköposti",
        "Maija Esimerkki;maija.esimerkki@example.org",
        "Kalle Tuleva;kalle.tuleva@example.org",
        "Matti Meikäläinen;",
    )
    done = here("stop", "--from", file, "--json")
    assert [one["name"] for one in done["stopped"]] == ["Maija Esimerkki"]
    assert done["unknown"] == ["kalle.tuleva@example.org"]
    assert [line.split(":")[1] for line in done["unsure"]] == ["4 Matti Meikäläinen"]
    here.sheet(*PEOPLE, NEW)
    here("people")
    assert states(here)["Kalle Tuleva"] == "stopped"
    assert here("stop", "--from", file, "--undo").code == 0
    assert "stopped" not in states(here).values()


@pytest.mark.parametrize("first", ["Sähköposti", "kalle.tuleva@example.org"])
def test_a_list_of_nothing_but_addresses(here: Desk, first: str) -> None:
    """With a heading or without one, each address of it counts, the first too."""
    file = stop_list(here, first, "matti.meikalainen@example.org", "outo@example.net")
    done = here("stop", "--from", file, "--json")
    assert [one["name"] for one in done["stopped"]] == ["Matti Meikäläinen"]
    assert done["addresses"] == 1 + ("@" in first)


def test_nobody_is_erased_from_a_file(here: Desk) -> None:
    """What cannot be undone is said by name."""
    ran = here("stop", "--from", stop_list(here, "a@example.org"), "--erase", "--yes")
    assert ran.code == 2
    assert "invite stop WHO --erase" in ran.err
