"""What an entry is compared by."""

from __future__ import annotations

from invite.people.linkage.features import phones
from invite.people.linkage.organisations import organisation_key


def test_telephone_numbers_and_organisations_compare_as_people_mean_them() -> None:
    """Prefixes, spaces, legal forms and capitals make no difference; what names no organisation is
    none.
    """
    assert (
        phones("+358 44 7083846")
        == phones("044-708 3846")
        == phones("00358447083846")
        == {"447083846"}
    )
    assert phones("044 7083846 tai 050 3977582") == {"447083846", "503977582"}
    assert phones("ks. vaihde") == frozenset()
    assert organisation_key("Oy Aho Ab") == organisation_key("AHO oy") == "aho"
    assert organisation_key("Yrittäjä") == organisation_key("-") == ""
