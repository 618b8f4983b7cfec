"""Text that was meant as a placeholder: leftovers of template languages in a finished text stop the
sending.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.outcome import case, project, written

LEFTOVERS = [
    "«Etunimi»",
    "[NIMI]",
    "*|FNAME|*",
    "%ETUNIMI%",
    "((etunimi))",
    "${nimi}",
    "#NIMI#",
    "{etunimi}",
    "<<Nimi>>",
    "[[nimi]]",
    "{$nimi}",
    "%recipient.name%",
    "@@nimi@@",
    "[Förnamn]",
    "«Förnamn»",
    "{{{etunimi}}}",
    "{First Name}",
    "%%FIRST_NAME%%",
    "[Your name]",
    "[ETUNIMI SUKUNIMI]",
    "<etunimi>",
    "{MERGEFIELD Etunimi}",
    "&lt;&lt;Nimi&gt;&gt;",
    "$nimi$",
    "{% nimi %}",
    "[lisää päivämäärä]",
    "XX.XX.2027",
    "[TÄYDENNÄ]",
]
PLAIN = [
    "50 % etänä ja 50 % paikalla",
    "Avoinna klo 9–16 (ovet 8.30)",
    "#yhdessä",
    "hinta 0 €, alennus 10% tai 20%",
    "A & B, 3 < 5 ja 5 > 3",
    "huone C#1",
    "sähköposti@example.org",
    "[1] ja [2]",
    "ns. «laina» ja ”lainaus”",
    "(katso liite)",
    "t&k-päivä",
    "klo 13.00 {tai heti}",
    "**tervetuloa** ja *kiitos*",
    "Kiitos! :) <3",
    "hinta $5, 100 % kotimainen",
    "[Ilmoittaudu](<{{ registration_url }}>)",
]


def letter(
    folder: Path, body: str, subject: str = "Kutsu: {{ event.title }}", button: str = "Ilmoittaudu"
) -> None:
    """A template with these words."""
    (folder / "templates").mkdir()
    link = f"[{button}](<{{{{ registration_url }}}}>){{.button}}"
    text = f"Aihe: {subject}\n\nHei {{{{ person.first_name }}}},\n\n{body}\n\n{link}\n"
    (folder / "templates" / "kutsu.fi.md").write_text(text, encoding="utf-8")


SHEET = written("Nimi;Sähköposti", ["Aino Malli", "aino.malli@example.org"])


def test_seven_leftovers_in_one_template(tmp_path: Path) -> None:
    """Case 66: nothing is sent; each leftover is named with its line."""
    here = case(tmp_path, "66-leftover-merge-fields")
    ran = here("send", "--yes", "--json")
    assert ran.code == 3, ran
    for words in (
        "«Etunimi»",
        "[NIMI]",
        "*|FNAME|*",
        "%ETUNIMI%",
        "((etunimi))",
        "${nimi}",
        "#NIMI#",
        "{etunimi}",
    ):
        assert words in ran.err, words
    assert "kutsu.fi.md" in ran.err
    assert "3" in ran.err
    assert "5" in ran.err


@pytest.mark.parametrize("words", LEFTOVERS)
def test_a_leftover_stops_the_sending(words: str, tmp_path: Path) -> None:
    """In the text: exit 3, with the template, its line, the words, and what to write instead."""
    here = project(tmp_path, {"a.csv": SHEET})
    letter(tmp_path, f"tervetuloa {words} juhlaan.")
    ran = here("send", "--yes")
    assert ran.code == 3, ran
    assert "kutsu.fi.md" in ran.err
    assert "5" in ran.err
    assert not list(tmp_path.glob("outbox/**/*.eml"))


@pytest.mark.parametrize(
    "words", ["[NIMI]", "«Etunimi»", "%ETUNIMI%", "{etunimi}", "*|FNAME|*", "<<Nimi>>"]
)
@pytest.mark.parametrize("place", ["subject", "button"])
def test_a_leftover_elsewhere_stops_the_sending(words: str, place: str, tmp_path: Path) -> None:
    """In the subject or on the button too."""
    here = project(tmp_path, {"a.csv": SHEET})
    letter(tmp_path, "tervetuloa.", **{place: f"Kutsu {words}"})
    assert here("send", "--yes").code == 3


@pytest.mark.parametrize(
    "words", ["[PAIKKA]", "«Tilaisuus»", "%NIMI%", "{paikka}", "XXX", "[Plats]", "[Venue]"]
)
@pytest.mark.parametrize("key", ["title", "place"])
def test_a_leftover_in_the_settings_stops_the_sending(words: str, key: str, tmp_path: Path) -> None:
    """In what goes into the calendar: the event's title and place."""
    here = project(tmp_path, {"a.csv": SHEET})
    settings = tmp_path / "invite.toml"
    old = {"title": "Koetilaisuus", "place": "Sali, Katu 1, Helsinki"}[key]
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(f'"{old}"', f'"{words}"'), encoding="utf-8"
    )
    ran = here("send", "--yes")
    assert ran.code == 3, ran
    assert words in ran.err


@pytest.mark.parametrize("words", PLAIN)
def test_plain_words_go(words: str, tmp_path: Path) -> None:
    """No stricter than it must be: per cents, brackets, hashes and quotes are used in letters."""
    here = project(tmp_path, {"a.csv": SHEET})
    letter(tmp_path, f"tervetuloa: {words}")
    ran = here("send", "--yes", "--json")
    assert (ran.code, ran["written"]) == (0, 1), ran.err


@pytest.mark.parametrize("name", ["{Etunimi} Malli", "[NIMI] Malli", "%NIMI%"])
def test_what_stands_in_a_sheet_is_the_sheets(name: str, tmp_path: Path) -> None:
    """A placeholder in a person's own cell holds that person and stops nobody else."""
    here = project(
        tmp_path,
        {
            "a.csv": written(
                "Nimi;Sähköposti", ["Kerttu Rantala", "kr@example.org"], [name, "joku@example.org"]
            )
        },
    )
    ran = here("send", "--yes", "--json")
    assert (ran.code, ran["written"]) == (0, 1), ran.err


def test_the_shipped_templates_go(tmp_path: Path) -> None:
    """No stricter than it must be: none of the shipped letters in three languages is stopped."""
    rows = [
        [name, f"{n}@example.org", language]
        for n, (name, language) in enumerate(
            (("Aino Malli", "fi"), ("Erik Berg", "sv"), ("John Taylor", "en"))
        )
    ]
    more = "".join(f"[mailing.{name}]\n" for name in ("muistutus", "ohjelma", "kiitos"))
    here = project(tmp_path, {"a.csv": written("Nimi;Sähköposti;Kieli", *rows)}, more=more)
    for mailing in ("kutsu", "muistutus", "ohjelma", "kiitos"):
        ran = here("send", "--mailing", mailing, "--dry-run")
        assert ran.code == 0, ran.err
