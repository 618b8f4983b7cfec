"""A short look into a workbook that nobody named: whether invite made it, and whether it may hold
people. Strangers made it, so this runs where files are read (`reader_process`).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

ENOUGH = 4_000_000
"""Bytes of a file that are looked at for a sign of people."""
_STRINGS = re.compile(r"xl/(?:worksheets/|sharedStrings\.)|content\.xml$")
# An address, or the heading of a column of names alone in its cell. Blanks are counted: any number
# of them would take a file of nothing else an hour.
PEOPLE = re.compile(
    rb"@|(?:^|[>;,\t\"])[ \t]{0,9}"
    rb"(?:(?:etu|suku|(?:koko )?)nimi(?:et)?"
    rb"|(?:(?:first|last|full|sur|given|family)[ _]?)?name"
    rb"|(?:f\S{1,2}r|efter|tilltals)?namn)"
    rb"[ \t]{0,9}(?:$|[<;,\t\"\r])",
    re.IGNORECASE | re.MULTILINE,
)


class Glance(NamedTuple):
    """What a short look shows. ours: the workbook names invite as its maker, as all do that invite
    writes. people: it shows an address or a heading for names, or cannot be looked into.
    """

    ours: bool
    people: bool


UNKNOWN = Glance(ours=False, people=True)


def glance(data: bytes) -> Glance:
    """What a workbook's bytes show."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Glance(_is_ours(archive), any(map(PEOPLE.search, _strings(archive))))
    except (OSError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, EOFError):
        return UNKNOWN


def _is_ours(archive: zipfile.ZipFile) -> bool:
    try:
        with archive.open("docProps/core.xml") as core:
            return b"<dc:creator>invite</dc:creator>" in core.read(10_000)
    except KeyError:
        return False


def _strings(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """What the cells of a workbook say, so much of it as is looked at."""
    left = ENOUGH
    for part in archive.infolist():
        if left > 0 and _STRINGS.match(part.filename):
            with archive.open(part) as opened:
                content = opened.read(left).replace(b"\0", b"")
            left -= len(content)
            yield content
