"""Regions and municipalities: their forms, and what messy sheets call them."""

from __future__ import annotations

import pytest

from invite.language.places import REGIONS, place, places
from invite.language.regions import find_region


def test_the_table_is_whole() -> None:
    """19 regions and 309 municipalities, each once, every cell filled and of its kind."""
    table = places()
    assert [p.name for p in table if p.kind == "region"] == list(REGIONS)
    assert sum(p.kind == "municipality" for p in table) == 309
    assert len({(p.name, p.kind) for p in table}) == 328
    for p in table:
        assert all((p.genitive, p.where, p.where_from, p.where_to, p.swedish, p.english)), p
        assert p.swedish_in in ("i", "på")
        assert p.genitive.endswith("n")


def test_local_cases_are_of_one_series() -> None:
    """A place is in (-ssa, -sta, -an) or at (-lla, -lta, -lle), the same in all three cases."""
    for p in places():
        inner = p.where.endswith(("ssa", "ssä"))
        assert inner or p.where.endswith(("lla", "llä")), p
        assert p.where_from.endswith(("sta", "stä") if inner else ("lta", "ltä")), p
        assert p.where_to.endswith("n" if inner else "lle"), p


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Uusimaa", "Uudenmaan Uudellamaalla Uudeltamaalta Uudellemaalle"),
        ("Kainuu", "Kainuun Kainuussa Kainuusta Kainuuseen"),
        ("Tampere", "Tampereen Tampereella Tampereelta Tampereelle"),
        ("Kangasala", "Kangasalan Kangasalla Kangasalta Kangasalle"),
        ("Uusikaupunki", "Uudenkaupungin Uudessakaupungissa Uudestakaupungista Uuteenkaupunkiin"),
        ("Kauniainen", "Kauniaisten Kauniaisissa Kauniaisista Kauniaisiin"),
        ("Kaustinen", "Kaustisen Kaustisella Kaustiselta Kaustiselle"),
        ("Virrat", "Virtain Virroilla Virroilta Virroille"),
        ("Raahe", "Raahen Raahessa Raahesta Raaheen"),
        ("Espoo", "Espoon Espoossa Espoosta Espooseen"),
        ("Ii", "Iin Iissä Iistä Iihin"),
    ],
)
def test_forms(name: str, forms: str) -> None:
    """Forms no rule would get right stand in the table."""
    p = place(name)
    assert p
    assert [p.genitive, p.where, p.where_from, p.where_to] == forms.split()


def test_a_place_is_found_by_any_of_its_names() -> None:
    """In Finnish, Swedish and English, whatever the capitals; an unknown name is None, not a
    guess.
    """
    assert place("Nyland") == place("uusimaa") == place("Uusimaa")
    assert place("Åbo") == place("Turku")
    assert place("South Karelia") == place("Etelä-Karjala")
    assert place("Tavastia") is None
    assert place("Uusimaa", kind="municipality") is None


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_is_found_by_all_its_forms(region: str) -> None:
    """Nominative, genitive, where-forms, the other languages; in any case, with or without
    diacritics and hyphens.
    """
    p = place(region, kind="region")
    assert p
    for name in (p.name, p.genitive, p.where, p.where_from, p.where_to, p.swedish, p.english):
        for text in (
            name,
            name.upper(),
            name.replace("-", " "),
            name.replace("-", ""),
            f"  {name}\u00a0",
            f"{name} 2",
        ):
            assert find_region(text) == region, text
    for beside in (
        "liitto",
        "suunnitteluryhmä",
        "sr",
        "maakunta",
        "ELY-keskus",
        "ryhmä_v2.xlsx",
        "(lopullinen)",
    ):
        assert find_region(f"{p.genitive} {beside}") == region
        assert find_region(f"{p.name} {beside}") == region


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("E-Pohjanmaa", "Etelä-Pohjanmaa"),
        ("E. Pohjanmaa", "Etelä-Pohjanmaa"),
        ("P-Pohjanmaa", "Pohjois-Pohjanmaa"),
        ("K-Pohjanmaan", "Keski-Pohjanmaa"),
        ("K-Häme", "Kanta-Häme"),
        ("P-Häme", "Päijät-Häme"),
        ("P-Karjala", "Pohjois-Karjala"),
        ("E-Karjalan liitto", "Etelä-Karjala"),
        ("P-Savo", "Pohjois-Savo"),
        ("Pohj. Savo", "Pohjois-Savo"),
        ("K-Suomi", "Keski-Suomi"),
        ("V-Suomi", "Varsinais-Suomi"),
        ("Vars.-Suomi", "Varsinais-Suomi"),
        ("Pohjois-Savon suunnitteluryhmä", "Pohjois-Savo"),
        ("Kainuu_v2", "Kainuu"),
        ("03_Satakunta_sr.xlsx", "Satakunta"),
        ("Suunnitteluryhmä Lappi", "Lappi"),
        ("Nylands förbund", "Uusimaa"),
        ("N Karelen", "Pohjois-Karjala"),
        ("PäijÃ¤t-HÃ¤me", "Päijät-Häme"),
        ("Kymenlaksso", "Kymenlaakso"),
        ("Uuismaa", "Uusimaa"),
        ("Pirkamaa", "Pirkanmaa"),
        ("Pohjamaa", "Pohjanmaa"),
        ("Etelä-Pohjamaa", "Etelä-Pohjanmaa"),
        ("Pohjois-Svaon sr", "Pohjois-Savo"),
        ("Itä-Uusimaa", "Uusimaa"),
    ],
)
def test_messy_names_of_regions(text: str, region: str) -> None:
    """Abbreviations, endings, companions, other languages and slips of the finger still say which
    region is meant.
    """
    assert find_region(text) == region


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "-",
            "?",
            "12",
            "Suomi",
            "Häme",
            "Savo",
            "Karjala",
            "Keski",
            "Pohjoinen",
            "Etelä-Suomi",
            "Itä-Suomi",
            "Länsi-Suomi",
        ),
        *(
            "Pohjois-Suomi",
            "L-Pohjanmaa",
            "Itä-Pohjanmaa",
            "Kainuu ja Lappi",
            "Kanta- ja Päijät-Häme",
            "Pohjois-Savo/Etelä-Savo",
        ),
        *(
            "Lapp",
            "Kainu",
            "Nylund",
            "Nylander",
            "Pohjanmäki",
            "Pohjanen",
            "Savolainen",
            "Karjalainen",
            "Lappalainen",
            "Uusimäki",
        ),
        *(
            "Matti Lappi",
            "Lappi Matti",
            "Helsinki",
            "Lapinlahti",
            "Savonlinna",
            "Pirkkala",
            "Satakuntalainen",
            "ei tiedossa",
            "kaikki",
        ),
        *("Virtanen", "Suunnitteluryhmä", "Lapinkaari", "vieraat", "Sheet1", "Taul1"),
    ],
)
def test_what_is_no_region_is_not_taken_for_one(text: str) -> None:
    """Surnames, municipalities, former provinces, two regions at once and companions alone are
    nobody's region.
    """
    assert find_region(text) is None
