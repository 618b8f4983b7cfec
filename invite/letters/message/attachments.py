"""Files that go with letters, common ones and one for each person, read and checked before anything
is sent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath

from msgspec import Struct

from invite.access.plain_files import is_no_file, open_plain
from invite.errors import Problem
from invite.words import _, decimal, system_words

# Of a whole message, as it travels: Microsoft 365 and Gmail take no more (and base64 makes a file
# larger by 37 %).
LARGEST = 25_000_000  # bytes
UNWELCOME = 10_000_000  # above this many organisations refuse a message
_BASE64 = 78 / 57  # 57 bytes become a line of 76 characters and its end

# Written out, because the system's own table differs between computers (on Windows it is in the
# registry).
KINDS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".zip": "application/zip",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
}
OURS = ("invite.toml", "invite.db")  # settings and ledger never leave
Private = Callable[[Path], str]


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with letters. kind: its MIME type. digest: SHA-256 in hex."""

    name: str
    kind: str
    content: bytes = field(repr=False)
    digest: str

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content)


def is_personal(path: str) -> bool:
    """Whether the path is a template that gives another file for each person."""
    return "{{" in path or "{%" in path


def nothing_is_private(_path: Path) -> str:
    """No file is part of the project: for whoever has none."""
    return ""


class AttachableFiles(Struct, frozen=True):
    """The files that letters may carry. folder: the project's, which none of them leaves.

    private: what a file is to the project, in words, where it goes to nobody; "" for any other.
    """

    folder: Path
    private: Private = nothing_is_private

    def read_all(self, paths: Iterable[str], where: str) -> tuple[tuple[File, ...], list[Problem]]:
        """The files that every letter of a mailing carries. where: the settings' key that names
        them.
        """
        files: list[File] = []
        problems: list[Problem] = []
        for path in paths:
            found, wrong = self.read(path, where, files)
            problems += wrong
            files += [found] if found else []
        return tuple(files), problems

    def read(
        self, path: str, where: str, others: Sequence[File] = ()
    ) -> tuple[File | None, list[Problem]]:
        """The file at this path, or what is wrong with it. others: what the letter carries already;
        a file that makes it too much is not read.
        """
        inside = PurePosixPath(path.replace("\\", "/"))
        try:
            if wrong := self._wrong(path, inside):
                return None, [Problem(where, *wrong)]
            size = (self.folder / inside).stat().st_size
            if large := [*too_large(size + sum(other.size for other in others))]:
                return None, [Problem(where, what, hint) for what, hint in large]
            if private := self.private(self.folder / inside):
                what = _("“{path}” goes to nobody: {why}").format(path=path, why=private)
                return None, [Problem(where, what, _("Attach another file."))]
            with open_plain(self.folder / inside) as file:
                content = file.read(size + 1)
        except (OSError, ValueError) as broken:
            reason = system_words(broken)
            what = _("“{path}” cannot be read: {reason}").format(path=path, reason=reason)
            return None, [Problem(where, what)]
        if not content:
            hint = _("It may still be loading from a shared folder; open it to see.")
            return None, [Problem(where, _("“{path}” is empty").format(path=path), hint)]
        if len(content) != size:
            what = _("another program is writing “{path}” right now").format(path=path)
            return None, [Problem(where, what, _("Run this again when it is saved."))]
        kind = KINDS.get(inside.suffix.lower(), "application/octet-stream")
        return File(inside.name, kind, content, hashlib.sha256(content).hexdigest()), []

    def _wrong(self, path: str, inside: PurePosixPath) -> tuple[str, str] | None:
        """Why the file goes to nobody, and what to do; looked at before anything is read."""
        if inside.is_absolute() or PureWindowsPath(path).drive or ".." in inside.parts:
            what = _("“{path}” is not inside the project folder").format(path=path)
            return what, _("Copy the file into the project folder.")
        if inside.name.casefold().startswith(OURS):
            return _("“{path}” is invite's own file and goes to nobody").format(path=path), ""
        there = self.folder / inside
        if is_no_file(there):  # reading NUL or a pipe would never end
            what = _("“{path}” is no file, but a device, a pipe or a folder").format(path=path)
            return what, _("Name a file.")
        if not there.is_file():
            hint = _("Check the name for a typing error, or put the file there.")
            return _("there is no file “{path}”").format(path=path), hint
        if not there.resolve().is_relative_to(self.folder.resolve()):
            what = _("“{path}” is a link to a file outside the project folder").format(path=path)
            return what, _("Copy the file itself into the project folder.")
        return None


def too_large(size: int) -> Iterator[tuple[str, str]]:
    """What is wrong with so many bytes of files, and what to do."""
    if size * _BASE64 > LARGEST:
        what = _("the attachments are {size} together; hardly any server takes that").format(
            size=size_words(size)
        )
        most = round(LARGEST / _BASE64 / 1_000_000)
        yield (
            what,
            _("Attach less than {size} MB, or put the files online and link to them.").format(
                size=most
            ),
        )


def remark(files: Sequence[File]) -> str:
    """What the coordinator should know of the files that every letter carries, or ""."""
    if not files:
        return ""
    named = ", ".join(f"{file.name} ({size_words(file.size)})" for file in files)
    said = _("Attached to every letter: {files}.").format(files=named)
    if sum(file.size for file in files) * _BASE64 > UNWELCOME:
        said += " " + _(
            "That is much: some organisations refuse letters of more than 10 MB. A link would reach"
            " everybody."
        )
    return said


def size_words(size: int) -> str:
    """`1.2 MB`, `840 kB`: so many bytes as they lie on the disk."""
    if size >= 1_000_000:
        return _("{n} MB").format(n=decimal(size / 1_000_000))
    return _("{n} kB").format(n=max(1, round(size / 1_000)))
