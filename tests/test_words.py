"""The word that was meant is found, and none where nothing is near; and what a translation keeps."""

from __future__ import annotations

import runpy
from datetime import datetime
from gettext import translation
from pathlib import Path

import pytest

from invite.words import LOCALE, decimal, moment, near

TOOL = Path(__file__).parents[1] / "tools" / "words.py"

KNOWN = ("planning-group", "lab-team", "project-lead", "Pohjois-Häme", "reply_to")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("planing group", "planning-group"),
        ("LAB TEAM", "lab-team"),
        ("lab_teem", "lab-team"),
        ("pohjois hame", "Pohjois-Häme"),
        ("reply-to", "reply_to"),
        ("replyto", "reply_to"),
        ("steering committee", None),
        ("", None),
    ],
)
def test_what_was_meant(word: str, meant: str | None) -> None:
    """Capitals, diacritics, hyphens, underscores and spaces make no difference; what is unlike all
    is no slip of any.
    """
    assert near(word, KNOWN) == meant


def test_how_alike_they_must_be() -> None:
    """Where a word may be the writer's own, only what can hardly be anything else is a slip."""
    assert near("project-partner", KNOWN) is not None
    assert near("project-partner", KNOWN, alike=0.8) is None
    assert near("project-leed", KNOWN, alike=0.8) == "project-lead"


@pytest.mark.parametrize(
    ("source", "text", "wrong"),
    [
        ("{n} letters", "{n} kirjettä", ""),
        ("{n} letters", "kirjettä", "{n}"),
        ("Sent to {name}.", "Lähetetty: {nimi}.", "{name}, {nimi}"),
        ("Run invite send --yes", "Aja invite laheta --yes", "invite send"),
        ("Run invite send --yes", "Aja invite send --kylla", "--kylla, --yes"),
        ("See `host` in invite.toml.", "Katso `palvelin`.", "`host`, `palvelin`, invite.toml"),
        ("Write it under [returns].", "Kirjoita se kohtaan [paluu].", "[returns]"),
        ("Their address: ", "Osoite:", "spaces"),
        ("Short.", "a" * 81, "80 columns"),
        ("a" * 81, "b" * 90, ""),
    ],
)
def test_what_a_translation_must_keep(source: str, text: str, wrong: str) -> None:
    """`make check` finds what is filled in, a command, an option or a key that differs, spaces at the
    end, and a line that has outgrown the screen.
    """
    found = " ".join(runpy.run_path(str(TOOL))["wrong_with"](source, text, set()))
    assert wrong in found
    assert bool(wrong) == bool(found)


def test_days_times_and_numbers() -> None:
    """English as the source says them; the Finnish forms are in the catalogue."""
    at = datetime(2027, 1, 12, 9, 5)  # noqa: DTZ001 - as the coordinator's clock shows it
    assert moment(at) == "12.1.2027 9:05"
    assert decimal(12.5) == "12.5"
    finnish = translation("invite", localedir=LOCALE, languages=["fi"]).gettext
    assert finnish("{hour}:{minute}") == "klo {hour}.{minute}"
    assert finnish("{whole}.{tenths}") == "{whole},{tenths}"
