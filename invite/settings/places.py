"""Where in the file a key stands: a light scan for line numbers, which tomllib does not give."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Path = tuple[str, ...]
HEADER = re.compile(r"\s*(\[\[?)\s*(?P<name>[^\[\]]+?)\s*\]\]?\s*(#.*)?")
PART = re.compile(r"""\s*("(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s."'=\[\]{}]+))\s*(\.|$)""")
ASSIGNED = re.compile(
    r"""\s*(?P<key>("[^"]*"|'[^']*'|[^\s"'=#\[\]{}]+)(\s*\.\s*("[^"]*"|'[^']*'|[^\s"'=#\[\]{}]+))*)\s*=(?P<value>.*)"""
)


def dotted(written: str) -> Path:
    """The parts of a key: `role.lab-team`, `forms."Åbo"`."""
    return tuple(
        next(part for part in found.group("double", "single", "bare") if part is not None) for found in PART.finditer(written)
    )


def places(lines: Sequence[tuple[int, str]]) -> Mapping[Path, int]:
    """Line numbers by path. lines: each with its number. The n-th `[[source]]` is ("source", "n"), counted from 0."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    for number, line in lines:
        header = HEADER.fullmatch(line)
        if header:
            here = dotted(header["name"])
            if header[1] == "[[":
                counts[here] = counts.get(here, -1) + 1
                found.setdefault(here, number)
                here = (*here, str(counts[here]))
            found.setdefault(here, number)
        elif assigned := ASSIGNED.match(line):
            found.setdefault((*here, *dotted(assigned["key"])), number)
    return found


def line_of(path: Path, found: Mapping[Path, int]) -> int | None:
    """The line of a key, or of the nearest thing around it."""
    for length in range(len(path), 0, -1):
        if path[:length] in found:
            return found[path[:length]]
    return None
