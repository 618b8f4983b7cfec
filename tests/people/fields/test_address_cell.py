"""What stands round the addresses of a cell."""

from __future__ import annotations

import pytest

from invite.people.extraction.row_addresses import loosened_lines
from invite.people.fields.address_cell import cell_addresses
from invite.people.fields.addresses import judge
from invite.people.fields.placeholder_addresses import nobodys
from invite.people.model import Address

HERE = "matti.virtanen@example.org"


@pytest.mark.parametrize(
    "cell",
    [
        "matti,virtanen@example.org",
        "matti virtanen@example.org",
        "matti . virtanen@example.org",
        "Matti Virtanen@example.org",
        "matti…virtanen@example.org",
        "etu suku.nimi@example.org",
    ],
)
def test_torn(cell: str) -> None:
    """A mark or a blank in a local part leaves only a piece, which may be somebody else's."""
    assert [one.torn for one in cell_addresses(loosened_lines(cell))] == [True]


@pytest.mark.parametrize(
    "cell",
    [
        HERE,
        f"Matti Virtanen <{HERE}>",
        f"Virtanen Matti, {HERE}",
        f"THL {HERE}",
        f"työ: {HERE}",
        f"puh. 040 123 4567, {HERE}",
        f"{HERE}, a.b@example.net",
        f"{HERE}\na.b@example.net",
    ],
)
def test_whole(cell: str) -> None:
    """No stricter than it must be: names, labels, telephones and other addresses may stand there."""
    found = cell_addresses(loosened_lines(cell))
    assert found
    assert not any(one.torn or one.old for one in found)


@pytest.mark.parametrize(
    "cell",
    [
        "{old} (vanha), {new}",
        "vanha: {old}, uusi: {new}",
        "{new} ({old} not in use)",
        "cc: {old}, {new}",
        "{old} (ur bruk)\n{new}",
    ],
)
def test_old(cell: str) -> None:
    """Words next to one of two addresses are about that one."""
    found = cell_addresses(loosened_lines(cell.format(old="mv@example.net", new=HERE)))
    assert {one.token: one.old for one in found} == {"mv@example.net": True, HERE: False}


@pytest.mark.parametrize(
    ("written", "somebodys"),
    [
        ("none@none.com", False),
        ("ei.ole@example.org", False),
        ("etunimi.sukunimi@example.org", False),
        ("x@x.fi", False),
        ("no-reply+3@example.org", False),
        ("noreponen@example.org", True),
        ("ole.nomann@example.org", True),
        ("info@info.example.org", True),
        ("test@kunta.example.org", True),
    ],
)
def test_placeholders(written: str, somebodys: bool) -> None:
    """Placeholders and machines' addresses are nobody's; people's and offices' are theirs."""
    address = judge(written)
    assert isinstance(address, Address)
    assert (nobodys(address) is None) is somebodys
