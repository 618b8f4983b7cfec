"""The addresses of a row: what belongs to them, what is wrong with them, and those behind links."""

from __future__ import annotations

import pytest
from lists import WITH_HOUSE, mails, parted, understood

from invite.people.extraction.extract import understand
from invite.people.model import Row, Severity, Sheet, Source

PEOPLE = (
    ("Matti Virtanen", "m@example.org"),
    ("Liisa Laine", "l@example.org"),
    ("Aino Aho", "a@example.org"),
)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("maija@example.org;", ["maija@example.org"]),
        (" maija@example.org ,", ["maija@example.org"]),
        ("maija@example.org.", ["maija@example.org"]),
        ("\u00a0maija@example.org\u200b", ["maija@example.org"]),
        ("mailto:maija@example.org", ["maija@example.org"]),
        ("<maija@example.org>", ["maija@example.org"]),
        ("maija@example.org; maija.m@example.net", ["maija@example.org", "maija.m@example.net"]),
        ("maija@example.org / maija.m@example.net", ["maija@example.org", "maija.m@example.net"]),
        ("maija@example.org, maija.m@example.net", ["maija@example.org", "maija.m@example.net"]),
        ("maija@example.org maija@example.org", ["maija@example.org"]),
        ("MAIJA@EXAMPLE.ORG", ["MAIJA@EXAMPLE.ORG"]),
        ("maija (at) example.org", ["maija@example.org"]),
        ("maija[at]example[dot]org", ["maija@example.org"]),
        ("maija @ example.org", ["maija@example.org"]),
        ("työ: maija@example.org, koti: m@example.net", ["maija@example.org", "m@example.net"]),
    ],
)
def test_address_cells(cell: str, expected: list[str]) -> None:
    """What surely does not belong to an address is taken off, and two addresses are two."""
    found = understood(WITH_HOUSE, ("Maija Meikäläinen", "THL", cell))
    assert mails(found) == [expected]
    assert found.flaws == ()


@pytest.mark.parametrize(
    "cell",
    [
        "maija",
        "maija@",
        "@example.org",
        "maija@@example.org",
        "maija@example",
        "maija@example,org",
        "maija meikäläinen@example.org",
    ],
)
def test_broken_address(cell: str) -> None:
    """An address that cannot be is a flaw of its row, and the person is there all the same."""
    found = understood(
        WITH_HOUSE,
        ("Maija Meikäläinen", "THL", cell),
        ("Matti Virtanen", "THL", "matti@example.org"),
    )
    assert parted(found) == ["Maija|Meikäläinen", "Matti|Virtanen"]
    assert mails(found)[0] == []
    assert [(f.field, f.origin.row, f.severity) for f in found.flaws] == [
        ("email", 2, Severity.WARNING)
    ]


def test_slip_in_domain() -> None:
    """A slip in a well-known domain is told with what was meant; the address stays as it is."""
    found = understood(WITH_HOUSE, ("Maija Meikäläinen", "THL", "maija@hotmail.con"))
    assert mails(found) == [["maija@hotmail.con"]]
    (flaw,) = found.flaws
    assert "maija@hotmail.com" in flaw.hint


def test_link_behind_a_name() -> None:
    """A mailto: link behind a name gives the address where none is written."""
    rows = (
        Row(1, ("Nimi", "Sähköposti")),
        Row(2, ("Matti Virtanen", ""), links={0: "mailto:matti@example.org?subject=Hei"}),
    )
    found = understand(Sheet(file="a.xlsx", name="J", rows=rows), Source(file="a.xlsx", role="x"))
    assert mails(found) == [["matti@example.org"]]
    assert found.flaws == ()


def test_addresses_behind_the_names_alone() -> None:
    """A list without a header whose addresses are links behind the names is a list of people all
    the same.
    """
    rows = tuple(
        Row(n, (name, "THL"), links={0: f"mailto:{address}"})
        for n, (name, address) in enumerate(PEOPLE, 1)
    )
    found = understand(
        Sheet(file="a.xlsx", name="Silta", rows=rows), Source(file="a.xlsx", role="lab-team")
    )
    assert [(e.name and e.name.full, *map(str, e.addresses)) for e in found.entries] == list(PEOPLE)


def test_an_address_in_the_column_beside() -> None:
    """Where two cells of a row were swapped, the address is found, and the coordinator is told."""
    found = understood(
        ("Nimi", "Puhelin", "Sähköposti"),
        ("Matti Malli", "m@example.org", ""),
        ("Liisa Laine", "", "l@example.org"),
    )
    assert [[a.written for a in e.addresses] for e in found.entries] == [
        ["m@example.org"],
        ["l@example.org"],
    ]
    assert [(flaw.origin.row, flaw.field) for flaw in found.flaws] == [(2, "email")]
