"""What each column holds, where people stand side by side or under several headers."""

from __future__ import annotations

from lists import HEADER, names, understood

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
