"""Shifted rows are held and not read a column off, and a heading that stands twice is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.outcome import addresses, case, outcome, project, written


def test_a_mark_that_parts_cells_within_a_cell(tmp_path: Path) -> None:
    """Case 10: a row one cell wider than its header is held whole, and no cell of it stands in a
    letter.
    """
    found = outcome(case(tmp_path, "10-ragged-unquoted-separator"))
    found.goes("a.csv:2", "Aino")
    found.goes("a.csv:4", "Helmi")
    for row in ("a.csv:3", "a.csv:5"):
        found.stays(row)
        assert [flaw for flaw in found.flaws if flaw["origin"] == row], row
    groups = [role["group"] for one in found.people for role in one["roles"]]
    assert "040 000 0002" not in groups


SHIFTED = [
    "Eero Koe;Koe; Kokeilu Oy;eero.koe@example.org;040 1;Silta",
    "Eero;Koe;Koe Oy;eero.koe@example.org;040 1;Silta",
    "Eero Koe;Koe Oy;eero.koe@example.org;040 1;040 2;Silta",
    "Eero Koe;eero.koe@example.org;040 1;Silta",
    "Eero Koe;Koe Oy;eero.koe@example.org;Silta",
    ";Eero Koe;Koe Oy;eero.koe@example.org;040 1;Silta",
    "Lindström; Erik;Koe Ab;erik.lindstrom@example.org;040 1;Silta",
    "Taylor; John;Koe Ltd;john.taylor@example.org;040 1;Silta",
]


@pytest.mark.parametrize("line", SHIFTED)
def test_a_shifted_row_is_held(line: str, tmp_path: Path) -> None:
    """A row wider or narrower than its header, whose cells stand under other headings, is held and
    not read a column off.
    """
    rows = [
        "Aino Malli;Malli Oy;aino.malli@example.org;040 3;Polku",
        line,
        "Helmi Mainio;Mainio ry;helmi.mainio@example.org;040 5;Polku",
    ]
    found = outcome(
        project(
            tmp_path,
            {"a.csv": written("Nimi;Organisaatio;Sähköposti;Puhelin;Tiimi", *rows)},
            role="lab-team",
        )
    )
    found.stays("a.csv:3")
    assert addresses(found) == {"aino.malli@example.org", "helmi.mainio@example.org"}


@pytest.mark.parametrize(
    "line",
    [
        "Eero Koe;Koe Oy;eero.koe@example.org;040 1;Silta;;;",
        'Eero Koe;"Koe; Kokeilu Oy";eero.koe@example.org;040 1;Silta',
        "Eero Koe;;eero.koe@example.org;;Silta",
    ],
)
def test_empty_cells_shift_nothing(line: str, tmp_path: Path) -> None:
    """No stricter than it must be: empty cells at the end, a quoted mark and empty cells within are
    no shift.
    """
    rows = [
        "Aino Malli;Malli Oy;aino.malli@example.org;040 3;Polku",
        line,
        "Helmi Mainio;Mainio ry;helmi.mainio@example.org;040 5;Polku",
    ]
    found = outcome(
        project(
            tmp_path,
            {"a.csv": written("Nimi;Organisaatio;Sähköposti;Puhelin;Tiimi", *rows)},
            role="lab-team",
        )
    )
    found.goes("a.csv:3", "Eero")
    assert found.on("a.csv:3")[0]["roles"][0]["group"] == "Silta"


@pytest.mark.parametrize("heading", ["Sähköposti", "Nimi", "Tiimi", "E-post", "Name"])
def test_the_same_heading_twice_is_said(heading: str, tmp_path: Path) -> None:
    """Two columns of one heading: the sheet has a flaw that names it, since nobody knows which
    counts.
    """
    cells = {"Sähköposti": "a@example.net", "E-post": "a@example.net"}.get(heading, "Aino Malli")
    header = (
        "Nimi;Sähköposti;Tiimi"
        if heading in {"Sähköposti", "Nimi", "Tiimi"}
        else "Name;E-post;Tiimi"
    )
    rows = [
        ["Aino Malli", "aino.malli@example.org", "Polku", cells],
        ["Eero Koe", "eero.koe@example.org", "Polku", cells],
    ]
    found = outcome(
        project(tmp_path, {"a.csv": written(f"{header};{heading}", *rows)}, role="lab-team")
    )
    said = [
        flaw
        for flaw in found.flaws
        if heading in f"{flaw['value']} {flaw['problem']}" and flaw["origin"].startswith("a.csv")
    ]
    assert said, found.flaws


@pytest.mark.parametrize(
    "header", ["Nimi;Sähköposti;Sähköposti 2", "Nimi;Sähköposti;S-posti (työ)", "Nimi;Sähköposti;"]
)
def test_like_headings_are_not_the_same(header: str, tmp_path: Path) -> None:
    """No stricter than it must be: a second address under its own heading is no flaw."""
    rows = (["Aino Malli", "aino.malli@example.org", ""], ["Eero Koe", "eero.koe@example.org", ""])
    assert outcome(project(tmp_path, {"a.csv": written(header, *rows)})).flaws == []
