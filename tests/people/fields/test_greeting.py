"""A greeting is a first name for certain, or nobody is greeted."""

from __future__ import annotations

import pytest

from invite.people.fields.greeting import is_known, may_greet
from invite.people.model import Name


@pytest.mark.parametrize(
    ("first", "last", "apart", "greets"),
    [
        ("Matti", "Virtanen", False, True),
        ("Xochitl", "Ramírez", False, True),
        ("Salla", "Rauma", False, True),
        ("Kunta", "Testinen", False, True),
        ("Matti", "", False, True),
        ("Xochitl", "", True, True),
        ("Xochitl", "", False, False),
        ("Virtanen", "", True, False),
        ("Virtanen", "Matti", True, False),
        ("Nieminen", "Kari", True, False),
        ("Xochitl", "Kari", True, True),
        ("", "Virtanen", True, False),
        ("M.", "Virtanen", False, False),
        ("Rehtori", "", True, False),
        ("Dr", "", True, False),
        ("Sr", "Anna Lehto", False, False),
        ("Anna", "Lehto → Kari Aho", False, False),
        ("Ly", "Nguyen", True, True),
        ("Kainuu", "Suunnitteluryhmä", False, False),
        ("Silta", "Hanke", False, False),
        ("Salla", "Ryhmälä", False, True),
        ("Anna", "Kajaani", False, True),
        ("Kainuun", "Opisto", False, False),
        ("Matti2", "Virtanen", False, False),
        ("The", "Principal", False, False),
    ],
)
def test_who_may_be_greeted(first: str, last: str, apart: bool, greets: bool) -> None:
    """Known given names go whatever else they are, unknown ones from their own column too; surnames
    alone, titles, houses, initials and figures greet nobody.
    """
    name = Name(first, last)
    assert may_greet(name, name.full, apart=apart) is greets


def test_small_letters() -> None:
    """Words in small letters are no name, unless they are known ones or the column writes so."""
    name = Name("Meddelas", "Senare")
    assert not may_greet(name, "meddelas senare", apart=False)
    assert may_greet(Name("Matti", "Virtanen"), "matti virtanen", apart=False)
    assert may_greet(Name("Xochitl", "Ramírez"), "xochitl ramírez", apart=False, small=True)
    assert may_greet(Name("Carl", "von Essen"), "Carl von Essen", apart=False)
    assert not may_greet(Name("Liisa", "Aro sij Kari Aro"), "Liisa Aro sij. Kari Aro", apart=False)


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        (Name("Matti Juhani", "Virtanen"), "Matti"),
        (Name("Matti Juhani", "Virtanen", called="Juhani"), "Juhani"),
        (Name("J. Matti", "Virtanen"), "Matti"),
        (Name("{{ 7 * 7 }}", "Virtanen"), "{{ 7 * 7 }}"),
        (Name("", "Virtanen"), ""),
    ],
)
def test_what_a_letter_calls_them(name: Name, greeting: str) -> None:
    """The name they go by, else the first that is spelled out; what is no list of names stays
    whole.
    """
    assert name.greeting == greeting


def test_what_is_listed() -> None:
    """Only names that no table has are listed to be read."""
    assert is_known("Päivi")
    assert is_known("Anna-Liisa")
    assert not is_known("Xochitl")
