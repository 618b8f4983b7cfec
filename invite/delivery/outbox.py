"""The courier that writes letters as `.eml` files, which Outlook opens as drafts."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import unicodedata
from pathlib import Path

from invite.delivery.model import Parcel, Written
from invite.errors import MustMend
from invite.safe_text import printable
from invite.words import _, system_words

# Outlook opens an .eml with this header as a draft with a Send button, without it as a letter that
# came.
UNSENT = b"X-Unsent: 1\r\n"

# learn.microsoft.com, "Naming Files, Paths, and Namespaces": characters and names that Windows
# keeps for itself. The names count with any ending, in any case; the superscript digits count as
# digits.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:\..*)?", re.IGNORECASE
)
_NAME_LENGTH = 60  # characters, and
_NAME_BYTES = (
    120  # bytes in UTF-8: most file systems take 255, and Windows 260 characters for the whole path
)
_MARK = 12  # hexadecimal digits of the Message-ID's digest: 48 bits


class OutboxCourier:
    """Writes each letter into a folder of files. Nobody has been written to by that."""

    def __init__(self, folder: Path, *, drafts: bool = True) -> None:
        """folder: where the files go; it is made when the first letter comes. drafts: whether they
        open as letters to send.
        """
        self._folder = folder
        self._head = UNSENT if drafts else b""
        self._names: dict[str, str] | None = None  # mark of the Message-ID → the file that has it

    def open(self) -> None:
        """See that the folder can be written; it is made when the first letter comes. Raises as
        `carry` does.
        """
        place = next(one for one in (self._folder, *self._folder.parents) if one.exists())
        if not place.is_dir():
            raise _cannot_write(self._folder, _os_error(errno.ENOTDIR))
        if not os.access(place, os.W_OK | os.X_OK):
            raise _cannot_write(self._folder, _os_error(errno.EACCES))

    def carry(self, parcel: Parcel) -> Written:
        """Write the letter, whole or not at all; the same letter (by its Message-ID) takes the
        place of its own file.

        Raises MustMend when the folder cannot be written or the disk is full; then nothing half
        written stays.
        """
        mark = mark_of(parcel.message_id)
        name = f"{safe_name(parcel.label)}-{mark}.eml"
        path = self._folder / name
        draft = self._folder / f".{mark}.tmp"
        try:
            # Somebody may clear it off meanwhile. `parents` alone would leave `outbox`, whose files
            # bear people's names, open to others.
            self._folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.mkdir(mode=0o700, exist_ok=True)
            names = self._known()
            content = self._head + parcel.content
            _write(draft, content)
            draft.replace(path)
            old = names.get(mark, name)
            # The person's name was corrected since: two drafts of one letter would be sent twice.
            if old != name:
                (self._folder / old).unlink(missing_ok=True)
            names[mark] = name
        except OSError as error:
            _remove(draft)
            raise _cannot_write(self._folder, error) from error
        return Written(str(path), digest_of(content))

    def close(self) -> None:
        """Nothing is kept open between letters."""

    def abort(self) -> None:
        """A letter that is being written is finished: it takes no longer than a file does."""

    def _known(self) -> dict[str, str]:
        """The letters already in the folder; looked at once, for a folder of thousands is slow to
        list.
        """
        if self._names is None:
            found = (
                re.search(rf"-([0-9a-f]{{{_MARK}}})\.eml$", file.name)
                for file in self._folder.iterdir()
            )
            self._names = {match[1]: match.string for match in found if match is not None}
        return self._names


def mark_of(message_id: str) -> str:
    """What ends the name of a letter's file, before `.eml`: by it the letter is known whatever the
    person is called.
    """
    return hashlib.sha256(message_id.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]


def digest_of(content: bytes) -> str:
    """By what a file is known to be as we left it."""
    return hashlib.sha256(content).hexdigest()


def safe_name(label: str) -> str:
    """A label as a file name, without ending, that every file system takes; never empty."""
    text = printable(unicodedata.normalize("NFC", label))
    text = _FORBIDDEN.sub("-", text)[:_NAME_LENGTH]
    text = text.encode("utf-8", "ignore")[:_NAME_BYTES].decode("utf-8", "ignore").strip("-. ")
    if not text:
        return "letter"
    return f"_{text}" if _RESERVED.fullmatch(text) else text


def _write(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read (where that means anything), down to the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    """Take away what was half written, if it can be."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the folder is read-only or gone: then there is nothing of ours in it


def _os_error(number: int) -> OSError:
    """The error that the system would raise."""
    return OSError(number, os.strerror(number))


def _cannot_write(folder: Path, error: OSError) -> MustMend:
    """The sentence for a folder that takes no file."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return MustMend(
                _("The disk is full: no letter can be written to {folder}.").format(folder=folder),
                hint=_("Make room, then run the command again; it continues where it stopped."),
            )
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return MustMend(
                _("The folder {folder} cannot be written to.").format(folder=folder),
                hint=_(
                    "Check that you may write there, and that no letter in it is open elsewhere."
                ),
            )
        case _:
            return MustMend(
                _("No letter can be written to {folder}: {reason}.").format(
                    folder=folder, reason=system_words(error)
                )
            )
