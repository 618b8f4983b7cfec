"""`invite who --why-not`: what became of each row of the folder's sheets on which a name stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct

from invite.campaign.gathering.gather import Gathered, gather
from invite.campaign.gathering.unnamed_files import glance_at, is_ignored, named, spreadsheets
from invite.campaign.project import Project
from invite.errors import WrongUsage
from invite.people.extraction.result import Understanding
from invite.people.lookup import plain
from invite.people.model import Flaw, Origin, Person, Row, Sheet
from invite.plan import Because
from invite.sources.files import shown
from invite.sources.read import read_file
from invite.words import _

# What a row ended as. no-source: its file is in no source, or ignored; no-sheet: its source takes
# other sheets of the file.
Ending = Literal[
    "person", "no-person", "left-out", "other-line", "no-source", "ignored", "no-sheet"
]


class NamedPerson(Struct, frozen=True):
    """Somebody whom a row is about, and why they cannot be written to; None where they can."""

    person: Person
    held: Because | None


class RowStory(Struct, frozen=True, kw_only=True):
    """What became of one row. text: its cells as they stand. taken_for: of a line that is no
    person's, what it was taken for (`title`, `heading`, `total`…). flaws: those of the row, and of
    its sheet or file where it gave nobody.
    """

    origin: Origin
    text: str
    ending: Ending
    people: tuple[NamedPerson, ...]
    flaws: tuple[Flaw, ...]
    taken_for: str = ""


class RowStories(Struct, frozen=True):
    """Every row that the name stands on. unread: the files that could not be looked into."""

    who: str
    rows: tuple[RowStory, ...]
    unread: tuple[str, ...]


def row_stories(project: Project, who: str) -> RowStories:
    """Read all sheets of the folder, those of no source too, and tell of each row that holds these
    words: whole words where there are such, else the beginnings of words, else any part.

    Raises WrongUsage where no row does.
    """
    gathered = gather(project, only_to_look=True)
    sheets, unread = _all_sheets(project)
    for meant in _ways(who):
        rows = tuple(
            _story(project, gathered, sheet, row)
            for sheet in sheets
            for row in sheet.rows
            if meant(sheet, row)
        )
        if rows:
            return RowStories(who, rows, unread)
    hint = _(
        "Check the name for a typing error, or give a part of it. To list everybody: invite people"
    )
    if unread:
        hint = _("These could not be read: {files}.").format(files=", ".join(unread)) + " " + hint
    raise WrongUsage(_("{who} is on no sheet in this folder.").format(who=who), hint=hint)


def _all_sheets(project: Project) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """Every sheet of every spreadsheet of the project; and the files that cannot be read."""
    settings = project.settings
    inside = {shown(path, settings.folder): path for path in spreadsheets(settings.folder)}
    sources = {file: settings.folder / file for file in named(settings.folder, settings.sources)}
    sheets: list[Sheet] = []
    unread: list[str] = []
    for name, path in {**sources, **inside}.items():
        if name not in sources and glance_at(path, project.reader).ours:
            continue
        reading = read_file(path, settings.folder, caps=settings.caps, reader=project.reader)
        sheets += reading.sheets
        if not reading.sheets:
            unread.append(name)
    return tuple(sheets), tuple(unread)


def _ways(who: str) -> tuple[Callable[[Sheet, Row], bool], ...]:
    """What the words may mean, the most exact first: the row itself, whole words, parts."""
    key = who.strip().casefold()
    words = plain(who).split()
    tests: tuple[Callable[[str, str], bool], ...] = (str.__eq__, str.startswith, str.__contains__)

    def among(test: Callable[[str, str], bool]) -> Callable[[Sheet, Row], bool]:
        def holds(_sheet: Sheet, row: Row) -> bool:
            there = plain(" ".join(_texts(row))).split()
            return bool(words) and all(any(test(one, word) for one in there) for word in words)

        return holds

    return (
        lambda sheet, row: str(Origin(sheet.file, sheet.name, row.number)).casefold() == key,
        lambda _sheet, row: "@" in key and any(key in text.casefold() for text in _texts(row)),
        *map(among, tests),
    )


def _texts(row: Row) -> list[str]:
    """All that can be read in a row: cells, where their links lead, and comments."""
    return [*row.cells, *row.links.values(), *row.comments.values()]


def _story(project: Project, gathered: Gathered, sheet: Sheet, row: Row) -> RowStory:
    origin = Origin(sheet.file, sheet.name, row.number)
    people = tuple(
        NamedPerson(person, gathered.held.get(person.id))
        for person in gathered.roster.people
        if origin in person.origins
    )
    understood = [
        one for one in gathered.understandings if (one.file, one.sheet) == (sheet.file, sheet.name)
    ]
    taken_for = next(
        (other.kind for one in understood for other in one.others if other.row == row.number), ""
    )
    ending = _ending(project, sheet, row, understood, people=bool(people), other=bool(taken_for))
    wider = {origin, Origin(sheet.file, sheet.name), Origin(sheet.file)}
    rows = {origin} if people else wider
    return RowStory(
        origin=origin,
        text=" · ".join(cell for cell in (text.strip() for text in row.cells) if cell),
        ending=ending,
        people=people,
        flaws=tuple(flaw for flaw in gathered.roster.flaws if flaw.origin in rows),
        taken_for=taken_for,
    )


def _ending(
    project: Project,
    sheet: Sheet,
    row: Row,
    understood: Sequence[Understanding],
    *,
    people: bool,
    other: bool,
) -> Ending:
    if people:
        return "person"
    if not understood:
        settings = project.settings
        if sheet.file in named(settings.folder, settings.sources):
            return "no-sheet"
        return "ignored" if is_ignored(sheet.file, settings.ignore) else "no-source"
    if any(row.number in one.left_out for one in understood):
        return "left-out"
    return "other-line" if other else "no-person"
