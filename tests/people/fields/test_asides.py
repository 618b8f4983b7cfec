"""What stands next to a name is told from it, and kept."""

from __future__ import annotations

import pytest

from invite.people.fields.asides import in_brackets, parted, unwrapped
from invite.people.fields.names import read_name
from invite.people.fields.remarks import speaks_against


@pytest.mark.parametrize(
    ("cell", "name", "said"),
    [
        ("Matti Virtanen, poisnukkunut", "Matti Virtanen", ("poisnukkunut",)),
        ("EI KUTSUTA Matti Virtanen", "Matti Virtanen", ("EI KUTSUTA",)),
        ("Liisa Korhonen o.s. Mäkinen", "Liisa Korhonen", ("o.s. Mäkinen",)),
        ("Mary Johnson née Baker", "Mary Johnson", ("née Baker",)),
        ("Karl-Erik ”Kalle” Berg", "Karl-Erik Berg", ("Kalle",)),
        ("Matti Virtanen – pj", "Matti Virtanen", ("pj",)),
        ("12 Matti Virtanen ✓", "Matti Virtanen", ()),
        ("Matti Virtanen", "Matti Virtanen", ()),
        ("Sari Kuolema", "Sari Kuolema", ()),
        ("Anna Död-Berg", "Anna Död-Berg", ()),
        ("Mary O'Brien", "Mary O'Brien", ()),
        ("Maria Born Lindström", "Maria Born Lindström", ()),
    ],
)
def test_what_stands_next_to_a_name(cell: str, name: str, said: tuple[str, ...]) -> None:
    """Remarks, former names, nicknames and posts are parted from the name; names that look like
    them are whole.
    """
    found = parted(in_brackets(cell))
    assert (found.name, (*found.against, *found.known, *found.others)) == (name, said)


@pytest.mark.parametrize(
    ("cell", "generation"),
    [
        ("Juhani Malli nuor.", "junior"),
        ("Juhani Malli vanh.", "senior"),
        ("Karl Berg d.ä.", "senior"),
        ("John Carter III", "iii"),
        ("John Carter", None),
    ],
)
def test_generations(cell: str, generation: str | None) -> None:
    """Father and son of one name are told apart, in three languages."""
    assert parted(in_brackets(cell)).generation == generation


def test_wrappers() -> None:
    """What kept a spreadsheet from taking a text for a number is taken off, and nothing else."""
    assert unwrapped('="Aino ""A"" Malli"') == 'Aino "A" Malli'
    assert unwrapped("'0401234567") == "0401234567"
    assert unwrapped("'t Hooft") == "'t Hooft"
    assert unwrapped("=A2") == "=A2"


@pytest.mark.parametrize(
    ("cell", "name", "aside"),
    [
        ("Anna Lehto, KAMK", "Anna Lehto", "KAMK"),
        ("Lehto Anna, Kajaanin kaupunki", "Lehto Anna", "Kajaanin kaupunki"),
        ("Kai Ranta, Kajaani", "Kai Ranta", "Kajaani"),
        ("Kai Ranta, Salla", "Kai Ranta", "Salla"),
        ("Xochitl Ramírez, Kuopio", "Xochitl Ramírez", "Kuopio"),
        ("Xochitl Ramírez, Oy Firma Ab", "Xochitl Ramírez", "Oy Firma Ab"),
        ("Lehto, Anna, KAMK", "Lehto, Anna", "KAMK"),
        ("Lehto, Anna", "Lehto, Anna", ""),
        ("Lehto, Anna, Maria", "Lehto, Anna, Maria", ""),
        ("Ranta, Salla", "Ranta, Salla", ""),
        ("Nieminen Laaksonen, Anna Maria", "Nieminen Laaksonen, Anna Maria", ""),
        ("von Wright, Georg Henrik", "von Wright, Georg Henrik", ""),
        ("Ramírez Torres, Xochitl", "Ramírez Torres, Xochitl", ""),
        ("García Márquez, Gabriel", "García Márquez, Gabriel", ""),
    ],
)
def test_a_house_behind_a_comma_is_no_first_name(cell: str, name: str, aside: str) -> None:
    """Nobody is greeted by where they work; what may be a first name stays one."""
    written = read_name(cell)
    assert written is not None
    assert (written.text, "".join(written.asides)) == (name, aside)


@pytest.mark.parametrize("said", ["30.6.2023 asti", "–2023", "t.o.m. 30.6.2023", "until June 2024"])
def test_until_when_somebody_was_there(said: str) -> None:
    """A last day next to a name speaks against inviting; a first day and a term do not."""
    assert parted(in_brackets(f"Rauno Hekkala ({said})")).against
    for other in ("1.7.2023 alkaen", "2021–2023", "2023–", "mukana alusta asti"):
        assert not parted(in_brackets(f"Rauno Hekkala ({other})")).against


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Jukka- Pekka Laine", "Jukka-Pekka Laine"),
        ("Anna -Maija Virtanen", "Anna-Maija Virtanen"),
        ("Mäki Eeva - Liisa", "Mäki Eeva-Liisa"),
        ("Kari Nieminen- Aho", "Kari Nieminen-Aho"),
        ("Virtanen Matti - Inari", "Virtanen Matti"),
        ("Timo Aho -Lapin liitto", "Timo Aho"),
        ("Ville Rantanen – pj", "Ville Rantanen"),
        ("Puheenjohtaja- Matti Virtanen", "Matti Virtanen"),
        ("Liisa Laine- Puheenjohtaja", "Liisa Laine"),
        ("Virtanen Matti - Taito", "Virtanen Matti"),
    ],
)
def test_a_blank_next_to_a_hyphen_parts_no_name(cell: str, name: str) -> None:
    """Nobody is greeted "Hei Jukka-"; what stands behind a dash stays next to the name."""
    written = read_name(cell)
    assert written is not None
    assert written.text == name


@pytest.mark.parametrize("cell", ["Matti Aho †2024", "†Matti Aho", "Matti Aho † 3/2024"])
def test_a_mark_of_death_may_touch_a_year_or_a_name(cell: str) -> None:
    """Whoever has a mark of death is held, with or without a blank next to it."""
    name = read_name(cell)
    assert name
    assert (name.words, bool(name.against)) == (("Matti", "Aho"), True)


@pytest.mark.parametrize(
    "words",
    [
        *("ei tarvitse enää kutsua", "ei enää toimi ryhmässä", "jäsenyys ei enää jatku"),
        *("ei enää käytettävissä", "left a year ago", "left Nokia in May", "left 5/2025"),
        *("siirtynyt Talvivaaraan", "ei enää postia", "ei enää Kelassa", "tilalla Liisa Laine"),
        *("jättänyt paikkansa", "no longer at VTT", "not working here any more"),
        *("jobbar nu hos VTT", "vill inte bli kontaktad", "now at a different company"),
    ],
)
def test_who_is_gone_speaks_against(words: str) -> None:
    """What says that somebody is gone holds them, however it is put."""
    assert speaks_against(words)


@pytest.mark.parametrize(
    "words",
    [
        *("osoite ei enää toimi", "puhelin ei enää käytössä", "siirtynyt keväälle", "left blank"),
        *("Left Alliance", "esim. kasvisruoka", "ei enää vegaani", "ei enää opintovapaalla"),
        *("ei enää Laine vaan Virtanen", "old address does not work any more", "asuu tilallaan"),
        *("no longer on parental leave", "now with a new surname", "jobbar nu 80 %"),
        *("vill inte bli fotograferad", "Tilalla parkkipaikka", "jättänyt paikkatoiveen"),
        *("ei ole kiinnostunut iltatilaisuudesta", "ei tarvitse enää hotellia"),
    ],
)
def test_what_says_nothing_of_going_does_not(words: str) -> None:
    """And no stricter: of addresses, food, leave and names."""
    assert not speaks_against(words)
