"""How alike two names are."""

from __future__ import annotations

import pytest

from invite.people.linkage.name_similarity import NameAgreement, NameKey, name_agreement, name_key


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Matti Virtanen", "Virtanen Matti", NameAgreement.SAME),
        ("Päivi Mäkelä", "PAIVI MAKELA", NameAgreement.SAME),
        ("Anna-Liisa Öhman", "Anna Liisa Ohman", NameAgreement.SAME),
        ("Annaliisa Öhman", "Anna-Liisa Ohman", NameAgreement.SAME),
        ("Matti J. Virtanen", "Matti Virtanen", NameAgreement.FULLER),
        ("Matti Juhani Virtanen", "Matti J. Virtanen", NameAgreement.FULLER),
        ("Virtanen Matti J.", "Matti Virtanen", NameAgreement.FULLER),
        ("Liisa Virtanen-Mäkelä", "Liisa Mäkelä", NameAgreement.FULLER),
        ("Carl/af Hällström", "Carl Hällström", NameAgreement.FULLER),
        ("M. Virtanen", "Matti Virtanen", NameAgreement.INITIAL),
        ("J-P Virtanen", "Juha-Pekka Virtanen", NameAgreement.INITIAL),
        ("Juhani Virtanen", "Matti Juhani Virtanen", NameAgreement.SECOND),
        ("Juhani M. Virtanen", "Matti Juhani Virtanen", NameAgreement.SECOND),
        ("Eetu Virtanen", "Edvard Virtanen", NameAgreement.CALL),
        ("Juha Virtanen", "Janne Virtanen", NameAgreement.FIRST),  # both may be a Jussi
        ("Jürgen Müller", "Juergen Mueller", NameAgreement.SAME),
        ("Saara Laine", "Sara Laine", NameAgreement.NEAR),
        ("Anna Ala-Mettälä", "Anna Mettälä", NameAgreement.SURNAME),  # one surname, no double one
        ("Anna Ala-Mettälä", "Anna Alamettälä", NameAgreement.SAME),
        ("Anna Ala-Mettälä-Laine", "Anna Ala-Mettälä", NameAgreement.FULLER),
        ("Matti Virtanen", "Matti Virtanne", NameAgreement.TYPO),
        ("Matti Vortamoinen", "Mattti Vortamoinen", NameAgreement.TYPO),
        ("Vienooja Hannu", "Hannnu Vienooja", NameAgreement.TYPO),
        ("Liisa Virtanen", "Liisa Korhonen", NameAgreement.SURNAME),
        ("Leena Virtanen", "Matti Virtanen", NameAgreement.FIRST),
        ("Matti J. Virtanen", "Matti K. Virtanen", NameAgreement.NEAR),
        ("M. Virtanen", "M. Korhonen", NameAgreement.OTHER),
        ("Laine", "Korhonen", NameAgreement.OTHER),
        ("Kim Ek", "Tim Ek", NameAgreement.FIRST),
        ("Matti Virtanen", "Liisa Korhonen", NameAgreement.OTHER),
    ],
)
def test_how_alike_names_are(one: str, other: str, alike: NameAgreement) -> None:
    """Order, capitals, diacritics and hyphens make no difference; the rest is told apart, either
    way round.
    """
    a, b = (_key(name) for name in (one, other))
    assert name_agreement(a, b) is alike
    assert name_agreement(b, a) is alike


def _key(name: str) -> NameKey:
    """First name and surname, parted by `/` or else before the last word."""
    first, _mark, last = name.rpartition("/" if "/" in name else " ")
    return name_key(first, last)
