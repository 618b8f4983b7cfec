"""Questions of who is who, from the coordinator's chair: asked, answered, remembered, withdrawn;
and every merge explained.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from delivery.servers import MailServer, Say
from desk import PEOPLE, Desk, desk

# Two of one name, at different organisations, in different regions: one human being or two, nobody
# can know.
KAINUU = "Sari;Hietala;sari.hietala@kainuu.example.org;Kainuun liitto;Kainuu"
LAPPI = "Sari;Hietala;sari.hietala@lappi.example.org;Lapin opisto;Lappi"
AT_KAINUU, AT_LAPPI = "sari.hietala@kainuu.example.org", "sari.hietala@lappi.example.org"


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path, [*PEOPLE, KAINUU, LAPPI])


def namesakes(here: Desk) -> list[dict[str, Any]]:
    return [
        person for person in here("people", "--json")["people"] if person["name"] == "Sari Hietala"
    ]


def questions(here: Desk) -> list[Any]:
    found: list[Any] = here("review", "--json")["questions"]
    return found


def test_who_may_be_one_is_held_and_the_others_go(here: Desk) -> None:
    """An open question holds those two back, says so before the yes, and nobody else."""
    assert len(questions(here)) == 1
    ran = here("send", "--dry-run")
    assert "3 letters go now" in ran.out
    assert "2 are held" in ran.out
    sent = here("send", "--yes", "--json")
    assert {one["because"] for one in sent["letters"] if one["state"] == "skipped"} == {"question"}
    assert (sent["written"], sent["skipped"]) == (3, 2)


def test_one_person_gets_one_letter(here: Desk) -> None:
    """Said to be the same, they are one with both parts, on edited and re-sorted sheets too, and
    get one letter.
    """
    with MailServer() as server:
        here.smtp(server.port)
        assert here("review", "--same", AT_KAINUU, AT_LAPPI).code == 0
        here.sheet(
            LAPPI.replace("Sari;Hietala", "SARI;HIETALA"),
            *PEOPLE,
            KAINUU.replace("Kainuun liitto", "Liitto, Kainuu"),
        )
        (sari,) = namesakes(here)
        assert {role["region"] for role in sari["roles"]} == {"Kainuu", "Lappi"}
        assert questions(here) == []
        assert here("send", "--yes", "--json")["sent"] == 4
        assert here("send", "--yes", "--json")["sent"] == 0
    assert len(server.held) == 4


def test_two_people_get_two_letters(here: Desk) -> None:
    """Said to be different, they stay two, whatever becomes of the rows, and each gets a letter."""
    with MailServer() as server:
        here.smtp(server.port)
        before = {person["email"]: person["id"] for person in namesakes(here)}
        assert here("review", "--different", AT_KAINUU, AT_LAPPI).code == 0
        here.sheet(LAPPI, KAINUU, *reversed(PEOPLE))
        assert {person["email"]: person["id"] for person in namesakes(here)} == before
        assert questions(here) == []
        assert here("send", "--yes", "--json")["sent"] == 5
    assert {AT_KAINUU, AT_LAPPI} < {
        recipient for letter in server.held for recipient in letter.recipients
    }


def test_answers_are_listed_and_withdrawn(here: Desk) -> None:
    """Each answer has a number; without it the question is back."""
    here("review", "--different", AT_KAINUU, AT_LAPPI)
    (answer,) = here("review", "--answers", "--json")["answers"]
    assert answer["same"] is False
    assert "Sari Hietala" in here("review", "--answers").out
    assert here("review", "--withdraw", str(answer["number"])).code == 0
    assert here("review", "--answers", "--json")["answers"] == []
    assert len(questions(here)) == 1
    assert here("review", "--withdraw", "99").code == 2


def test_who_was_said_to_be_one_can_be_two_again(here: Desk) -> None:
    """ "The same" withdrawn: two people again, and the question back."""
    here("review", "--same", AT_KAINUU, AT_LAPPI)
    (answer,) = here("review", "--answers", "--json")["answers"]
    here("review", "--withdraw", str(answer["number"]))
    assert len(namesakes(here)) == 2
    assert len(questions(here)) == 1


@pytest.mark.parametrize("between", [(), ("people",), ("people", "send")])
def test_changing_ones_mind_writes_to_nobody_twice(here: Desk, between: tuple[str, ...]) -> None:
    """Two who both have their letter, said to be one and then two again: the two they were, and
    nobody gets a second letter.
    """
    with MailServer() as server:
        here.smtp(server.port)
        here("review", "--different", AT_KAINUU, AT_LAPPI)
        assert here("send", "--yes", "--json")["sent"] == 5
        before = {person["email"]: person["id"] for person in namesakes(here)}
        assert here("review", "--same", AT_KAINUU, AT_LAPPI).code == 0
        for command in between:
            assert here(command, *(["--yes"] if command == "send" else [])).code == 0
        assert len(namesakes(here)) == 1
        (answer,) = here("review", "--answers", "--json")["answers"]
        here("review", "--withdraw", str(answer["number"]))
        assert len(questions(here)) == 1
        assert here("review", "--different", AT_KAINUU, AT_LAPPI).code == 0
        assert {person["email"]: person["id"] for person in namesakes(here)} == before
        assert here("send", "--yes", "--json")["sent"] == 0
    assert len(server.held) == 5


def test_what_was_put_right_of_one_holds_when_two_are_one(here: Desk) -> None:
    """A correction said of the one whose id goes is said of the one that stays."""
    first, second = namesakes(here)
    here("correct", second["id"], "--address", "sari@example.net")
    here("review", "--same", first["id"], second["id"])
    (sari,) = namesakes(here)
    assert (sari["id"], sari["email"]) == (first["id"], "sari@example.net")


def test_every_merge_is_explained(here: Desk) -> None:
    """`people --why` shows the rows, the rule and the evidence that joined them."""
    here.sheet(*PEOPLE, "Matti J.;Meikäläinen;matti.meikalainen@example.org;;Lappi")
    ran = here("people", "--why", "Meikäläinen", "--json")
    assert [row["origin"] for row in ran["rows"]] == ["ryhmat.csv:2", "ryhmat.csv:5"]
    assert ran["rows"][1]["name"] == "Matti J. Meikäläinen"
    (merge,) = ran["merges"]
    assert sorted([*merge["left"], *merge["right"]]) == ["ryhmat.csv:2", "ryhmat.csv:5"]
    assert merge["rule"]
    assert any("matti.meikalainen@example.org" in one["text"] for one in merge["evidence"])
    screen = here("people", "--why", "Meikäläinen").out
    for words in ("ryhmat.csv:2", "ryhmat.csv:5", merge["rule"], merge["evidence"][0]["text"]):
        assert words in " ".join(screen.split())


def test_why_tells_what_the_coordinator_said(here: Desk) -> None:
    """Answers, corrections, additions and questions still open stand among the reasons."""
    found = here("people", "--why", AT_KAINUU, "--json").document
    assert len(found["questions"]) == 1
    assert "Not answered yet" in here("people", "--why", AT_KAINUU).out
    here("review", "--same", AT_KAINUU, AT_LAPPI)
    here("correct", AT_KAINUU, "--language", "sv")
    here("add", "Sari Hietala", AT_KAINUU, "--region", "Satakunta")
    found = here("people", "--why", "Hietala", "--json").document
    assert [answer["same"] for answer in found["answers"]] == [True]
    assert [one["what"] for one in found["by_hand"]] == ["correction", "addition"]
    assert found["rows"][-1]["origin"] == "invite add:2"
    assert (len(found["rows"]), len(found["also"]), found["questions"]) == (3, 1, [])
    screen = here("people", "--why", "Hietala").out
    for words in ("one person", "language: sv", "invite add:2"):
        assert words in screen


def test_why_of_two_in_one_row_tells_each_their_own(here: Desk) -> None:
    """Of a row that names two people, each is told only what it says of them."""
    header, names = "Nimi;Sähköposti;Maakunta", "Matti Meikäläinen ja Maija Esimerkki"
    text = (
        f"{header}\r\n{names};matti.meikalainen@example.org, maija.esimerkki@example.org;Kainuu\r\n"
    )
    (here.folder / "ryhmat.csv").write_bytes(text.encode("cp1252"))
    assert [row["name"] for row in here("people", "--why", "Maija", "--json")["rows"]] == [
        "Maija Esimerkki"
    ]


def test_what_only_the_ledger_knows_is_told(here: Desk) -> None:
    """Two rows may be one because an earlier row had both addresses: no rule of the table joins
    them, and that is said.
    """
    here.sheet(
        "Matti;Meikäläinen;matti.meikalainen@example.org, mm@example.net;Kainuun liitto;Kainuu"
    )
    here("people")
    here.sheet(PEOPLE[0], "Matti;Meikäläinen;mm@example.net;Lapin opisto;Lappi")
    screen = " ".join(here("people", "--why", "Meikäläinen").out.split())
    assert "ryhmat.csv:2 and ryhmat.csv:3: known as one person from an earlier reading" in screen


def test_what_has_changed_since_the_last_send(here: Desk) -> None:
    """New, changed and gone people are told; a row that only moved is no change."""
    here.sheet(*PEOPLE)
    assert here("people", "--changes", "--json")["since"] is None
    assert "Nothing has been sent yet" in here("people", "--changes").out
    here("send", "--dry-run")
    assert here("people", "--changes", "--json")["since"] is None
    here("send", "--yes")
    here.sheet(*reversed(PEOPLE))
    quiet = here("people", "--changes", "--json").document
    assert (quiet["new"], quiet["changed"], quiet["gone"]) == ([], [], [])
    assert "Nothing has changed" in here("people", "--changes").out
    matti, _maija, liisa = PEOPLE
    oona = "Oona;Öhman;oona.ohman@example.net;Lapin liitto;Lappi"
    here.sheet(liisa.replace("malli@example.com", "malli@example.net"), matti, oona)
    for _time in range(2):  # looking changes nothing
        found = here("people", "--changes", "--json").document
        assert [one["name"] for one in found["new"]] == ["Oona Öhman"]
        assert [one["name"] for one in found["gone"]] == ["Maija Esimerkki"]
        (changed,) = found["changed"]
        (difference,) = [one for one in changed["changes"] if one["what"] == "email"]
        assert (difference["before"], difference["now"]) == (
            ["liisa.malli@example.com"],
            ["liisa.malli@example.net"],
        )
    screen = here("people", "--changes").out
    for words in (
        "Oona Öhman",
        "Maija Esimerkki",
        "liisa.malli@example.com → liisa.malli@example.net",
        "1 new",
    ):
        assert words in screen
    here("send", "--yes")
    assert here("people", "--changes", "--json")["new"] == []


def test_what_was_done_by_hand_is_a_change(here: Desk) -> None:
    """Corrected, added, found to be one: told among the changes."""
    here("review", "--different", AT_KAINUU, AT_LAPPI)
    here("send", "--yes")
    here("correct", "Meikäläinen", "--left")
    here("add", "Matti Malli", "matti.malli@example.net")
    here("review", "--same", AT_KAINUU, AT_LAPPI)
    found = here("people", "--changes", "--json").document
    what = {
        one["name"]: {difference["what"] for difference in one["changes"]}
        for one in found["changed"]
    }
    assert what["Matti Meikäläinen"] == {"unwanted"}
    assert "one" in what["Sari Hietala"]
    assert ([one["name"] for one in found["new"]], found["gone"]) == (["Matti Malli"], [])
    only = here("people", "--changes", "--only", "Meikäläinen", "--json").document
    assert ([one["name"] for one in only["changed"]], only["new"]) == (["Matti Meikäläinen"], [])


def test_a_resend_is_no_send(here: Desk) -> None:
    """One letter to one person again does not hide what has changed since everybody was written
    to.
    """
    here("send", "--yes")
    here.sheet(*PEOPLE, KAINUU)
    before = here("people", "--changes", "--json").document
    assert here("resend", "Malli").code == 0
    assert here("people", "--changes", "--json").document == before


def test_what_came_back_is_written_to_elsewhere(here: Desk) -> None:
    """Of two addresses the one that refused the letter is not preferred any more: the next run
    tries the other, once.
    """
    here.sheet("Matti;Meikäläinen;vanha@example.org, uusi@example.net;Kainuun liitto;Kainuu")
    with MailServer({"RCPT": Say("550 5.1.1 no such user")}, times=1) as server:
        here.smtp(server.port)
        assert here("send", "--yes", "--json")["refused"] == 1
        assert here("people", "--json")["people"][0]["emails"] == [
            "uusi@example.net",
            "vanha@example.org",
        ]
        assert here("send", "--yes", "--json")["sent"] == 1
        assert here("send", "--yes", "--json")["sent"] == 0
    assert [letter.recipients for letter in server.held] == [("uusi@example.net",)]


@pytest.mark.parametrize("everywhere", [False, True])
def test_a_new_surname_on_one_sheet_is_asked_about(here: Desk, everywhere: bool) -> None:
    """Who marries gets a new name and address on one sheet, on the other the old ones stay or
    follow later: a question that holds the letter however often the sheets are read, and one letter
    once it is answered.
    """
    old, new = (
        "Juha;Virtanen;juha.virtanen@example.org;Kainuun liitto;Kainuu",
        "Juha;Aalto;juha.aalto@example.org;Kainuun liitto;Kainuu",
    )
    more = '\n[[source]]\nfile = "tiimit.csv"\nrole = "lab-team"\n'
    with MailServer() as server:
        here.smtp(server.port, more)
        here.sheet(*PEOPLE, old)
        here.sheet(old, name="tiimit.csv")
        assert here("send", "--yes", "--json")["sent"] == 4
        here.sheet(new, name="tiimit.csv")
        for _time in range(3):
            assert here("send", "--yes", "--json")["sent"] == 0
        if everywhere:
            here.sheet(new, *PEOPLE)
            assert here("send", "--yes", "--json")["sent"] == 0
        (asked,) = questions(here)
        assert here("review", "--same", *asked["people"]).code == 0
        assert here("send", "--yes", "--json")["sent"] == 0
        assert questions(here) == []
    assert len(server.held) == 4


def test_a_namesake_by_first_name_is_no_question(here: Desk) -> None:
    """Who comes to an organisation where somebody of the same first name stays on every sheet is
    simply somebody new.
    """
    here.sheet(*PEOPLE)
    here("people")
    here.sheet(*PEOPLE, "Matti;Aalto;matti.aalto@example.org;Kainuun liitto;Kainuu")
    assert questions(here) == []


@pytest.mark.parametrize(
    ("one", "other", "address"),
    [("Marja", "Maria", "toimisto@example.org"), ("Nöpö", "Helena", "helena.aho@example.org")],
)
def test_the_same_holds_for_names_that_clash(
    here: Desk, one: str, other: str, address: str
) -> None:
    """Said to be one, two of names that the rules would never join stay one on every later reading,
    and get one letter.
    """
    rows = [f"{first};Aho;{address};Kainuun liitto;Kainuu" for first in (one, other)]
    with MailServer() as server:
        here.smtp(server.port)
        here.sheet(*PEOPLE, rows[0])
        assert here("send", "--yes", "--json")["sent"] == 4
        here.sheet(*PEOPLE, *rows)
        both = [
            person["id"]
            for person in here("people", "--json")["people"]
            if person["last_name"] == "Aho"
        ]
        assert here("review", "--same", *both).code == 0
        for _time in range(3):
            (aho,) = [
                person
                for person in here("people", "--json")["people"]
                if person["last_name"] == "Aho"
            ]
            assert (aho["id"], len(aho["origins"])) == (both[0], 2)
            assert here("send", "--yes", "--json")["sent"] == 0
    assert len(server.held) == 4
