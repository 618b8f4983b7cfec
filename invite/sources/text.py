"""Tells separator and quoting of a text file by its content."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from io import StringIO

from invite.sources.caps import Caps, Unreadable, too_large
from invite.text_encoding import decoded
from invite.words import _

SEPARATORS = (";", "\t", ",", "|")
SAMPLE_LINES, SAMPLE_LETTERS = 60, 200_000
LONGEST_CELL = 100_000
MANY_NULS = 1000
MOST_LINES_IN_A_CELL = 30


def decode(data: bytes) -> str:
    """The text of a file. Raises Unreadable for what is no text."""
    found = decoded(data)
    if found is None and data.count(0) <= max(1, len(data) // MANY_NULS):
        found = decoded(data.replace(b"\0", b""))  # a stray one, as torn exports have
    if found is None:
        raise no_text()
    return found[0]


def no_text() -> Unreadable:
    """A file that by its name should hold text and does not."""
    return Unreadable(
        _("This is not a text file, whatever its name says."),
        _("Open it in the program it was made with and save it as .xlsx or .csv."),
    )


def records(text: str, caps: Caps, *, tabs: bool = False) -> tuple[list[list[str]], bool]:
    """The text's rows of cells, and whether a quotation mark that was never closed had to be taken
    as a plain letter.

    tabs: the file's name says that tabs separate. A first line `sep=;` tells Excel the separator
    and is no row, there or here. Empty rows at the end, of which some programs write a million, are
    none. Raises Unreadable over a cap.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    separator = ""
    if match := re.match(r"""["']?sep=(.)["']?\n""", text, re.IGNORECASE):
        separator, text = match[1], text[match.end() :]
    separator = separator or _separator(text, tabs)
    try:
        rows = _filled(csv.reader(StringIO(text, newline=""), delimiter=separator), caps)
    except csv.Error:
        rows = None
    if rows is not None and not any(_runaway(cell) for row in rows for cell in row):
        return _unquoted_whole(rows, separator, caps), False
    return (
        _filled((_parse_line(line, separator) for line in StringIO(text, newline="\n")), caps),
        '"' in text,  # else a cell is longer than any, and nothing else is wrong
    )


def _unquoted_whole(rows: list[list[str]], separator: str, caps: Caps) -> list[list[str]]:
    """The rows, those of them split again whose whole line stood in quotes, as Excel writes a
    column A that holds everything.

    They are where nothing below the first line fills more than its first cell, and all lines, split
    again, have as many cells as the first, whose own are filled and begin with no blank (a column
    of `Virtanen, Matti` under `Nimi` has not).
    """
    if len(rows) < 2 or any(any(row[1:]) for row in rows[1:]):
        return rows
    for again in dict.fromkeys((separator, *SEPARATORS)):
        split = [_split_again(row, again) for row in rows]
        width = len(split[0])
        headed = all(cell and not cell[:1].isspace() for cell in split[0])
        if width > 1 and headed and all(len(row) == width for row in split if row):
            return _filled(split, caps)
    return rows


def _split_again(row: list[str], separator: str) -> list[str]:
    """The cells that stand in the only filled cell of a row; a row with several is as it is."""
    filled = [cell for cell in row if cell]
    if len(filled) != 1:
        return filled
    try:
        return next(csv.reader(filled, delimiter=separator), [])
    except csv.Error:
        return filled


def _runaway(cell: str) -> bool:
    return len(cell) > LONGEST_CELL or cell.count("\n") > MOST_LINES_IN_A_CELL


def _filled(lines: Iterable[list[str]], caps: Caps) -> list[list[str]]:
    """The rows up to the last that holds text, counted against the caps as they come."""
    rows: list[list[str]] = []
    empty = width = 0
    for row in lines:
        if not any(row):
            empty += 1
            continue
        width = max(width, len(row))
        rows += [[] for _n in range(min(empty, caps.rows))]
        rows.append(row)
        empty = 0
        if len(rows) > caps.rows or width > caps.columns or len(rows) * width > caps.cells:
            raise too_large(
                _("A sheet has more than {rows} rows or {columns} columns.").format(
                    rows=caps.rows, columns=caps.columns
                )
            )
    return rows


def _parse_line(line: str, separator: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(separator)]


def _separator(text: str, tabs: bool) -> str:
    """The separator that cuts the first lines into the most evenly many cells."""
    sample = "\n".join(text[:SAMPLE_LETTERS].split("\n", SAMPLE_LINES)[:SAMPLE_LINES])
    best = "\t" if tabs else ";"
    best_score = 0.0
    for separator in ("\t", ";", ",", "|") if tabs else SEPARATORS:
        try:
            widths = Counter(
                len(row)
                for row in csv.reader(StringIO(sample, newline=""), delimiter=separator)
                if any(row)
            )
        except csv.Error:
            continue
        cut = {width: n for width, n in widths.items() if width > 1}
        if not cut:
            continue
        width, n = max(cut.items(), key=lambda item: (item[1], item[0]))
        score = (
            n / sum(widths.values())
            + sum(cut.values()) / sum(widths.values())
            + min(width, 10) / 100
        )
        if score > best_score:
            best, best_score = separator, score
    return best
