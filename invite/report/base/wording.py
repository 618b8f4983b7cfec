"""What a report says in the event's language.

The screen's words are the user's own language and go through gettext; a report is for others, so
its words stand with the language, as those of letters do.
"""

from __future__ import annotations

from datetime import datetime

from invite.language import Language
from invite.language.places import REGIONS, place
from invite.language.texts import ReportTexts, Table, texts


def report_words(language: Language) -> ReportTexts:
    """The tables of words for a report in that language."""
    return texts(language).reports


def said(table: Table, key: str) -> str:
    """The words for a key; the key itself where there are none (a role or a mailing of the
    coordinator's own).
    """
    return table.get(key, key)


def region(name: str, language: Language) -> str:
    """A region's name in the language."""
    known = place(name) if name in REGIONS else None
    return known.called(language) if known else name


def moment(at: datetime, language: Language) -> str:
    """`12.1.2027 klo 9.14`, `12.1.2027 kl. 9.14`, `2027-01-12 09:14`."""
    return texts(language).dates.full(at)
