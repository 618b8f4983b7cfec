"""The letters that ship with invite: every one goes out, in three languages, whoever the person and
whatever the event lacks.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import product

import pytest
from paper import EVENT, LAB, LEAD, PLANNING, SENDER, STAMP, Desk, person

from invite.event import Event
from invite.language import LANGUAGES, Language
from invite.letters.compose import Composer
from invite.letters.model import Letter
from invite.letters.templates.source import shipped
from invite.mailing import Mailing
from invite.records import replace

NAMES = ("kutsu", "muistutus", "ohjelma", "muutos", "peruutus", "kiitos")
BARE = replace(
    EVENT, place=None, reply_by=None, registration_url=None, contact=None, privacy_url=None
)


def composer(desk: Desk, name: str, language: Language, event: Event = EVENT) -> Composer:
    """One shipped letter, prepared."""
    return Composer.prepare(
        event=event,
        sender=SENDER,
        mailing=Mailing(name=name, template=name),
        role_words={},
        forms={},
        folder=desk.folder,
        languages=(language,),
    )


@pytest.mark.parametrize(("name", "language"), [*product(NAMES, LANGUAGES)])
def test_every_shipped_letter_goes_out(desk: Desk, name: str, language: Language) -> None:
    """With many roles and none, a full event and a bare one, first and later, with a preface and
    without; links in the text.
    """
    before = replace(
        EVENT,
        starts=EVENT.starts - dt.timedelta(days=7),
        ends=EVENT.ends - dt.timedelta(days=7),
        place="Muualla",
    )
    only_place, only_name = replace(EVENT, place=None), replace(EVENT, title="Vanha nimi")
    for event, old in product(
        (EVENT, BARE), (None, before.facts(), only_place.facts(), only_name.facts())
    ):
        ready = composer(desk, name, language, event)
        # the programme is the coordinator's to write, and the shipped one says so
        assert bool(ready.notes) == (name == "ohjelma")
        for roles, first, preface in product(
            ((PLANNING,), (PLANNING, LAB, LEAD), ()), (True, False), (None, "Huom!\nToinen rivi.")
        ):
            who = replace(person("Päivi", "Mäki", language=language), roles=roles)
            letter = ready.compose(
                who, who.addresses[0], replace(STAMP, first=first, preface=preface, before=old)
            )
            assert isinstance(letter, Letter), letter
            assert letter.language == language
            assert not re.search(
                r"None|Undefined|[{}]|\n\n\n| \n|zq|  +[^FNBWEÖU]",
                letter.text.replace("\n  ", "\n"),
            )
            links = re.findall(r'href="([^"]*)"', letter.html)
            assert all(link.replace("&amp;", "&") in letter.text for link in links)
            assert not re.search(r"<(p|ul|li|h\d|td)[^>]*>\s*</", letter.html)
            assert "Päivi" in letter.text.splitlines()[0]
            assert (preface or "Päivi") in letter.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_shows_old_and_new_side_by_side(desk: Desk, language: Language) -> None:
    """A table in HTML, named lines in the text."""
    before = replace(
        EVENT,
        starts=EVENT.starts - dt.timedelta(days=7),
        ends=EVENT.ends - dt.timedelta(days=7),
        place="Muualla",
    )
    ready = composer(desk, "muutos", language)
    letter = ready.compose(
        person(language=language), person().addresses[0], replace(STAMP, before=before.facts())
    )
    assert isinstance(letter, Letter)
    rows = re.findall(
        r"<tr>\s*<td[^>]*>(.*?)</td>\s*<td[^>]*>(.*?)</td>\s*<td[^>]*>(.*?)</td>", letter.html
    )
    assert [row[1:] for row in rows][1] == ("Muualla", "Talo, Katu 11–13, Helsinki")
    assert re.search(r": Muualla\n  \w+: Talo, Katu 11–13, Helsinki\n", letter.text)


def test_the_calendar_goes_with_what_has_a_time_to_come(desk: Desk) -> None:
    """An invitation adds the entry, calling off removes it, thanks leave it alone."""
    found = {}
    for name in NAMES:
        letter = composer(desk, name, "fi").compose(person(), person().addresses[0], STAMP)
        assert isinstance(letter, Letter)
        found[name] = re.findall("METHOD:(.*)\r", letter.calendar or "")
    assert found == {name: ["PUBLISH"] for name in NAMES} | {"peruutus": ["CANCEL"], "kiitos": []}


def test_the_layout_is_accessible_where_a_mail_program_shows_it(desk: Desk) -> None:
    """Language on html and on an inner div, a title, layout tables marked as such, dark colours, 16
    px and more.
    """
    html = desk.letter().html
    assert html.startswith('<!DOCTYPE html><html lang="fi">')
    assert '<div class="page" lang="fi"' in html
    assert "<title>Kutsu: Esimerkkihankkeen päätöstilaisuus</title>" in html
    assert html.count("<table") == html.count('role="presentation"')
    assert "@media (prefers-color-scheme: dark)" in html
    assert min(map(int, re.findall(r"font-size: (\d+)px", html))) >= 16
    assert "max-width: 600px" in html
    assert html.count("<h1") == 1
    assert html.index("<meta charset") < html.index("<title") < html.index("<style")


def test_the_senders_colour_stays_readable() -> None:
    """4.5 to 1 at least, for any colour, in light and dark (WCAG 2.2, 1.4.3)."""
    from invite.letters.templates.layout import DARK, LIGHT, colours, contrast

    for colour in (
        None,
        "#ffffff",
        "#000000",
        "#ffee00",
        "#777777",
        "#8a1f5c",
        "not a colour",
        "#0000ff",
    ):
        found = colours(colour)
        assert contrast(found["colour"], found["on_colour"]) >= 4.5
        assert contrast(found["link_colour"], LIGHT) >= 4.5
        assert contrast(found["dark_link_colour"], DARK) >= 4.5


def test_the_shipped_folders_are_there() -> None:
    """In a checkout beside the package; in a wheel inside it."""
    assert (shipped("templates") / "layout.html").is_file()
