"""Finds a sheet's header among its first rows, of one line or two, and knows one again further
down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from invite.language.names import given_weight, surname_weight
from invite.people.fields.cells import said
from invite.people.fields.names import PARTS_PLAYED, looks_like_person
from invite.people.model import Row
from invite.people.table.captions import group_of_title, region_in
from invite.people.table.columns import (
    LONGEST_HEADING,
    OTHERS,
    heading_key,
    is_heading_word,
    recognise,
)
from invite.people.table.line_types import is_note, tells_contact

NAMES = ("name", "first_name", "last_name")
_OF_PEOPLE = frozenset(("email", *NAMES))
LOOK_DOWN = 60
"""So many rows with text in them are searched for a header, from the top."""


_AT = re.compile(r"\S@\S|[(\[{]\s*(?:at|ät|@|a)\s*[)\]}]|\S\s@\s\S", re.IGNORECASE)
_DATA = re.compile(
    r"@|\d{5,}|\d[\d\s().-]{6,}\d|^\d+([.,]\d+)?$|\d{1,2}\.\d{1,2}\.\d{2,4}|^\d{4}-\d\d-\d\d"
)


def is_header(row: Row, headings: Iterable[str] = (), below: Row | None = None) -> bool:
    """Whether a row further down is a header again: the same headings, or plainly headings.

    below: the next row with text, where an empty line or a title stands right above, as they do
    where another table begins: then less is asked, if an address follows.
    """
    cells = texts(row)
    known = {heading_key(h) for h in headings if h}
    if len(cells) == 1 and is_heading_word(cells[0][1]) in _OF_PEOPLE:  # a table of one column
        under = below and [i for i, _text in texts(below)] == [cells[0][0]] and has_address(below)
        return bool(under) or known == {heading_key(cells[0][1])}
    if len(cells) < 2 or _holds_data(cells):
        return False
    same = sum(heading_key(text) in known for _i, text in cells)
    if same >= 2 and same * 3 >= len(cells) * 2:
        return True
    words = [is_heading_word(text) for _i, text in cells]
    found = {field for field in words if field}
    if len(found) >= 2 and words.count(None) * 3 <= len(cells) and found & _OF_PEOPLE:
        return True
    if "email" in found and found & set(NAMES):  # nobody is called "Name" and reached at "Email"
        return True
    if any(names_something(text) for _i, text in cells):
        return False
    # `Matti | Malli | jäsen` is somebody.
    told = {i: None if PARTS_PLAYED.fullmatch(text) else recognise(text) for i, text in cells}
    fields = {*told.values()} - {None}
    if not fields & _OF_PEOPLE:
        return False
    plain = {i: field for i, text in cells if (field := told[i]) and is_heading_word(text)}
    if list(told.values()).count(None) * 3 <= len(cells):
        return (
            len(fields) > 2
            or ("email" in fields and bool(fields & set(NAMES)))
            or (len(fields) > 1 and bool(plain))
        )
    return below is not None and _stands_over(plain, below)


def _stands_over(words: Mapping[int, str], below: Row) -> bool:
    """Whether what is right below a word for names or addresses is one."""
    found = (
        (word, below.cells[i])
        for i, word in words.items()
        if word in _OF_PEOPLE and i < len(below.cells)
    )
    return any(
        _AT.search(text) or (word != "email" and looks_like_person(text)) for word, text in found
    )


def names_something(text: str) -> bool:
    """Whether a cell is a name rather than a heading: a person's, or two capitalised words that
    mean nothing else.
    """
    if recognise(text) or region_in(text) or group_of_title(text):
        return False
    words = text[:LONGEST_HEADING].replace(",", " ").replace("-", " ").split()
    capitals = len(words) > 1 and all(word[:1].isupper() for word in words)
    return capitals or any(given_weight(word) > 0 or surname_weight(word) > 0 for word in words)


def _holds_data(cells: Sequence[tuple[int, str]]) -> bool:
    """Whether a row holds what no header does: an address, or numbers and dates, unless they head
    columns beside plain headings (`Nimi | Sähköposti | 12.5.2022`, a meeting's day over who was
    there).
    """
    if any(_AT.search(text) for _i, text in cells):
        return True
    others = [text for _i, text in cells if not _DATA.search(text)]
    if len(others) == len(cells):
        return False
    plain = {recognise(text) for text in others} - {None}
    return len(plain) < 2 or not plain & _OF_PEOPLE or any(map(names_something, others))


def find_header(rows: Sequence[Row], given: Mapping[str, str], header_row: int | None) -> list[Row]:
    """The rows that are the header, from the upper to the lower; none where there is none. given,
    header_row: by the settings.
    """
    if told := [row for row in rows if row.number == header_row]:
        return told
    wanted = {heading_key(heading) for heading in given.values()}
    best, best_score, people = -1, 0.0, 0
    filled = [i for i, row in enumerate(rows) if any(cell.strip() for cell in row.cells)][
        :LOOK_DOWN
    ]
    for at in filled:
        cells = texts(rows[at])
        score = _header_score(cells, wanted, _next(rows, at))
        if not score and wanted and wanted <= {heading_key(text) for _i, text in cells}:
            return [
                rows[at]
            ]  # all that the settings name, though nothing else here looks like a header
        if score > best_score:
            best, best_score = at, score
        if has_address(rows[at]) and not (len(cells) < 3 and tells_contact(cells[0][1])):
            people += 1
            if (
                best >= 0 or people > 1
            ):  # two people above it: the table that it heads is a later one
                break
    return _with_neighbours(rows, best) if best >= 0 else []


def _header_score(cells: list[tuple[int, str]], wanted: set[str], below: Row | None) -> float:
    """How much a row looks like a header; 0 where it cannot be one."""
    if not cells or _holds_data(cells):
        return 0.0
    fields = {recognise(text) for _i, text in cells} - {None}
    hits = sum(recognise(text) is not None for _i, text in cells) + 3 * sum(
        heading_key(t) in wanted for _i, t in cells
    )
    if len(fields) >= 2 and hits * 2 >= len(cells):
        return hits + len(fields)
    if fields == {OTHERS} and hits >= 2 and hits * 2 >= len(cells):
        return hits  # `Esihenkilön nimi | Esihenkilön sähköposti`
    if len(cells) >= 2 and fields & {"email", *NAMES} and (len(fields) >= 2 or fields & {"email"}):
        return hits
    if len(cells) == 1 and below and heading_key(cells[0][1]) in ("nimi", "namn", "name"):
        # The other columns have no headings; only a row of people goes on below.
        return (
            1.0
            if any("@" in cell for cell in below.cells) and below.cells[cells[0][0]].strip()
            else 0.0
        )
    if len(cells) == 1 and fields & {"email", "name"} and is_heading_word(cells[0][1]) and below:
        # A single heading over a single column: `Sähköposti` above addresses, not the title
        # `Jäsenet` above a table.
        under = texts(below)
        return (
            1.0
            if len(under) == 1 and under[0][0] == cells[0][0] and not is_note(under[0][1])
            else 0.0
        )
    if len(cells) >= 2 and below and any(is_heading_word(text) in NAMES for _i, text in cells):
        # `Nimi | Ensisijainen osoite`: a name's very word, and something over a column that holds
        # addresses.
        return (
            1.0 if any("@" in below.cells[i] for i, _text in cells if i < len(below.cells)) else 0.0
        )
    return 0.0


def _next(rows: Sequence[Row], at: int) -> Row | None:
    return next(
        (row for row in rows[at + 1 : at + 4] if any(cell.strip() for cell in row.cells)), None
    )


def _with_neighbours(rows: Sequence[Row], at: int) -> list[Row]:
    """The header with its second line: the row above that groups its columns, or the one below that
    goes on or translates.
    """
    header = [rows[at]]
    mine = {i for i, _text in texts(rows[at])}
    if at > 0:
        above = texts(rows[at - 1])
        heads = [(i, t) for i, t in above if not _DATA.search(t)]
        if (
            len(heads) == len(above) >= 1
            and (
                len(above) >= 2
                or above[0][0] > min(mine)
                or (above[0][0] < min(mine) and is_heading_word(above[0][1]))
            )
            and any(i not in mine or recognise(t) for i, t in above)
        ):
            header.insert(0, rows[at - 1])
    if at + 1 < len(rows) and is_header(rows[at + 1]):
        header.append(rows[at + 1])
    elif at + 1 < len(rows):
        below = texts(rows[at + 1])
        if (
            below
            and all(recognise(t) and not _DATA.search(t) for _i, t in below)
            and all(i not in mine for i, _t in below)
        ):
            header.append(rows[at + 1])
    return header


def headings_of(header: Sequence[Row]) -> dict[int, str]:
    """Heading by column: the lower line's, or the upper one's where the lower has none or means
    nothing by itself.
    """
    headings: dict[int, str] = {}
    for row in header:
        for i, text in texts(row):
            above = headings.get(i, "")
            above = (
                "" if region_in(above) or group_of_title(above) else above
            )  # what stands over a whole table
            if above and above.endswith(
                ("-", "‐")
            ):  # `Puhelin-` over `numero`: one word on two lines
                headings[i] = above[:-1] + text
                continue
            same = is_heading_word(text)  # a translation
            if (
                above
                and recognise(above)
                and (not recognise(text) or (same and is_heading_word(above) == same))
            ):
                continue
            headings[i] = f"{above} {text}" if above and not recognise(text) else text
    return headings


def has_address(row: Row) -> bool:
    """Whether any cell of a row holds what is meant for an address: `m@…`, `m(at)…`."""
    return any(_AT.search(cell) for cell in row.cells)


def texts(row: Row) -> list[tuple[int, str]]:
    """The cells of a row that hold text, with their index, tidied."""
    return [(i, text) for i, cell in enumerate(row.cells) if cell and (text := said(cell))]


def joined(row: Row) -> str:
    """A row's text in one line."""
    return " · ".join(text for _i, text in texts(row))[:300]
