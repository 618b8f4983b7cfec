"""WHO finds the people whom the coordinator means."""

from __future__ import annotations

import subprocess
import sys

import pytest

from invite.people.lookup import find, plain
from invite.people.model import Address, Name, Origin, Person, PersonId, Role
from invite.records import replace


def person(identity: str, first: str, last: str, address: str = "") -> Person:
    origin = Origin("vieraat.csv", None, 2)
    return Person(
        id=PersonId(identity),
        name=Name(first, last),
        addresses=(Address(address, address.casefold()),) if address else (),
        roles=(Role(kind="lab-team", origin=origin),),
        origins=(origin,),
    )


PEOPLE = (
    person("a1", "Matti", "Virtanen", "Matti.Virtanen@example.org"),
    person("a2", "Matti", "Virtanen-Mäkelä", "mvm@example.org"),
    person("a3", "Päivi", "Mäki", "paivi.maki@example.com"),
    person("a4", "Paivi", "Maki"),
    person("a5", "Sirén", "Åke"),
    person("a6", "Anna-Liisa", "Mäkelä"),
)


def test_every_name_on_a_sheet_finds_its_person() -> None:
    """Rows joined under one name are found by the other too; two names do not make a third."""
    satu = replace(person("b1", "Satu", "Malli"), also_called=(Name("Satu", "Tikkanen"),))
    everybody = (*PEOPLE, satu)
    for who in ("Satu Tikkanen", "tikkanen satu", "Tikk", "Satu Malli"):
        assert find(everybody, who) == (satu,)
    assert find(everybody, "Tikkanen Malli") == ()


@pytest.mark.parametrize(
    ("who", "meant"),
    [
        ("a3", "a3"),
        ("matti.virtanen@EXAMPLE.org", "a1"),
        ("Matti Virtanen", "a1"),
        ("virtanen matti", "a1"),
        ("Virtanen  MATTI ", "a1"),
        ("Matti", "a1 a2"),
        ("Päivi Mäki", "a3"),
        ("Paivi Maki", "a4"),
        ("maki päivi", "a3 a4"),
        ("siren", "a5"),
        ("anna liisa", "a6"),
        ("annaliisa", "a6"),
        ("mäk", "a2 a3 a4 a6"),
        ("rtane", "a1 a2"),
        ("example.com", "a3"),
        ("Virtanen-Mäkelä", "a2"),
        ("nobody", ""),
        ("", ""),
        ("-", ""),
    ],
)
def test_exact_matches_win_over_parts(who: str, meant: str) -> None:
    """An id, an address, the whole name in any order, then words, then parts; the most exact kind
    that finds anybody.
    """
    assert " ".join(one.id for one in find(PEOPLE, who)) == meant


def test_plain_leaves_the_letters_only() -> None:
    """Capitals, diacritics, strokes, hyphens and apostrophes make no difference."""
    assert plain("Ægir  O'Brien-ØLÅÄÖ ß") == "aegir obrien olaao ss"


def test_finding_people_needs_nothing_heavy() -> None:
    """Every command finds people, so it must not load what compares them."""
    code = (
        "import sys, invite.people.lookup as w; print('rapidfuzz' in sys.modules, 'anyascii' in"
        " sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout.split() == ["False", "False"]
