"""What the shipped kinds of role are called on the screen; settings and scripts keep the keys."""

from __future__ import annotations

from invite.words import N_, _

KINDS = {
    "planning-group": N_("planning-group"),
    "lab-team": N_("lab-team"),
    "project-lead": N_("project-lead"),
    "participant": N_("participant"),
}


def kind_called(kind: str) -> str:
    """The kind in words of the screen's language; a kind of the coordinator's own as it is."""
    return _(KINDS[kind]) if kind in KINDS else kind


def kind_and_key(kind: str) -> str:
    """The same where it may have to be typed: with the key, where that is another word."""
    called = kind_called(kind)
    return called if called == kind else f"{called} ({kind})"
