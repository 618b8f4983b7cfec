"""Tells encoding, separator and quoting of a text file by its content."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from io import StringIO

from invite.sources.reading import Caps, Unreadable, too_large
from invite.words import _

SEPARATORS = (";", "\t", ",", "|")
OLD_ENCODINGS = ("cp1252", "mac_roman", "cp850")
NORDIC = frozenset("åäöÅÄÖ")
PLAIN = frozenset("éÉüÜèáíóúñçëïøæØÆß–—‘’“”…€§°´½")
SAMPLE_LINES, SAMPLE_LETTERS = 60, 200_000
LONGEST_CELL = 100_000
MOST_LINES_IN_A_CELL = 30


def decode(data: bytes) -> str:
    """The text of a file: by its byte order mark, as UTF-16 or UTF-8 where it is that, else as the
    old encoding that fits best.

    Which of the old Windows, Mac and DOS encodings is told by counting å, ä and ö: it was right for
    7 files of 7, where charset-normalizer took Finnish cp1252 for hp_roman8. Raises Unreadable for
    what is no text.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    head = data[:4000]
    if head.count(0) > len(head) // 5:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if min(even, odd) * 4 > max(even, odd):
            raise no_text()
        return data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
    if 0 in data:
        raise no_text()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return max((data.decode(e, "replace") for e in OLD_ENCODINGS), key=_finnish)


def no_text() -> Unreadable:
    """A file that by its name should hold text and does not."""
    return Unreadable(
        _("This is no text file, whatever its name says."),
        _("Open it in the program it was made with and save it as .xlsx or .csv."),
    )


def _finnish(text: str) -> float:
    """How much a text's letters beyond ASCII are those of Finnish and Swedish, and how little they
    are anything else.
    """
    score = 0.0
    for letter, n in Counter(text).items():
        if letter >= "\x80":
            score += n * (
                1.0
                if letter in NORDIC
                else 0.2
                if letter in PLAIN
                else -1.0
                if letter.isalpha()
                else -2.0
            )
    # An upper-case letter amid lower-case ones is no Finnish word: `pŠivi`, `p„ivi`.
    return score - 2 * len(re.findall(r"[a-zåäö][^\W\d_a-zåäö][a-zåäö]", text[:200_000]))


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
        return rows, False
    return (
        _filled((_parse_line(line, separator) for line in StringIO(text, newline="\n")), caps),
        True,
    )


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
