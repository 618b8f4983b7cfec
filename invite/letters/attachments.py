"""Files that go with letters, read and checked once before anything is composed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from invite.errors import Problem
from invite.words import _

LARGEST = 15_000_000  # bytes of all together; base64 adds a third, and many servers take no more than 20 to 25 MB

# Written out, because the system's own table differs between computers (on Windows it is in the registry).
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


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with letters. kind: its MIME type."""

    name: str
    kind: str
    content: bytes
    digest: str

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content)


def read_files(folder: Path, paths: Sequence[str], where: str) -> tuple[tuple[File, ...], list[Problem]]:
    """The attachments of a mailing. where: the settings' key that names them."""
    files, problems = [], []
    for path in paths:
        found, wrong = _read(folder, path, where)
        problems += wrong
        files += [found] if found else []
    total = sum(file.size for file in files)
    if total > LARGEST:
        what = _("the attachments are {size} MB together; many servers refuse that").format(size=round(total / 1e6, 1))
        problems.append(
            Problem(where, what, _("Attach less than {size} MB, or link to the files.").format(size=LARGEST // 1_000_000))
        )
    return tuple(files), problems


def read_logo(folder: Path, path: str | None) -> tuple[File | None, list[Problem]]:
    """The sender's picture."""
    where = "invite.toml: sender.logo"
    if not path:
        return None, []
    if not path.lower().endswith(PICTURES):
        return None, [Problem(where, _("mail programs do not show “{path}”").format(path=path), _("Use a PNG or JPEG picture."))]
    return _read(folder, path, where)


def _read(folder: Path, path: str, where: str) -> tuple[File | None, list[Problem]]:
    inside = PurePosixPath(path.replace("\\", "/"))
    if inside.is_absolute() or PureWindowsPath(path).drive or ".." in inside.parts:
        hint = _("Copy the file into the project folder.")
        return None, [Problem(where, _("“{path}” is not inside the project folder").format(path=path), hint)]
    try:
        content = (folder / inside).read_bytes()
    except OSError as broken:
        reason = broken.strerror or type(broken).__name__
        return None, [Problem(where, _("“{path}” cannot be read: {reason}").format(path=path, reason=reason))]
    kind = KINDS.get(inside.suffix.lower(), "application/octet-stream")
    return File(inside.name, kind, content, hashlib.sha256(content).hexdigest()), []
