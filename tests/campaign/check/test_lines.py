"""Each line of `invite check` by itself: a project that was spoiled in one way, and the same one in
which all is well.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from checking import FORMS, NOW, looked, said, settings, well, write
from desk import PEOPLE, Desk

from invite.campaign.check.model import Checklist

MATTI, MAIJA, LIISA = PEOPLE
KUTSU = """\
Aihe: Kutsu: {{ event.title }}

Hei {{ person.first_name }},

olit mukana {{ roles | sentence }}. Tervetuloa {{ event | when }}.

<{{ registration_url }}>

Tietosuoja: <{{ event.privacy_url }}>
"""


def _kutsu(here: Desk, old: str, new: str) -> None:
    assert old in KUTSU
    write(here, "templates/kutsu.fi.md", KUTSU.replace(old, new))


def _read_then_changed(here: Desk) -> None:
    here("people")
    here.sheet(MATTI, MAIJA)


def _attached(here: Desk) -> None:
    (here.folder / "ohjelma.pdf").write_bytes(b"%PDF" + bytes(8_000_000))
    settings(here, "[delivery]", '[mailing.kutsu]\nattachments = ["ohjelma.pdf"]\n\n[delivery]')


def _in_swedish(here: Desk) -> None:
    """Maija's sheet says Swedish."""
    text = "Nimi;Sähköposti;Kieli\r\nMaija Esimerkki;maija@example.org;ruotsi\r\n"
    (here.folder / "ryhmat.csv").write_bytes(text.encode("cp1252"))


def _place_without_swedish(here: Desk) -> None:
    _in_swedish(here)
    title = 'title = { fi = "Juhla", sv = "Fest" }\nplace = { fi = "Juhlatalo", en = "The Hall" }'
    settings(here, 'title = "Yhteinen päätöstilaisuus"', title)
    settings(here, 'place = "Juhlatalo, Helsinki"', "")


def _no_template_in_swedish(here: Desk) -> None:
    _in_swedish(here)
    write(here, "templates/oma.fi.md", KUTSU)
    settings(here, "[delivery]", "[mailing.oma]\n\n[delivery]")


def _no_words_in_swedish(here: Desk) -> None:
    _in_swedish(here)
    settings(here, '"planning-group"', '"oma"')
    settings(here, "[delivery]", '[role.oma]\nfi = "ryhmän jäsenenä"\n\n[delivery]')


# What is spoiled, how it looks then, words of that line, and words of the line that is green
# where nothing is spoiled; "" where there is none then.
Spoil = Callable[[Desk], object]
CASES: dict[str, tuple[Spoil, str, str, str]] = {
    # ---- sheets
    "a file that is no sheet": (
        lambda here: (here.folder / "ryhmat.csv").write_bytes(b"\0\0"),
        "red",
        "",
        "3 people from 1 sheet",
    ),
    "a file that the settings do not name": (
        lambda here: here.sheet("Olli;Kolmas;olli.kolmas@example.org;;Lappi", name="lisaa.csv"),
        "yellow",
        "not in the settings: nobody in it is invited",
        "The settings name every file with people in it",
    ),
    "a file that has changed since it was read": (
        _read_then_changed,
        "yellow",
        "Changed since they were last read: ryhmat.csv",
        "",
    ),
    "a row that names nobody": (
        lambda here: here.sheet(MATTI, ";;info@example.org;Kainuun liitto;Kainuu"),
        "yellow",
        "1 row names nobody",
        "Every row with people in it",
    ),
    "an open question": (
        lambda here: here.sheet(
            "Matti;Meikäläinen;matti.meikalainen@example.org;Kainuun liitto;Kainuu",
            "Matti;Meikäläinen;m.meikalainen@example.com;Lapin liitto;Lappi",
        ),
        "yellow",
        "1 open question",
        "Nobody is held:",
    ),
    "a name with an address in it": (
        lambda here: here.sheet(MATTI, "Maija@www.fi;Esimerkki;maija@example.org;;Lappi"),
        "yellow",
        "A name that a letter cannot greet",
        "Nobody is held:",
    ),
    "words against inviting": (
        lambda here: here.sheet(MATTI, "Maija;Esimerkki (eronnut 2025);maija@example.org;;Lappi"),
        "yellow",
        "speak against inviting",
        "Nobody is held:",
    ),
    "no address": (
        lambda here: here.sheet(MATTI, "Maija;Esimerkki;;Lapin liitto;Lappi"),
        "yellow",
        "No address: Maija Esimerkki",
        "Nobody is held:",
    ),
    "a name written in two ways": (
        lambda here: here.sheet(MATTI, MATTI.replace("Meikäläinen", "Meikalainen", 1)),
        "yellow",
        "is also written",
        "written in one way",
    ),
    "a remark that was left out": (
        lambda here: here.sheet(MATTI, "Maija;Esimerkki (pj 2024);maija@example.org;;Lappi"),
        "yellow",
        "“.*2024.*” was next to a name",
        "No remark",
    ),
    # ---- letters
    "a language without a template": (
        _no_template_in_swedish,
        "yellow",
        "no templates/oma.sv.md",
        "a template for everybody's language",
    ),
    "a language without a title": (
        _in_swedish,
        "yellow",
        "letters in sv use `event.title` in fi",
        "in each of their languages",
    ),
    "a language without a place that another has": (
        _place_without_swedish,
        "yellow",
        "letters in sv use `event.place` in fi",
        "in each of their languages",
    ),
    "a role without words in a language": (
        _no_words_in_swedish,
        "red",
        "no words for the role “oma”",
        "3 letters composed",
    ),
    "a template with a slip": (
        lambda here: _kutsu(here, "person.first_name", "person.firstname"),
        "red",
        "firstname",
        "3 letters composed",
    ),
    "a leftover of another program": (
        lambda here: _kutsu(here, "Hei ", "Hei <<Etunimi>> "),
        "red",
        "<<Etunimi>>",
        "3 letters composed",
    ),
    "an attachment that is not there": (
        lambda here: settings(
            here, "[delivery]", '[mailing.kutsu]\nattachments = ["ei.pdf"]\n\n[delivery]'
        ),
        "red",
        "there is no file “ei.pdf”",
        "3 letters composed",
    ),
    "attachments that are much": (_attached, "yellow", "That is much", ""),
    "a form made by rule": (
        lambda here: here.settings(),
        "yellow",
        "made by rule: Aino Esimerkki → Aino Esimerkkiin",
        "",
    ),
    "a link that is not protected": (
        lambda here: _kutsu(here, "Tervetuloa", "[Kartta](http://example.org/kartta) Tervetuloa"),
        "yellow",
        "not protected: http://example.org/kartta",
        "the links are in every letter",
    ),
    "a registration link that is not protected": (
        lambda here: settings(here, "https://example.org/ilmo", "http://example.org/ilmo"),
        "yellow",
        "not protected",
        "the links are in every letter",
    ),
    "a registration link without the personal part": (
        lambda here: settings(here, "?k={token}", ""),
        "yellow",
        "the same for everyone",
        "",
    ),
    "no registration link in the letter": (
        lambda here: _kutsu(here, "<{{ registration_url }}>", "Ilmoittaudu!"),
        "yellow",
        "has no link for it",
        "the links are in every letter",
    ),
    "no privacy page in the letter": (
        lambda here: _kutsu(here, "Tietosuoja: <{{ event.privacy_url }}>", ""),
        "yellow",
        "does not link to the privacy page",
        "the links are in every letter",
    ),
    "no privacy page in the settings": (
        lambda here: settings(here, 'privacy_url = "https://example.org/tietosuoja"', ""),
        "yellow",
        "There is no privacy page",
        "Letters link to the privacy page",
    ),
    "a weekday that is not that date's": (
        lambda here: _kutsu(here, "Tervetuloa", "Tavataan perjantaina 11.2.2027. Tervetuloa"),
        "yellow",
        "A letter says “perjantaina 11.2.2027”; that day is: torstai",
        "every weekday in the letters fits",
    ),
    "a weekend": (
        lambda here: settings(here, "starts = 2027-02-11", "starts = 2027-02-06"),
        "yellow",
        "on a weekend",
        "The calendar says: Thursday 11.2.2027 13:00",
    ),
    "a time zone of elsewhere": (
        lambda here: settings(here, "[event]", '[event]\ntimezone = "Europe/Stockholm"'),
        "yellow",
        "not that of Finland",
        "Europe/Helsinki",
    ),
    "an unusual hour": (
        lambda here: settings(here, "02-11T13:00:00", "02-11T01:00:00"),
        "yellow",
        "an unusual hour",
        "The calendar says",
    ),
    "a last day after the event": (
        lambda here: settings(here, "reply_by = 2027-01-29", "reply_by = 2027-03-29"),
        "yellow",
        "after the event starts",
        "",
    ),
    "a last day that is past": (
        lambda here: settings(here, "reply_by = 2027-01-29", "reply_by = 2027-01-10"),
        "yellow",
        "The last day to register is past",
        "",
    ),
    "a template that nobody uses": (
        lambda here: write(here, "templates/kutsu.fi.md.txt", KUTSU),
        "yellow",
        "No mailing uses this template",
        "Every template in the folder",
    ),
    "a copy of a template": (
        lambda here: write(here, "templates/kutsu (kopio).fi.md", KUTSU),
        "yellow",
        "No mailing uses this template",
        "Every template in the folder",
    ),
}


def test_a_title_in_every_language_is_green(here: Desk) -> None:
    """The twin of a language without a title: a letter in Swedish, and a title in it."""
    _in_swedish(well(here))
    title = "Yhteinen päätöstilaisuus"
    settings(here, f'title = "{title}"', f'title = {{ fi = "{title}", sv = "Slutfest" }}')
    assert said(looked(here), "green", "in each of their languages")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Checklist:
    """What is said where all is well."""
    from desk import desk

    return looked(well(desk(tmp_path_factory.mktemp("good"))))


@pytest.mark.parametrize("name", CASES)
def test_each_fault_has_its_line(name: str, here: Desk, good: Checklist) -> None:
    """It is red or yellow in the project with the fault, and not in the one without."""
    spoil, level, words, green = CASES[name]
    spoil(well(here))
    found = looked(here)
    lines = said(found, level, words)
    assert lines, [(one.level, one.what) for one in found.checks]
    assert found.exit_code == (3 if level == "red" else 0)
    assert not said(good, level, words)
    if green:
        assert said(good, "green", green)
        assert not said(found, "green", green)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("kutsu.fi.md.txt", "Did you mean kutsu.fi.md?"),
        ("kutsut.fi.md", "Did you mean kutsu.fi.md?"),
        ("kutsu (kopio).sv.md", "kutsu.sv.md is the one that is used: remove this one."),
        ("kutsu.sv - kopio.md", "kutsu.sv.md is the one that is used: remove this one."),
        ("muistiinpanot.md", "Name it in the settings, or remove it."),
    ],
)
def test_a_template_that_nobody_uses_and_what_was_meant(name: str, hint: str, here: Desk) -> None:
    """A slip in the name, a copy of one that is used, or something else."""
    write(well(here), "templates/kutsu.sv.md", "Ämne: Inbjudan\n\n" + KUTSU.partition("\n\n")[2])
    write(here, f"templates/{name}", KUTSU)
    (line,) = said(looked(here), "yellow", "No mailing uses this template")
    assert (line.where, line.hint) == (f"templates/{name}", hint)


def test_where_all_is_well_all_is_green(good: Checklist) -> None:
    """Nothing is yellow for its own sake, and the exit code is 0."""
    assert {one.level for one in good.checks} == {"green"}
    assert {one.area for one in good.checks} == {"sheets", "letters", "server", "ledger"}
    assert good.exit_code == 0


def test_the_worst_comes_first(here: Desk) -> None:
    """Red before yellow before green, and every line that is not green says what to do."""
    well(here)
    _kutsu(here, "person.first_name", "person.firstname")
    here.sheet(MATTI, "Maija;Esimerkki;;Lapin liitto;Lappi")
    checks = looked(here).checks
    levels = [one.level for one in checks]
    assert levels == sorted(levels, key=("red", "yellow", "green").index)
    assert set(levels) == {"red", "yellow", "green"}
    assert all(one.hint for one in checks if one.level != "green")


def test_a_mailing_whose_time_is_over_is_not_judged(here: Desk) -> None:
    """After the event a broken invitation is nothing to fix, and the thank-you is still looked at."""
    well(here)
    here.settings(
        more=f'{FORMS}[mailing.kutsu]\n[mailing.kiitos]\naudience = "attended"\ncalendar = false\n'
    )
    _kutsu(here, "person.first_name", "person.firstname")
    after = NOW + timedelta(days=60)
    found = looked(here, now=after)
    assert not [one for one in found.checks if one.level == "red"]
    assert said(found, "green", "kutsu: nothing is left to send")
    assert said(found, "green", "The event is over")
    write(here, "templates/kiitos.fi.md", "Aihe: Kiitos\n\nHei {{ person.firstname }}\n")
    assert [one.where for one in looked(here, now=after).checks if one.level == "red"] == [
        "templates/kiitos.fi.md:3"
    ]
