"""What headings are taken for, in three languages."""

from __future__ import annotations

import pytest

from invite.people.table.columns import last_name_first, recognise
from invite.people.table.headings import FIELDS, WORDS, field_named


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("S-posti", "email"),
        ("sähköpostiosoite ", "email"),
        ("E-MAIL:", "email"),
        ("Sähkposti", "email"),
        ("Vastuuhenkilön sähköposti", "email"),
        ("E-postadress", "email"),
        ("Nimi (sukunimi, etunimi)", "name"),
        ("Vastuuhenkilö(t)", "name"),
        ("Etu- ja sukunimi", "name"),
        ("Sukunimi, etunimi", "name"),
        ("Kontaktperson", "name"),
        ("Hankkeen nimi", "group"),
        ("Organisaation nimi", "organisation"),
        ("Yritys/yhteisö", "organisation"),
        ("Organisatio", "organisation"),
        ("Puh.", "phone"),
        ("Matkapuhelin (työ)", "phone"),
        ("Maakunta / alue", "region"),
        ("Landskap", "region"),
        ("Asiointikieli", "language"),
        ("Ei kutsuta (x)", "unwanted"),
        ("Do not invite", "unwanted"),
        ("Nimi genetiivissä", "genitive"),
        ("Henkilökohtainen ilmoittautumislinkki", "link"),
        ("Tehtävä", "title"),
        ("Etunimi", "first_name"),
        ("Efternamn", "last_name"),
        ("Nro", "number"),
        ("#", "number"),
        ("Ruokavalio", None),
        ("Postinumero", None),
        ("Huomautuksia", None),
        ("", None),
        ("maija@example.org", None),
    ],
)
def test_headings(heading: str, field: str | None) -> None:
    """Variations and slips are recognised; what is none of ours is left alone."""
    assert recognise(heading) == field


def test_every_word_is_its_own_field() -> None:
    """No word of the table stands for two fields, and each is recognised as its own."""
    assert {word: recognise(word) for words in WORDS.values() for word in words} == {
        word: field for field, words in WORDS.items() for word in words
    }


def test_fields_of_the_settings() -> None:
    """The settings may name a field as the documentation does, or nearly so."""
    assert [field_named(name) for name in FIELDS] == list(FIELDS)
    assert field_named("First name") == "first_name"
    assert field_named("salary") is None


def test_order_in_heading() -> None:
    """A heading may tell in which order the parts of a name stand."""
    assert last_name_first("Nimi (sukunimi, etunimi)") is True
    assert last_name_first("Etu- ja sukunimi") is False
    assert last_name_first("Efternamn, förnamn") is True
    assert last_name_first("Nimi") is None


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Hankkeen toteuttaja", "organisation"),
        ("Hankkeen vastuuhenkilö", "name"),
        ("Organisaation yhteyshenkilö", "name"),
        ("Jäsenen organisaatio", "organisation"),
        ("Projektin vetäjä", "name"),
        ("Asema organisaatiossa", "title"),
        ("Rooli tiimissä", "title"),
        ("Edustettu taho", "organisation"),
        ("Postiosoite", None),
        ("Katuosoite", None),
        ("Kotikunta", None),
        ("Kutsu lähetetty", None),
        ("Ei lähetetä mitään", "unwanted"),
        ("Skicka inte inbjudan", "unwanted"),
        ("Kutsutaan juhlaan", "wanted"),
    ],
)
def test_the_last_word_of_a_heading_counts(heading: str, field: str | None) -> None:
    """A Finnish heading is about its last word; addresses of the post and signs of what was sent
    are none of ours.
    """
    assert recognise(heading) == field
