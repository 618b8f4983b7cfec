"""Shapes of a letter: its HTML and text with numbered words where values go, each value escaped
by its place.

Fill first: Jinja prints a word for each value, Markdown and HTML are read once for each distinct
result, and the words become values. What people wrote is never read as markup, because it is not
there yet when markup is read.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Literal
from urllib.parse import quote

from markupsafe import escape
from msgspec import Struct

from invite.letters.templates.values import plain

# text, attribute (or title, or style), link or its beginning, part of a link
Where = Literal["t", "a", "l", "p"]

# Letters alone, so that neither Markdown nor HTML nor a link's reader sees anything in it; of this
# process alone, so that no template can hold it by accident or on purpose.
_WORD = "zq" + "".join(secrets.choice("bcdfghjkmnrsvwx") for _ in range(10))
WORDS = re.compile(f"{_WORD}([a-z])(\\d+)z")
BODY = f"<!--{_WORD}-->"  # where the letter goes in its layout


def word(n: int | str, where: str = "t") -> str:
    """The word for the value of this number."""
    return f"{_WORD}{where}{n}z"


def in_link(target: str) -> str:
    """A link's target: a value that begins it is a link itself; one further on is a part
    and is quoted.
    """
    return WORDS.sub(lambda found: word(found[2], "p" if found.start() else "l"), target)


# Where in a page a value cannot have markup of its own.
_NO_TEXT = re.compile(
    r'<(title|style)\b.*?</\1>|<!--.*?-->|<[^<>"]*(?:"[^"]*"[^<>"]*)*>', re.DOTALL | re.IGNORECASE
)
_LINK = re.compile(r'(?<=\bhref=")[^"]*')


def placed(page: str) -> str:
    """A page whose attributes are in double quotes, with words that know their places."""
    return _NO_TEXT.sub(
        lambda tag: WORDS.sub(
            lambda found: word(found[2], "a" if found[1] == "t" else found[1]),
            _LINK.sub(lambda link: in_link(link[0]), tag[0]),
        ),
        page,
    )


_QUOTED = re.compile(r"[\w./:?#@&=%~-]*", re.ASCII)  # what quoting would leave as it is


def _link(value: str) -> str:
    if _QUOTED.fullmatch(value):
        return value
    return quote(plain(value), safe="/:?#[]@!$&'()*+,;=%~")


def _part(value: object) -> str:
    """A value inside a link: what has a meaning in links loses it (RFC 3986 2.1)."""
    return quote(str(value), safe="/@")


Escapes = Mapping[str, Callable[[object], str]]
TEXT: Escapes = {"t": str, "a": str, "l": lambda value: _link(str(value)), "p": _part}
HTML: Escapes = {
    "t": escape,
    "a": lambda value: escape(str(value)),
    "l": lambda value: escape(_link(str(value))),
    "p": lambda value: escape(_part(value)),
}


Fill = tuple[Callable[[object], str], int]
Line = tuple[int, str, Callable[[Sequence[str]], object]]


@dataclass(frozen=True, slots=True)
class Gaps:
    """A text in blocks of lines, most of which all its letters share. values: what fills gaps: how
    it is escaped, and its number. blocks: in UTF-8; empty where a line has gaps. lines: those: the
    place among the blocks, the line with `%s` in its gaps, and what picks the values for them.
    """

    values: tuple[Fill, ...]
    blocks: tuple[bytes, ...] = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str, escapes: Escapes, shared: Sequence[object]) -> Gaps:
        """shared: the first values, those that all letters share; they are put in here, once."""
        text = WORDS.sub(
            lambda found: (
                str.__str__(escapes[found[1]](shared[int(found[2])]))
                if int(found[2]) < len(shared)
                else found[0]
            ),
            text,
        )
        blocks, values, lines = list[bytes](), dict[Fill, int](), list[Line]()
        for gaps, block in groupby(text.split("\n"), lambda line: bool(WORDS.search(line))):
            if not gaps:
                blocks.append(utf_8("\n".join(block)))
                continue
            for line in block:
                parts = WORDS.split(line)
                fills = (
                    (escapes[how], int(n)) for how, n in zip(parts[1::3], parts[2::3], strict=True)
                )
                numbers = [values.setdefault(one, len(values)) for one in fills]
                form = "%s".join(part.replace("%", "%%") for part in parts[::3])
                lines.append((len(blocks), form, itemgetter(*numbers)))
                blocks.append(b"")
        return cls(tuple(values), tuple(blocks), tuple(lines))

    def fill(self, values: Sequence[object]) -> tuple[bytes, ...]:
        """The text of one letter, in blocks with a line's end between them; those that letters
        share are the same objects in each.
        """
        found = list(self.blocks)
        escaped = [how(values[n]) for how, n in self.values]
        for at, form, pick in self.lines:
            found[at] = utf_8(form % pick(escaped))
        return tuple(found)


def utf_8(text: str) -> bytes:
    """Half a character, which no UTF-8 has, becomes a question mark."""
    return text.encode("utf-8", "replace")


class Wording(Struct, frozen=True):
    """What one letter says, ready to be sent. text, html: see `Gaps.fill`. seen: what tells them
    from those of any other.
    """

    subject: str
    text: tuple[bytes, ...]
    html: tuple[bytes, ...]
    seen: bytes


class Shape(Struct, frozen=True):
    """What letters of the same form share. links: the numbers of values that are links
    themselves. digest: of what has no gaps, where the gaps are.
    """

    text: Gaps
    html: Gaps
    links: tuple[int, ...]
    digest: bytes

    @classmethod
    def of(cls, text: str, page: str, shared: Sequence[object]) -> Shape:
        """text, page: with words; those of the text know their places. shared: see Gaps."""
        page = placed(page)
        links = {int(found[2]) for found in WORDS.finditer(text + page) if found[1] == "l"}
        both = Gaps.of(text, TEXT, shared), Gaps.of(page, HTML, shared)
        common = [(gaps.blocks, [line[0] for line in gaps.lines]) for gaps in both]
        digest = hashlib.sha256(repr(common).encode()).digest()
        return cls(*both, tuple(sorted(links)), digest)

    def fill(self, subject: str, values: Sequence[object]) -> Wording:
        """One letter."""
        text, html = self.text.fill(values), self.html.fill(values)
        own = [text[line[0]] for line in self.text.lines]
        own += [html[line[0]] for line in self.html.lines]
        return Wording(subject, text, html, b"\n".join((self.digest, *own)))
