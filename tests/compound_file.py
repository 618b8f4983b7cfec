"""Writes a small compound file (MS-CFB, version 3), as Outlook's `.msg` is one: for tests alone.

Streams of less than 4,096 bytes stand in the mini stream, as the format asks for; others are not
needed here.
"""

from __future__ import annotations

import struct

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, MINI = 512, 64
Tree = dict[str, "bytes | Tree"]


def compound_file(tree: Tree) -> bytes:
    """The bytes of a file with these storages (dicts) and streams."""
    entries: list[tuple[str, int, int, int, int, int]] = []  # name, type, right, child, start, size
    mini = b""
    minifat: list[int] = []

    def add(items: Tree) -> int:
        nonlocal mini
        numbers = []
        for name, value in items.items():
            number = len(entries)
            numbers.append(number)
            entries.append((name, 1, FREE, FREE, 0, 0))
            if isinstance(value, dict):
                entries[number] = (name, 1, FREE, add(value), 0, 0)
            else:
                start, length = len(minifat), -(-len(value) // MINI)
                minifat.extend([*range(start + 1, start + length), END] if length else [])
                mini += value.ljust(length * MINI, b"\0")
                entries[number] = (name, 2, FREE, FREE, start if length else END, len(value))
        # The siblings of a storage as a chain to the right, in the order that the format asks for.
        numbers.sort(key=lambda n: (len(entries[n][0]), entries[n][0].upper()))
        for number, following in zip(numbers, [*numbers[1:], FREE], strict=True):
            name, kind, _right, child, start, size = entries[number]
            entries[number] = (name, kind, following, child, start, size)
        return numbers[0] if numbers else FREE

    entries.append(("Root Entry", 5, FREE, FREE, 0, 0))
    child = add(tree)
    directory_sectors = -(-len(entries) * 128 // SECTOR)
    minifat_sectors = -(-len(minifat) * 4 // SECTOR) or 1
    mini_sectors = -(-len(mini) // SECTOR) or 1
    fat = [FAT]
    starts = []
    for length in (directory_sectors, minifat_sectors, mini_sectors):
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + length), END]
    if len(fat) > SECTOR // 4:
        raise ValueError("more than one sector of FAT: too large for this")
    entries[0] = ("Root Entry", 5, FREE, child, starts[2], len(mini))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<4I", 0, 1, starts[0], 0)  # one sector of FAT, where the directory is
    header += struct.pack("<5I", 4096, starts[1], minifat_sectors, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    directory = b"".join(_entry(*entry) for entry in entries)
    return b"".join(
        part.ljust(-(-len(part) // SECTOR) * SECTOR, fill)
        for part, fill in (
            (header, b"\0"),
            (struct.pack(f"<{len(fat)}I", *fat), b"\xff"),
            (directory, b"\0"),
            (struct.pack(f"<{len(minifat)}I", *minifat) or b"\xff", b"\xff"),
            (mini or b"\0", b"\0"),
        )
    )


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(encoded), kind, 1, FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
