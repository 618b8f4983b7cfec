"""What kinds of role and of column are called on the screen; settings and JSON keep the keys."""

from __future__ import annotations

from invite.words import N_, _

KINDS = {
    "planning-group": N_("planning-group"),
    "lab-team": N_("lab-team"),
    "project-lead": N_("project-lead"),
    "participant": N_("participant"),
}
# What a column was taken for.
FIELDS = {
    "email": N_("email"),
    "phone": N_("phone"),
    "unwanted": N_("unwanted"),
    "wanted": N_("wanted"),
    "genitive": N_("genitive"),
    "link": N_("link"),
    "language": N_("language"),
    "first_name": N_("first_name"),
    "called": N_("called"),
    "last_name": N_("last_name"),
    "organisation": N_("organisation"),
    "region": N_("region"),
    "group": N_("group"),
    "title": N_("job title"),
    "number": N_("number"),
    "name": N_("name"),
}


def kind_called(kind: str) -> str:
    """The kind in words of the screen's language; a kind of the coordinator's own as it is."""
    return _(KINDS[kind]) if kind in KINDS else kind


def kind_and_key(kind: str) -> str:
    """The same where it may have to be typed: with the key, where that is another word."""
    called = kind_called(kind)
    return called if called == kind else f"{called} ({kind})"
