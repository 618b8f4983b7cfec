"""`invite review` from the coordinator's chair: question by question at the terminal, and by the
command line.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.at_terminal import at_terminal
from desk import PEOPLE, Desk, desk

# Three of one name at three places: three questions, of which two answers tell the third.
SARIS = tuple(
    f"Sari;Hietala;sari.hietala@{place}.example.org;{place.title()}n opisto;{region}"
    for place, region in (("kainuu", "Kainuu"), ("lappi", "Lappi"), ("satakunta", "Satakunta"))
)
ENOUGH = "q: quit"


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path, [*PEOPLE, *SARIS])


def saris(here: Desk) -> list[list[str]]:
    """The addresses of each person of the name."""
    return [
        person["emails"]
        for person in here("people", "--json")["people"]
        if person["last_name"] == "Hietala"
    ]


def test_side_by_side(here: Desk) -> None:
    """Both people stand side by side with all that is known of them, their rows and the
    evidence.
    """
    talk = at_terminal(here.folder, ("review",), (ENOUGH, "q\n"))
    assert talk.code == 0
    for words in (
        "Question 1 of 3",
        "sari.hietala@",
        "opisto",
        "ryhmat.csv:",
        "the same name",
        "different regions",
    ):
        assert words in talk.screen
    assert here("review", "--answers", "--json")["answers"] == []


def test_what_follows_is_not_asked(here: Desk) -> None:
    """Two of three said to be one, and the third to be another: the third question is answered by
    that.
    """
    talk = at_terminal(here.folder, ("review",), (ENOUGH, "s\n"), (ENOUGH, "d\n"))
    assert talk.code == 0
    assert "2 answers are saved" in talk.screen
    assert sorted(map(len, saris(here))) == [1, 2]
    assert here("review", "--json")["questions"] == []


def test_all_different(here: Desk) -> None:
    """Three people after three times "different"; a later review, with nothing to ask, tells of
    those answers.
    """
    at_terminal(here.folder, ("review",), *[(ENOUGH, "d\n")] * 3)
    again = at_terminal(here.folder, ("review",)).screen
    for words in ("No question is open", "3 answers are saved", "invite review --answers"):
        assert words in again
    assert sorted(map(len, saris(here))) == [1, 1, 1]
    assert here("review", "--json")["questions"] == []


def test_undo_goes_back_one_question(here: Desk) -> None:
    """Undo takes the last step back, be it an answer or a "later", and shows that question
    again.
    """
    steps = (
        (ENOUGH, "s\n"),
        (ENOUGH, "l\n"),
        (ENOUGH, "u\n"),
        (ENOUGH, "u\n"),
        (ENOUGH, "d\n"),
        (ENOUGH, "u\n"),
        (ENOUGH, "q\n"),
    )
    talk = at_terminal(here.folder, ("review",), *steps)
    assert talk.code == 0
    shown = [part.split(" of ")[0] for part in talk.screen.split("Question ")[1:]]
    assert shown == ["1", "2", "3", "2", "1", "2", "1"]
    assert here("review", "--answers", "--json")["answers"] == []


def test_later_is_asked_again(here: Desk) -> None:
    """What was put off is still a question, and holds those it is about."""
    talk = at_terminal(here.folder, ("review",), *[(ENOUGH, "l\n")] * 3)
    assert "No answers have been given yet" in talk.screen
    assert len(here("review", "--json")["questions"]) == 3


def test_rows_wrongly_joined_are_parted(here: Desk) -> None:
    """Father and son of one name at the family's address, taken for one: parted by their rows, each
    with a letter of his own, on re-sorted sheets too; and one again when the answer is withdrawn.
    """
    father = "Matti;Virtanen;virtaset@example.net;Kainuun liitto;Kainuu"
    son = "Matti;Virtanen;virtaset@example.net;Kainuun liitto;Lappi"
    here.sheet(father, son)

    def mattis() -> list[list[str]]:
        return [
            [role["region"] for role in person["roles"]]
            for person in here("people", "--json")["people"]
        ]

    assert mattis() == [["Kainuu", "Lappi"]]
    ran = here("review", "--different", "Virtanen", "Virtanen")
    assert ran.code == 2
    assert "ryhmat.csv:2" in ran.err
    ran = here("review", "--different", "ryhmat.csv:2", "ryhmat.csv:3")
    assert ran.code == 0
    assert (
        "Matti Virtanen (ryhmat.csv:2) and Matti Virtanen (ryhmat.csv:3) are two people" in ran.err
    )
    assert mattis() == [["Kainuu"], ["Lappi"]]
    here.sheet(son, PEOPLE[0], father)
    assert sorted(mattis()) == [["Kainuu"], ["Kainuu"], ["Lappi"]]
    assert here("send", "--yes", "--json")["written"] == 3
    (answer,) = here("review", "--answers", "--json")["answers"]
    assert here("review", "--withdraw", str(answer["number"])).code == 0
    assert sorted(map(len, mattis())) == [1, 2]


def test_rows_parted_one_after_the_other_stay_parted(here: Desk) -> None:
    """Three of one name taken for one: a second word about the first one's rows takes nothing back
    of the first.
    """
    here.sheet(
        *(
            f"Matti;Virtanen;{name}@example.net;Kainuun liitto;Kainuu"
            for name in ("matti.virtanen", "matti", "mv")
        )
    )

    def parted(first: str, second: str) -> bool:
        here("review", "--different", first, second)
        everyone = here("people", "--json")["people"]
        return not any({first, second} <= set(person["origins"]) for person in everyone)

    assert parted("ryhmat.csv:2", "ryhmat.csv:3")
    assert parted("ryhmat.csv:2", "ryhmat.csv:4")
    assert parted("ryhmat.csv:2", "ryhmat.csv:3")
    parted("ryhmat.csv:3", "ryhmat.csv:4")
    here.sheet(
        *reversed(
            [
                f"Matti;Virtanen;{name}@example.net;Kainuun liitto;Kainuu"
                for name in ("matti.virtanen", "matti", "mv")
            ]
        )
    )
    assert len(here("people", "--json")["people"]) == 3
    assert len(here("review", "--answers", "--json")["answers"]) == 3


def test_a_row_names_a_person(here: Desk) -> None:
    """WHO may be a row as the flaws and questions show it."""
    assert (
        here("people", "--why", "ryhmat.csv:2", "--json")["person"]["name"] == "Matti Meikäläinen"
    )


def test_who_is_held_is_gone_through_kind_by_kind(tmp_path: Path) -> None:
    """At a terminal `review` shows each kind with the row and the letter's greeting, and takes all
    of a kind, or one by one; a name that is typed holds.
    """
    here = desk(
        tmp_path,
        [
            *PEOPLE,
            "Kerttu (kuollut);Rantala;kerttu@example.org;Lapin liitto;Lappi",
            "Rehtori;;rehtori@example.org;Lapin liitto;Lappi",
        ],
    )
    talk = at_terminal(
        here.folder,
        ("review",),
        ("o: one by one", "n\n"),
        ("o: one by one", "o\n"),
        ("a: goes as it is", "c\n"),
        ("First name and surname:", "Aino Malli\n"),
    )
    assert talk.code == 0, talk.screen
    assert "kuollut" in talk.screen
    assert "Hei Rehtori!" in talk.screen
    found = here("people", "--json")
    assert found["held"] == []
    assert "Aino Malli" in {person["name"] for person in found["people"]}
    plan = here("send", "--dry-run", "--json")["letters"]
    assert {one["because"] for one in plan if one["state"] == "skipped"} == {"do-not-invite"}


def test_who_is_left_out_is_not_among_the_letters_to_look_at(tmp_path: Path) -> None:
    """A preview of all shows as many letters as go; asked for by name, the letter is shown."""
    here = desk(tmp_path)
    assert here("correct", "Malli", "--left").code == 0
    names = {one["to"] for one in here("preview", "--json")["letters"]}
    assert names == {"matti.meikalainen@example.org", "maija.esimerkki@example.org"}
    (shown,) = here("preview", "Malli", "--json")["letters"]
    assert shown["skipped"] == "do-not-invite"


def test_one_key_does_not_write_to_a_whole_kind(tmp_path: Path) -> None:
    """`a` at two held people asks again and says how many get a letter; Enter is no. Ctrl-C then
    says what was kept and how to undo it.
    """
    rows = ("Rehtori;;rehtori@example.org;Lapin liitto;Lappi",)
    dead = tuple(
        f"{name} (kuollut);Rantala;{name.lower()}@example.org;Lapin liitto;Lappi"
        for name in ("Kerttu", "Aino")
    )
    here = desk(tmp_path, [*PEOPLE, *dead, *rows])
    talk = at_terminal(
        here.folder,
        ("review",),
        ("o: one by one", "a\n"),
        ("2 people held by this get a letter. Sure? [y/N]", "\n"),
        ("o: one by one", "n\n"),
        ("o: one by one", "\x03"),
    )
    assert "2 decisions are saved" in talk.screen
    assert "invite correct --undo N" in talk.screen
    assert "nothing was done" not in talk.screen
    plan = here("send", "--dry-run", "--json")["letters"]
    assert [one["because"] for one in plan if one["state"] == "skipped"].count("do-not-invite") == 2
