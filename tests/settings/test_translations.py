"""Texts in several languages: each where it belongs, and what is missing or wrong said with its
key.
"""

from __future__ import annotations

import pytest
from settings.project_file import GOOD, loaded, only_problem, spoilt

from invite.language import Language

TITLE = 'title = "Juhla"'
NAME = 'name = "Kutsut"'


@pytest.mark.parametrize(
    ("language", "title"), [("fi", "Juhla"), ("sv", "Fest"), ("en", "Celebration")]
)
def test_each_language_has_its_own(language: Language, title: str) -> None:
    """One text in each language, under one key."""
    texts = 'title = { fi = "Juhla", sv = "Fest", en = "Celebration" }'
    event = loaded(spoilt(TITLE, texts)).event
    assert event.in_language(language).title == title
    assert event.title == "Juhla"


def test_one_text_is_everybodys() -> None:
    """What has no translation stays as it is; so does what is translated in part."""
    texts = 'title = { fi = "Juhla", sv = "Fest" }\nplace = "Kajaani"'
    event = loaded(spoilt(TITLE, texts)).event
    assert event.in_language("sv").place == "Kajaani"
    assert event.in_language("en").title == "Juhla"
    assert loaded(GOOD).event.in_language("sv") == loaded(GOOD).event


def test_the_senders_name_too() -> None:
    """People see whom the letter is from in their own language."""
    sender = loaded(spoilt(NAME, 'name = { fi = "Kutsut", sv = "Inbjudningar" }')).sender
    assert (sender.name, sender.in_language("sv").name) == ("Kutsut", "Inbjudningar")
    assert sender.in_language("en").name == "Kutsut"


def test_links_are_checked_in_each_language() -> None:
    """A link that is none is a problem of its own key."""
    texts = 'privacy_url = { fi = "https://example.org/a", sv = "htps:/b" }\n' + TITLE
    problem = only_problem(spoilt(TITLE, texts))
    assert problem.where == "invite.toml: event.privacy_url.sv (line 2)"


def test_an_unknown_language_is_a_problem() -> None:
    """Letters are written in three; a slip would leave people with the wrong text."""
    problem = only_problem(spoilt(TITLE, 'title = { fi = "Juhla", se = "Fest" }'))
    assert "`se`" in problem.what
    assert "fi, sv, en" in problem.hint


def test_without_the_events_own_language_it_is_said() -> None:
    """The first other one stands in its place; the settings warn."""
    settings = loaded(spoilt(TITLE, 'title = { sv = "Fest" }'))
    assert settings.event.title == "Fest"
    (warning,) = [one for one in settings.warnings if "event.title" in one.where]
    assert 'fi = "' in warning.hint


def test_no_text_at_all_is_a_problem() -> None:
    """Braces with nothing in them are as good as no line."""
    assert "event.title" in only_problem(spoilt(TITLE, 'title = { fi = "" }')).where
