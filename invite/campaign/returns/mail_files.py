"""Mails out of files: single ones, an mbox, a Maildir, a folder of them, standard input; nothing in
them is changed.
"""

from __future__ import annotations

import mailbox
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, Protocol

from msgspec import Struct

from invite.errors import MustMend, WrongUsage
from invite.records import replace
from invite.returned.mime import MAX_SIZE
from invite.words import _, system_words

MOST = 200_000  # mails in one go
MOST_FILES = 500_000  # looked at in a folder
LARGEST_BOX = 4 << 30  # bytes of an mbox
A_LINE = 1 << 16  # bytes of a line that are looked at together
STANDARD_INPUT = "-"

MSG = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # MS-CFB 2.2, what Outlook saves
_FROM = re.compile(rb"From [^\n]{0,300}\d{4}[^\n]{0,20}\r?\n")  # RFC 4155
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s*\n)?[A-Za-z][A-Za-z0-9-]{0,60}[ \t]*:")


class ReceivedMail(Struct, frozen=True):
    """A mail as it came. source: where it stands, as a coordinator would find it: `a.eml`,
    `box.mbox:3`, `INBOX:17`. uid: its number in a mailbox.
    """

    source: str
    content: bytes
    uid: int = 0


def mails_in(paths: Iterable[str]) -> Iterator[ReceivedMail]:
    """Every mail of these files and folders, in their order; `-` is standard input.

    A mail larger than is read is cut. Raises WrongUsage for what is not there, MustMend for what
    cannot be read and for too many of them.
    """
    given = list(paths)
    for one in given:
        if one != STANDARD_INPUT:
            _check(Path(one), one)
    count = 0
    for one in given:
        for mail in _from_input() if one == STANDARD_INPUT else _from_path(Path(one), one):
            count += 1
            if count > MOST:
                raise MustMend(
                    _("There are more than {n} messages.").format(n=MOST),
                    hint=_("Give fewer of them at a time: what has been read is saved."),
                )
            # Linux takes any bytes for a name; what cannot be kept of it is shown as ?.
            yield replace(mail, source=mail.source.encode("utf-8", "replace").decode())


def _check(path: Path, said: str) -> None:
    """Only files and folders: to open a pipe or a device may never come back."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise WrongUsage(
            _("There is no file {path}.").format(path=said),
            hint=_("Give files, folders, or - for standard input."),
        ) from error
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise WrongUsage(
            _("{path} is neither a file nor a folder.").format(path=said),
            hint=_("To read from a pipe, write - in its place."),
        )


def _from_path(path: Path, said: str) -> Iterator[ReceivedMail]:
    if path.is_file():
        yield from _from_file(path, said)
    elif (path / "cur").is_dir() and (path / "new").is_dir():  # a maildir
        yield from _from_maildir(path, said)
    else:
        yield from _from_folder(path, said)


def _from_folder(folder: Path, said: str) -> Iterator[ReceivedMail]:
    """What looks like a mail; other files lie in folders too. Links lead elsewhere, are left."""
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise _unreadable(said, error) from error
    if len(inside) > MOST_FILES:
        raise MustMend(
            _("{path} holds more than {n} files.").format(path=said, n=MOST_FILES),
            hint=_("Give fewer of them at a time: what has been read is saved."),
        )
    for path in inside:
        name = f"{said.rstrip('/')}/{path.name}"
        if path.is_symlink() or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _from_path(path, name)
        elif stat.S_ISREG(path.stat().st_mode) and _looks_like_mail(path, name):
            yield from _from_file(path, name)


def _looks_like_mail(path: Path, said: str) -> bool:
    start = _start(path, said)
    return start.startswith(MSG) or bool(_FROM.match(start) or _HEADER.match(start))


def _start(path: Path, said: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(1000)
    except OSError as error:
        raise _unreadable(said, error) from error


def _from_file(path: Path, said: str) -> Iterator[ReceivedMail]:
    try:
        with path.open("rb") as file:
            yield from _from_stream(file, said, path.stat().st_size)
    except OSError as error:
        raise _unreadable(said, error) from error


def _from_stream(file: BinaryIO, said: str, size: int = 0) -> Iterator[ReceivedMail]:
    """One mail, or those of an mbox (RFC 4155), one after the other. Never more than one of them is
    held, however large the file is and whatever its lines are: the standard library's mbox holds a
    line, and the places of all mails.
    """
    first = file.readline(A_LINE)
    if not _FROM.match(first):
        yield ReceivedMail(said, first + file.read(MAX_SIZE + 1 - len(first)))
        return
    if size > LARGEST_BOX:
        raise _too_large(said)
    number, left, mail, begins = 1, LARGEST_BOX, bytearray(), True
    while line := file.readline(A_LINE):
        left -= len(line)
        if left < 0:
            raise _too_large(said)
        if begins and line.startswith(b"From "):
            yield ReceivedMail(f"{said}:{number}", _without_gap(mail))
            number += 1
            mail.clear()
        elif len(mail) <= MAX_SIZE:
            mail += line
        begins = line.endswith(b"\n")
    yield ReceivedMail(f"{said}:{number}", _without_gap(mail))


def _without_gap(mail: bytearray) -> bytes:
    """A mail of an mbox without the empty line that parts it from the next."""
    if len(mail) > MAX_SIZE:
        return bytes(mail[: MAX_SIZE + 1])
    whole = bytes(mail)
    for end in (b"\r\n", b"\n"):
        if whole == end or whole.endswith(2 * end):
            return whole.removesuffix(end)
    return whole


def _from_maildir(path: Path, said: str) -> Iterator[ReceivedMail]:
    try:
        box = mailbox.Maildir(path, create=False)
        plain = {
            file.name.partition(box.colon)[0]
            for folder in ("new", "cur")
            for file in (path / folder).iterdir()
            if file.is_file()  # a pipe among them would be read for ever
        }
        for mail in sorted(plain.intersection(box.iterkeys())):
            yield ReceivedMail(f"{said.rstrip('/')}/{mail}", _cut(box.get_file(mail)))
    except (OSError, mailbox.Error) as error:
        raise _unreadable(said, error) from error


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...

    def close(self) -> object: ...


def _cut(file: _Readable) -> bytes:
    with closing(file):
        return file.read(MAX_SIZE + 1)


def _from_input() -> Iterator[ReceivedMail]:
    mails = _from_stream(sys.stdin.buffer, STANDARD_INPUT)
    yield from (one for one in mails if one.content.strip())


def _too_large(said: str) -> MustMend:
    return MustMend(
        _("{path} is too large to be read.").format(path=said),
        hint=_("Give a part of it: the messages since the letters were sent."),
    )


def _unreadable(said: str, error: Exception) -> MustMend:
    why = system_words(error)
    return MustMend(
        _("{path} cannot be read: {why}").format(path=said, why=why),
        hint=_("Close it in other programs, and make sure that you may open it."),
    )
