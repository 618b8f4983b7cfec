"""The word that was meant is found, and none where nothing is near."""

from __future__ import annotations

import pytest

from invite.words import near

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
