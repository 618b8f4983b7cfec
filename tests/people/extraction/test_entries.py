"""What a row says of a person next to name and address: languages, links, wishes, lost letters."""

from __future__ import annotations

import pytest
from lists import HEADER, WITH_HOUSE, parted, understood

from invite.people.model import Severity


def test_other_columns() -> None:
    """Languages, wishes not to be written to, genitives, links and unknown columns are kept, each
    as what it is.
    """
    found = understood(
        (
            "Nimi",
            "Sähköposti",
            "Kieli",
            "Ei kutsuta",
            "Genetiivi",
            "Ilmoittautumislinkki",
            "Ruokavalio",
            "Tehtävä",
        ),
        (
            "Satu Salmi",
            "s@example.org",
            "englanti",
            "x",
            "Salmen",
            "https://example.org/i?k=1",
            "=cmd|' /C calc'!A0",
            "pj",
        ),
        ("Aatu Aho", "a@example.org", "klingon", "", "", "", "", ""),
    )
    salmi, aho = found.entries
    assert (salmi.language, salmi.unwanted, salmi.link) == ("en", True, "https://example.org/i?k=1")
    assert salmi.name
    assert salmi.name.genitive == "Satu Salmen"
    assert salmi.role.title == "pj"
    assert dict(salmi.extra) == {"Ruokavalio": "=cmd|' /C calc'!A0"}
    assert (aho.language, aho.unwanted) == (None, False)
    assert [f.field for f in found.flaws] == ["language"]


def test_no_name_but_address() -> None:
    """Without a name an address built as first.last gives one, and says so; any other is a serious
    flaw.
    """
    found = understood(
        WITH_HOUSE, ("", "THL", "matti.virtanen@example.org"), ("", "THL", "toimisto@example.org")
    )
    assert parted(found) == ["Matti|Virtanen"]
    assert [(f.origin.row, f.field, f.severity) for f in found.flaws] == [
        (2, "name", Severity.WARNING),
        (3, "name", Severity.ERROR),
    ]


def test_name_but_no_address() -> None:
    """Somebody without an address is an entry all the same, with a warning."""
    found = understood(WITH_HOUSE, ("Matti Virtanen", "THL", ""), ("Liisa Laine", "THL", "-"))
    assert parted(found) == ["Matti|Virtanen", "Liisa|Laine"]
    assert [(f.field, f.severity) for f in found.flaws] == [("email", Severity.WARNING)] * 2


def test_capitals_and_titles() -> None:
    """Capitals are put right, and what somebody is in the group is their title, not their name."""
    found = understood(
        ("Nimi", "Sähköposti"),
        ("MATTI VIRTANEN", "matti.virtanen@example.org"),
        ("Liisa Laine (pj)", "liisa.laine@example.org"),
    )
    assert parted(found)[1] == "Liisa|Laine"
    assert found.entries[1].role.title == "pj"


def test_half_a_name() -> None:
    """Somebody with only a surname is kept as that, and it is said."""
    found = understood(
        ("Sukunimi", "Etunimi", "Sähköposti"),
        ("Laine", "", "l@example.org"),
        ("Aho", "Aatu", "a@example.org"),
    )
    assert parted(found) == ["|Laine", "Aatu|Aho"]
    assert [(f.field, f.origin.row) for f in found.flaws] == [("name", 2)]


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Ei kutsuta", "ei kutsuta"),
        ("Ei kutsuta", "x"),
        ("Kutsutaan", "ei"),
        ("Kutsuttava", "ei"),
        ("Kutsu", "ei kutsuta"),
        ("Huom", "Ei kutsuta"),
        ("Huomautukset", "Älä kutsu! Eläkkeellä."),
        ("Status", "Do not invite"),
        ("Anm.", "Bjuds inte"),
        ("Kutsuttu", "ei"),
        ("Pois", "x"),
        ("Poistettu", "31.12.2024"),
        ("Poistunut ryhmästä", "x"),
        ("Kuollut", "2024"),
        ("Avgått", "x"),
        ("Kutsutaan", "kysytään"),
        ("Kutsutaan", "?"),
        ("Kutsutaan", "C (jos tilaa)"),
        ("Lupa yhteydenottoon", "ei"),
        ("Suostumus", "ei annettu"),
        ("Sähköpostilupa", "Ei"),
        ("Saa lähettää postia", "ei"),
        ("Consent to email", "no"),
        ("GDPR ok", "ei"),
        ("Kutsulista", "ei"),
        ("Samtycke till utskick", "nej"),
        ("Saako yhteystietojani käyttää jatkossa?", "Ei"),
        ("Saako sinulle lähettää kutsun päätöstilaisuuteen?", "Ei"),
        ("Haluatko kutsun tilaisuuteen?", "En"),
        ("Annan suostumuksen tietojeni tallentamiseen", "Ei"),
        ("Vill du få en inbjudan?", "Nej"),
        ("Would you like to receive an invitation?", "No"),
        ("Osallistuu päätöstilaisuuteen", "ei"),
        ("Haluan osallistua päätöstilaisuuteen", "En"),
        ("Osallistutko tilaisuuteen?", "En"),
        ("Osallistuu (paikalla/etänä/ei)", "ei"),
        ("Deltar (på plats/distans/nej)", "nej"),
        ("Will you attend?", "No"),
        ("Status", "cleaned"),
        ("Kutsuttu pvm", "1.11.2026"),
        ("Huom", "vaihtanut organisaatiota"),
        ("Huom", "uusi työpaikka Oulussa"),
        ("Huom", "poissa projektista"),
        ("Huom", "yhteystiedot vanhentuneet"),
        ("Huom", "vapautettu tehtävästään"),
        ("Huom", "pois vahvuudesta"),
        ("Huom", "wrong person"),
    ],
)
def test_do_not_invite(heading: str, value: str) -> None:
    """Whoever is not to be invited is not, in whatever column it is written; the others of the
    sheet are.
    """
    found = understood(
        (*HEADER, heading),
        ("Matti Malli", "m@example.org", value),
        ("Liisa Laine", "l@example.org", ""),
    )
    assert [entry.unwanted or bool(entry.holds) for entry in found.entries] == [True, False]


@pytest.mark.parametrize(
    "heading",
    [
        "Varajäsen",
        "Yhteyshenkilö",
        "Poissa",
        "Poistettu",
        "Kuvauslupa",
        "Suostumus valokuvaukseen",
        "Pysäköintilupa",
        "Consent to recording",
        "Suostumus tilaisuuden tallentamiseen",
        "Haluan uutiskirjeen",
        "Saako sinulle lähettää uutiskirjeen?",
        "Saako ottaa yhteyttä puhelimitse?",
        "Haluatko kutsun myös puolisollesi?",
        "Haluatko kutsun postitse?",
        "Would you like to invite a colleague?",
        "Haluan osallistua arvontaan",
        "Osallistuuko lounaalle",
        "Osallistuu etänä",
        "Tulee autolla",
        "Deltar på middagen",
    ],
)
def test_a_no_that_is_no_word_against_inviting(heading: str) -> None:
    """Who is no deputy, was absent once or was not taken off is invited like the others."""
    rows = [(f"{n} Laine", f"{n}@example.org", "ei") for n in ("Matti", "Liisa", "Aino")]
    rows += [("Esko Laine", "esko@example.org", "kyllä")] if heading != "Poistettu" else []
    found = understood((*HEADER, heading), *rows)
    assert not any(entry.unwanted or entry.holds for entry in found.entries)
    assert len(found.entries) == len(rows)


@pytest.mark.parametrize(
    "value", ["Kyllä", "Kyllä (avec)", "kyllä, Liisa soittaa", "x", "kutsutaan", "Ja, med maka"]
)
def test_a_yes_with_more_said_is_a_yes(value: str) -> None:
    """No stricter than it must be: what is added to a yes takes nothing back."""
    found = understood((*HEADER, "Kutsutaan"), ("Matti Malli", "m@example.org", value))
    assert not found.entries[0].unwanted
    assert not found.entries[0].holds


@pytest.mark.parametrize("value", ["Kyllä, jos tilaa", "kyllä?", "Ja, om det finns plats"])
def test_a_yes_with_an_if_is_asked_about(value: str) -> None:
    """A condition is the coordinator's to judge."""
    found = understood((*HEADER, "Kutsutaan"), ("Matti Malli", "m@example.org", value))
    assert found.entries[0].holds


@pytest.mark.parametrize(
    ("remark", "language"),
    [
        ("ruotsiksi!", "sv"),
        ("Kutsu ruotsiksi", "sv"),
        ("in English please", "en"),
        ("på svenska, tack", "sv"),
        ("prefers English", "en"),
        ("English only", "en"),
        ("puhuu vain englantia", "en"),
        ("ruotsinkielinen", "sv"),
        ("English-speaking", "en"),
        ("kaksikielinen", None),
        ("puhuu ruotsia", None),
        ("ei ruotsiksi", None),
        ("on opettanut 20 vuotta ruotsiksi", None),
    ],
)
def test_a_remark_asks_for_a_language(remark: str, language: str | None) -> None:
    """A letter is in the language that a remark asks for, where no column says another, or in
    their own; what somebody speaks besides is no wish.
    """
    found = understood((*HEADER, "Huom"), ("Karl Ek", "k@example.org", remark))
    assert found.entries[0].language == language


def test_do_not_invite_beside_the_name() -> None:
    """A remark in brackets behind the name counts, one that is about something else does not."""
    found = understood(
        HEADER,
        ("Matti Malli (ei kutsuta)", "m@example.org"),
        ("Liisa Laine (ei pääse 1.2.)", "l@example.org"),
    )
    assert [(e.name and e.name.full, e.unwanted or bool(e.holds)) for e in found.entries] == [
        ("Matti Malli", True),
        ("Liisa Laine", False),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("på svenska", "sv"),
        ("kutsu ruotsiksi", "sv"),
        ("ruots.", "sv"),
        ("sv_SE", "sv"),
        ("in English", "en"),
        ("engl.", "en"),
        ("suom.", "fi"),
        ("svensk", "sv"),
        ("viro", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    """Languages are known in whatever words; one that no letter is written in is told."""
    found = understood((*HEADER, "Kieli"), ("Matti Malli", "m@example.org", text))
    assert found.entries[0].language == language
    assert bool(found.flaws) == (language is None)


@pytest.mark.parametrize("name", ["P\ufffdivi Aho", "P?ivi Aho"])
def test_lost_letters(name: str) -> None:
    """A name whose letters a program has lost is a serious flaw: no letter may greet anybody so."""
    (flaw,) = understood(HEADER, (name, "p@example.org")).flaws
    assert (flaw.field, flaw.severity) == ("name", Severity.ERROR)
