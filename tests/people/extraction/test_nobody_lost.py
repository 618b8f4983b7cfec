"""Every address of a row is somebody's, or is said to be nobody's: lists as Outlook copies them,
addresses without names, old and new ones next to each other.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from lists import HEADER, mails, names, understood

from invite.people.extraction.result import Understanding

ANNA, EERO, KATI = "anna.aho@example.org", "eero.niemi@example.org", "kati.laine@example.org"
UNCLEAR = "It is not clear whose address this is."
ANOTHERS = "The address tells another name."


def problems(found: Understanding) -> list[tuple[str, str | None]]:
    """What is said, and of which words."""
    return [(flaw.problem, flaw.value) for flaw in found.flaws]


@pytest.mark.parametrize(
    "rows",
    [
        [(f"{ANNA}; {EERO}; {KATI}",)],
        [(ANNA, EERO, KATI)],
        [("Nimi", "Sähköposti"), ("", f"{ANNA}, {EERO}\n{KATI}")],
        [("Osallistujat",), (f"{ANNA}, {EERO}, {KATI}",)],
    ],
)
def test_addresses_without_names_are_people_of_their_own(rows: Sequence[Sequence[str]]) -> None:
    """Each who is told by an address gets a letter, at that address alone."""
    found = understood(*rows)
    assert names(found) == ["Anna Aho", "Eero Niemi", "Kati Laine"]
    assert mails(found) == [[ANNA], [EERO], [KATI]]


@pytest.mark.parametrize(
    "cells",
    [
        ("Virtanen, Matti <m@example.org>", "Laine, Liisa <l@example.org>", EERO),
        ("Virtanen, Matti <m@example.org>; Laine, Liisa <l@example.org>; " + EERO,),
    ],
)
def test_an_address_among_names_is_not_lost(cells: Sequence[str]) -> None:
    """One of a copied list of Outlook has no name: it is told by the address."""
    assert names(understood(cells)) == ["Matti Virtanen", "Liisa Laine", "Eero Niemi"]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("Matti Virtanen, Liisa Laine", ["matti.virtanen@example.org", "liisa.laine@example.org"]),
        ("Matti Virtanen", ["matti.virtanen@example.org"]),
    ],
)
def test_what_is_nobodys_is_said(cell: str, told: list[str]) -> None:
    """One address more than there are people is never dropped without a word."""
    found = understood(HEADER, (cell, "; ".join([*told, EERO])))
    assert (ANOTHERS, EERO) in problems(found) or "Eero Niemi" in names(found)
    assert [one[0] for one in mails(found)][: len(told)] == told


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("Anna Aho", f"{ANNA}; anna@koti.example.org"),
        ("Mari Korpi", "mari.korpi@example.org, mari.laine@example.org"),
        ("", f"{ANNA}; anna.aho@koti.example.org; a.a@example.org"),
        ("Anna Aho, Eero Niemi", f"{ANNA}, {EERO}"),
        ("Anna Aho", "toimisto@example.org"),
        ("Anna Aho-Niemi", "anna.niemi@example.org"),
    ],
)
def test_several_addresses_of_one(name: str, cell: str) -> None:
    """No stricter than it must be: other addresses of theirs go without a word."""
    found = understood(HEADER, (name, cell))
    assert not {UNCLEAR, ANOTHERS} & {problem for problem, _value in problems(found)}
    assert len(found.entries) == 1 + name.count(",")


@pytest.mark.parametrize("name", ["Anna Aho", "Aho Anna", "Mari Niemelä"])
def test_an_address_that_tells_another_name_is_said(name: str) -> None:
    """A cell that was copied one row too far is seen."""
    assert (ANOTHERS, EERO) in problems(understood(HEADER, (name, EERO)))
    apart = understood(("Etunimi", "Sukunimi", "Sähköposti"), (*name.split(), EERO))
    assert (ANOTHERS, EERO) in problems(apart)


def test_what_tells_nobody_is_said_too() -> None:
    """Two people and three addresses: the third is not dropped without a word."""
    found = understood(HEADER, ("Anna Aho, Eero Niemi", f"{ANNA}, {EERO}, xy12@example.org"))
    assert (UNCLEAR, "xy12@example.org") in problems(found)


def test_a_name_alone_among_addresses_is_said() -> None:
    """A list of addresses with one name in it: that row has its flaw, and is no heading."""
    found = understood((f"Aho, Anna <{ANNA}>",), (f"{EERO};",), (KATI,), ("Pekka Pouta",))
    assert "Pekka Pouta" in [value for _problem, value in problems(found)]


@pytest.mark.parametrize(
    ("cell", "first"),
    [
        ("anna@example.org -> anna.aho@example.org", "anna.aho@example.org"),
        ("anna@example.org → anna.aho@example.org", "anna.aho@example.org"),
        ("anna@example.org, uusi: anna.aho@example.org", "anna.aho@example.org"),
        ("ny: anna.aho@example.org, anna@example.org", "anna.aho@example.org"),
        ("anna@example.org (1.6.2024 alkaen anna.aho@example.org)", "anna.aho@example.org"),
        ("anna@example.org, anna.aho@example.org", ""),
    ],
)
def test_of_two_addresses_the_new_one_counts(cell: str, first: str) -> None:
    """An arrow or a word says which; where nothing does, neither is old."""
    (entry,) = understood(HEADER, ("Anna Aho", cell)).entries
    old = {"anna@example.org"} if first else set()
    assert entry.old == old


@pytest.mark.parametrize(
    ("headings", "old"),
    [
        (("Sähköposti", "Sähköposti (uusi)"), {"a@example.org"}),
        (("Vanha sähköposti", "Sähköposti"), {"a@example.org"}),
        (("Ny e-post", "E-post"), {"b@example.org"}),
        (("Email", "New email"), {"a@example.org"}),
        (("Sähköposti", "Sähköposti 2"), set()),
    ],
)
def test_a_heading_says_which_address_is_old(headings: tuple[str, str], old: set[str]) -> None:
    """`Sähköposti (uusi)` replaces the other column's, on rows that have one; nothing asks which of
    the two counts.
    """
    found = understood(
        ("Nimi", *headings),
        ("Anna Aho", "a@example.org", "b@example.org"),
        ("Eero Niemi", "c@example.org", ""),
    )
    assert found.entries[0].old == old
    assert found.entries[1].old == ({"c@example.org"} if "Vanha sähköposti" in headings else set())
    assert not any("not clear which one counts" in problem for problem, _value in problems(found))


@pytest.mark.parametrize(
    "heading", ["Työvaliokunta", "Kohtaamo Tiimi", "Uusi Polku", "Salla Inari"]
)
def test_a_name_alone_is_no_heading(heading: str) -> None:
    """Where names stand in two columns, a whole name in one of them is somebody, and is said; other
    lone words are headings.
    """
    found = understood(
        ("Sähköposti", "Etunimi", "Sukunimi"),
        (ANNA, "Anna", "Aho"),
        ("", "", ""),
        (heading, "", ""),
        ("Eero Niemi", "", ""),
        (KATI, "Kati", "Laine"),
    )
    assert [other.row for other in found.others if other.kind == "heading"] == [4]
    assert "Eero Niemi" in [value for _problem, value in problems(found)]


def test_the_name_of_a_guest_account_is_no_address() -> None:
    """A list out of Microsoft 365: what it calls a guest bounces, the mail column does not."""
    found = understood(
        ("DisplayName", "UserPrincipalName", "Mail"),
        ("Niemi Eero", "eero.niemi_talo.example#EXT#@t.onmicrosoft.com", "eero.niemi@talo.example"),
        ("Aho Anna", ANNA, ANNA),
    )
    assert mails(found) == [["eero.niemi@talo.example"], [ANNA]]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Annu Mäki-Laine", "anna.maki-laine@example.org"),
        ("Åsa-Märta Ek", "asa-marta.lind@example.org"),
    ],
)
def test_a_double_name_is_known_in_an_address(name: str, address: str) -> None:
    """With å, ä and ö too: half of the name is the same, so nobody else is meant."""
    assert problems(understood(HEADER[:2], (name, address))) == []
    another = "kati.virtanen@example.org"
    assert problems(understood(HEADER[:2], (name, another))) == [(ANOTHERS, another)]
