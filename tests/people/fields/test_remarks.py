"""Remarks that speak against inviting, and those that only look so."""

from __future__ import annotations

import pytest

from invite.language.names import given_weight
from invite.language.tables import rows
from invite.people.fields.remarks import is_against, is_of_old_address, is_old, speaks_against


@pytest.mark.parametrize(
    "text",
    [
        "kuollut 3/2025",
        "Ei  kutsuta.",
        "ÄLÄ KUTSU",
        "poistettava listalta",
        "har slutat",
        "bjuds ej",
        "do not invite",
        "edesm.",
        "†",
    ],
)
def test_whole_cells(text: str) -> None:
    """Words against inviting count as a whole cell too, with a date or a mark."""
    assert speaks_against(text)
    assert is_against(text)


@pytest.mark.parametrize(
    "text", ["Ei Kutsuta Kotiin -teatteri", "Kuollut kieli ry", "Eläkeliitto", "vanha satama"]
)
def test_names_of_things(text: str) -> None:
    """No stricter than it must be: such words in a name of a house are no whole cell."""
    assert not is_against(text)


@pytest.mark.parametrize(
    "text",
    [
        "tulee junalla, lähtee klo 15",
        "left-handed",
        "ei lihaa",
        "slutrapport",
        "not vegan",
        "organisaatiota ei ole",
        "uusi puhelin",
        "vapautettu maksusta",
        "poissa kokouksesta 3.2.",
    ],
)
def test_other_remarks(text: str) -> None:
    """No stricter than it must be: remarks of other things hold nobody."""
    assert not speaks_against(text)


@pytest.mark.parametrize(
    "text",
    [
        "kutsu lähetetty jo 3.4.",
        "kutsuttu jo",
        "saanut kutsun",
        "kutsutaan erikseen kirjeellä",
        "ei tarvitse kutsua",
        "estynyt",
        "jätetty pois",
        "pois",
        "luopui paikasta",
        "siirretty Lapin ryhmään",
        "jäsenyys päättyi 2025",
        "tuplana",
        "kaksoiskappale",
        "sama henkilö kuin rivillä 4",
        "ks. rivi 12",
        "testirivi",
        "redan inbjuden",
        "inbjudan skickad",
        "bjuds separat",
        "förhindrad",
        "kallas ej",
        "utgår",
        "struken",
        "dubblett",
        "samma person som rad 3",
        "already invited",
        "invitation sent",
        "invited by phone",
        "unable to attend",
        "excluded",
        "dropped out",
        "no emails please",
        "duplicate",
        "same as row 3",
        "test row",
    ],
)
def test_a_letter_too_many(text: str) -> None:
    """Whoever has their invitation, stands on another row as well, or cannot come is held."""
    assert speaks_against(text)


@pytest.mark.parametrize(
    "text",
    [
        "kutsutaan nimellä Masa",
        "kutsu lähetetään maaliskuussa",
        "äitiyslomalla",
        "poissa 3.4.",
        "esteetön pääsy",
        "siirretty tälle riville",
        "vetää testiryhmää",
        "utgår från Vasa",
        "dubbelrum",
        "invite",
        "no e-mail",
        "test engineer",
        "includes lunch",
    ],
)
def test_what_is_no_letter_too_many(text: str) -> None:
    """No stricter than it must be."""
    assert not speaks_against(text)


def test_no_name_speaks_against_inviting() -> None:
    """No given name and no surname of the tables is such a word."""
    names = [name for name, *_rest in rows("names.tsv")]
    assert given_weight(names[0]) >= 0
    assert [name for name in names if speaks_against(name)] == []


def test_an_old_address_is_named_as_one() -> None:
    """A remark is about the address only where it says so."""
    assert is_of_old_address("vanha osoite")
    assert is_of_old_address("e-posten fungerar inte")
    assert not is_of_old_address("vanha jäsen")
    assert not is_of_old_address("uusi sähköposti")


@pytest.mark.parametrize(
    "text",
    [
        "seuraaja: Onni Tuomi",
        "Seuraajansa on Onni Tuomi",
        "korvattu",
        "efterträdare Onni Tuomi",
        "successor: Ann Lee",
    ],
)
def test_who_is_gone(text: str) -> None:
    """Whoever left, or somebody came after, is asked about, however short it is put."""
    assert speaks_against(text)


@pytest.mark.parametrize(
    "text",
    ["korvaa Leena Salon", "Leena Salon seuraaja", "korvaus matkasta", "siirtyi puheenjohtajaksi"],
)
def test_who_came_or_rose(text: str) -> None:
    """No stricter than it must be: the successor is the guest, and a new task is none."""
    assert not speaks_against(text)


def test_an_address_that_holds_until_a_day_is_old() -> None:
    """`1.8. asti`, `t.o.m. 1.8.` and `until August` say that it will be none."""
    assert all(map(is_old, ("1.8. asti", "31.12.2025 saakka", "t.o.m. 1.8.", "until August")))
    assert not any(map(is_old, ("1.8. alkaen", "fr.o.m. 1.8.", "from August")))


@pytest.mark.parametrize("text", ["(vaihtunut)", "- passiivinen", "[replaced]", "… utbytt"])
def test_marks_in_front_hide_nothing(text: str) -> None:
    """A word that counts where it stands alone counts in brackets and behind a dash, too."""
    assert speaks_against(text)
    assert not speaks_against("(puhelin vaihtunut)")


@pytest.mark.parametrize(
    "text",
    [
        "siirtynyt Business Finlandiin 8/2024",
        "siirtyi Kuntaliiton palvelukseen",
        "uusissa tehtävissä 1.1.2025",
        "vaihtanut alaa",
        "ei enää Kainuun liitossa",
        "ei edusta enää kauppakamaria",
        "poissa ryhmästä 2025-",
        "jättänyt tehtävän",
        "mukana 30.6.2023 asti",
        "tilalla 1.8.2024 alkaen Liisa Laine",
        "ei kiinnostunut",
        "left VTT in May 2024",
        "no longer at VTT",
        "not part of the team any more",
        "jobbar numera på annat håll",
        "lämnat uppdraget",
    ],
)
def test_who_went_wherever_they_went(text: str) -> None:
    """Whoever left holds, whatever the house they went to or left is called."""
    assert speaks_against(text)


@pytest.mark.parametrize(
    "text",
    [
        "siirtynyt puheenjohtajaksi",
        "päätös siirtynyt ensi vuoteen",
        "aloitus siirtyi syksyyn 2023",
        "ei enää puheenjohtaja",
        "ei tarvitse enää muistuttaa",
        "ei enää kysyttävää",
        "poissa kokouksesta 12.3.",
        "mukana alusta asti",
        "vastuuhenkilö hankkeen loppuun asti",
        "rahoitussopimus päättynyt 12/2023",
        "Kari Vuoren tilalla",
        "left a message 3.5.",
        "successor of John Smith",
    ],
)
def test_what_went_but_they(text: str) -> None:
    """No stricter than it must be: a decision, a task or a money's end is nobody's leaving."""
    assert not speaks_against(text)
