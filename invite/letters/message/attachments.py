"""Files that go with letters, common ones and one for each person, read and checked before anything
is sent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Protocol

from invite.errors import Problem
from invite.words import _, decimal

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
PICTURES = (".png", ".jpg", ".jpeg", ".gif")  # what mail programs show; not SVG
OURS = ("invite.toml", "invite.db")  # settings and ledger never leave


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


def read_files(
    folder: Path, paths: Iterable[str], where: str
) -> tuple[tuple[File, ...], list[Problem]]:
    """The files that every letter of a mailing carries. where: the settings' key that names
    them.
    """
    files, problems = [], []
    for path in paths:
        found, wrong = read_file(folder, path, where)
        problems += wrong
        files += [found] if found else []
    problems += [Problem(where, what, hint) for what, hint in too_large(files)]
    return tuple(files), problems


def too_large(files: Sequence[File]) -> Iterator[tuple[str, str]]:
    """What is wrong with the size of these files together, and what to do."""
    if _carried(files) > LARGEST:
        what = _("the attachments are {size} together; hardly any server takes that").format(
            size=size_words(files)
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
    named = ", ".join(f"{file.name} ({size_words([file])})" for file in files)
    said = _("Attached to every letter: {files}.").format(files=named)
    if _carried(files) > UNWELCOME:
        said += " " + _(
            "That is much: some organisations refuse letters of more than 10 MB. A link would reach"
            " everybody."
        )
    return said


class _Sized(Protocol):
    @property
    def size(self) -> int: ...


def size_words(files: Iterable[_Sized]) -> str:
    """`1.2 MB`, `840 kB`: the files as they lie on the disk, together."""
    size = sum(file.size for file in files)
    if size >= 1_000_000:
        return _("{n} MB").format(n=decimal(size / 1_000_000))
    return _("{n} kB").format(n=max(1, round(size / 1_000)))


def _carried(files: Iterable[File]) -> float:
    return sum(file.size for file in files) * _BASE64


def read_logo(folder: Path, path: str | None) -> tuple[File | None, list[Problem]]:
    """The sender's picture."""
    where = "invite.toml: sender.logo"
    if not path:
        return None, []
    if not path.lower().endswith(PICTURES):
        return None, [
            Problem(
                where,
                _("mail programs do not show “{path}”").format(path=path),
                _("Use a PNG or JPEG picture."),
            )
        ]
    return read_file(folder, path, where)


def read_file(folder: Path, path: str, where: str) -> tuple[File | None, list[Problem]]:
    """The file at this path in the project folder, or what is wrong with it."""
    inside = PurePosixPath(path.replace("\\", "/"))
    if inside.is_absolute() or PureWindowsPath(path).drive or ".." in inside.parts:
        hint = _("Copy the file into the project folder.")
        return None, [
            Problem(where, _("“{path}” is not inside the project folder").format(path=path), hint)
        ]
    if inside.name.casefold().startswith(OURS):
        return None, [
            Problem(where, _("“{path}” is invite's own file and goes to nobody").format(path=path))
        ]
    try:
        if not (folder / inside).is_file():  # nor a device: reading NUL or a pipe would never end
            hint = _("Check the name for a typing error, or put the file there.")
            return None, [Problem(where, _("there is no file “{path}”").format(path=path), hint)]
        content = (folder / inside).read_bytes()
    except (OSError, ValueError) as broken:
        reason = getattr(broken, "strerror", None) or type(broken).__name__
        return None, [
            Problem(where, _("“{path}” cannot be read: {reason}").format(path=path, reason=reason))
        ]
    if not content:
        hint = _("It may still be loading from a shared folder; open it to see.")
        return None, [Problem(where, _("“{path}” is empty").format(path=path), hint)]
    kind = KINDS.get(inside.suffix.lower(), "application/octet-stream")
    return File(inside.name, kind, content, hashlib.sha256(content).hexdigest()), []
