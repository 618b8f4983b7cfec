"""`invite check` in tests: a project in which all is well, and what is said of one that was spoiled."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from desk import Desk

from invite.campaign.check.checklist import Outside, checklist
from invite.campaign.check.model import Check, Checklist

NOW = datetime(2027, 1, 12, 7, 14, tzinfo=UTC)
# The one form in the shipped letter that no table holds, read and said to be right.
FORMS = '[forms]\n"Aino Esimerkki" = { illative = "Aino Esimerkkiin" }\n'
NOTHING = Outside()


def well(here: Desk) -> Desk:
    """The project, with nothing in it that anybody had better look at."""
    here.settings(more=FORMS)
    return here


def looked(here: Desk, outside: Outside = NOTHING, now: datetime = NOW) -> Checklist:
    """What check says of the project, a month before its event."""
    return checklist(here.folder, outside, clock=lambda: now)


def said(found: Checklist, level: str, words: str) -> list[Check]:
    """The lines of that level in which these words stand (a pattern)."""
    return [one for one in found.checks if one.level == level and re.search(words, one.what)]


def write(here: Desk, name: str, text: str) -> None:
    """A file of the project, in UTF-8."""
    path = here.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def settings(here: Desk, old: str, new: str) -> None:
    """Change one place of invite.toml."""
    path = here.folder / "invite.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
