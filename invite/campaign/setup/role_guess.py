"""Guesses what part the people of a list played, from the words in names, titles and headings round
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from invite.language.regions import find_region
from invite.language.spelling import ascii_key
from invite.people.extraction.result import Understanding

OWN = "participant"
"""The kind for a list that tells nothing of its role."""


# As they stand in ascii_key. The last row is for groups that have a word of their own for what they
# are: none of the three.
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("planning-group", re.compile(r"suunnittel\w*|planning|planering\w*|\bsrt?\b")),
    ("lab-team", re.compile(r"tiimi|\blabs?\b|\blabb\w*|\bteams?\b|\bteamet|\w+team\b")),
    ("project-lead", re.compile(r"hanke|hankk(?:ee|ei)|projekt|vastuuhenkilo|project|ansvarig")),
    (
        "",
        re.compile(
            r"ohjausryhm|johtoryhm|seurantaryhm|hallitu|styrgrupp|ledningsgrupp|steering|\bboard\b"
        ),
    ),
)
_REGISTRATIONS = re.compile(
    r"\b(?:ilmoittautu|rekisteroity|rekisterointi|registration|registered|anmalning|anmalda"
    r"|vastaukset|responses|lyyti|webropol)"
)
_ANSWERED = frozenset(
    (
        "aikaleima", "ilmoittautumisaika", "ilmoittautumispaiva", "vastausaika", "vastattu",
        "lahetysaika", "aloitusaika", "valmistumisaika", "timestamp", "start time",
        "completion time", "submission date", "submitted", "submitted at", "registration date",
        "registered at", "tidsstampel", "svarstid", "anmalningsdatum", "respondent id",
        "vastaajan id",
    )
)  # fmt: skip
NAME, TITLE, HEADING, REGIONS = 3.0, 2.0, 1.0, 2.0
SEVERAL = 0.6  # of the sheets; so many must be named by regions for that to say something


def guess_role(folder_and_file: Iterable[str], sheets: Sequence[Understanding]) -> str | None:
    """The kind of role that the words speak of most plainly; None where none does, or two do alike.

    folder_and_file: the file's name without its ending, and its folder's. sheets: those with people
    on them.
    """
    points: dict[str, float] = {}
    for name in folder_and_file:
        _add(points, kinds_in(name), NAME)
    for sheet in sheets:
        _add(points, kinds_in(sheet.sheet or ""), NAME / len(sheets))
        _add(
            points,
            {kind for title in titles(sheet) for kind in kinds_in(title)},
            TITLE / len(sheets),
        )
        _add(
            points,
            {kind for column in sheet.columns for kind in kinds_in(column.heading)},
            HEADING / len(sheets),
        )
    if len(sheets) > 1 and sum(_named_by_region(sheet) for sheet in sheets) >= SEVERAL * len(
        sheets
    ):
        _add(points, ("planning-group",), REGIONS)
    ranked = sorted(points.items(), key=lambda item: -item[1])
    (best, most), (_second, next_most) = (*ranked, ("", 0.0), ("", 0.0))[:2]
    return best or None if most >= SEVERAL and most > next_most else None


def plain_role(sheet: Understanding) -> str | None:
    """The role that a sheet's own name or title tells, by itself; None where it tells none or
    several.
    """
    for texts in ((sheet.sheet or "",), titles(sheet)):
        kinds = {kind for text in texts for kind in kinds_in(text)}
        if kinds:
            return kinds.pop() or None if len(kinds) == 1 else None
    return None


def is_registrations(stem: str, sheets: Sequence[Understanding]) -> bool:
    """Whether a file is what a registration system has written, by its name or by a column of the
    moments of answering.
    """
    headings = {
        re.sub(r"[^a-z]+", " ", ascii_key(column.heading)).strip()
        for sheet in sheets
        for column in sheet.columns
    }
    return bool(_REGISTRATIONS.search(ascii_key(stem).replace("_", " "))) or bool(
        headings & _ANSWERED
    )


def kinds_in(text: str) -> set[str]:
    """The kinds that the words of a text speak of."""
    plain = re.sub(r"[^a-z0-9]+", " ", ascii_key(text[:200]))
    return {kind for kind, words in KINDS if words.search(plain)}


def titles(sheet: Understanding) -> tuple[str, ...]:
    """The lines above the header."""
    return tuple(other.text for other in sheet.others if other.kind == "title")


def _add(points: dict[str, float], kinds: Iterable[str], weight: float) -> None:
    for kind in kinds:
        points[kind] = points.get(kind, 0) + weight


def _named_by_region(sheet: Understanding) -> bool:
    """Whether the sheet's name is a region; a file's that has but one sheet, too."""
    stem = sheet.file.rpartition("/")[2].rpartition(".")[0]
    return any(find_region(name) for name in (sheet.sheet, stem) if name)
