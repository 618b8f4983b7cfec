"""Columns that no heading tells are known by what stands in them."""

from __future__ import annotations

import pytest
from lists import fields, names, parted, understood

PEOPLE = (
    ("Matti Virtanen", "m@example.org"),
    ("Liisa Laine", "l@example.org"),
    ("Aino Aho", "a@example.org"),
)


def test_no_header() -> None:
    """Without any header an obvious column of addresses is enough."""
    found = understood(
        ("Matti Virtanen", "Kajaanin kaupunki", "matti.virtanen@example.org", "040 1234567"),
        ("Liisa Laine", "Oulun yliopisto", "liisa.laine@example.org", "050 7654321"),
    )
    assert found.header_row is None
    assert parted(found) == ["Matti|Virtanen", "Liisa|Laine"]
    assert [e.phone for e in found.entries] == ["+358401234567", "+358507654321"]
    assert [e.organisation for e in found.entries] == ["Kajaanin kaupunki", "Oulun yliopisto"]


@pytest.mark.parametrize("heading", ["Nmi", "Kutsulista", "Kuka", "Who"])
def test_names_under_a_heading_nobody_has_heard_of(heading: str) -> None:
    """The column that holds people's names is theirs, whatever it is headed: nobody is named from
    the address alone.
    """
    found = understood((heading, "Sähköposti"), *PEOPLE)
    assert names(found) == ["Matti Virtanen", "Liisa Laine", "Aino Aho"]
    assert found.flaws == ()


def test_first_and_last_names_under_unknown_headings() -> None:
    """The same where two columns hold the parts, in whichever order."""
    found = understood(
        ("A", "B", "Email"),
        ("Virtanen", "Matti", "m@example.org"),
        ("von Essen", "Anna-Liisa", "a@example.org"),
    )
    assert names(found) == ["Matti Virtanen", "Anna-Liisa von Essen"]


def test_a_column_of_no_people_is_no_name() -> None:
    """No stricter than it must be: where no column looks like names, none is taken for them."""
    found = understood(
        ("Kaupunki", "Sähköposti"),
        ("Kajaani", "matti.virtanen@example.org"),
        ("Kemi", "liisa.laine@example.org"),
    )
    assert fields(found) == {"Kaupunki": None, "Sähköposti": "email"}
    assert names(found) == ["Matti Virtanen", "Liisa Laine"]


def test_first_and_last_names_without_headings() -> None:
    """Names of two parts in two columns are told without any header, a name of two given names and
    an organisation beside it.
    """
    found = understood(
        ("THL", "m@example.org", "Virtanen", "Matti"),
        ("Laurea", "k@example.org", "Holmqvist", "Kirsi Eeva"),
        ("ELY-keskus", "t@example.org", "Laine", "Toivo"),
    )
    assert names(found) == ["Matti Virtanen", "Kirsi Eeva Holmqvist", "Toivo Laine"]


def test_a_heading_of_names_over_addresses_alone() -> None:
    """`Yhteystiedot` next to a column of names is of addresses, whatever stands next to each; where
    it names the people, it is theirs.
    """
    mails = ("puh. 040 123 4567, m@example.org", "l@example.org / 040 765 4321")
    found = understood(
        ("Taho", "Edustaja", "Yhteystiedot"),
        ("Lapin liitto", "Matti Virtanen", mails[0]),
        ("Kemi", "Liisa Laine", mails[1]),
    )
    assert fields(found)["Yhteystiedot"] == "email"
    found = understood(
        ("Taho", "Yhteystiedot"),
        ("Lapin liitto", f"Matti Virtanen, {mails[0]}"),
        ("Kemi", f"Liisa Laine, {mails[1]}"),
    )
    assert fields(found)["Yhteystiedot"] == "name"
    assert names(found) == ["Matti Virtanen", "Liisa Laine"]


@pytest.mark.parametrize("heading", ["Varajäsen", "Sihteeri", "Deputy", "Yhteyshenkilö"])
def test_a_heading_of_other_people_over_addresses_alone(heading: str) -> None:
    """The address of somebody's deputy is not theirs."""
    found = understood(
        ("Jäsen", heading, "Sähköposti"),
        ("Matti Virtanen", "", "m@example.org"),
        ("Kari Aho", "t@example.org", ""),
    )
    assert fields(found)[heading] != "email"
    assert {"t@example.org"}.isdisjoint(
        address.key for one in found.entries if one.name for address in one.addresses
    )
