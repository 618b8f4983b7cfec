"""Which files of a project go to nobody: lists of people, the ledger, the settings, exports and
reports of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from invite.access.plain_files import open_plain
from invite.campaign.gathering.unnamed_files import OURS, digest, glance_at, named
from invite.campaign.project import Project
from invite.campaign.status.output_files import LEDGER
from invite.delivery.outbox import UNSENT
from invite.ledger.storage.location import ledger_path
from invite.settings import SETTINGS_FILE
from invite.sources.files import shown
from invite.sources.reader import FileReader
from invite.words import _

_HEAD = 4_000  # bytes that tell a page or a letter of ours
# Of a page, a draft and a letter.
_OURS = (b'<meta name="generator" content="invite">', UNSENT.strip(), b"\nX-Invite-Id: ")
_DATABASE = b"SQLite format 3\0"
_EXPORT = b'{\n "exported": "'  # everything on one person: `who --export`
Identity = tuple[int, int]


class PrivateFiles(Struct, frozen=True):
    """What each file of the project is, in words. files: by device and number, so that another
    name, a link or capitals make no difference; digests: by SHA-256, so that a copy makes none.
    reader: looks into workbooks.
    """

    folder: Path
    files: Mapping[Identity, str]
    digests: Mapping[str, str]
    reader: FileReader

    @classmethod
    def of(cls, project: Project) -> PrivateFiles:
        """As the settings name them and the ledger has read them."""
        settings, ledger = project.settings, project.ledger
        place, _notice = ledger_path(settings.ledger_url, settings.folder)
        kept = (
            {place.with_name(place.name + end): _("it is the ledger") for end in LEDGER}
            if isinstance(place, Path)
            else {}
        )
        words = _("it is a list of people")
        export = _("it is an export of registrations")
        report = _("it is a report that invite wrote")
        paths = {
            settings.folder / SETTINGS_FILE: _("it is the settings"),
            **kept,
            **{settings.folder / file: words for file in named(settings.folder, settings.sources)},
        }
        known = ((_identity(path), said) for path, said in paths.items())
        return cls(
            settings.folder,
            {identity: said for identity, said in known if identity},
            {
                **{one.digest: report for one in ledger.written.all()},
                **{one.digest: export for one in ledger.registrations.exports()},
                **{one.digest: words for one in ledger.persons.last_reading()[1]},
            },
            project.reader,
        )

    def __call__(self, path: Path) -> str:
        """What the file is to the project, or "" where letters may carry it."""
        if said := self.files.get(_identity(path) or (0, 0)):
            return said
        first, *_rest = shown(path.resolve(), self.folder.resolve()).casefold().split("/")
        if first in OURS:
            return _("it is in a folder of invite's own ({folder})").format(folder=first)
        return self._written_by_us(path) or self.digests.get(digest(path), "")

    def _written_by_us(self, path: Path) -> str:
        """That it is a copy of a ledger, or a workbook, a page, a letter or an export of ours."""
        with open_plain(path) as file:
            head = file.read(_HEAD)
        if head.startswith(_DATABASE):
            return _("it is a database, as the ledger is")
        workbook = path.suffix.lower() == ".xlsx" and glance_at(path, self.reader).ours
        if workbook or any(mark in head for mark in _OURS) or head.startswith(_EXPORT):
            return _("it is a report that invite wrote")
        return ""


def _identity(path: Path) -> Identity | None:
    try:
        there = path.stat()
    except OSError:
        return None
    return there.st_dev, there.st_ino
