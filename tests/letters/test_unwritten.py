"""Shipped templates that ask to be written, and whether somebody has."""

from __future__ import annotations

import pytest

from invite.language import LANGUAGES
from invite.letters.templates.leftovers import leftovers
from invite.letters.templates.source import TemplateFile, shipped
from invite.letters.unwritten import is_unwritten


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_programme_as_it_came(language: str) -> None:
    """It is known until a line is added or changed, whether or not the comment is still there."""
    name = f"ohjelma.{language}.md"
    text = TemplateFile.read(shipped("templates") / name, name).text
    assert is_unwritten(TemplateFile(name, text), name)
    begin, end = text.index("{#"), text.index("#}") + 3
    assert is_unwritten(TemplateFile(name, text[:begin] + text[end:]), name)
    item = text.index("\n- ", end) + 1
    for written in (
        f"{text[:item]}- 13.30 Musiikkia\n{text[item:]}",
        text.replace("event.ends | time }} ", "event.ends | time }} Kahvia ja "),
        f"{text[:end]}- 13 Avaus\n{text[end:]}",
    ):
        assert not is_unwritten(TemplateFile(name, written), name)


@pytest.mark.parametrize("name", ["kutsu.fi.md", "kiitos.sv.md", "oma.fi.md"])
def test_other_templates_ask_for_nothing(name: str) -> None:
    """No stricter: what was shipped whole may go as it is."""
    path = shipped("templates") / name
    text = path.read_text(encoding="utf-8") if path.is_file() else "Aihe: Oma\n\n- Yksi\n"
    assert not is_unwritten(TemplateFile(name, text), name)


@pytest.mark.parametrize(
    "line",
    ["Kirjoita ohjelma tähän.", "(Lisää teksti tähän)", "Ohjelma tulee tähän", "Malliteksti",
     "Skriv programmet här", "Write the programme here.", "Your text here", "Puhuja: ______",
     "13.00 ............", "Paikka: ????", "insert text here"],
)  # fmt: skip
def test_sentences_that_ask_for_text_are_left_over(line: str) -> None:
    """In three languages, and blanks to be filled in by hand."""
    assert list(leftovers(line))


@pytest.mark.parametrize(
    "line",
    ["Kirjoita vastaus tähän viestiin.", "Lisää nimi tähän listaan.", "Täytä lomake tähän mennessä.",
     "Fyll i formuläret här", "Choose your workshop here", "Write to us here", "Odotamme sinua...",
     "Add the event to your calendar here", "Mitä???"],
)  # fmt: skip
def test_sentences_to_the_reader_are_not(line: str) -> None:
    """No stricter: what asks the reader for something may."""
    assert not list(leftovers(line))
