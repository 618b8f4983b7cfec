"""What is no value, and what only looks so."""

from __future__ import annotations

import pytest

from invite.people.fields.no_value import is_error, is_no_name, is_no_organisation, is_nothing


@pytest.mark.parametrize(
    "text",
    [
        "#PUUTTUU!",
        "#OGILTIGT!",
        "#ÜBERLAUF!",
        "#TAL?",
        "#N/A",
        "#NV",
        "Err:522",
        "Fel:504",
        "####",
        "=VLOOKUP(A1;B:C;2)",
    ],
)
def test_errors(text: str) -> None:
    """Errors of spreadsheets in four languages, and a formula in place of its value."""
    assert is_error(text)
    assert is_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "0,0",
        "–",
        "…",
        "?",
        "(tyhjä)",
        "tieto puuttuu",
        "Ei tiedossa.",
        "adress saknas",
        "uppgift saknas",
        "not available",
        "NaN",
        "N/A",
        "vet inte",
        "TBC",
        "anonymous",
        "Anonyymi",
    ],
)
def test_words_for_nothing(text: str) -> None:
    """A dash, a zero and what people write in three languages."""
    assert is_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#digi",
        "24/7",
        "N",
        "Nolla",
        "0-päästö",
        "Err Oy",
        "Tuntematon sotilas",
        "Felix",
        "10",
        "Unknown Pleasures",
        "Puuttuva pala",
        "1",
        "Ei-kaupunki",
    ],
)
def test_what_only_looks_like_nothing(text: str) -> None:
    """No stricter than it must be: names of teams and people, and an empty cell, are no nothing."""
    assert not is_nothing(text)


def test_names_and_organisations() -> None:
    """People are called Null and Nan; who comes as themselves has no organisation."""
    assert [is_no_name(text) for text in ("Null", "Nan", "NULL", "nan")] == [False] * 2 + [True] * 2
    assert is_no_organisation("Yksityishenkilö")
    assert is_no_organisation("pensionär")
    assert not is_no_organisation("Eläkeliitto")
    assert not is_no_organisation("Private Banking Oy")
