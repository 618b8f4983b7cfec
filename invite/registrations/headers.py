"""Header rows below the first one, as Qualtrics and SurveyMonkey write them: questions, ids and
kinds of answers, which are nobody.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from invite.language.spelling import ascii_key
from invite.people.model import Row, Sheet
from invite.people.table.columns import is_heading_word
from invite.people.table.header import LOOK_DOWN, NAMES
from invite.records import replace
from invite.registrations.columns import heading_key
from invite.registrations.heading_words import BUYER

_IMPORT_ID = re.compile(r"\W*import ?id\W", re.IGNORECASE)
_KINDS = frozenset(
    {"open ended response", "response", "other please specify", "question", "label"}
    | {"avoin vastaus", "vastaus", "muu tarkenna", "kysymys", "oppet svar", "svar", "fraga"}
)
_MOST = 3  # header rows there are at most below the first


def without_buyers(sheet: Sheet) -> Sheet:
    """The sheet without the names and addresses of who ordered for others, where it has others."""
    for row in sheet.rows[:LOOK_DOWN]:
        keys = [heading_key(text) for text in row.cells]
        buyers = {index for index, key in enumerate(keys) if BUYER.fullmatch(key)}
        people = {is_heading_word(text) for i, text in enumerate(row.cells) if i not in buyers}
        if buyers and people & {"email", *NAMES}:
            return replace(sheet, rows=tuple(_emptied(one, buyers) for one in sheet.rows))
    return sheet


def _emptied(row: Row, columns: Collection[int]) -> Row:
    cells = tuple("" if index in columns else text for index, text in enumerate(row.cells))
    links = {index: link for index, link in row.links.items() if index not in columns}
    return replace(row, cells=cells, links=links)


def further_headers(header: Row, below: Sequence[Row], known: Collection[int]) -> tuple[Row, ...]:
    """The rows right below the header that are headers too. known: numbers of such."""
    found: list[Row] = []
    for row in below[:_MOST]:
        if row.number not in known and not _is_header(header, row):
            break
        found.append(row)
    return tuple(found)


def merged_headings(header: Row, more: Sequence[Row]) -> Mapping[int, tuple[str, ...]]:
    """What stands above each column, the first row's first, be it nothing; ids and kinds of answers
    say nothing.
    """
    found: dict[int, tuple[str, ...]] = {}
    for index in range(max(len(row.cells) for row in (header, *more))):
        top, *others = (
            row.cells[index].strip() if index < len(row.cells) else "" for row in (header, *more)
        )
        said = [text for text in others if text and not _is_id(text) and not _is_kind(text)]
        if top or said:
            found[index] = (top, *said)
    return found


def _is_header(header: Row, row: Row) -> bool:
    """Whether a row names columns: ids, or words that mostly head columns or ask, no address."""
    cells = [(index, text) for index, cell in enumerate(row.cells) if (text := cell.strip())]
    if any(_is_id(text) for _index, text in cells):
        return True
    if any("@" in text for _index, text in cells):
        return False
    heads = [
        text.endswith("?")
        or _is_kind(text)
        or bool(is_heading_word(text))
        or _plain(text) == _plain(header.cells[index] if index < len(header.cells) else "")
        for index, text in cells
    ]
    return bool(heads) and sum(heads) * 2 >= len(heads)


def _is_id(text: str) -> bool:
    return bool(_IMPORT_ID.match(text))


def _is_kind(text: str) -> bool:
    return ascii_key(re.sub(r"[()]", " ", text)) in _KINDS


def _plain(text: str) -> str:
    return ascii_key(text).replace(" ", "")
