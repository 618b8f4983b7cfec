"""Markdown as a letter is written in it, read once a shape: its HTML, and its plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import escape
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin

from invite.letters.templates.layout import OUTLOOK, WIDEST, Look
from invite.letters.templates.limits import Watch
from invite.letters.templates.shape import WORDS, in_link


def read(text: str, watch: Watch | None = None) -> list[Token]:
    """The Markdown as tokens. watch: raises TooMuch where reading takes too long."""
    return _reader().parse(text, {"watch": watch})


@cache
def _reader() -> MarkdownIt:
    """CommonMark with `{.button}` on links, `{.facts}` before a paragraph, and tables; no HTML, and
    none of its rules that turn a letter into a manuscript.

    Four spaces before a line are an accident in a letter, not program text; a line under a line is
    a line, not a heading.
    """
    reader = MarkdownIt("commonmark", {"html": False}).disable(["code", "lheading"]).enable("table")
    reader.use(attrs_plugin, after=("link_close",), allowed=["class"])
    reader.use(attrs_block_plugin, allowed=["class"])
    reader.block.ruler.before("table", "limit", _on_time)
    reader.inline.ruler.before("text", "limit", _on_time)
    reader.inline.ruler.before("autolink", "link_of_a_value", _link_of_a_value)
    reader.validateLink = lambda url: bool(url)  # type: ignore[method-assign]  # schemes are checked by `links`, which says why
    return reader


def _on_time(state: StateBlock | StateInline, *_where: object) -> bool:
    """No rule of Markdown, but one that is asked at each block and each character."""
    watch: Watch | None = state.env["watch"]
    if watch:
        watch.on_time()
    return False


def _link_of_a_value(state: StateInline, silent: bool) -> bool:
    """An inline rule: `<{{ registration_url }}>` is a link that shows itself, as `<https://…>`
    is.
    """
    found = WORDS.match(state.src, state.pos + 1) if state.src[state.pos] == "<" else None
    if not found or state.src[found.end() : found.end() + 1] != ">":
        return False
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": found[0]}
        state.push("text", "", 0).content = found[0]
        state.push("link_close", "a", -1)
    state.pos = found.end() + 1
    return True


def as_html(tokens: Sequence[Token], look: Look) -> str:
    """The tokens as HTML."""
    reader = _reader()
    found = list(_with_buttons(_facts_first(tokens), look))
    for token in found:
        for child in token.children or ():
            if child.type == "image" and (picture := look.pictures.get(str(child.attrs["src"]))):
                child.attrs = {**child.attrs, "src": f"cid:{picture.content_id}"}
                if picture.width:  # without it Outlook shows the picture as wide as it is
                    child.attrs["width"] = min(picture.width, WIDEST)
    return str(reader.renderer.render(found, reader.options, {}))


def _facts_first(tokens: Sequence[Token]) -> list[Token]:
    """What the event is, when and where stands in a box on top of a page; the text keeps its
    order.
    """
    end = next((at for at, one in enumerate(tokens) if _is(one, "paragraph_open", "facts")), 0)
    if not end or tokens[end - 1].type != "heading_close":
        return list(tokens)
    start, after = end - 3, end + 3  # the heading, and the paragraph below it
    box = '<table role="presentation" class="facts"><tr><td>'
    return [
        Token("html_block", "", 0, content=box),
        *tokens[start:after],
        Token("html_block", "", 0, content="</td></tr></table>\n"),
        *tokens[:start],
        *tokens[after:],
    ]


def _is(token: Token, kind: str, name: str) -> bool:
    return token.type == kind and name in str(token.attrs.get("class", "")).split()


def _with_buttons(tokens: Sequence[Token], look: Look) -> Iterator[Token]:
    """A paragraph with a button in it becomes a cell, which Outlook can colour, and the bare link
    comes under it. All of the button can be clicked: elsewhere by the link's own padding, in
    Outlook, which knows none, by a shape (VML).
    """
    for at, token in enumerate(tokens):
        if token.type == "th_open":
            token.attrs["scope"] = "col"
        before = tokens[at - 1] if token.type == "paragraph_close" else token
        inline = tokens[at + 1] if token.type == "paragraph_open" else before
        target = _button(inline) if inline.type == "inline" else ""
        if target and token.type == "paragraph_open":
            opening = '<table role="presentation" class="action"><tr><td>'
            shape = OUTLOOK.format(
                target=escape(in_link(target)),
                words=escape(_words(inline)),
                colour=look.colour,
                on_colour=look.on_colour,
            )
            yield Token("html_block", "", 0, content=f"{opening}{shape}<!--[if !mso]><!-->")
        elif target and token.type == "paragraph_close":
            yield Token("html_block", "", 0, content="<!--<![endif]--></td></tr></table>\n")
            link = [
                Token("link_open", "a", 1, attrs={"href": target}),
                Token("text", "", 0, content=in_link(target)),
                Token("link_close", "a", -1),
            ]
            yield Token("paragraph_open", "p", 1, attrs={"class": "raw"}, block=True)
            yield Token("inline", "", 0, content=target, children=link, block=True)
            yield Token("paragraph_close", "p", -1, block=True)
        else:
            yield token


def _button(inline: Token) -> str:
    """The target of the button that this text is, or "" when it is something else."""
    parts = [
        child for child in inline.children or [] if child.type != "text" or child.content.strip()
    ]
    first = parts[0] if parts else None
    if not first or first.type != "link_open" or _links(parts) != 1:
        return ""
    classes = str(first.attrs.get("class", "")).split()
    return str(first.attrs["href"]) if "button" in classes else ""


def _words(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.type == "text").strip()


def _links(children: Sequence[Token]) -> int:
    return sum(child.type == "link_open" for child in children)


def as_text(tokens: Sequence[Token]) -> str:
    """The tokens as plain text. One paragraph is one line: mail programs wrap lines to the width
    that they have. Single empty lines between paragraphs, one line's end at the end.
    """
    text = _blocks(iter(tokens), "")
    text = "\n".join(map(str.rstrip, text.strip().split("\n")))
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return f"{text}\n"


def _blocks(tokens: Iterator[Token], closing: str) -> str:
    """Everything up to the closing token; each block ends with an empty line."""
    found = ""
    for token in tokens:
        if token.type == closing:
            break
        found += _block(token, tokens)
    return found


def _block(token: Token, rest: Iterator[Token]) -> str:
    match token.type:
        case "paragraph_open" | "heading_open":
            line = _inline(next(rest))
            next(rest)
            return f"{line}\n" if token.hidden else f"{line}\n\n"
        case "bullet_list_open" | "ordered_list_open":
            return _list(token, rest)
        case "blockquote_open":
            return _indented(_blocks(rest, "blockquote_close"), "> ", "> ") + "\n\n"
        case "table_open":
            return _table(rest)
        case "hr":
            return "– – –\n\n"
        case "fence" | "code_block":
            return f"{token.content.rstrip()}\n\n"
    return ""


def _list(opening: Token, rest: Iterator[Token]) -> str:
    """Items with a dash, or with numbers."""
    numbered = opening.type == "ordered_list_open"
    number, found = int(opening.attrs.get("start", 1)), ""
    for token in rest:
        if token.type in ("bullet_list_close", "ordered_list_close"):
            break
        item = _blocks(rest, "list_item_close")
        found += _indented(item, f"{number}. ", "   ") if numbered else _indented(item, "- ", "  ")
        found += "\n"
        number += 1
    return found + "\n"


def _indented(text: str, first: str, others: str) -> str:
    return first + text.strip().replace("\n", f"\n{others}")


def _table(rest: Iterator[Token]) -> str:
    """Each row is a line, its cells apart by a dash; from three columns on each cell has a line,
    named by its column.
    """
    rows: list[list[str]] = []
    for token in rest:
        match token.type:
            case "table_close":
                break
            case "tr_open":
                rows.append([])
            case "inline":
                rows[-1].append(_inline(token))
    heads, *body = rows
    if len(heads) > 2:
        return "".join(f"{row[0]}\n{''.join(_named(heads, row))}\n" for row in body)
    return "".join(" – ".join(cell for cell in row if cell) + "\n" for row in rows) + "\n"


def _named(heads: Sequence[str], row: Sequence[str]) -> Iterator[str]:
    return (f"  {head}: {cell}\n" for head, cell in zip(heads[1:], row[1:], strict=False))


def _inline(token: Token) -> str:
    """A line of text. A link's target comes behind its words, or below them where the paragraph is
    nothing else, unless they are the same.
    """
    children = token.children or []
    alone = _links(children) == 1 and not _outside_links(children).strip()
    found, before, target = "", "", ""
    for child in children:
        match child.type:
            case "link_open":
                target, before = str(child.attrs["href"]), found
            case "link_close":
                words = found.removeprefix(before)
                if words.strip() in ("", target):
                    found = before + in_link(target)
                else:
                    found += f":\n{in_link(target)}" if alone else f" <{in_link(target)}>"
            case "softbreak":
                found += " "
            case "hardbreak":
                found += "\n"
            case "text" | "code_inline":
                found += child.content
            case "image":
                found += f"[{child.content}]"
    return found


def _outside_links(children: Sequence[Token]) -> str:
    depth, found = 0, ""
    for child in children:
        depth += child.nesting if child.type.startswith("link") else 0
        found += child.content if depth == 0 and child.type != "link_close" else ""
    return found
