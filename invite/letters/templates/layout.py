"""The page round a letter: `layout.html` with the letter in it, its styles brought to each element
once a template.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from jinja2 import Environment
from markdown_it.token import Token

from invite.errors import Problem
from invite.letters.templates.shape import Code, Codes, lift, settle_attributes
from invite.letters.templates.source import Source
from invite.words import _

# What a tag of Jinja must not become a comment in: other tags, comments, and elements that hold
# text alone.
_CLOSED = re.compile(
    r"(<title.*?</title>|<style.*?</style>|<!--.*?-->|<[^>]*>)", re.DOTALL | re.IGNORECASE
)


def with_preface(tokens: Sequence[Token], codes: Codes) -> list[Token]:
    """The letter with a resend's words, after the salutation, where its template does not place
    them itself.
    """
    if any(re.search(r"\bpreface\b", code.code) for code in codes.pieces):
        return list(tokens)
    text = Token("text", "", 0, content=codes.put(Code("print", "preface", shown="preface")))
    words = [
        Token("tag", "", 0, content=codes.tag("if preface"), block=True),
        Token("paragraph_open", "p", 1, block=True),
        Token("inline", "", 0, content=text.content, children=[text], block=True),
        Token("paragraph_close", "p", -1, block=True),
        Token("tag", "", 0, content=codes.tag("endif"), block=True),
    ]
    salutation = (
        len(tokens) > 2
        and tokens[0].type == "paragraph_open"
        and tokens[1].content.rstrip().endswith((",", "!"))
    )
    at = 3 if salutation else 0
    return [*tokens[:at], *words, *tokens[at:]]


def in_layout(
    layout: Source, body: str, made: Environment, codes: Codes
) -> tuple[str, str, list[Problem]]:
    """The whole page, the text of the layout's own links, and what is wrong with the layout.

    body: the letter as HTML, with the words of codes in it.
    """
    page, _lines = lift(layout.text, made, codes, layout.where)
    page, problems = settle_attributes(page, codes, layout.where)
    footnotes = _Links.text(page, codes)
    words = {
        code.code: f"{codes.word}{n}{codes.word}"
        for n, code in enumerate(codes.pieces)
        if code.where == layout.where
    }
    if "body" not in words:
        problems.append(
            Problem(
                f"{layout.where}:1",
                _("the layout has no place for the letter"),
                _("Put {{ body }} where it goes."),
            )
        )
    page = "".join(
        part if n % 2 else _commented(part, codes) for n, part in enumerate(_CLOSED.split(page))
    )
    # An HTML parser puts the <tbody> that is left out after the comment, which would then stand
    # outside what it repeats.
    page = re.sub(
        rf"(<table\b[^>]*>)(?=\s*(?:<!--{codes.pattern}-->\s*)+<tr\b)", r"\1<tbody>", page
    )
    page = page.replace(words.get("body", "\0"), body)
    return ("" if problems else _inlined(page)), footnotes, problems


def _commented(text: str, codes: Codes) -> str:
    """HTML moves bare words out of tables, comments it leaves where they are."""
    return re.sub(
        codes.pattern,
        lambda m: f"<!--{m[0]}-->" if codes.pieces[int(m[1])].kind == "tag" else m[0],
        text,
    )


def _inlined(page: str) -> str:
    """Every element with its own styles, for mail programs that drop `<style>`; the @media rules
    stay for those that do not.
    """
    import css_inline

    inlined = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False).inline(page)
    # css-inline puts what is left of the styles before everything else; the character set and the
    # title come first.
    return re.sub(
        r"(<head>)(<style>.*?</style>)(.*?)\s*(</head>)",
        r"\1\3\2\n\4",
        inlined,
        count=1,
        flags=re.DOTALL,
    )


class _Links(HTMLParser):
    """The links that a layout has of its own, so that the text has them too."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = []
        self.inside = False

    @classmethod
    def text(cls, page: str, codes: Codes) -> str:
        """`words: target`, each on a line."""
        reader = cls()
        reader.feed(page)
        said = [
            re.sub(
                codes.pattern, lambda m: m[0] if codes.pieces[int(m[1])].kind == "print" else "", w
            )
            for _t, w in reader.found
        ]
        lines = [
            f"{words.strip()}: {target}"
            for words, (target, _w) in zip(said, reader.found, strict=True)
        ]
        return "\n\n" + "\n".join(lines) + "\n" if lines else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A link begins."""
        target = dict(attrs).get("href")
        if tag == "a" and target:
            self.found.append([target, ""])
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        """A link ends."""
        self.inside = self.inside and tag != "a"

    def handle_data(self, data: str) -> None:
        """What a link says."""
        if self.inside:
            self.found[-1][1] += data


OWN = "#1f4e79"
LIGHT, DARK = "#ffffff", "#1c1c1e"
_ENOUGH = 4.5
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def colours(chosen: str | None) -> dict[str, str]:
    """What a layout uses. colour, on_colour: a button and its words; link_colour, dark_link_colour:
    on light and dark ground.
    """
    colour = chosen.lower() if chosen and _COLOUR.fullmatch(chosen) else OWN
    on_colour = LIGHT if contrast(colour, LIGHT) >= contrast(colour, "#000000") else "#000000"
    return {
        "colour": colour,
        "on_colour": on_colour,
        "link_colour": _moved(colour, LIGHT, "#000000"),
        "dark_link_colour": _moved(colour, DARK, LIGHT),
    }


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _channels(colour: str) -> list[int]:
    return [int(colour[n : n + 2], 16) for n in (1, 3, 5)]


def _luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
        for c in (n / 255 for n in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _moved(colour: str, ground: str, towards: str) -> str:
    """The colour, moved towards another as little as it takes to be read on the ground."""
    for step in range(21):
        mixed = "#" + "".join(
            f"{round(a + (b - a) * step / 20):02x}"
            for a, b in zip(_channels(colour), _channels(towards), strict=True)
        )
        if contrast(mixed, ground) >= _ENOUGH:
            return mixed
    return towards
