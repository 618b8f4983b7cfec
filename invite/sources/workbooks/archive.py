"""Looks into a zipped workbook before anybody reads it, and holds it to the caps."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from invite.sources.caps import Caps, Unreadable, too_large
from invite.words import _

CHUNK = 1 << 20
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tiff", ".svg")
STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
SMALL_PART = 32 * CHUNK
MOST_PARTS = 5000


def part_name(name: str) -> str:
    """A part's name for comparing: without case ([ECMA-376] part 2, 6.2.2), with `/`, without one
    at the front.
    """
    return name.replace("\\", "/").lstrip("/").lower()


class Archive:
    """A zipped workbook in memory, whose parts are unzipped piece by piece, never further than the
    caps allow.
    """

    def __init__(self, data: bytes, caps: Caps) -> None:
        self._data = data
        self._caps = caps
        self._sizes: dict[str, int] = {}
        try:
            with zipfile.ZipFile(BytesIO(data)) as opened:
                found = opened.infolist()
        except (
            zipfile.BadZipFile,
            ValueError,
            struct.error,
            OverflowError,
            NotImplementedError,
            EOFError,
        ) as error:
            raise _damaged() from error
        if len(found) > MOST_PARTS:
            raise too_large(_("The file holds more than {n} parts.").format(n=MOST_PARTS))
        self._parts = {part_name(info.filename): info for info in found}
        if len(self._parts) < len(found):
            # Which of two parts of one name counts, each program decides for itself.
            raise _damaged()

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names, as `part_name` has them."""
        return tuple(self._parts)

    def check_sizes(self) -> None:
        """Raises Unreadable where the parts, unzipped in truth and not as they declare, go over the
        caps.
        """
        for name in self._parts:
            if name not in self._sizes and not name.lower().endswith(PICTURES):
                for _piece in self.pieces(name):
                    pass

    def _count(self, name: str, size: int) -> None:
        self._sizes[name] = size
        total = sum(self._sizes.values())
        if total > self._caps.unzipped:
            raise too_large(
                _("The file unpacks to more than {size} MB, which no list of people needs.").format(
                    size=self._caps.unzipped // CHUNK
                )
            )
        if total > max(self._caps.small, self._caps.ratio * len(self._data)):
            raise too_large(
                _(
                    "The file unpacks to more than {n} times its size, which no list of people"
                    " does."
                ).format(n=self._caps.ratio)
            )

    def pieces(self, name: str) -> Iterator[bytes]:
        """The part's content in pieces of at most a megabyte; nothing where there is no such
        part.
        """
        name = part_name(name)
        info = self._parts.get(name)
        if info is None:
            return
        start = self._start(info)
        raw = memoryview(self._data)[start : start + info.compress_size]
        if info.flag_bits & 1:
            raise Unreadable(
                _("The file is protected by a password."),
                _("Save it without a password and try again."),
            )
        if info.compress_type == STORED:
            self._count(name, len(raw))
            yield from (bytes(raw[i : i + CHUNK]) for i in range(0, len(raw), CHUNK))
        elif info.compress_type == DEFLATED:
            yield from self._inflate(name, raw)
        else:
            raise _damaged()

    def _start(self, info: zipfile.ZipInfo) -> int:
        """Where the content begins: behind the local header, whose name and extra field may differ
        from the directory's.
        """
        header = self._data[info.header_offset : info.header_offset + 30]
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise _damaged()
        name, extra = struct.unpack("<HH", header[26:30])
        return info.header_offset + 30 + int(name) + int(extra)

    def _inflate(self, name: str, raw: memoryview) -> Iterator[bytes]:
        total = 0
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        rest: bytes | memoryview = raw
        try:
            while rest and not inflater.eof:
                piece = inflater.decompress(rest, CHUNK)
                rest = inflater.unconsumed_tail
                total += len(piece)
                self._count(name, total)
                yield piece
        except zlib.error as error:
            raise _damaged() from error
        if not inflater.eof:
            raise _damaged()

    def content(self, name: str) -> bytearray:
        """The whole of a part, which may be large; into room made for it once."""
        info = self._parts.get(part_name(name))
        content = bytearray(min(info.file_size, self._caps.unzipped) if info else 0)
        end = 0
        for piece in self.pieces(name):
            content[end : end + len(piece)] = piece
            end += len(piece)
        del content[end:]
        return content

    def whole(self, name: str) -> bytes:
        """The whole of a part that is small in every honest file (styles, relations); empty where
        there is none.
        """
        content = b"".join(self.pieces(name))
        if len(content) > SMALL_PART:
            raise too_large(
                _("One part of the file, {name}, is far larger than it ever needs to be.").format(
                    name=name
                )
            )
        return content


def _damaged() -> Unreadable:
    return Unreadable(
        _("The file is damaged or cut off."),
        _("Open it in the spreadsheet program and save it again, or ask for a new copy."),
    )
