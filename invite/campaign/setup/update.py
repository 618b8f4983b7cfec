"""Brings a project up to date with its files: sources for those that came later, and what the
replaced ones change.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from invite.campaign.gathering.gather import gather
from invite.campaign.project import Project
from invite.campaign.setup.create import Words, role_blocks, source_block
from invite.errors import MustMend, Problem
from invite.language import Language
from invite.people.model import PersonId, ReadFile, Source
from invite.people.resolution.diff import Changes, changes_between
from invite.settings import SETTINGS_FILE, check
from invite.settings import findings as reading
from invite.settings import schema as keys
from invite.settings.toml import syntax
from invite.settings.toml.template import toml
from invite.settings.values import Unfit
from invite.sources.files import find, shown
from invite.text_encoding import MARKS
from invite.words import _, system_words


class NamedSources(Struct, frozen=True):
    """What the settings name, as far as it can be made out while facts are still missing in them.

    sources: the file of each, and the sheets of it where it takes but some. ignore: files that are
    left out on purpose.
    """

    sources: tuple[tuple[str, tuple[str, ...] | None], ...]
    roles: tuple[str, ...]
    problems: tuple[Problem, ...]
    ignore: tuple[str, ...] = ()


class SinceReading(Struct, frozen=True):
    """What has come about since the sheets were last read. at: when that was; files: path, and
    `new` `replaced` or `gone`.
    """

    at: datetime
    files: tuple[tuple[str, str], ...]
    people: Changes
    language: Language


def written(folder: Path, content: bytes | None = None) -> NamedSources:
    """What invite.toml names. content: what would stand there. Raises MustMend where it cannot be
    read at all.
    """
    made = syntax.parse(_content(folder) if content is None else content)
    noted = reading.Reading(made.places, [*made.problems], [])
    if made.tables is None:
        raise MustMend(
            _("{file} cannot be read.").format(file=SETTINGS_FILE), problems=made.problems
        )
    given = check.everything(made.tables, noted)
    files = tuple(
        (source[keys.FILE], source.get(keys.SHEETS))
        for source in given.sources
        if keys.FILE.name in source.values
    )
    return NamedSources(files, tuple(given.roles), tuple(noted.problems), given.top[keys.IGNORE])


def _content(folder: Path) -> bytes:
    path = folder / SETTINGS_FILE
    try:
        return path.read_bytes()
    except OSError as error:
        raise MustMend(
            _("{file} cannot be read: {why}").format(file=path, why=system_words(error)),
            hint=_("Name the project folder, or make one with: invite init"),
        ) from error


def known_files(
    folder: Path, sources: Iterable[tuple[str, tuple[str, ...] | None]]
) -> dict[str, frozenset[str] | None]:
    """The sheets that the sources name, in small letters, by the file's path from the folder; None
    where they take all of it.
    """
    known: dict[str, frozenset[str] | None] = {}
    for file, sheets in sources:
        for path in find(file, folder)[0]:
            before = known.get(shown(path, folder), frozenset())
            if sheets is None or before is None:
                known[shown(path, folder)] = None
            else:
                known[shown(path, folder)] = before | {name.strip().casefold() for name in sheets}
    return known


def append(folder: Path, sources: Iterable[Source], words: Words) -> None:
    """Write sources at the end of invite.toml; all that stands there stays, in its encoding and
    with its line ends.

    Raises MustMend, with what to write, where the file is written so that nothing can be added at
    its end.
    """
    sources = tuple(sources)
    content = _content(folder)
    before = written(folder)
    added = "".join(
        "\n" + block
        for block in (*map(source_block, sources), *role_blocks(sources, before.roles, words))
    )
    saved = syntax.decode(content)
    if isinstance(saved, Unfit):
        raise MustMend(saved.what, hint=saved.hint)
    more = ("" if saved.text.endswith("\n") else "\n") + added
    if "\r\n".encode(saved.encoding) in content:
        more = more.replace("\n", "\r\n")
    addition = _spelled(more, saved.encoding)
    content += addition
    after = written(folder, content)
    if after.sources != (
        *before.sources,
        *((source.file, source.sheets) for source in sources),
    ) or len(after.problems) > len(before.problems):
        raise MustMend(
            _("Nothing can be added at the end of {file} as it is.").format(file=SETTINGS_FILE),
            hint=_("Write this in it yourself:") + "\n" + added,
        )
    _write(folder, content)


def leave_out(folder: Path, files: Iterable[str]) -> None:
    """Write into invite.toml, before any part, that these files are left out on purpose; all that
    stands there stays.

    Raises MustMend, with what to write, where that cannot be done.
    """
    content = _content(folder)
    before = written(folder)
    ignore = (*before.ignore, *(one for one in files if one not in before.ignore))
    line = f"{keys.IGNORE.name} = {toml(ignore)}"
    saved = syntax.decode(content)
    if isinstance(saved, Unfit):
        raise MustMend(saved.what, hint=saved.hint)
    pattern = _IGNORED if before.ignore else _EXAMPLE
    text, changed = pattern.subn(lambda _found: line, saved.text, count=1)
    if not changed:
        text = f"{line}\n{saved.text}"
    if "\r\n".encode(saved.encoding) in content:
        text = text.replace("\n", "\r\n")
    mark = next((mark for mark, _encoding in MARKS if content.startswith(mark)), b"")
    spelled = mark + _spelled(text, saved.encoding)
    after = written(folder, spelled)
    if (after.ignore, after.sources) != (ignore, before.sources) or len(after.problems) > len(
        before.problems
    ):
        raise MustMend(
            _("Nothing can be added at the top of {file} as it is.").format(file=SETTINGS_FILE),
            hint=_("Write this in it yourself:") + "\n" + line,
        )
    _write(folder, spelled)


# The one line of it; and the example that `invite init` writes, with the remark behind it.
_IGNORED = re.compile(r"^ignore[ \t]*=[ \t]*\[[^\]\r\n]*\]", re.MULTILINE)
_EXAMPLE = re.compile(r"^#[ \t]*ignore[ \t]*=[ \t]*\[[^\]\r\n]*\]", re.MULTILINE)


def _write(folder: Path, content: bytes) -> None:
    """Put this in the place of invite.toml, all of it or nothing."""
    path = folder / SETTINGS_FILE
    real = path.resolve()
    part = real.with_name(f".{real.name}.part")
    try:
        part.write_bytes(content)
        shutil.copymode(real, part)
        part.replace(real)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise MustMend(
            _("{file} cannot be written: {why}").format(file=path, why=system_words(error)),
            hint=_("Close it in other programs, and make sure that you may write to it."),
        ) from error


def _spelled(text: str, encoding: str) -> bytes:
    """The text in that encoding; letters outside it as TOML escapes them, which all stand in
    quotes.
    """
    letters = (char if char.encode(encoding, "ignore") else f"\\U{ord(char):08X}" for char in text)
    return "".join(letters).encode(encoding)


def changes(project: Project) -> SinceReading | None:
    """Read the sheets, and say what is other than at the last reading; None where there was none.

    Raises MustMend where a sheet cannot be read. Those who were already gone and are still so are
    not told again.
    """
    persons = project.ledger.persons
    read_at, files, *_rest = persons.last_reading()
    if read_at is None:
        return None
    before = [one.person for one in persons.recorded() if not one.gone]
    gathered = gather(project)
    kept = dict(gathered.found.joined)
    people = changes_between(
        ((_final(person.id, kept), person) for person in before), gathered.roster.people
    )
    return SinceReading(
        project.local(read_at),
        _files(files, persons.last_reading()[1]),
        people,
        project.settings.event.language,
    )


def _final(id_: PersonId, kept: Mapping[PersonId, PersonId]) -> PersonId:
    """The id that a person has after those have been joined who turned out to be one."""
    seen = {id_}
    while (following := kept.get(id_)) and following not in seen:
        id_ = following
        seen.add(id_)
    return id_


def _files(before: Iterable[ReadFile], after: Iterable[ReadFile]) -> tuple[tuple[str, str], ...]:
    old, new = ({file.path: file.digest for file in files} for files in (before, after))
    states = {
        path: "new" if path not in old else "gone" if path not in new else "replaced"
        for path in {**old, **new}
    }
    return tuple(
        (path, state) for path, state in sorted(states.items()) if old.get(path) != new.get(path)
    )
