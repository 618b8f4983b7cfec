"""What people are in a group, as headings and cells write it."""

from __future__ import annotations

import pytest

from invite.people.table.parts import heads_people, title_of, title_of_heading


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
