"""One name for each group, however the sheets spell it, and each of several that one cell names."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from invite.people.groups import Groups
from invite.people.model import Origin, Role
from invite.people.table.captions import group_of_name
from invite.records import replace


def role(group: str | None, kind: str = "lab-team", title: str | None = None) -> Role:
    return Role(kind=kind, group=group, title=title, origin=Origin("a.xlsx", "S", 2))


def meant(group: str | None, others: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """What a cell means among others: groups and titles."""
    groups = Groups.of([role(group), *map(role, others)])
    return [(one.group, one.title) for one in groups.meant(role(group))]


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        ("KOHTAAMO Kohtaamo kohtaamo", "Kohtaamo"),
        ("KOHTAAMO KOHTAAMO Kohtaamo", "Kohtaamo"),
        ("THL THL THL THL THL Thl", "THL"),
        ("Urapolku-2030 Urapolku_2030 Urapolku_2030", "Urapolku 2030"),
    ],
)
def test_one_group_has_one_name(spellings: str, name: str) -> None:
    """A letter never names one team twice for its capitals or hyphens."""
    written = [role(one.replace("_", " ")) for one in spellings.split()]
    groups = Groups.of(written)
    assert {groups.meant(one)[0].group for one in written} == {name}


@pytest.mark.parametrize(
    "cell", ["Kohtaamo, Silta", "Kohtaamo ja silta", "KOHTAAMO/Silta", "Kohtaamo & Silta"]
)
def test_a_cell_may_name_several(cell: str) -> None:
    """Each that is a group of its own elsewhere is a part that they played."""
    assert meant(cell, ["Kohtaamo", "Silta"]) == [("Kohtaamo", None), ("Silta", None)]


@pytest.mark.parametrize("cell", ["Taito ja tieto", "Työ, terveys", "Kohtaamo / Uusi"])
def test_a_name_with_and_in_it_stays_whole(cell: str) -> None:
    """No stricter than it must be: what is no group elsewhere is part of the name."""
    assert meant(cell, ["Kohtaamo", "Silta", "Työ"]) == [(cell, None)]


def test_groups_of_another_kind_part_nothing() -> None:
    """A project's name says nothing of teams."""
    both = role("Taito ja tieto")
    groups = Groups.of([both, role("Taito", "project-lead"), role("tieto", "project-lead")])
    assert groups.meant(both) == (both,)


def test_a_title_behind_the_group() -> None:
    """`Kohtaamo (vetäjä)` says what they were; another bracket belongs to the name."""
    assert meant("Kohtaamo (vetäjä)", ["Kohtaamo"]) == [("Kohtaamo", "vetäjä")]
    assert meant("Kohtaamo (syksy)", ["Kohtaamo"]) == [("Kohtaamo (syksy)", None)]
    assert meant(None, ["Kohtaamo"]) == [(None, None)]


@pytest.mark.parametrize(
    ("cell", "team"),
    [
        ("Kohtaamon kehittäjätiimi", "Kohtaamo"),
        ("Sillan tiimi", "Silta"),
        ("THL:n Lab-tiimi", "THL"),
        ("KOHTAAMON TIIMI", "Kohtaamo"),
    ],
)
def test_the_team_of_a_genitive(cell: str, team: str) -> None:
    """`Kohtaamon kehittäjätiimi` is Kohtaamo's where other rows name Kohtaamo, in a cell or as a
    file's name.
    """
    assert meant(cell, ["Kohtaamo", "Silta", "THL"]) == [(team, None)]
    nameless = Role(kind="lab-team", origin=Origin(f"tiimit/{cell.lower()}_v2.xlsx", "S", 2))
    nameless_too = replace(nameless, origin=Origin(f"{cell.replace(':', '')}.xlsx", None, 2))
    groups = Groups.of([nameless, nameless_too, *map(role, ("Kohtaamo", "Silta", "THL"))])
    assert [groups.meant(one)[0].group for one in (nameless, nameless_too)] == [team, team]


@pytest.mark.parametrize("cell", ["Kohtaamon kehittäjätiimi", "Virtasen tiimi", "Sillan hanke"])
def test_a_genitive_of_nobodys_stays_as_it_is(cell: str) -> None:
    """No looser: where no row names Kohtaamo, or only one of another kind does, nothing is
    guessed.
    """
    nameless = Role(kind="lab-team", origin=Origin(f"{cell}.xlsx", "S", 2))
    groups = Groups.of([role(cell), nameless, role("Silta"), role("Kohtaamo", "project-lead")])
    assert [groups.meant(one)[0].group for one in (role(cell), nameless)] == [cell, None]


@pytest.mark.parametrize(
    ("sheet", "name"),
    [
        *(("Kohtaamo jäsenet v2", "Kohtaamo"), ("Silta osallistujalista 2026", "Silta")),
        *((same, same) for same in ("Kohtaamon jäsenet", "Kaikkien yhteystiedot", "Sillan tiimi")),
    ],
)
def test_a_list_of_a_group_is_called_as_the_group(sheet: str, name: str) -> None:
    """Not where the name is inflected: of `Kohtaamon jäsenet` no group `Kohtaamon` is made."""
    assert group_of_name(sheet) == name
