"""The page round a letter: `layout.html` with the letter in it, its styles brought to each element;
and the sender's colour in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Protocol

import css_inline
from msgspec import Struct

from invite.letters.templates.shape import in_link

WIDEST = 544  # pixels that a letter's text is wide; see layout.html
# A button for Outlook's Word engine, which knows neither padding on a link nor rounded corners.
OUTLOOK = (
    '<!--[if mso]><v:roundrect xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:w="urn:schemas-microsoft-com:office:word" href="{target}" arcsize="12%" stroke="f"'
    ' fillcolor="{colour}" style="height: 52px; width: 320px; v-text-anchor: middle;">'
    '<w:anchorlock/><center style="color: {on_colour}; font-family: Arial, sans-serif;'
    ' font-size: 17px; font-weight: bold;">{words}</center></v:roundrect><![endif]-->'
)


class ShownPicture(Protocol):
    """A picture that travels with the letter. width: in pixels, 0 where it is not known."""

    @property
    def content_id(self) -> str: ...

    @property
    def width(self) -> int: ...


class Look(Struct, frozen=True):
    """What a letter's HTML takes from its sender: the button's colour, that of the words on it, and
    the pictures by the path that names them in the template.
    """

    colour: str
    on_colour: str
    pictures: Mapping[str, ShownPicture]


def inlined(page: str) -> str:
    """Every element with its own styles, for mail programs that drop `<style>`; the @media rules
    stay for those that do not.
    """
    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
    before, head, rest = inliner.inline(page).partition("<head>")
    inside, end, after = rest.partition("</head>")
    styles, closed, others = inside.partition("</style>")
    # css-inline puts what is left of the styles before everything else; the character set and the
    # title come first.
    if closed and styles.startswith("<style>"):
        inside = f"{others.rstrip()}{styles}{closed}\n"
    return f"{before}{head}{inside}{end}{after}"


def footnotes(page: str) -> list[str]:
    """The links that a page has of its own, so that the text has them too: `words: target`."""
    reader = _Page()
    reader.feed(page)
    return [f"{words.strip()}: {in_link(target)}" for target, words in reader.links]


def shown(page: str) -> list[tuple[int, str]]:
    """What a page shows of its own: the line, and the words there."""
    reader = _Page()
    reader.feed(page)
    return reader.words


class _Page(HTMLParser):
    """words: the line and the words of each text; links: targets with their words."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[tuple[int, str]] = []
        self.links: list[tuple[str, str]] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A link begins, or styles."""
        target = dict(attrs).get("href")
        if tag == "a" and target:
            self.links.append((target, ""))
        self.inside = tag if tag in ("style", "script") or (tag == "a" and target) else self.inside

    def handle_endtag(self, tag: str) -> None:
        """A link ends, or styles."""
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data: str) -> None:
        """Words."""
        if self.inside == "a":
            target, words = self.links[-1]
            self.links[-1] = target, words + data
        if self.inside not in ("style", "script"):
            line = self.getpos()[0]
            self.words += [(line + n, text) for n, text in enumerate(data.split("\n"))]


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
