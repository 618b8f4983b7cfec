"""What the part before the @ tells."""

from __future__ import annotations

import pytest

from invite.people.linkage.local_part import NameInAddress, is_alias, name_in_address
from invite.people.linkage.name_similarity import name_key


@pytest.mark.parametrize(
    ("address", "built", "alias"),
    [
        ("matti.virtanen@a.example", NameInAddress.WHOLE, True),
        ("virtanen.matti@a.example", NameInAddress.WHOLE, True),
        ("mvirtanen@a.example", NameInAddress.WHOLE, True),
        ("matti.virtanen2@a.example", NameInAddress.WHOLE, False),
        ("mvirtane@a.example", NameInAddress.WHOLE, True),
        ("mvirtan@a.example", NameInAddress.NOT, False),
        ("matti@a.example", NameInAddress.PART, True),
        ("virtaset@a.example", NameInAddress.NOT, False),
        ("toimisto@a.example", NameInAddress.NOT, False),
    ],
)
def test_what_an_address_tells_of_a_name(address: str, built: NameInAddress, alias: bool) -> None:
    """An address made of the name is its owner's own; an office's is not."""
    key = name_key("Matti", "Virtanen")
    assert name_in_address(address, key) is built
    assert is_alias(address.partition("@")[0], key) is alias
