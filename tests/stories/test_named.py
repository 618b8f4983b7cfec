"""What is done to people by name says on the screen to whom it was done: a part of a name may have
meant somebody else.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from delivery.servers import MailServer
from desk import PEOPLE, Desk, desk


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def test_resend_says_to_whom_and_where(here: Desk) -> None:
    """Each person and the address, a corrected one too; a draft in the outbox is called that."""
    assert (
        "Saved in the outbox for Liisa Malli, liisa.malli@example.com."
        in here("resend", "Malli").out
    )
    with MailServer() as server:
        here.smtp(server.port)
        here("send", "--yes")
        out = here("resend", "Malli", "Matti").out
        assert (
            "Sent to Liisa Malli, liisa.malli@example.com.\nSent to Matti Meikäläinen,"
            " matti.meikalainen@example.org." in out
        )
        assert (
            "Sent to Liisa Malli, liisa@example.net."
            in here("resend", "Malli", "--to", "liisa@example.net").out
        )


def test_a_remedy_is_of_the_same_mailing(here: Desk) -> None:
    """Who has no address is offered the reminder's letter, not the first one; nobody named is asked
    for, and no example's name is put in the command.
    """
    here.settings(more="\n[mailing.kutsu]\n[mailing.ohjelma]\n")
    here.sheet(*PEOPLE, "Antti;Osoitteeton;;Oulu;Kainuu")
    words = ("resend", "Osoitteeton")
    assert here(*words).err.endswith(" --to ADDRESS\n")
    assert "--mailing" not in here(*words).err
    err = here(*words, "--mailing", "ohjelma").err
    command = err[err.index("invite resend ") :].replace("ADDRESS", "antti@example.net").split()
    assert here(*command[1:], "--json").document["mailing"] == "ohjelma"
    assert here("resend").err.endswith("invite resend WHO\n")
    assert here("mark", "declined").err.endswith("invite mark WHO declined\n")
    assert here("mark", "--undo").err.endswith("invite mark WHO --undo\n")


def test_stop_says_whom(here: Desk) -> None:
    """Stopping, undoing it, and erasing; an erased one who comes back is known by the address
    alone.
    """
    here("people")
    for words in (
        ("stop", "Malli"),
        ("stop", "Malli", "--undo"),
        ("stop", "liisa.malli", "--erase", "--yes"),
    ):
        assert here(*words).out.splitlines()[1] == "  Liisa Malli"
    assert "\n  liisa.malli@example.com\n" in here("stop", "liisa.malli@example.com", "--undo").out


def test_mark_says_whom(here: Desk) -> None:
    """Marked, and the mark taken off."""
    here("people")
    out = here("mark", "Malli", "Matti", "registered").out
    assert all(words in out for words in ("2 people marked.", "Liisa Malli", "Matti Meikäläinen"))
    assert here("mark", "Malli", "none").out.splitlines() == [
        "The mark of 1 person was removed.",
        "  Liisa Malli",
    ]


def test_many_and_strange_names(tmp_path: Path) -> None:
    """Of many the first ten; what moves the cursor in a name is not shown."""
    here = desk(tmp_path, [f"Etu{n}\x1b[2J;Suku;etu{n}@example.org;Oulu;Kainuu" for n in range(12)])
    people = [one["id"] for one in here("people", "--json")["people"]]
    out = here("stop", *people).out
    assert out.startswith("12 people") and "… and 2 more" in " ".join(out.split())
    assert "\x1b" not in out


def test_a_slip_in_a_name(here: Desk) -> None:
    """Whoever was probably meant is named; nobody is where no name is near."""
    here.sheet(*PEOPLE, "Timo;Turunen;timo.turunen@example.org;Lapin liitto;Lappi")
    assert here("people").code == 0
    for command in (("who", "Turunnen"), ("preview", "Turunnen"), ("resend", "Turunnen")):
        ran = here(*command)
        assert ran.code == 2
        assert "Did you mean Turunen?" in ran.err, command
    assert "Did you mean" not in here("who", "Xylophon").err


def test_somebody_who_was_stopped(here: Desk) -> None:
    """Their story says so and since when, and no reply is offered that would send again."""
    assert here("send", "--yes").code == 0
    assert here("who", "Matti", "--answer").code == 0
    assert here("stop", "Matti").code == 0
    assert "No more letters" in here("who", "Matti").out
    assert here("who", "Matti", "--json")["stopped"]
    ran = here("who", "Matti", "--answer")
    assert ran.code == 3
    assert "asked for no more letters" in ran.err
    assert here("stop", "Matti", "--undo").code == 0
    assert here("who", "Matti", "--answer").code == 0
