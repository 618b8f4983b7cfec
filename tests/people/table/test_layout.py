"""What each column holds, where people stand side by side or under several headers."""

from __future__ import annotations

import pytest
from lists import HEADER, mails, names, understood

PEOPLE = (
    ("Matti Virtanen", "m@example.org"),
    ("Liisa Laine", "l@example.org"),
    ("Aino Aho", "a@example.org"),
)


def test_tables_side_by_side_of_unequal_length() -> None:
    """Where one of two tables ends, the other's people are no flaw; what stands over both is no
    heading of a column.
    """
    found = understood(
        ("Etelä-Savon suunnitteluryhmä", "", "", "Kainuun sr", ""),
        ("Edustajan nimi", "S-posti", "", "Edustajan nimi", "S-posti"),
        ("Matti Virtanen", "m@example.org", "", "Liisa Laine", "l@example.org"),
        ("", "", "", "Aino Aho", "a@example.org"),
        role="planning-group",
    )
    assert [(e.name and e.name.full, e.role.region) for e in found.entries] == [
        ("Matti Virtanen", "Etelä-Savo"),
        ("Liisa Laine", "Kainuu"),
        ("Aino Aho", "Kainuu"),
    ]
    assert found.flaws == ()


def test_examples_are_of_people() -> None:
    """What a column is shown with is somebody's, and no group's heading."""
    found = understood(HEADER, ("Kohtaamo", ""), *PEOPLE)
    assert [column.example for column in found.columns] == ["Matti Virtanen", "m@example.org"]


def test_tables_side_by_side() -> None:
    """Tables beside each other have each its own people, group and region."""
    rows = (
        ("Nro", "Nimi", "Sähköposti", "", "Nimi", "Sähköposti"),
        ("1", "Matti Malli", "m@example.org", "", "Liisa Laine", "l@example.org"),
    )
    teams = understood(("Kohtaamo", "", "", "", "Yritysluotsi-tiimi", ""), *rows)
    assert [e.role.group for e in teams.entries] == ["Kohtaamo", "Yritysluotsi"]
    regions = understood(("Kainuun sr", "", "", "", "Lappi", ""), *rows, role="planning-group")
    assert [(e.role.group, e.role.region) for e in regions.entries] == [
        (None, "Kainuu"),
        (None, "Lappi"),
    ]
    for over in (
        ("Varsinainen jäsen", "Varajäsen"),
        ("Vastuuhenkilön tiedot", "Yhteyshenkilön tiedot"),
    ):
        parts = understood((over[0], "", "", "", over[1], ""), *rows)
        assert [e.role.group for e in parts.entries] == [None, None]


def test_one_heading_over_three_columns() -> None:
    """A lone `Nimi` over rows of people is their header, and no group's heading."""
    found = understood(("Nimi", "", ""), ("Matti Malli", "THL", "m@example.org"))
    assert (found.header_row, names(found), found.entries[0].role.group) == (
        1,
        ["Matti Malli"],
        None,
    )


@pytest.mark.parametrize(
    ("heading", "mail"),
    [
        ("Esihenkilö", "Esihenkilön sähköposti"),
        ("Esimies", "Sähköposti"),
        ("Assistentin nimi", "Assistentin s-posti"),
        ("Närmaste chef", "E-post till chefen"),
        ("Puoliso", "Sähköposti"),
    ],
)
def test_who_stands_next_to_the_people_gets_no_letter(heading: str, mail: str) -> None:
    """A superior, an assistant or a spouse is not among the people, and their address is nobody
    else's; that they are not read is said.
    """
    found = understood(
        ("Nimi", "Sähköposti", heading, mail),
        ("Matti Virtanen", "m@example.org", "Outi Tamminen", "outi.tamminen@example.org"),
        ("Liisa Laine", "", "Pasi Oja", "pasi.oja@example.org"),
    )
    assert names(found) == ["Matti Virtanen", "Liisa Laine"]
    assert mails(found) == [["m@example.org"], []]
    assert heading in [flaw.value for flaw in found.flaws]


def test_who_stands_alone_is_the_person() -> None:
    """And no stricter than it must be: the only names of a sheet are its people, an address behind
    a superior is the person's own where they have no other, and a secretary plays a part.
    """
    assert names(understood(("Ilmoittaja", "Sähköposti"), *PEOPLE)) == [n for n, _m in PEOPLE]
    found = understood(
        ("Nimi", "Esimies", "Sähköposti"),
        ("Matti Virtanen", "Outi Tamminen", "m@example.org"),
    )
    assert mails(found) == [["m@example.org"]]
    assert names(
        understood(
            ("Puheenjohtaja", "Sähköposti", "Sihteeri", "Sähköposti"),
            ("Matti Virtanen", "m@example.org", "Outi Oja", "o@example.org"),
        )
    ) == ["Matti Virtanen", "Outi Oja"]


@pytest.mark.parametrize("heading", ["Korvaaja", "Uusi edustaja", "Replaced by", "Efterträdare"])
def test_who_was_replaced_is_held(heading: str) -> None:
    """Whoever has a successor in a column is held; the successor goes. No stricter than it must be:
    a deputy or a mark is no successor.
    """
    rows = (
        ("Matti Virtanen", "m@example.org", "Liisa Laine, l@example.org"),
        ("Aino Aho", "a@example.org", ""),
    )
    found = understood(("Nimi", "Sähköposti", heading), *rows)
    held = [e.name.full for e in found.entries if e.name and e.holds]
    assert sorted(names(found)) == sorted(name for name, _mail in PEOPLE)
    assert held == ["Matti Virtanen"]
    for other, cell in (("Varajäsen", "Liisa Laine, l@example.org"), ("Uusi jäsen", "x")):
        free = understood(("Nimi", "Sähköposti", other), ("Matti Virtanen", "m@example.org", cell))
        assert not any(entry.holds for entry in free.entries)
