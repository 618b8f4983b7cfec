"""Links and pictures of a template, and what was meant as code, checked before there is a
person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from markdown_it.token import Token
from msgspec import Struct

from invite.errors import Problem
from invite.letters.templates.layout import shown
from invite.letters.templates.leftovers import leftovers
from invite.letters.templates.markdown import read
from invite.letters.templates.shape import WORDS, word
from invite.letters.templates.source import pieces
from invite.words import _

SCHEMES = ("https", "http", "mailto", "tel")


# What is plainly a web address needs no parser; each person's own link is one.
WEB = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w.,/?&=%-]*)?", re.ASCII)


@lru_cache(maxsize=256)  # the links of a letter come again in the next
def unsafe(link: str) -> str:
    """What is wrong with a link, or "". Only web addresses, mail addresses and telephone numbers
    may be linked.
    """
    if WEB.fullmatch(link):
        return ""
    try:
        parts = urlsplit(link)
        host = parts.hostname
    except ValueError:
        return _("“{link}” is not a link").format(link=link)
    if parts.scheme not in SCHEMES:
        return _("“{link}” does not begin with https:, http:, mailto: or tel:").format(link=link)
    if parts.scheme in ("http", "https") and not host:
        return _("“{link}” is not a link").format(link=link)
    return ""


def unsafe_target(target: str) -> str:
    """The same for a target with words in it; one that begins with a value is checked with its
    value.
    """
    found = WORDS.search(target)
    if not found:
        return unsafe(target)
    return unsafe(f"{target[: found.start()]}x") if found.start() else ""


class StandIn(Struct, frozen=True):
    """A template's text with a word for each piece of code. lines: for each of its lines the line
    of the file. codes: the code behind each word.

    A tag's word has the place "c"; a line of nothing else is an empty one.
    """

    text: str
    lines: list[int]
    codes: list[str]

    @classmethod
    def of(cls, source: str, skip: int = 0) -> StandIn:
        """skip: so many lines of the file come before the source."""
        text, lines, codes = "", [skip + 1], list[str]()
        for piece in pieces(source, skip):
            if piece.kind == "text":
                text += piece.text
                lines += range(piece.line + 1, piece.line + 1 + piece.text.count("\n"))
                continue
            if piece.kind == "comment":  # it may go over several lines, of which one is left
                lines[-1] = piece.line + piece.text.count("\n")
                continue
            text += word(len(codes), "c" if piece.kind == "tag" else "t")
            codes.append(piece.code)
        tags_alone = rf"(?m)^[ \t]*(?:{WORDS.pattern.replace('[a-z]', 'c')}[ \t]*)+$"
        return cls(re.sub(tags_alone, "", text), lines, codes)


def targets(tokens: Iterable[Token]) -> Iterator[str]:
    """The targets of all links."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                yield str(child.attrs["href"])


def check_line(source: str, where: str, skip: int = 0) -> Iterator[Problem]:
    """What was left over in a subject or in a role's words."""
    stand_in = StandIn.of(source, skip)
    for left in leftovers(stand_in.text):
        yield Problem(f"{where}:{skip + 1}", left.what, left.hint)


def check_body(
    body: str, where: str, skip: int, picture: Callable[[str, str], Iterable[Problem]]
) -> Iterator[Problem]:
    """What is wrong with links and pictures of a letter, and what was left over in its text.
    picture: see `template.compile_letter`.
    """
    stand_in = StandIn.of(body, skip)
    for token in read(stand_in.text):
        at = token.map[0] if token.map else 0
        for child in token.children or ():
            line = stand_in.lines[min(at, len(stand_in.lines) - 1)]
            at += child.type in ("softbreak", "hardbreak")
            wrong = [*_wrong(child, stand_in)]
            yield from (Problem(f"{where}:{line}", what, hint) for what, hint in wrong)
            if child.type == "image" and not wrong:
                yield from picture(str(child.attrs["src"]), f"{where}:{line}")


def _wrong(child: Token, stand_in: StandIn) -> Iterator[tuple[str, str]]:
    match child.type:
        case "image":
            yield from _wrong_picture(str(child.attrs["src"]), child.content)
        case "link_open":
            wrong = _wrong_target(str(child.attrs["href"]))
            if wrong:
                yield wrong, _("Write the whole address: [text](https://…).")
        case "text":
            yield from ((left.what, left.hint) for left in leftovers(child.content, stand_in.text))


def _wrong_picture(path: str, words: str) -> Iterator[tuple[str, str]]:
    """What is wrong with `![words](path)`, before the file is looked at."""
    hint = _("Put the picture into the project folder: ![what it shows](kuva.png)")
    if WORDS.search(path):
        yield _("a picture's name cannot contain code"), hint
    elif "://" in path or path.startswith(("cid:", "data:")):
        yield _from_elsewhere(), hint
    elif not words.strip():
        yield _("a picture needs words for those who do not see it"), hint


def _from_elsewhere() -> str:
    return _(
        "a picture from elsewhere reveals who reads the letter, and most mail"
        " programs do not show it"
    )


def _wrong_target(target: str) -> str:
    if any(found[1] == "c" for found in WORDS.finditer(target)):
        return _("a link's target cannot hold a condition; put it round the whole link")
    return unsafe_target(target)


_ATTRIBUTE = re.compile(r"""\b(href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


def check_layout(layout: str, where: str) -> Iterator[Problem]:
    """The same for `href` and `src` of a layout, and for its text."""
    stand_in = StandIn.of(layout)
    text = stand_in.text
    if "body" not in stand_in.codes:
        yield Problem(
            f"{where}:1",
            _("the layout has no place for the letter"),
            _("Put {{ body }} where it goes."),
        )
    for found in _ATTRIBUTE.finditer(text):
        target = found[2] if found[2] is not None else found[3]
        if target.startswith("cid:") or _is_ours(target, stand_in):
            continue
        wrong = _wrong_target(target)
        if not wrong and found[1].lower() == "src":
            wrong = _from_elsewhere()
        if wrong:
            line = stand_in.lines[text.count("\n", 0, found.start())]
            yield Problem(f"{where}:{line}", wrong)
    for n, words in shown(text):
        for left in leftovers(words):
            yield Problem(f"{where}:{stand_in.lines[n - 1]}", left.what, left.hint)


def _is_ours(target: str, stand_in: StandIn) -> bool:
    found = WORDS.fullmatch(target)
    return found is not None and stand_in.codes[int(found[2])] in ("logo", "picture")
