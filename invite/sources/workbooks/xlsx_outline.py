"""Leaves out of a sheet's XML the cells of those rows in which no cell carries a mark.

It serves the bar for reading .xlsx (benchmarks/reading.py): nine of ten cells say nothing but their
value, which somebody else reads. tests/sources/test_outline.py holds that the marks are the same
with and without.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain
from xml.parsers import expat

from invite.sources.workbooks.xml import checked

MOST_VALUES = 12
_BEGIN, _END = b"<sheetData>", b"</sheetData>"
_BOM = b"\xef\xbb\xbf"
# In XML that is well formed and without comments, CDATA and further instructions, `<` begins a tag
# wherever it stands, and this is all that a row's can look like ([XML] 3.1). No two parts of the
# pattern can begin with the same character, so it never tries a place in a second way.
_ROW = re.compile(rb"<row(?:\s+[^\s=/>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_DECLARATION = re.compile(rb"<\?xml[^?>]*\?>")
_UTF_8 = re.compile(rb"encoding\s*=\s*[\"']utf-?8[\"']", re.IGNORECASE)
_PREFIXED = re.compile(rb":(?:row|f)[\s/>]")


def outline(content: bytearray, values: Iterable[str]) -> bytes | bytearray:
    """The sheet's XML, where possible without the cells of rows in which none is computed, in error
    or struck through. values: of attributes that a cell with a mark may have.

    Raises Unreadable for what is no XML, unless all of it comes back.
    """
    begins, ends = content.find(_BEGIN) + len(_BEGIN), content.find(_END)
    words = _words(content, ("e", *values))
    if not (len(_BEGIN) <= begins <= ends and words and _is_usual(content)):
        return content
    checked(expat.ParserCreate(), (content,))
    speaking = sorted([at for word in words for at in _places(content, word, begins, ends)])
    kept = [content[:begins]]
    start = at = begins
    for row in chain(_ROW.finditer(content, begins, ends), (None,)):
        until = row.start() if row else ends
        nearest = bisect_left(speaking, at)
        said = nearest < len(speaking) and speaking[nearest] < until
        if said or start == at or content.endswith(b"/>", start, at):
            kept.append(content[start:until])
        else:
            kept.append(content[start : at - 1] + b"/>")
        start, at = row.span() if row else (ends, ends)
    return b"".join((*kept, content[ends:]))


def _words(content: bytearray, values: Iterable[str]) -> tuple[bytes, ...]:
    """The bytes without which a cell has no mark; none where they would be too many to look for.

    A name cannot be written in two ways in XML, and a value only with `&#`.
    """
    quotes = b"\"'" if b"'" in content else b'"'
    quoted = [b"%c%b%c" % (quote, value.encode(), quote) for value in values for quote in quotes]
    if len(quoted) > MOST_VALUES:
        return ()
    return (b"<f", b"strike", *quoted, *((b"&#",) if b"&" in content else ()))


def _places(content: bytearray, word: bytes, at: int, end: int) -> Iterator[int]:
    while (at := content.find(word, at, end)) >= 0:
        yield at
        at += 1


def _is_usual(content: bytearray) -> bool:
    """Whether it is in UTF-8, without comments, CDATA, further instructions and names with a
    prefix.
    """
    begin = len(_BOM) if content.startswith(_BOM) else 0
    if declaration := _DECLARATION.match(content, begin):
        if b"encoding" in declaration.group() and not _UTF_8.search(declaration.group()):
            return False
        begin = declaration.end()
    return not (
        (content.find(b"!", begin) >= 0 and content.find(b"<!", begin) >= 0)
        or (content.find(b"?", begin) >= 0 and content.find(b"<?", begin) >= 0)
        or _PREFIXED.search(content, begin)
    )
