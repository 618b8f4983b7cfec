"""What a remark next to somebody says of them: until when they were there, who is there now, and
whose list it is.
"""

from __future__ import annotations

from datetime import date

import pytest
from lists import HEADER, names, sheet

from invite.people.extraction.extract import understand
from invite.people.extraction.result import Understanding
from invite.people.model import Source

TODAY = date(2026, 11, 30)


def read(*rows: tuple[str, ...], **columns: str) -> Understanding:
    """What these rows say on that day."""
    return understand(sheet(*rows), Source(file="a.xlsx", role="lab-team", columns=columns), TODAY)


def held(remark: str, heading: str = "Huom", name: str = "Liisa Virtanen") -> list[str]:
    """The words that hold somebody with this remark."""
    [entry] = read((*HEADER, heading), (name, "liisa@example.org", remark)).entries
    return [hold.words for hold in entry.holds]


@pytest.mark.parametrize(
    "term",
    [
        *("jäsen 2024 asti", "mukana 30.6.2023 asti", "30.6.2023 asti", "30.6.23 saakka", "–2023"),
        *("mukana kesäkuuhun 2025 asti", "jäsen vuoden 2025 loppuun asti", "29.11.2026 asti"),
        *("työsuhde päättyy 31.10.2026", "kausi päättyy 2025", "t.o.m. 30.6.2023"),
        *("medlem till 2023", "member until 2024", "until June 2024", "10/2026 asti"),
        *("31.99.2028 asti", "ei kutsuta 30.6.2028 asti", "jäsen 2028 asti, kuollut"),
        *("poissa ryhmästä 2028 asti", "eroaa 1.1.2028", "varajäsen 2024 asti", "31.0.2028 asti"),
        *("lähtee talosta, työsuhde päättyy 31.12.2027", "korvaa Oili Ojaa, mukana 2028 asti"),
        *("2026-06-30 asti", "jäsen 2026-06-30 asti", "until 2026-11-29"),
        *("jäsen 31. joulukuuta 2025 asti", "member until 29 November 2026"),
        *("uppdraget upphörde 30.6.2026", "term ended"),
    ],
)
def test_a_term_that_is_over_holds(term: str) -> None:
    """By the day of the run; so does what else speaks against inviting next to a term that runs,
    and a day that there is not.
    """
    assert held(term) == [term]


@pytest.mark.parametrize(
    "term",
    [
        *("jäsen 2028 asti", "mukana 30.6.2028 asti", "30.6.2028 asti", "30.6.28 saakka", "–2028"),
        *("mukana kesäkuuhun 2027 asti", "jäsen vuoden 2026 loppuun asti", "30.11.2026 asti"),
        *("työsuhde päättyy 31.12.2027", "kausi päättyy 2027", "t.o.m. 30.6.2027"),
        *("medlem till 2028", "member until 2028", "until June 2027", "11/2026 asti"),
        *("kausi 2025–2028", "jäsen 2025-2028", "mukana 2025–30.6.2028 asti", "31.6.2028 asti"),
        *("varajäsen 31.12.2026 asti", "jäsen 2026 asti", "ryhmän jäsen 30.11.2026 asti"),
        *("mukana joulukuuhun 2026 asti", "member until December 2026", "until June 30, 2028"),
        *("2027-06-30 asti", "until 2026-11-30", "jäsen 31. joulukuuta 2026 asti"),
        *("member until 30 November 2026", "uppdraget upphör 30.6.2027"),
    ],
)
def test_a_term_that_runs_holds_nobody(term: str) -> None:
    """No stricter: its last day is today or to come."""
    assert held(term) == []
    [entry] = read(HEADER, (f"Liisa Virtanen ({term})", "liisa@example.org")).entries
    assert not entry.holds


@pytest.mark.parametrize(
    "remark", ["Virtanen 2020 asti", "vanhempainvapaan 30.6.2026 asti", "mukana 15.30 asti"]
)
def test_another_until_is_no_term(remark: str) -> None:
    """A former surname, a leave that is over, a time of the day."""
    assert held(remark) == []


def test_a_term_where_no_day_is_known_holds() -> None:
    """Who reads a sheet without a day cannot know that a term runs."""
    rows = ((*HEADER, "Huom"), ("Liisa Virtanen", "liisa@example.org", "jäsen 2028 asti"))
    found = understand(sheet(*rows), Source(file="a.xlsx", role="lab-team"))
    assert [hold.words for hold in found.entries[0].holds] == ["jäsen 2028 asti"]


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        *(("Jäsenyys päättyy", "31.12.2025"), ("Asti", "2026-06-30"), ("Päättyy", "6/2026")),
        *(("Toimikausi", "2024–2025"), ("Toimikausi", "1.1.2024–31.12.2025")),
        *(
            ("Uppdraget upphör", "30.6.2026"),
            ("Toimikauden loppu", "2025"),
            ("Term ends", "2025-12-31"),
        ),
    ],
)
def test_a_last_day_below_its_heading_holds(heading: str, day: str) -> None:
    """Where it is over on the day of the run."""
    assert held(day, heading) == [f"{heading}: {day}"]


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        *(("Jäsenyys päättyy", "31.12.2027"), ("Jäsenyys päättyy", "toistaiseksi")),
        *(("Asti", "-"), ("Toimikausi", "2024–2027"), ("Toimikausi", "1.1.2024–")),
        *(("Toimikausi", "2024"), ("Hanke päättyy", "31.12.2025"), ("Alkaen", "1.1.2024")),
        *(("Puhelin", "050 123-2020"), ("Huom", "2024–2025"), ("Loppuseminaari", "20.11.2026")),
        *(("Mukana hankkeessa", "2024–2025"), ("Membership fee", "2024–2025"), ("End", "9.2025")),
        *(("Jäsenyys päättyi", "15.1.2027"), ("Kutsupäivä", "15.1.2027")),
    ],
)
def test_a_day_that_ends_nothing_of_theirs_holds_nobody(heading: str, day: str) -> None:
    """No stricter: it is to come, a first day, a project's, or no day."""
    assert held(day, heading) == []


def test_the_last_day_of_a_project_is_not_its_people_s() -> None:
    """A bare `Päättyy` in a list of projects, or behind when they begin, is the project's."""
    liisa = ("Liisa Virtanen", "liisa@example.org")
    header = (*HEADER, "Hanke", "Päättyy")
    assert not read(header, (*liisa, "Silta", "31.12.2025")).entries[0].holds
    header = (*HEADER, "Alkaa", "Päättyy")
    assert not read(header, (*liisa, "1.1.2024", "31.12.2025")).entries[0].holds


def test_a_last_day_that_all_share_is_the_programme_s() -> None:
    """It holds nobody and is said once; where one row says another, those that are over hold."""
    header = (*HEADER, "Toimikausi")
    rows = [
        (name, f"{n}@example.org", "2024–2025") for n, name in enumerate(("Aino Aho", "Eero Ek"))
    ]
    more = ("Liisa Laine", "liisa@example.org")
    found = read(header, *rows, (*more, "2024–2025"))
    assert not [hold for entry in found.entries for hold in entry.holds]
    assert [flaw.value for flaw in found.flaws if "holds nobody" in flaw.problem] == [
        "Toimikausi: 2024–2025"
    ]
    for last in ("2024–2027", "2023–2025"):
        found = read(header, *rows, (*more, last))
        assert [len(entry.holds) for entry in found.entries] == [1, 1, int(last == "2023–2025")]
    found = read(header, *rows)
    assert [len(entry.holds) for entry in found.entries] == [1, 1]
    header = (*HEADER, "Rooli")
    titles = ["jäsen (2024–2025)", "pj (2024–2025)", "jäsen (2024–2025)"]
    people = [(f"Aino {last}", f"{last}@example.org") for last in ("Aho", "Ek", "Salo")]
    for last, held_ones in (("sihteeri (2024–2025)", 0), ("jäsen", 3)):
        rows = [(*one, title) for one, title in zip(people, titles, strict=True)]
        found = read(header, *rows, (*more, last))
        assert sum(bool(entry.holds) for entry in found.entries) == held_ones


def test_a_term_behind_a_title() -> None:
    """In brackets it holds where it is over, and names of groups may have such years."""
    for title in ("puheenjohtaja (–2025)", "jäsen (1.1.2024–31.12.2025)"):
        assert held(title, "Rooli") == [title[title.index("(") + 1 : -1]]
    running = ("jäsen (2024–)", "jäsen (2024–2027)", "jäsen (1.1.2024 alkaen)")
    for title in (
        *running,
        "varajäsen (2022–2023), jäsen (2024–2027)",
        "jäsen (2022–2023), pj 2024–",
    ):
        assert held(title, "Rooli") == []
    assert held("Silta (2021–2023)", "Hanke") == []


@pytest.mark.parametrize("heading", ["Hotelli", "Sopimus", "Lupa voimassa"])
def test_a_last_day_of_something_else_holds_nobody(heading: str) -> None:
    """A last day alone speaks of the person in a column of remarks, and of the heading's thing in
    another.
    """
    assert held("30.6.2023 asti", heading) == []
    assert held("mukana 30.6.2023 asti", heading) == ["mukana 30.6.2023 asti"]


@pytest.mark.parametrize(
    "remark",
    [
        *("-> Pekka Laine", "→ Pekka Laine", "=> Pekka Virtanen", "nyt Pekka Laine"),
        *("nykyisin Laine Pekka", "numera Åsa Berg", "now: Pekka Laine 1.1.2026 alkaen"),
        *("1.8.2026 alkaen Pekka Laine", "jatkossa Pekka Laine", "tilalla Pekka Laine 1.8.2026"),
        *("uusi yhteyshenkilö: Pekka Laine", "ny kontaktperson Åsa Berg", "new contact Adam Smith"),
    ],
)
def test_who_is_there_now_is_a_successor(remark: str) -> None:
    """The person of the row is held, and nobody is read out of the remark."""
    assert held(remark) == [remark]
    assert held("", name=f"Liisa Virtanen ({remark})") == [remark]


@pytest.mark.parametrize(
    "remark",
    [
        *("nyt Liisa Laine", "-> Liisa Laine", "nykyisin Laine", "nyt Kelassa", "-> Kohtaamo"),
        *("nyt Helsingin kaupunki", "now Aalto University", "nyt kasvisruoka"),
        *("nytkin Pekka Laine", "nyt Aurora Oy", "→ Helmi Säätiö"),
        *("-> Aino Health", "-> Hotelli Helka", "uusi jäsen 8/2026", "1.8.2026 alkaen etänä"),
        *("uusi jäsen Liisa Laine", "Pekka Laineen tilalla", "uusi jäsen, ent. Pekka Laine"),
    ],
)
def test_a_new_surname_or_house_is_no_successor(remark: str) -> None:
    """No stricter: the same first name has a new surname, and a house is nobody."""
    assert held(remark) == []
    assert held("nyt Pekka Salo", "Esihenkilö") == held("-> Pekka Salo", "Hotelli") == []


@pytest.mark.parametrize(
    "remark", ["ei ole enää estynyt", "inte längre förhindrad", "no longer unable to come"]
)
def test_who_can_come_again_is_not_held(remark: str) -> None:
    """No stricter than it must be: a hindrance that is over is none."""
    assert held(remark) == []
    for answer in ("oli estynyt", "Ei/estynyt", "Ej, förhindrad"):
        assert held(answer) == [answer]


@pytest.mark.parametrize(
    "since",
    ["mukana 1.1.2026 alkaen", "varajäsen syksystä 2025 lähtien", "1.1.2026 alkaen tiimissä"],
)
def test_since_when_somebody_is_there_makes_no_address_old(since: str) -> None:
    """Another's address next to it is another's; from when an address holds makes the other old."""
    assert held(f"{since}, esihenkilö Oili Oja oili.oja@example.org") == []
    for remark in (
        *("1.1.2026 alkaen lv@example.com", "osoite 1.1.2026 alkaen lv@example.com"),
        *(
            "sähköposti 1.1.2026 alkaen lv@example.com, varajäsen",
            "1.1.2026 alkaen lv@example.com, jäsen",
        ),
        *(
            "lv@example.com 1.1.2026 alkaen, mukana Sillassa",
            "mukana 1.1.2026 alkaen osoitteella lv@example.com",
        ),
    ):
        assert held(remark) == [remark]


def test_new_members_are_replaced_by_nobody() -> None:
    """A list of `Uusi jäsen` names its people, whatever stands next to a name; next to the person
    whom they came for, it holds that one.
    """
    people = (("Liisa (Lissu) Laine", "l@example.org"), ("Oja, Oili (KELA)", "o@example.org"))
    found = read(("Uusi jäsen", "Sähköposti"), *people)
    assert names(found) == ["Liisa Laine", "Oili Oja"]
    assert not any(entry.holds for entry in found.entries)
    header = ("Etunimi", "Sukunimi", "Sähköposti", "Korvaaja")
    found = read(header, ("Liisa", "Laine", "l@example.org", "Pekka Laine"))
    assert [hold.words for hold in found.entries[0].holds] == ["Korvaaja: Pekka Laine"]
    rows = (("", "timo.elo@example.org", "Pekka Salo"), ("Aino Berg", "aino@example.org", ""))
    unnamed = read(("Nimi", "Sähköposti", "Korvaaja"), *rows).entries[0]
    assert "Korvaaja: Pekka Salo" in [hold.words for hold in unnamed.holds]


@pytest.mark.parametrize(
    "header",
    [
        ("Esihenkilön nimi", "Esihenkilön sähköposti"),
        ("Esimies", "Sähköposti"),
        ("Puolison nimi", "Puolison sähköposti"),
    ],
)
def test_a_list_of_others_alone_is_asked_about(header: tuple[str, str]) -> None:
    """Managers alone, or spouses, are hardly whom it is about: the header is found, and each is
    held with its words; not where the settings name the column, nor whoever filled in a form.
    """
    rows = (("Liisa Laine", "l@example.org"), ("Oili Oja", "o@example.org"))
    found = read(header, *rows)
    assert (found.header_row, names(found)) == (1, ["Liisa Laine", "Oili Oja"])
    assert [[hold.words for hold in entry.holds] for entry in found.entries] == [
        [f"{header[0]}: Liisa Laine"],
        [f"{header[0]}: Oili Oja"],
    ]
    for sure in (read(header, *rows, name=header[0]), read(("Ilmoittaja", "Sähköposti"), *rows)):
        assert names(sure) == ["Liisa Laine", "Oili Oja"]
        assert not any(entry.holds for entry in sure.entries)


@pytest.mark.parametrize(
    "row",
    [
        ("Ohje:", "", ""),
        ("Ohje:", "", "liisa@example.org"),
        ("Ohje: muutokset", "", "liisa@example.org"),
        ("Täyttöohje: muutokset osoitteeseen liisa@example.org", "", ""),
        ("Ohje", "Täytä organisaatio", "Täytä sähköposti"),
        ("Esimerkki:", "Kela", "etu.suku@example.org"),
        ("Instructions:", "", ""),
    ],
)
def test_how_to_fill_in_the_list_is_nobody(row: tuple[str, ...]) -> None:
    """Nor is it a heading: whoever stands below belongs where the others do, and is not held."""
    header = ("Nimi", "Organisaatio", "Sähköposti")
    one, other = ("Matti Malli", "THL", "m@example.org"), ("Oili Oja", "Kela", "o@example.org")
    found = read(header, one, row, other)
    assert names(found) == ["Matti Malli", "Oili Oja"]
    assert [entry.role.group for entry in found.entries] == [None, None]
    assert not any(entry.holds for entry in found.entries)
    assert [line.kind for line in found.others] == ["header", "note"]


@pytest.mark.parametrize(
    "line", ["Ohjeistus: täytä kaikki kentät", "Ohjeen mukaan", "Ohjelma klo 12"]
)
def test_a_line_of_guidance_names_no_group(line: str) -> None:
    """Whoever stands below was in no group of that name."""
    found = read(HEADER, (line, ""), ("Oili Oja", "o@example.org"))
    assert [entry.role.group for entry in found.entries] == [None]


@pytest.mark.parametrize("line", ["Ohjelmatiimi", "Ohjelma-tiimi"])
def test_a_group_may_begin_as_a_note_does(line: str) -> None:
    """No looser: a line that names a group names it, whatever word that begins like."""
    found = read(HEADER, (line, ""), ("Oili Oja", "o@example.org"))
    assert [entry.role.group for entry in found.entries] == [line.removesuffix("-tiimi")]
