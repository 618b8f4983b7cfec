"""What is wrong with a sheet's columns as a whole, by itself and against the settings."""

from __future__ import annotations

import pytest
from lists import HEADER, mails, names, parted, understood


def test_columns_of_the_settings_win() -> None:
    """A column named in the settings is taken, whatever the guess; one that is not there is
    told.
    """
    rows = (("Kuka", "Mistä", "Posti"), ("Matti Virtanen", "THL", "m@example.org"))
    found = understood(*rows, columns={"name": "Kuka", "email": "Posti", "organisation": "Mistä"})
    assert (parted(found), mails(found), found.entries[0].organisation) == (
        ["Matti|Virtanen"],
        [["m@example.org"]],
        "THL",
    )
    missing = understood(*rows, columns={"name": "Kuka", "phone": "Puh"})
    assert [(f.field, f.value) for f in missing.flaws] == [("columns", "Puh")]


def test_a_planning_group_without_a_region() -> None:
    """A planning group whose region nothing tells is said, once for the sheet; other groups need
    none.
    """
    rows = (HEADER, ("Matti Malli", "m@example.org"), ("Liisa Laine", "l@example.org"))
    (flaw,) = understood(*rows, role="planning-group").flaws
    assert (flaw.field, flaw.origin.row) == ("region", None)
    assert understood(*rows).flaws == ()


@pytest.mark.parametrize("rule", ["region", "group", "organisation", "language"])
def test_rules_that_name_a_column(rule: str) -> None:
    """Each rule of the settings may name a column by its heading, whatever the heading says."""
    values = {"region": "Kainuu", "group": "Kohtaamo", "organisation": "THL", "language": "ruotsi"}
    found = understood(
        (*HEADER, "Sarake"), ("Matti Malli", "m@example.org", values[rule]), **{rule: "Sarake"}
    )
    (entry,) = found.entries
    had = {
        "region": entry.role.region,
        "group": entry.role.group,
        "organisation": entry.organisation,
        "language": entry.language,
    }
    assert had[rule] == (values[rule] if rule != "language" else "sv")
    assert dict(entry.extra) == {}
    assert found.flaws == ()


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("group", "Tiimi"),
        ("organisation", "Työpaikka"),
        ("language", "Kieli"),
        ("region", "Maakunta"),
    ],
)
def test_a_rule_that_names_no_column(rule: str, value: str) -> None:
    """A rule that is plainly a heading, and no column has it, is told instead of standing in the
    letters in silence.
    """
    found = understood(HEADER, ("Matti Malli", "m@example.org"), **{rule: value})
    assert rule in {flaw.field for flaw in found.flaws}


def test_columns_of_the_settings_by_any_words() -> None:
    """Headings that mean nothing, and columns named by their letters, are taken where the settings
    name them.
    """
    rows = (("A1", "B1", "C1"), ("Malli", "Matti", "m@example.org"))
    given = {"last_name": "A1", "first_name": "B1", "email": "C1"}
    assert names(understood(*rows, columns=given)) == ["Matti Malli"]
    assert names(
        understood(rows[1], columns={"last_name": "A", "first_name": "B", "email": "C"})
    ) == ["Matti Malli"]


def test_a_header_row_that_is_not_there() -> None:
    """A wrong header_row is told, and the sheet is read as if there were none."""
    found = understood(HEADER, ("Matti Malli", "m@example.org"), header_row=30)
    assert names(found) == ["Matti Malli"]
    assert [flaw.field for flaw in found.flaws] == ["columns"]


def test_a_column_of_people_that_is_not_read_is_said() -> None:
    """Whoever stands in a column that means nothing to us is named once for the sheet; a second way
    to write the same people is not.
    """
    header = (*HEADER, "Esimies")
    rows = (("Onni Tuomi", "o@example.org"), ("Leena Salo", "l@example.org"))
    found = understood(
        header, *((*row, boss) for row, boss in zip(rows, ("Timo Ojala", "Kari Aho"), strict=True))
    )
    assert [(flaw.field, flaw.value) for flaw in found.flaws] == [("columns", "Esimies")]
    assert "Timo Ojala" in found.flaws[0].problem
    turned = ("Tuomi, Onni", "Salo Leena")
    found = understood(header, *((*row, name) for row, name in zip(rows, turned, strict=True)))
    assert found.flaws == ()


def test_marks_below_the_names_of_teams_are_said() -> None:
    """A table of teams with an x below each: letters name no team, and the coordinator is told which
    columns are not read. Where a team is known, an x says something else.
    """
    header = ("Nimi", "Sähköposti", "Kohtaamo", "Silta")
    marks = (("Anna Aho", "a@example.org", "x", ""), ("Eero Niemi", "e@example.org", "", "x"))
    assert [flaw.value for flaw in understood(header, *marks).flaws] == ["Kohtaamo", "Silta"]
    assert understood(header, *marks, name="Polku").flaws == ()
    assert understood(header, *marks, role="osallistuja").flaws == ()
