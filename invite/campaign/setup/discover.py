"""Looks at the files of a folder and proposes a source for each list of people in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from invite.campaign.gathering.unnamed_files import digest, glance_at, is_ignored, spreadsheets
from invite.campaign.setup.role_guess import guess_role, is_registrations, plain_role
from invite.errors import MustMend
from invite.people.extraction.extract import understand
from invite.people.extraction.result import Understanding
from invite.people.model import Severity, Sheet, Source
from invite.records import replace
from invite.settings import SETTINGS_FILE
from invite.sources.files import find, shown
from invite.sources.read import SourceReading, read_file
from invite.sources.reader import FileReader
from invite.words import _

MOST = 200  # files; beyond them this is no project folder, and reading them all would take an hour
UNCLEAR = ""
Known = Mapping[str, frozenset[str] | None]
NO_SHEETS: frozenset[str] = frozenset()
NOTHING_KNOWN: Known = MappingProxyType({})


class Proposal(Struct, frozen=True):
    """A source as it would be written, and its sheets as they are understood by it. Its role is ""
    where nothing tells it.
    """

    source: Source
    files: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    understandings: tuple[Understanding, ...]

    @classmethod
    def of(cls, source: Source, files: tuple[str, ...], sheets: tuple[Sheet, ...]) -> Proposal:
        """The sheets as the source has them understood: its role tells what a heading is."""
        return cls(source, files, sheets, tuple(understand(sheet, source) for sheet in sheets))

    @property
    def rows(self) -> int:
        """How many rows hold any text."""
        return sum(one.rows for one in self.understandings)

    @property
    def people(self) -> int:
        """How many entries the rows make; one human being may be several of them."""
        return sum(len(one.entries) for one in self.understandings)

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions of its people, in the order in which they come."""
        found = (entry.role.region for one in self.understandings for entry in one.entries)
        return tuple(dict.fromkeys(region for region in found if region))

    def with_role(self, role: str) -> Proposal:
        """The same, for people of that role."""
        return Proposal.of(replace(self.source, role=role), self.files, self.sheets)


class LeftOut(Struct, frozen=True):
    """A file that is proposed for no source, and why not. wished: the coordinator said so. ours: we
    wrote it, or it is a copy of another one: nobody is missing.
    """

    file: str
    why: str
    hint: str = ""
    wished: bool = False
    ours: bool = False


class FolderContents(Struct, frozen=True):
    """What lies in a folder."""

    proposals: tuple[Proposal, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class _List(Struct, frozen=True):
    """One file with people on it. only: whether these are some of its sheets, the others being
    sources already.
    """

    file: str
    sheets: tuple[Sheet, ...]
    understandings: tuple[Understanding, ...]
    only: bool = False

    @property
    def alike(self) -> tuple[str, str]:
        """What files share that one pattern can name: the sub-folder and the ending."""
        folder, _slash, name = self.file.rpartition("/")
        return folder, Path(name).suffix


def look(folder: Path, known: Known = NOTHING_KNOWN, ignore: Sequence[str] = ()) -> FolderContents:
    """Read every spreadsheet in the folder and its sub-folders that is not known yet. Raises
    MustMend where they are too many.

    known: by the path from the folder, with `/`, the sheets that are sources already; None for all.
    ignore: files that are left out on purpose, as in the settings.
    Nothing is raised for what a file holds: it is left out, with the reason.
    """
    paths = [
        path
        for path in spreadsheets(folder)
        if known.get(shown(path, folder), NO_SHEETS) is not None
        and not is_ignored(shown(path, folder), ignore)
    ]
    if len(paths) > MOST:
        raise MustMend(
            _("There are {n} spreadsheets in {folder}: that is not a folder for one event.").format(
                n=len(paths), folder=folder
            ),
            hint=_("Make a new folder, put the lists of people there, and run invite init in it."),
        )
    lists: list[_List] = []
    left_out: list[LeftOut] = []
    copies = {mark: name for name in known if (mark := digest(folder / name))}
    with FileReader() as reader:
        examined = [
            _examine(path, folder, copies, known.get(shown(path, folder)) or NO_SHEETS, reader)
            for path in paths
        ]
    for path, found in zip(paths, examined, strict=True):
        sheets = known.get(shown(path, folder)) or NO_SHEETS
        if isinstance(found, _List):
            lists.append(found)
        elif not sheets:  # of a file some of whose sheets are sources, the others need no word
            left_out.append(found)
    return FolderContents(
        tuple(_with_neighbours(tuple(_proposals(lists, folder)))), tuple(left_out)
    )


def _examine(
    path: Path, folder: Path, copies: dict[str, str], but: frozenset[str], reader: FileReader
) -> _List | LeftOut:
    name = shown(path, folder)
    if path.suffix.lower() == ".xlsx" and glance_at(path, reader).ours:
        return LeftOut(name, _("invite wrote it itself."), ours=True)
    reading = read_file(path, folder, reader=reader)
    for file in reading.files:
        if (first := copies.setdefault(file.digest, name)) != name:
            why = _("It is the same file as {name}.").format(name=first)
            return LeftOut(name, why, ours=True)
    source = Source(file=name, role=UNCLEAR)
    sheets = tuple(sheet for sheet in reading.sheets if (sheet.name or "").casefold() not in but)
    understandings = tuple(understand(sheet, source) for sheet in sheets)
    if not any(one.entries for one in understandings):
        return _nobody(name, reading, understandings)
    if not any(one.has_addresses for one in understandings):
        hint = _(
            "If a column has them under another name, add the file to {settings} with that name."
        )
        return LeftOut(
            name, _("It has people, but no addresses."), hint.format(settings=SETTINGS_FILE)
        )
    if is_registrations(path.stem, understandings):
        hint = _(
            "It is for: invite registrations. If these are people to invite, add it to {settings}"
            " yourself."
        )
        return LeftOut(
            name,
            _("It looks like an export of a registration system."),
            hint.format(settings=SETTINGS_FILE),
        )
    return _List(name, sheets, understandings, only=bool(but))


def _nobody(name: str, reading: SourceReading, understandings: Sequence[Understanding]) -> LeftOut:
    """Why a file gives nobody: it cannot be read, or its sheets are hidden, or hold something
    else.
    """
    flaws = (*reading.flaws, *(flaw for one in understandings for flaw in one.flaws))
    for flaw in (
        flaw for flaw in flaws if flaw.severity is not Severity.NOTE and flaw.field == "file"
    ):
        return LeftOut(name, flaw.problem, flaw.hint)
    return LeftOut(name, _("No people were found in it."))


def _proposals(lists: Iterable[_List], folder: Path) -> Iterable[Proposal]:
    """One for the files alike of a sub-folder, where a pattern names just them; else one a file, or
    one a role of its sheets.
    """
    groups: defaultdict[tuple[str, str], list[_List]] = defaultdict(list)
    for one in lists:
        groups[one.alike if one.alike[0] and not one.only else (one.file, "")].append(one)
    for (below, suffix), group in groups.items():
        pattern = f"{below}/*{suffix}"
        if len(group) > 1 and {shown(path, folder) for path in find(pattern, folder)[0]} == {
            one.file for one in group
        }:
            roles = {_role((one,)) for one in group} - {UNCLEAR}
            if len(roles) < 2:
                yield _proposal(group, Source(file=pattern, role=_role(group)))
                continue
        for one in group:
            yield from _of_file(one)


def _with_neighbours(proposals: Sequence[Proposal]) -> Iterable[Proposal]:
    """Lists of one region each that lie in a sub-folder with others of one role alone are of that
    role.
    """
    roles: defaultdict[str, set[str]] = defaultdict(set)
    for one in proposals:
        roles[one.source.file.rpartition("/")[0]].add(one.source.role)
    for one in proposals:
        below = one.source.file.rpartition("/")[0]
        told = roles[below] - {UNCLEAR}
        like_them = bool(below) and not one.source.role and len(told) == 1 and len(one.regions) == 1
        yield one.with_role(next(iter(told))) if like_them else one


def _of_file(one: _List) -> Iterable[Proposal]:
    """One source, or several where the sheets say by their names and titles that they are of
    different roles.
    """
    told = {
        sheet.sheet: plain_role(sheet)
        for sheet in one.understandings
        if sheet.entries and sheet.sheet
    }
    if len({role for role in told.values() if role}) < 2:
        yield _proposal(
            [one],
            Source(file=one.file, role=_role((one,)), sheets=tuple(told) if one.only else None),
        )
        return
    for role in dict.fromkeys(told.values()):
        sheets = tuple(name for name, tells in told.items() if tells == role)
        yield _proposal([one], Source(file=one.file, role=role or UNCLEAR, sheets=sheets))


def _role(group: Sequence[_List]) -> str:
    folder, _slash, _name = group[0].file.rpartition("/")
    stems = (Path(one.file).stem for one in group) if len(group) == 1 else ()
    sheets = [sheet for one in group for sheet in one.understandings if sheet.entries]
    return guess_role((folder, *stems), sheets) or UNCLEAR


def _proposal(group: Sequence[_List], source: Source) -> Proposal:
    wanted = tuple(
        sheet
        for one in group
        for sheet in one.sheets
        if source.sheets is None or sheet.name in source.sheets
    )
    return Proposal.of(source, tuple(one.file for one in group), wanted)
