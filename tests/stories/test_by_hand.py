"""Added and put right by hand, from the coordinator's chair: kept whatever the sheets say, listed
and undone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from delivery.servers import MailServer, Say
from desk import HEADER, PEOPLE, Desk, desk, parsed, text_of, totals

MATTI, MAIJA, LIISA = PEOPLE
OTHER_SOURCE = '\n[[source]]\nfile = "tiimit.csv"\nrole = "lab-team"\ngroup = "Kohtaamo"\n'


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def everyone(here: Desk) -> dict[str, Any]:
    """The people by their names."""
    return {person["name"]: person for person in here("people", "--json")["people"]}


def receivers(server: MailServer) -> list[str]:
    return sorted(recipient for letter in server.held for recipient in letter.recipients)


def test_somebody_on_no_sheet_is_invited(here: Desk) -> None:
    """Who is added by hand stands among the people, gets a letter with their part in it, and stays
    when the sheet is sorted.
    """
    with MailServer() as server:
        here.smtp(server.port)
        ran = here(
            "add",
            "Oona Öhman",
            "oona.ohman@example.net",
            "--region",
            "Lapin",
            "--language",
            "sv",
            "--json",
        )
        assert (ran.code, ran["number"], ran["held"]) == (0, 1, None)
        assert ran["person"]["roles"][0]["origin"] == "invite add:1"
        here.sheet(LIISA, MAIJA, MATTI)
        oona = everyone(here)["Oona Öhman"]
        assert (oona["id"], oona["email"], oona["language"]) == (
            ran["person"]["id"],
            "oona.ohman@example.net",
            "sv",
        )
        assert (oona["roles"][0]["kind"], oona["roles"][0]["region"]) == ("planning-group", "Lappi")
        assert here("send", "--yes", "--json")["sent"] == 4
        (letter,) = (
            parsed(one.content) for one in server.held if "oona.ohman@example.net" in one.recipients
        )
    assert "planeringsgruppen för Lappland" in text_of(letter)


def test_who_is_on_a_sheet_already_gets_one_letter_with_both_parts(here: Desk) -> None:
    """Added in another part, a person on the sheets stays one person; added twice in the same part,
    nothing is doubled.
    """
    words = (
        "add",
        "Meikäläinen Matti",
        "Matti.Meikalainen@example.org",
        "--as",
        "lab-team",
        "--group",
        "Kohtaamo",
    )
    here.settings()
    assert here(*words).code == 0
    assert here(*words).code == 0
    matti = everyone(here)["Matti Meikäläinen"]
    assert {role["kind"] for role in matti["roles"]} == {"planning-group", "lab-team"}
    assert len(everyone(here)) == 3
    assert len(here("add", "--list", "--json")["by_hand"]) == 1
    assert here("send", "--yes", "--json")["written"] == 3


def test_added_again_after_the_sending_nobody_is_written_to_twice(here: Desk) -> None:
    """A part added later to somebody who has been reached sends nothing more."""
    with MailServer() as server:
        here.smtp(server.port)
        here("send", "--yes")
        here("add", "Matti Meikäläinen", "matti.meikalainen@example.org", "--region", "Lappi")
        assert here("send", "--yes", "--json")["sent"] == 0
        here("add", "--undo", "1")
        assert here("send", "--yes", "--json")["sent"] == 0
    assert len(server.held) == 3


def test_the_part_must_be_said_where_there_are_several(here: Desk) -> None:
    """With sources of two kinds nobody can guess the part; the kinds there are are named."""
    here.settings(more=OTHER_SOURCE)
    (here.folder / "tiimit.csv").write_bytes(f"{HEADER}\r\n{MATTI}\r\n".encode("cp1252"))
    ran = here("add", "Oona Öhman", "oona@example.net")
    assert ran.code == 2
    assert "planning-group, lab-team" in ran.err
    assert here("add", "Oona Öhman", "oona@example.net", "--as", "lab-team").code == 0
    assert everyone(here)["Oona Öhman"]["roles"][0]["kind"] == "lab-team"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add",), "Say who"),
        (("add", "Oona Öhman"), "Say who"),
        (("add", "Oona Öhman", "oona.example.net"), "oona.example.net: This is not an e-mail"),
        (("add", "-", "oona@example.net"), "is not a name"),
        (("add", "oona@example.net", "oona@example.net"), "is not a name"),
        (("add", "Oona Öhman", "oona@example.net", "--region", "Mordor"), "Uusimaa"),
        (("add", "Oona Öhman", "oona@example.net", "--as", "ystävä"), "planning-group"),
        (("add", "Oona Öhman", "oona@example.net", "--language", "de"), "fi, sv or en"),
        (("add", "O\udcff Öhman", "oona@example.net", "--as", "lab-team"), "O? Öhman: some of"),
        (("correct", "Matti", "--name", "M\udcff Aho"), "cannot be read as text"),
        (("add", "--undo", "7"), "7"),
        (("correct",), "--name"),
        (("correct", "Matti"), "--name"),
        (("correct", "Nobody", "--left"), "Nobody"),
        (("correct", "Matti", "--address", "matti"), "matti: This is not an e-mail address"),
        (("correct", "Matti", "--successor", "Oona Öhman", "oona@example.net"), "--left"),
        (("correct", "Matti", "--left", "--successor", "Oona Öhman", "oona"), "oona: This is"),
        (("correct", "Ma", "--left"), "3 people"),
    ],
)
def test_a_slip_changes_nothing(here: Desk, words: tuple[str, ...], said: str) -> None:
    """What cannot be meant ends with 2, a sentence, and nothing kept."""
    ran = here(*words)
    assert (ran.code, here("correct", "--list", "--json")["by_hand"]) == (2, [])
    assert said in ran.err


def test_a_letter_goes_to_the_corrected_address(here: Desk) -> None:
    """A name, an address and a language put right stand in the letter, on edited and re-sorted
    sheets too.
    """
    with MailServer() as server:
        here.smtp(server.port)
        ran = here(
            "correct",
            "Meikäläinen",
            "--address",
            "matti@example.net",
            "--name",
            "Matias Meikäläinen",
            "--json",
        )
        assert ran.code == 0
        assert here("correct", "matti@example.net", "--language", "sv").code == 0
        here.sheet(
            LIISA, "Matti;MEIKÄLÄINEN;Matti.Meikalainen@example.org;Kainuun liitto;Kainuu", MAIJA
        )
        matti = everyone(here)["Matias Meikäläinen"]
        assert matti["id"] == ran["person"]["id"]
        assert matti["emails"] == ["matti@example.net", "Matti.Meikalainen@example.org"]
        assert here("send", "--yes", "--json")["sent"] == 3
        (letter,) = (
            parsed(one.content) for one in server.held if one.recipients == ("matti@example.net",)
        )
    assert "matti.meikalainen@example.org" not in receivers(server)
    assert letter["To"].addresses[0].display_name == "Matias Meikäläinen"
    assert "Matias" in text_of(letter)
    assert "planeringsgruppen" in text_of(letter)


def test_a_correction_after_the_sending_writes_to_nobody_again(here: Desk) -> None:
    """Who has been reached is the same person with a new name and a new address, and when both are
    undone.
    """
    with MailServer() as server:
        here.smtp(server.port)
        here("send", "--yes")
        here("correct", "Meikäläinen", "--address", "mm@example.com", "--name", "Matias Uusinimi")
        assert here("send", "--yes", "--json")["sent"] == 0
        # The sheet follows: the same human being, known by all that was ever seen.
        here.sheet(LIISA, MAIJA, "Matias;Uusinimi;mm@example.com;Kainuun liitto;Kainuu")
        assert here("send", "--yes", "--json")["sent"] == 0
        here.sheet(*PEOPLE)
        here("correct", "--undo", "1")
        assert here("send", "--yes", "--json")["sent"] == 0
    assert len(server.held) == 3


def test_a_refused_letter_goes_to_the_corrected_address(here: Desk) -> None:
    """Failed is not tried again, until there is another address."""
    with MailServer({"RCPT": Say("550 5.1.1 no such user")}, times=1) as server:
        here.smtp(server.port)
        failed = next(
            one for one in here("send", "--yes", "--json")["letters"] if one["state"] == "failed"
        )
        assert here("send", "--yes", "--json")["sent"] == 0
        here("correct", failed["person"], "--address", "toimii@example.net")
        assert here("send", "--yes", "--json")["sent"] == 1
    assert "toimii@example.net" in receivers(server)


def test_undone_the_sheet_is_right_again(here: Desk) -> None:
    """Each correction has a number; undoing it brings back what the sheet says, the others hold."""
    here("correct", "Meikäläinen", "--name", "Matias Mallikas")
    here("correct", "Mallikas", "--address", "matti@example.net")
    done = here("correct", "--list", "--json")["by_hand"]
    assert [(one["number"], one["name"], one["email"]) for one in done] == [
        (1, "Matias Mallikas", None),
        (2, None, "matti@example.net"),
    ]
    assert "Matias Mallikas" in here("correct", "--list").out
    assert len(here("correct", "--undo", "1", "--json")["by_hand"]) == 1
    assert everyone(here)["Matti Meikäläinen"]["email"] == "matti@example.net"
    here("correct", "--undo", "2")
    assert everyone(here)["Matti Meikäläinen"]["email"] == "matti.meikalainen@example.org"
    assert "Nothing was added" in here("correct", "--list").out


def test_the_same_correction_twice_is_one(here: Desk) -> None:
    """Running the command again, as one does when unsure, keeps nothing double."""
    for _time in range(2):
        assert here("correct", "Meikäläinen", "--address", "matti@example.net", "--json")[
            "numbers"
        ] == [1]


def test_somebody_has_left_and_another_has_the_job_now(here: Desk) -> None:
    """Who has left is not written to, with the reason; the successor has their parts; both are
    undone.
    """
    with MailServer() as server:
        here.smtp(server.port)
        ran = here(
            "correct",
            "Esimerkki",
            "--left",
            "--successor",
            "Oona Öhman",
            "oona.ohman@example.org",
            "--json",
        )
        assert (ran.code, ran["numbers"], ran["held"]) == (0, [1, 2], "do-not-invite")
        plan = here("send", "--dry-run", "--json")
        skipped = {
            one["name"]: one["because"] for one in plan["letters"] if one["state"] == "skipped"
        }
        assert skipped == {"Maija Esimerkki": "do-not-invite"}
        assert here("send", "--yes", "--json")["sent"] == 3
        assert "maija.esimerkki@example.org" not in receivers(server)
        (letter,) = (
            parsed(one.content) for one in server.held if "oona.ohman@example.org" in one.recipients
        )
        assert "Lapin suunnitteluryhmän jäsenenä" in text_of(letter)
        here("correct", "--undo", "1", "--undo", "2")
        assert sorted(everyone(here)) == ["Liisa Malli", "Maija Esimerkki", "Matti Meikäläinen"]
        assert here("send", "--yes", "--json")["sent"] == 1
    assert "maija.esimerkki@example.org" in receivers(server)
    assert (
        totals(here("status", "--json"))["people"] == 4
    )  # the successor has a letter, and is not forgotten


def test_a_successor_at_the_same_mailbox_is_somebody_else(here: Desk) -> None:
    """An office's address passes on with the job: two people, and only the one who has it now is
    written to.
    """
    here.sheet("Matti;Meikäläinen;kirjaamo@example.org;Kainuun liitto;Kainuu", MAIJA)
    here("correct", "Meikäläinen", "--left", "--successor", "Oona Öhman", "kirjaamo@example.org")
    ran = here("send", "--yes", "--json")
    states = {one["name"]: one["state"] for one in ran["letters"]}
    assert states == {
        "Matti Meikäläinen": "skipped",
        "Maija Esimerkki": "written",
        "Oona Öhman": "written",
    }


def test_who_left_the_sheet_can_still_be_put_right(here: Desk) -> None:
    """A correction is about a person; it holds when they come back."""
    everyone(here)
    here.sheet(MAIJA, LIISA)
    assert here("correct", "Meikäläinen", "--address", "matti@example.net").code == 0
    here.sheet(*PEOPLE)
    assert everyone(here)["Matti Meikäläinen"]["email"] == "matti@example.net"


def test_what_somebody_typed_is_only_text(here: Desk) -> None:
    """Markup in a name or a group shows as it was typed."""
    assert here("add", "Oona [red]Öhman", "oona@example.net", "--group", "[bold]x[/bold]").code == 0
    assert "[bold]x[/bold]" in here("add", "--list").out
    assert "[bold]x[/bold]" in here("people").out
