"""Markdown with code set aside: read into tokens, and written as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from invite.letters.arrange import Arranged
from invite.letters.codes import Codes


def _tag_line(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A block rule: a line of nothing but tags is no paragraph and no part of one."""
    codes: Codes = state.env["codes"]
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not codes.only_tags(line):
        return False
    if not silent:
        for n in re.findall(codes.pattern, line):
            token = state.push("tag", "", 0)
            token.content, token.map = f"{codes.word}{n}{codes.word}", [start, start + 1]
        state.line = start + 1
    return True


def _link_of_code(state: StateInline, silent: bool) -> bool:
    """An inline rule: `<{{ registration_url }}>` is a link that shows itself, as `<https://…>` is."""
    codes: Codes = state.env["codes"]
    found = re.compile(f"<({codes.pattern})>").match(state.src, state.pos)
    if not found or codes.pieces[int(found[2])].kind != "print":
        return False
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": found[1]}
        state.push("text", "", 0).content = found[1]
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _any_link(url: str) -> bool:
    return bool(url)


@cache
def _reader() -> MarkdownIt:
    """CommonMark with `{.button}` on links and tables; no HTML, and none of its rules that turn a letter into a manuscript.

    Four spaces before a line are an accident in a letter, not program text; a line under a line is a line, not a heading.
    """
    from mdit_py_plugins.attrs import attrs_plugin

    reader = MarkdownIt("commonmark", {"html": False}).disable(["code", "lheading"]).enable("table")
    reader.use(attrs_plugin, after=("link_close",), allowed=["class"])
    reader.block.ruler.before("blockquote", "tag", _tag_line, {"alt": ["paragraph", "reference", "blockquote", "list", "table"]})
    reader.inline.ruler.before("autolink", "link_of_code", _link_of_code)
    reader.add_render_rule("tag", lambda _renderer, tokens, at, _options, _env: f"<!--{tokens[at].content}-->")
    reader.validateLink = _any_link  # type: ignore[method-assign]  # schemes are checked by `links`, which says why
    return reader


def read(text: str, codes: Codes) -> list[Token]:
    """The Markdown as tokens; tags that stand alone on their lines are tokens of type `tag`."""
    return Arranged(codes).arrange(_reader().parse(text, {"codes": codes}))


def as_html(tokens: Sequence[Token]) -> str:
    """The tokens as HTML; tags stand in comments, which HTML allows everywhere."""
    reader = _reader()
    return str(reader.renderer.render(list(_with_buttons(tokens)), reader.options, {}))


def _with_buttons(tokens: Sequence[Token]) -> Iterator[Token]:
    """A paragraph with a button in it becomes a cell, which Outlook can colour, and the bare link comes under it."""
    for at, token in enumerate(tokens):
        if token.type == "th_open":
            token.attrs["scope"] = "col"
        before = tokens[at - 1] if token.type == "paragraph_close" else token
        inline = tokens[at + 1] if token.type == "paragraph_open" else before
        target = _button(inline) if inline.type == "inline" else ""
        if target and token.type == "paragraph_open":
            yield Token("html_block", "", 0, content='<table role="presentation" class="action"><tr><td>')
        elif target and token.type == "paragraph_close":
            yield Token("html_block", "", 0, content="</td></tr></table>\n")
            link = [
                Token("link_open", "a", 1, attrs={"href": target}),
                Token("text", "", 0, content=target),
                Token("link_close", "a", -1),
            ]
            yield Token("paragraph_open", "p", 1, attrs={"class": "raw"}, block=True)
            yield Token("inline", "", 0, content=target, children=link, block=True)
            yield Token("paragraph_close", "p", -1, block=True)
        else:
            yield token


def _button(inline: Token) -> str:
    """The target of the button that this text is, or "" when it is something else."""
    said = [child for child in inline.children or [] if child.type != "text" or child.content.strip()]
    first = said[0] if said else None
    if not first or first.type != "link_open" or "button" not in str(first.attrs.get("class", "")).split():
        return ""
    return str(first.attrs["href"]) if [child.type for child in said].count("link_open") == 1 else ""
