"""Domains that are one slip from one that colleagues have."""

from __future__ import annotations

import pytest
from made import person

from invite.people.resolution.rare_domains import mistyped_domains


@pytest.mark.parametrize(
    ("common", "rare", "slip"),
    [
        ("opisto.example.org", "opsito.example.org", True),
        ("opisto.example.org", "opisto.example.ogr", True),
        ("opisto.example.org", "opisto.example.og", True),
        ("opisto.example.org", "opisto.example.orgg", True),
        ("opisto.example.org", "opisto.exampleorg", True),
        ("opisto.example.fi", "opisto.example.fl", True),
        ("opisto.example.fi", "opisto.example.fr", False),
        ("opisto.example.com", "opisto.example.co", False),
        ("opisto.example.org", "opisto.example.com", False),
        ("edu1.example.org", "edu2.example.org", False),
        ("thl.example.org", "tml.example.org", False),
        ("opisto.example.org", "koulu.example.org", False),
    ],
)
def test_one_alone_is_a_slip(common: str, rare: str, slip: bool) -> None:
    """One person's domain next to that of several: a letter's slip is one; figures, other endings
    and short names are other houses.
    """
    people = [person(f"p{n}", "Aino Malli", f"p{n}@{common}") for n in range(3)]
    assert bool(mistyped_domains([*people, person("q", "Eero Koe", f"q@{rare}")])) is slip


def test_two_houses() -> None:
    """No stricter than it must be: what two people have is a house of its own."""
    people = [person(f"p{n}", "Aino Malli", f"p{n}@koulu.example.org") for n in range(5)]
    others = [person(f"q{n}", "Eero Koe", f"q{n}@koulut.example.org") for n in range(2)]
    assert mistyped_domains([*people, *others]) == {}
