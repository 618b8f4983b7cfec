"""What people are in a group, as headings and cells write it."""

from __future__ import annotations

import pytest

from invite.people.table.parts import (
    heads_people,
    leader_in_heading,
    title_of,
    title_of_heading,
)


@pytest.mark.parametrize(
    ("heading", "title", "one"),
    [
        ("Varajäsenet:", "varajäsen", False),
        ("Varajäsenet (4 hlö)", "varajäsen", False),
        ("Kainuun suunnitteluryhmän varajäsenet", "varajäsen", False),
        ("PUHEENJOHTAJA", "puheenjohtaja", True),
        ("1. Puheenjohtaja", "puheenjohtaja", True),
        ("Varapuheenjohtajat", "varapuheenjohtaja", False),
        ("Sihteeristö:", "sihteeristön jäsen", False),
        ("Sihteeri", "sihteeri", True),
        ("Ordförande", "ordförande", True),
        ("Vice ordförande:", "vice ordförande", True),
        ("Suppleanter", "suppleant", False),
        ("Ersättare", "suppleant", False),
        ("Deputy members", "deputy member", False),
        ("Secretary", "secretary", True),
    ],
)
def test_a_heading_gives_a_title(heading: str, title: str, one: bool) -> None:
    """In its own language; one that heads one person says so. Cells of that title are known."""
    assert title_of_heading(heading) == (title, one)
    assert heads_people(heading.removeprefix("1. ")) or "Kainuun" in heading
    assert title_of(title)


@pytest.mark.parametrize(
    "heading",
    ["Jäsenet", "Jäsenet ja varajäsenet", "Puheenjohtaja ja sihteeri", "Medlemmar", "Muut",
     "Puheenjohtajisto", "Puheenjohtajan kommentit", "Asiantuntijat", "Kohtaamo", "Varajäsenten lista",
     "Members", "Kainuu", "Sihteerin yhteystiedot"],
)  # fmt: skip
def test_a_heading_that_is_not_certain_gives_none(heading: str) -> None:
    """Several titles, plain members, other cases: nobody becomes a chair by them."""
    assert title_of_heading(heading) == ("", False)


@pytest.mark.parametrize(
    "heading", ["Kohtaamo", "Tiimi 1", "Silta 2030", "Opettajien ääni", "A-ryhmä"]
)
def test_a_group_is_no_part(heading: str) -> None:
    """No looser: what may be a group's name stays one."""
    assert not heads_people(heading)


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("jäsen, vpj", "varapuheenjohtaja"),
        ("vpj / jäsen", "varapuheenjohtaja"),
        ("medlem och sekreterare", "sihteeri"),
        ("Jäsen", ""),
        ("entinen pj, jäsen", ""),
        ("johtaja", ""),
    ],
)
def test_of_several_parts_the_title_counts(cell: str, title: str) -> None:
    """Who is a member and more is called the more; what they were once is nothing now."""
    assert title_of(cell) == title


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("pj 1.1.2025 alkaen", "puheenjohtaja"),
        ("pj (12/2025 asti)", "puheenjohtaja"),
        ("puheenjohtaja (2024), jäsen (2025)", "puheenjohtaja"),
        ("sihteeri 2024-2025", "sihteeri"),
        ("Ordförande från 2025", "puheenjohtaja"),
        ("2. vpj", "varapuheenjohtaja"),
        ("entinen puheenjohtaja", ""),
        ("vs. sihteeri", "sihteeri"),
        ("henkilökohtainen varajäsen", "varajäsen"),
        ("puheenjohtajan varajäsen", "varajäsen"),
        ("jäsen (pj:n varajäsen)", ""),
        ("jäsen/varajäsen", ""),
        ("työvaliokunnan puheenjohtaja", ""),
        ("pj?", ""),
        ("johtava asiantuntija 2025", ""),
    ],
)
def test_what_stands_round_a_title(cell: str, title: str) -> None:
    """Since when, which and of whom do not hide a chair; another group's, a doubt and a trade make
    none.
    """
    assert title_of(cell) == title


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Kohtaamo – vetäjä: Anna Lehto", ("Kohtaamo", "Anna Lehto")),
        ("Silta (vetäjä Kirsi Ahonen, ka@example.org)", ("Silta", "Kirsi Ahonen")),
        ("Polku, vetäjänä Petri Laine", ("Polku", "Petri Laine")),
        ("Kainuu | ordf. Bo Ek", ("Kainuu", "Bo Ek")),
        ("Kohtaamo – vetäjät", None),
        ("Puheenjohtaja: Anna Lehto", None),
        ("Kohtaamo: jäsenet", None),
        ("Anna Lehto, puheenjohtaja", None),
    ],
)
def test_a_heading_may_name_its_leader(heading: str, found: tuple[str, str] | None) -> None:
    """The group stands before the leader; what names no group and nobody is no such heading."""
    assert leader_in_heading(heading) == found


def test_short_forms_of_a_chair() -> None:
    """`puh.joht.` is a chair, and a house's director (`toim.joht.`) is none."""
    assert title_of("Puh.joht.") == title_of("puh. joht.") == "puheenjohtaja"
    assert title_of("varapuh.joht.") == "varapuheenjohtaja"
    assert title_of("toim.joht.") == ""
