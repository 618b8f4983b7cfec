"""What is put right by hand is kept, said twice is one thing, and is undone by its number."""

from __future__ import annotations

import pytest
from campaigning import nobody
from desk import Desk

from invite.campaign.people.by_hand import (
    HandChange,
    add,
    by_hand,
    correct,
    refuse_beside_undo,
)
from invite.campaign.project import Project
from invite.errors import WrongUsage
from invite.report.people.by_hand import screen


def kalle(project: Project) -> HandChange:
    """Add somebody."""
    return add(project, name="Kalle Uusi", address="kalle.uusi@example.org", region="kainuu")


def test_somebody_on_no_sheet(project: Project) -> None:
    """The part is the sources' own, the region is read; twice the same is one addition."""
    done, again = kalle(project), kalle(project)
    assert done.numbers == again.numbers
    (person,) = done.roster.people
    assert [role.part for role in person.roles] == [("planning-group", None, "Kainuu")]
    assert len(by_hand(project).done) == 1
    assert not by_hand(project, undo=done.numbers).done
    with pytest.raises(WrongUsage):
        by_hand(project, undo=done.numbers)


@pytest.mark.parametrize(
    "given",
    [
        {"name": None, "address": "kalle@example.org"},
        {"name": "kalle@example.org", "address": "kalle@example.org"},
        {"name": "Kalle Uusi", "address": "kalle at example"},
        {"name": "Kalle Uusi", "address": "kalle@example.org", "region": "Atlantis"},
        {"name": "Kalle Uusi", "address": "kalle@example.org", "kind": "kuoro"},
        {"name": "Kalle Uusi", "address": "kalle@example.org", "language": "de"},
    ],
)
def test_what_cannot_be_read_keeps_nothing(project: Project, given: dict[str, str | None]) -> None:
    """A slip in any part is said, and nothing is kept."""
    name, address, *_rest = given.values()
    more = {key: text for key, text in given.items() if key not in ("name", "address")}
    with pytest.raises(WrongUsage):
        add(project, name=name, address=address, **more)
    assert not by_hand(project).done


def test_who_has_left_and_who_has_the_seat(project: Project, here: Desk) -> None:
    """The one who left is not written to; the successor has the same parts. A slip in the
    successor's address keeps nothing of it.
    """
    with pytest.raises(WrongUsage):
        correct(project, "Malli", left=True, successor=("Liina Uusi", "liina"), choose=nobody)
    assert not by_hand(project).done
    done = correct(
        project, "Malli", left=True, successor=("Liina Uusi", "liina@example.org"), choose=nobody
    )
    gone, successor = done.roster.people
    assert done.held[gone.id].value == "do-not-invite"
    assert [role.region for role in successor.roles] == [role.region for role in gone.roles]
    assert len(by_hand(project, undo=done.numbers).done) == 0


def test_a_successor_needs_somebody_who_left(project: Project) -> None:
    """Without --left there is no successor; with nothing to put right there is no correction."""
    for options in ({"successor": ("Liina Uusi", "liina@example.org"), "name": "Liisa M"}, {}):
        with pytest.raises(WrongUsage):
            correct(project, "Malli", **options, choose=nobody)  # type: ignore[arg-type]


def test_an_undo_says_what_it_undid(project: Project) -> None:
    """What was undone stands on the screen, by its number and name."""
    (number,) = kalle(project).numbers
    found = by_hand(project, undo=(number,))
    assert [one.number for one in found.undone] == [number]
    first, *_rest = screen(found, "add")
    assert f"Undone: {number}, Kalle Uusi" in str(first)
    assert by_hand(project).undone == ()


def test_a_second_number_after_undo_is_not_passed_over() -> None:
    """`--undo 14 13` is refused with the command that undoes both; `--undo 14` is not."""
    with pytest.raises(WrongUsage) as refused:
        refuse_beside_undo((14,), ("13",), "correct")
    assert refused.value.hint == "invite correct --undo 14 --undo 13"
    refuse_beside_undo((14,), (), "correct")
    refuse_beside_undo((), ("Matti",), "correct")
