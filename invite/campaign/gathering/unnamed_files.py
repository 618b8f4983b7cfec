"""The spreadsheets that lie in a project folder, and those of them that may hold people and that
nobody named.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path

from invite.access.plain_files import open_plain, read_plain
from invite.campaign.project import Project
from invite.people.model import ReadFile, Source
from invite.settings import SETTINGS_FILE
from invite.sources.caps import CAPS
from invite.sources.files import SUFFIXES, find, is_lock, shown
from invite.sources.glance import ENOUGH, PEOPLE, UNKNOWN, Glance
from invite.sources.reader import FileReader

OURS = frozenset({"templates", "outbox", "backups", "preview"})
_CELLS = re.compile(rb"[^;\t\r\n]*[;\t]|(?:[^,\r\n]*,){2}")


def unnamed(project: Project) -> tuple[str, ...]:
    """The spreadsheets of the folder that may hold people, and that neither a source nor `ignore`
    nor a mailing's attachments name; paths from the folder, with `/`.

    They are looked at and not read, since every look at the project asks: `invite init --update`
    reads them. Copies of a source, workbooks that we wrote and exports that were read are not
    among them, nor is anything once the project is closed.
    """
    if project.closed:
        return ()
    settings = project.settings
    sources = named(settings.folder, settings.sources)
    others = [
        path
        for path in spreadsheets(settings.folder)
        if (name := shown(path, settings.folder)) not in sources
        and not is_ignored(name, settings.ignore)
    ]
    if not others:
        return ()
    attached = {path.replace("\\", "/") for one in settings.mailings for path in one.attachments}
    exports = project.ledger.registrations.exports()
    read = project.ledger.persons.last_reading()[1]
    digests = {one.digest for one in exports}
    names = {one.file for one in exports}
    return tuple(
        shown(path, settings.folder)
        for path in others
        if path.name not in names
        and shown(path, settings.folder) not in attached
        and not _is_copy(path, read, digests)
        and (seen := glance_at(path, project.reader)).people
        and not seen.ours
    )


def named(folder: Path, sources: Iterable[Source]) -> frozenset[str]:
    """The files that the sources name, by their path from the folder, with `/`."""
    return frozenset(
        shown(path, folder) for source in sources for path in find(source.file, folder)[0]
    )


def spreadsheets(folder: Path) -> list[Path]:
    """Those in the folder itself, and after them those one level below; not those of another
    project.
    """
    inside = sorted(folder.iterdir()) if folder.is_dir() else []
    below = [
        p for p in inside if p.is_dir() and p.name not in OURS and not p.name.startswith((".", "_"))
    ]
    found: list[Path] = []
    for one in (folder, *(p for p in below if not (p / SETTINGS_FILE).exists())):
        try:
            inside = sorted(one.iterdir())
        except OSError:  # no right to look into it, or it is not there yet
            continue
        found += (
            p
            for p in inside
            if p.suffix.lower() in SUFFIXES and not is_lock(p.name) and not p.is_dir()
        )
    return found


def is_ignored(name: str, ignore: Iterable[str]) -> bool:
    """Whether a file is left out on purpose. name: its path from the folder, with `/`. ignore: as
    in the settings: paths, patterns and folders, in any case of letters as on Windows.
    """
    path = name.casefold()
    wanted = (one.replace("\\", "/").rstrip("/").casefold() for one in ignore)
    return any(
        path == one or path.startswith(f"{one}/") or fnmatchcase(path, one) for one in wanted
    )


def glance_at(path: Path, reader: FileReader) -> Glance:
    """What a short look at a file shows: whether we wrote it, and whether it may hold people. What
    cannot be looked into may hold anybody.
    """
    suffix = path.suffix.lower()
    try:
        if suffix in (".csv", ".tsv", ".txt"):
            with open_plain(path) as file:
                text = file.read(ENOUGH).replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")
            people = bool(PEOPLE.search(text)) and (suffix != ".txt" or _is_table(text))
            return Glance(ours=False, people=people)
        if suffix == ".xls":
            return Glance(ours=False, people=path.stat().st_size > 0)
        seen = reader.glance(read_plain(path, CAPS.file)[0])
    except (OSError, ValueError):
        return UNKNOWN
    return seen if suffix == ".xlsx" else seen._replace(ours=False)


def digest(path: Path) -> str:
    """SHA-256 of a file in hex, as `ReadFile` has it; "" where it cannot be read."""
    try:
        with open_plain(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _is_copy(path: Path, read: Iterable[ReadFile], digests: Iterable[str]) -> bool:
    """Whether it is byte for byte a file that has been read. digests: of exports."""
    with suppress(OSError):
        size = path.stat().st_size
        same = {*digests, *(one.digest for one in read if one.size == size)}
        return bool(same) and digest(path) in same
    return False


def _is_table(text: bytes) -> bool:
    """Whether a .txt has two lines of cells, as a letter or a note has not."""
    return sum(bool(_CELLS.match(line)) for line in text.splitlines()[:50]) > 1
