"""Repairing what encodings and spreadsheets have done to text, and comparing spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite.language.spelling import ascii_key, clean, mend, tidy


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("PÃ¤ivi", "Päivi"),
        ("JÃ¤rvinen", "Järvinen"),
        ("HÃ¤mÃ¤lÃ¤inen", "Hämäläinen"),
        ("Ã…ke", "Åke"),
        ("Ã–man", "Öman"),
        ("Ã„htÃ¤ri", "Ähtäri"),
        ("HuldÃ©n", "Huldén"),
        ("PÃƒÂ¤ivi", "Päivi"),
    ],
)
def test_mojibake_is_undone(broken: str, whole: str) -> None:
    """UTF-8 that was read as cp1252, once or twice, comes back as what was written."""
    assert mend(broken) == whole


@pytest.mark.parametrize(
    "text",
    [
        "Päivi",
        "Åke Öman",
        "“Lab” & työ",
        "KESÄ…",
        "MÄKI – ÄÄNI",
        "São Paulo",
        "a &amp; b",
        "‘Aalto’",
        "Â",
        "Ã",
        "",
        "Zażółć",
    ],
)
def test_what_is_whole_is_left_alone(text: str) -> None:
    """Quotes, entities and letters that only look broken are the writer's own."""
    assert mend(text) == text


@given(st.text(alphabet="aåäöAÅÄÖ einrs-é", max_size=40))
def test_mending_undoes_what_cp1252_did_and_nothing_else(text: str) -> None:
    """Finnish and Swedish text stays as it is."""
    assert mend(text) == text


def test_spaces_and_invisible_characters_go() -> None:
    """No-break spaces, tabs, zero-width characters and line breaks leave single ordinary spaces."""
    assert tidy("\ufeff Matti\u00a0\u200b Virtanen\t\r\n") == "Matti Virtanen"
    assert tidy("soft\u00adhyphen") == "softhyphen"
    assert tidy("a\x00b\x07") == "a b"
    assert tidy("\u202eMatti\u2069") == "Matti"


def test_decomposed_letters_are_composed() -> None:
    """A Mac's file name spells ä with two characters; it compares equal to everyone else's."""
    assert tidy("Pa\u0308ivi") == "Päivi"


def test_clean_does_both() -> None:
    """What a cell says."""
    assert clean(" PÃ¤ivi\u00a0 MÃ¤ki ") == "Päivi Mäki"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna-Liisa  Mäki", "anna liisa maki"),
        ("O’Brien", "O'Brien"),
        ("J.-P. Öman", "j p oman"),
        ("Åke", "AKE"),
        ("Straße", "strasse"),
        ("Virtanen – Korhonen", "Virtanen-Korhonen"),
        ("Pa\u0308ivi", "Päivi"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    """Case, diacritics, hyphens, dots and spaces do not tell names apart."""
    assert ascii_key(one) == ascii_key(other)


@given(st.text(max_size=60))
def test_keys_and_tidied_text_are_stable(text: str) -> None:
    """Doing it twice changes nothing more, whatever the text."""
    assert tidy(tidy(text)) == tidy(text)
    assert ascii_key(ascii_key(text)) == ascii_key(text)
    assert ascii_key(text).isascii()
