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
from functools import lru_cache
from itertools import groupby
from typing import Literal
from urllib.parse import quote

from markupsafe import escape

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


@lru_cache(maxsize=256)  # a letter shows a person's link several times, in both its parts
def _link(value: str) -> str:
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


@dataclass(frozen=True, slots=True)
class Gaps:
    """A text in blocks of lines, most of which all its letters share. values: what fills gaps: how
    it is escaped, and its number. blocks: in UTF-8; empty where a line has gaps. lines: those, with
    their place among the blocks: words, and in each gap which of the values fills it.
    """

    values: tuple[Fill, ...]
    blocks: tuple[bytes, ...] = field(repr=False)
    lines: tuple[tuple[int, tuple[str | int, ...]], ...] = field(repr=False)

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
        blocks, values = list[bytes](), dict[Fill, int]()
        lines: list[tuple[int, tuple[str | int, ...]]] = []
        for gaps, block in groupby(text.split("\n"), lambda line: bool(WORDS.search(line))):
            if not gaps:
                blocks.append(utf_8("\n".join(block)))
                continue
            for line in block:
                first, *rest = WORDS.split(line)
                parts: list[str | int] = [first]
                for where, n, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
                    parts += [values.setdefault((escapes[where], int(n)), len(values)), after]
                lines.append((len(blocks), tuple(parts)))
                blocks.append(b"")
        return cls(tuple(values), tuple(blocks), tuple(lines))

    def fill(self, values: Sequence[object]) -> tuple[bytes, ...]:
        """The text of one letter, in blocks with a line's end between them; those that letters
        share are the same objects in each.
        """
        found = list(self.blocks)
        escaped = [how(values[n]) for how, n in self.values]
        for at, parts in self.lines:
            words = [part if isinstance(part, str) else escaped[part] for part in parts]
            found[at] = utf_8("".join(words))
        return tuple(found)


def utf_8(text: str) -> bytes:
    """Half a character, which no UTF-8 has, becomes a question mark."""
    return text.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Wording:
    """What one letter says, ready to be sent. text, html: see `Gaps.fill`. seen: what tells them
    from those of any other.
    """

    subject: str
    text: tuple[bytes, ...]
    html: tuple[bytes, ...]
    seen: bytes


@dataclass(frozen=True, slots=True)
class Shape:
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
        common = [(gaps.blocks, [at for at, _line in gaps.lines]) for gaps in both]
        digest = hashlib.sha256(repr(common).encode()).digest()
        return cls(*both, tuple(sorted(links)), digest)

    def fill(self, subject: str, values: Sequence[object]) -> Wording:
        """One letter."""
        text, html = self.text.fill(values), self.html.fill(values)
        own = [text[at] for at, _line in self.text.lines]
        own += [html[at] for at, _line in self.html.lines]
        return Wording(subject, text, html, b"\n".join((self.digest, *own)))
