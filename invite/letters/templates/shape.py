"""Markdown with code set aside: read into tokens, and written as HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from jinja2 import Environment
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from invite.errors import Problem
from invite.letters.templates.environment import unsafe
from invite.words import _


@dataclass(frozen=True, slots=True)
class Code:
    """One piece of Jinja code. kind: `print` for `{{ }}`, `tag` for `{% %}`. line: where it begins
    in its file.

    where: that file. shown: the code as its author wrote it, for telling them about it.
    """

    kind: Literal["print", "tag"]
    code: str
    line: int = 1
    shown: str = ""
    where: str = ""

    @property
    def word(self) -> str:
        """The tag's name: `if`, `endif`, `set`…"""
        return self.code.split(None, 1)[0] if self.kind == "tag" and self.code.strip() else ""


@dataclass(slots=True)
class Codes:
    """The code of one template; in its text each piece is stood for by a word that Markdown and
    HTML leave alone.
    """

    word: str
    pieces: list[Code] = field(default_factory=list)

    def put(self, code: Code) -> str:
        """The word that stands for this code from now on."""
        self.pieces.append(code)
        return f"{self.word}{len(self.pieces) - 1}{self.word}"

    def tag(self, code: str) -> str:
        """The word that stands for a tag of our own."""
        return self.put(Code("tag", code))

    @property
    def pattern(self) -> str:
        """What finds the words in a text; its group is the number of the piece."""
        return f"{self.word}(\\d+){self.word}"

    def split(self, text: str) -> Iterator[str | Code]:
        """Text and code in turn."""
        for n, part in enumerate(re.split(self.pattern, text)):
            yield self.pieces[int(part)] if n % 2 else part

    def only_tags(self, text: str) -> bool:
        """Whether there is nothing in the text but tags, at least one."""
        parts = [part for part in self.split(text) if not isinstance(part, str) or part.strip()]
        return bool(parts) and all(isinstance(part, Code) and part.kind == "tag" for part in parts)


def word_for(*sources: str) -> str:
    """A word of small letters that none of the sources holds."""
    text = "".join(sources).lower()
    return next(word for n in range(len(text) + 1) if (word := "zq" + "x" * n + "k") not in text)


def lift(
    source: str, made: Environment, codes: Codes, where: str, *, skip: int = 0
) -> tuple[str, list[int]]:
    """The source with a word for each piece of code, which Jinja's own lexer finds; and each of its
    lines' number in the file.

    where: the file. skip: so many lines of it come before the source. Comments go; a line that held
    nothing else goes with them.
    """
    lifted = _Lifted(codes, where, skip)
    for at, kind, value in made.lex(source):
        lifted.take(skip + at, kind, value)
    return "\n".join(t.strip() if codes.only_tags(t) else t for t in lifted.text), lifted.lines


class _Lifted:
    """The lines put together so far."""

    def __init__(self, codes: Codes, where: str, skip: int) -> None:
        self.codes, self.where = codes, where
        self.text, self.lines = [""], [skip + 1]
        self.code, self.began, self.now, self.commented = "", skip + 1, skip + 1, False

    def take(self, at: int, kind: str, value: str) -> None:
        """One token of Jinja's lexer. at: its line in the file."""
        if kind == "data":
            first, *more = value.split("\n")
            self.text[-1] += first
            for n, line in enumerate(more, start=1):
                self._new_line(at + n, line)
        elif kind in ("variable_begin", "block_begin"):
            if (
                kind == "block_begin"
            ):  # "{%-" took the line's end away; what is Markdown's stays Markdown's
                for n in range(self.now, at):
                    self._new_line(n + 1, "")
            self.code, self.began = "", at
        elif kind in ("variable_end", "block_end"):
            piece: Literal["print", "tag"] = "print" if kind == "variable_end" else "tag"
            code = self.code.strip()
            self.text[-1] += self.codes.put(Code(piece, code, self.began, code, self.where))
            if piece == "tag":  # and "-%}" the ends of lines after it
                for n in range(value.count("\n")):
                    self._new_line(at + n + 1, "")
        elif kind.startswith("comment"):
            self.commented = True
        elif not kind.startswith("raw"):
            self.code += value
        self.now = at + value.count("\n")

    def _new_line(self, number: int, text: str) -> None:
        if self.commented and not self.text[-1].strip():
            self.text.pop()
            self.lines.pop()
        self.commented = False
        self.text.append(text)
        self.lines.append(number)


ENDS = {"if": "endif", "for": "endfor", "with": "endwith"}
BRANCHES = ("elif", "else")


@dataclass(slots=True)
class _Node:
    """One block with all that is in it: its tokens from the opening to the closing one."""

    open: Token
    inside: list[_Node] = field(default_factory=list)
    close: Token | None = None

    @property
    def is_list(self) -> bool:
        return self.open.type in ("bullet_list_open", "ordered_list_open")


@dataclass(slots=True)
class _Group:
    """What stands between a tag and its end: branches, each with the tag that begins it."""

    branches: list[tuple[_Node, list[_Part]]]
    end: _Node


_Part = _Node | _Group


def _tree(tokens: Sequence[Token]) -> list[_Node]:
    top: list[_Node] = []
    stack = [top]
    for token in tokens:
        if token.nesting >= 0:
            stack[-1].append(_Node(token))
        if token.nesting > 0:
            stack.append(stack[-1][-1].inside)
        elif token.nesting < 0:
            stack.pop()
            stack[-1][-1].close = token
    return top


@dataclass(slots=True)
class Arranged:
    """Puts tags where they belong: a loop over items inside one list, a condition round a whole
    paragraph outside it.
    """

    codes: Codes

    def arrange(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens of a whole text, with its tags where they belong."""
        return self._tokens(_tree(tokens))

    def _tokens(self, nodes: Sequence[_Node]) -> list[Token]:
        found: list[Token] = []
        for part in self._joined(self._grouped(self._lifted(nodes))):
            found += self._flat(part)
        return found

    def _piece(self, node: _Node) -> Code:
        return self.codes.pieces[
            int(node.open.content.removeprefix(self.codes.word).removesuffix(self.codes.word))
        ]

    def _tag(self, code: str) -> Token:
        return Token("tag", "", 0, content=self.codes.tag(code), block=True)

    def _lifted(self, nodes: Sequence[_Node]) -> Iterator[_Node]:
        """`{% if x %}…{% endif %}` alone on its line goes round its paragraph, so that no empty
        paragraph is left without x.
        """
        for node in nodes:
            found = (
                node.open.type == "paragraph_open"
                and not node.open.hidden
                and self._whole_condition(node.inside[0].open)
            )
            if not found:
                yield node
                continue
            begin, end = found
            yield _Node(Token("tag", "", 0, content=begin, block=True))
            yield node
            yield _Node(Token("tag", "", 0, content=end, block=True))

    def _whole_condition(self, inline: Token) -> tuple[str, str] | None:
        """The words of the two tags that hold all of the paragraph between them, taken out of
        it.
        """
        words = list(re.finditer(self.codes.pattern, inline.content))
        tags = [
            (w, self.codes.pieces[int(w[1])].word)
            for w in words
            if self.codes.pieces[int(w[1])].kind == "tag"
        ]
        names = [name for _w, name in tags]
        children = inline.children or []
        texts = [child for child in children if child.type == "text"]
        if names != ["if", "endif"] or not texts or not inline.content.startswith(tags[0][0][0]):
            return None
        if not inline.content.endswith(tags[1][0][0]) or not texts[0].content.startswith(
            tags[0][0][0]
        ):
            return None
        last = next(child for child in reversed(children) if child.type != "text" or child.content)
        if last.type != "text" or not last.content.endswith(tags[1][0][0]):
            return None
        texts[0].content = texts[0].content.removeprefix(tags[0][0][0])
        last.content = last.content.removesuffix(tags[1][0][0])
        return tags[0][0][0], tags[1][0][0]

    def _grouped(self, nodes: Iterator[_Node]) -> list[_Part]:
        """Tags with their ends; a tag whose end is not among these stays alone."""
        stack: list[list[_Part]] = [[]]
        opened: list[_Group] = []
        for node in nodes:
            word = self._piece(node).word if node.open.type == "tag" else ""
            if word in ENDS:
                opened.append(_Group([(node, [])], node))
                stack.append(opened[-1].branches[-1][1])
            elif word in BRANCHES and opened:
                opened[-1].branches.append((node, []))
                stack[-1] = opened[-1].branches[-1][1]
            elif opened and word == ENDS[self._piece(opened[-1].branches[0][0]).word]:
                group = opened.pop()
                group.end = node
                stack.pop()
                stack[-1].append(group)
            else:
                stack[-1].append(node)
        return [
            *stack[0],
            *(
                part
                for group in opened
                for tag, inside in group.branches
                for part in (tag, *inside)
            ),
        ]

    def _joined(self, parts: Sequence[_Part]) -> list[_Part]:
        """Neighbouring lists with loops and conditions between them become one list."""
        found: list[_Part] = []
        run: list[_Part] = []
        for part in [*parts, None]:
            kind = part and self._list_kind(part)
            if part is not None and kind and (not run or self._list_kind(run[0]) == kind):
                run.append(part)
                continue
            found += self._one_list(run)
            run = [part] if part is not None and kind else []
            if part is not None and not kind:
                found.append(part)
        return found

    def _list_kind(self, part: _Part) -> str:
        """The kind of list that this is, or that a group is all of; "" for anything else."""
        if isinstance(part, _Node):
            return part.open.type if part.is_list else ""
        kinds = {self._list_kind(inner) for _tag, inside in part.branches for inner in inside}
        return kinds.pop() if len(kinds) == 1 else ""

    def _one_list(self, run: list[_Part]) -> list[_Part]:
        if not any(isinstance(part, _Group) for part in run):
            return run
        first = _first_list(run[0])
        if len(run) == 1 and isinstance(run[0], _Group):
            group = run[0]
            word = self._piece(group.branches[0][0]).word
            if word != "for":  # each branch has a list of its own
                group.branches = [(tag, self._joined(inside)) for tag, inside in group.branches]
                return run
            if len(group.branches) == 1:  # no list at all where the loop has no turn
                opening, closing = _Node(first.open), _Node(first.close or first.open)
                group.branches[0][1][:] = [
                    *(
                        _Node(self._tag("if loop.first")),
                        opening,
                        _Node(self._tag("endif")),
                        *_items(group.branches[0][1]),
                    ),
                    *(_Node(self._tag("if loop.last")), closing, _Node(self._tag("endif"))),
                ]
                return run
        return [_Node(first.open), *_items(run), _Node(first.close or first.open)]

    def _flat(self, part: _Part) -> Iterator[Token]:
        if isinstance(part, _Group):
            for tag, inside in part.branches:
                yield tag.open
                for inner in inside:
                    yield from self._flat(inner)
            yield part.end.open
            return
        yield part.open
        if part.inside:
            yield from self._tokens(part.inside)
        if part.close:
            yield part.close


def _first_list(part: _Part) -> _Node:
    return part if isinstance(part, _Node) else _first_list(part.branches[0][1][0])


def _items(parts: Sequence[_Part]) -> Iterator[_Part]:
    """The items of lists, without the lists; groups keep their tags."""
    for part in parts:
        if isinstance(part, _Node):
            yield from part.inside
        else:
            part.branches = [(tag, list(_items(inside))) for tag, inside in part.branches]
            yield part


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
    """An inline rule: `<{{ registration_url }}>` is a link that shows itself, as `<https://…>`
    is.
    """
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
    """CommonMark with `{.button}` on links and tables; no HTML, and none of its rules that turn a
    letter into a manuscript.

    Four spaces before a line are an accident in a letter, not program text; a line under a line is
    a line, not a heading.
    """
    from mdit_py_plugins.attrs import attrs_plugin

    reader = MarkdownIt("commonmark", {"html": False}).disable(["code", "lheading"]).enable("table")
    reader.use(attrs_plugin, after=("link_close",), allowed=["class"])
    reader.block.ruler.before(
        "blockquote",
        "tag",
        _tag_line,
        {"alt": ["paragraph", "reference", "blockquote", "list", "table"]},
    )
    reader.inline.ruler.before("autolink", "link_of_code", _link_of_code)
    reader.add_render_rule(
        "tag", lambda _renderer, tokens, at, _options, _env: f"<!--{tokens[at].content}-->"
    )
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
    """A paragraph with a button in it becomes a cell, which Outlook can colour, and the bare link
    comes under it.
    """
    for at, token in enumerate(tokens):
        if token.type == "th_open":
            token.attrs["scope"] = "col"
        before = tokens[at - 1] if token.type == "paragraph_close" else token
        inline = tokens[at + 1] if token.type == "paragraph_open" else before
        target = _button(inline) if inline.type == "inline" else ""
        if target and token.type == "paragraph_open":
            yield Token(
                "html_block", "", 0, content='<table role="presentation" class="action"><tr><td>'
            )
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
    said = [
        child for child in inline.children or [] if child.type != "text" or child.content.strip()
    ]
    first = said[0] if said else None
    if (
        not first
        or first.type != "link_open"
        or "button" not in str(first.attrs.get("class", "")).split()
    ):
        return ""
    return (
        str(first.attrs["href"]) if [child.type for child in said].count("link_open") == 1 else ""
    )


Line = Callable[[Token], int]
_ATTRIBUTE = re.compile(r"""\b(href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


def settle_links(
    tokens: Iterable[Token], codes: Codes, lines: Sequence[int], where: str
) -> list[Problem]:
    """Every link's target becomes one piece of code (or checked text), the same for HTML and text;
    what is wrong with them.

    lines: the file's line for each line that was read. where: the file.
    """
    found: list[Problem] = []
    for token in tokens:
        at = token.map[0] if token.map else 0
        for child in token.children or ():
            at += child.type in ("softbreak", "hardbreak")
            line = lines[min(at, len(lines) - 1)] if token.map else 1
            if child.type == "image":
                what, hint = (
                    _("a picture cannot stand in a letter"),
                    _("Give the sender's logo in the settings: [sender] logo."),
                )
                found.append(Problem(f"{where}:{line}", what, hint))
            if child.type == "link_open":
                target, wrong = settled(str(child.attrs["href"]), codes, line)
                child.attrs["href"] = target
                if wrong:
                    found.append(
                        Problem(
                            f"{where}:{line}",
                            wrong,
                            _("Write the whole address: [text](https://…)."),
                        )
                    )
    return found


def settle_attributes(html: str, codes: Codes, where: str) -> tuple[str, list[Problem]]:
    """The same for the `href` and `src` of a layout."""
    found: list[Problem] = []

    def settle(match: re.Match[str]) -> str:
        target = match[2] if match[2] is not None else match[3]
        line = html.count("\n", 0, match.start()) + 1
        if not target.startswith("cid:") and not _is_logo(target, codes):
            target, wrong = settled(target, codes, line)
            if not wrong and match[1].lower() == "src":
                wrong = _(
                    "a picture from elsewhere tells who reads the letter, and is not shown by most"
                    " mail programs"
                )
            if wrong:
                found.append(Problem(f"{where}:{line}", wrong))
        return f'{match[1]}="{target}"'

    return _ATTRIBUTE.sub(settle, html), found


def _is_logo(target: str, codes: Codes) -> bool:
    parts = [part for part in codes.split(target) if part]
    return len(parts) == 1 and isinstance(parts[0], Code) and parts[0].code == "logo"


def settled(target: str, codes: Codes, line: int) -> tuple[str, str]:
    """The target as text or as one word for its code; and what is wrong with it, or "".

    A piece of code that begins the target is a link itself; one that stands further on is a value
    inside it, and is quoted.
    """
    parts = [part for part in codes.split(target) if part]
    if not any(isinstance(part, Code) for part in parts):
        return target, unsafe(target)
    if any(isinstance(part, Code) and part.kind == "tag" for part in parts):
        return target, _(
            "a condition cannot stand inside a link's target; put it round the whole link"
        )
    code = " ~ ".join(_expression(part, first=n == 0) for n, part in enumerate(parts))
    shown = "".join(part if isinstance(part, str) else f"{{{{ {part.shown} }}}}" for part in parts)
    pieces = [part for part in parts if isinstance(part, Code)]
    wrong = unsafe(parts[0] + "x") if isinstance(parts[0], str) else ""
    first = pieces[0]
    return (
        codes.put(
            Code("print", code, first.line, first.shown if len(parts) == 1 else shown, first.where)
        ),
        wrong,
    )


def _expression(part: str | Code, *, first: bool) -> str:
    if isinstance(part, str):
        return json.dumps(part)
    return f"(({part.code}) | {'_url' if first else '_part'})"


def as_text(tokens: Sequence[Token], codes: Codes) -> str:
    """The tokens as a text template. One paragraph is one line: mail programs wrap lines to the
    width that they have.
    """
    return _Writer(codes).blocks(iter(tokens), "")


class _Writer:
    def __init__(self, codes: Codes) -> None:
        self.codes = codes
        self.lists = 0

    def blocks(self, tokens: Iterator[Token], closing: str) -> str:
        """Everything up to the closing token; each block ends with an empty line, a tag with
        nothing.
        """
        found = ""
        for token in tokens:
            if token.type == closing:
                break
            found += self._block(token, tokens)
        return found

    def _block(self, token: Token, rest: Iterator[Token]) -> str:
        match token.type:
            case "tag":
                return token.content
            case "paragraph_open" | "heading_open":
                line = self._inline(next(rest))
                next(rest)
                return f"{line}\n" if token.hidden else f"{line}\n\n"
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token, rest)
            case "blockquote_open":
                return _indented(self.blocks(rest, "blockquote_close"), "> ", "> ") + "\n\n"
            case "table_open":
                return self._table(rest)
            case "hr":
                return "– – –\n\n"
            case "fence" | "code_block":
                return f"{token.content.rstrip()}\n\n"
        return ""

    def _list(self, opening: Token, rest: Iterator[Token]) -> str:
        """Items with a dash, or with numbers that go on through loops."""
        numbered = opening.type == "ordered_list_open"
        self.lists += 1
        counter = f"_list_{self.lists}"
        found = (
            self.codes.tag(f"set {counter} = _numbers(n={int(opening.attrs.get('start', 1)) - 1})")
            if numbered
            else ""
        )
        for token in rest:
            if token.type in ("bullet_list_close", "ordered_list_close"):
                break
            if token.type == "tag":
                found += token.content
                continue
            mark = "- "
            if numbered:
                step = self.codes.tag(f"set {counter}.n = {counter}.n + 1")
                mark = f"{step}{self.codes.put(Code('print', f'{counter}.n'))}. "
            found += (
                _indented(self.blocks(rest, "list_item_close"), mark, "   " if numbered else "  ")
                + "\n"
            )
        return found + "\n"

    def _table(self, rest: Iterator[Token]) -> str:
        """Each row is a line, its cells apart by a dash; from three columns on each cell has a
        line, named by its column.
        """
        rows: list[list[str]] = []
        for token in rest:
            match token.type:
                case "table_close":
                    break
                case "tr_open":
                    rows.append([])
                case "inline":
                    rows[-1].append(self._inline(token))
        heads, *body = rows
        if len(heads) > 2:
            return "".join(f"{row[0]}\n{''.join(self._named(heads, row))}\n" for row in body)
        return "".join(" – ".join(cell for cell in row if cell) + "\n" for row in rows) + "\n"

    def _named(self, heads: Sequence[str], row: Sequence[str]) -> Iterator[str]:
        return (f"  {head}: {cell}\n" for head, cell in zip(heads[1:], row[1:], strict=False))

    def _inline(self, token: Token) -> str:
        children = token.children or []
        alone = _is_one_link(children, self.codes)
        found, said, target = "", "", ""
        for child in children:
            match child.type:
                case "link_open":
                    target, said = str(child.attrs["href"]), found
                case "link_close":
                    words = found.removeprefix(said)
                    if words.strip() in ("", target) or self._same(words, target):
                        found = said + target
                    else:
                        found += f":\n{target}" if alone else f" <{target}>"
                case "softbreak":
                    found += " "
                case "hardbreak":
                    found += "\n"
                case "text" | "code_inline":
                    found += child.content
        return found

    def _same(self, words: str, target: str) -> bool:
        """Whether the words of a link are its target already, as in `[{{ url }}]({{ url }})`."""
        said = [part for part in self.codes.split(words) if part]
        meant = [part for part in self.codes.split(target) if part]
        if (
            len(said) != 1
            or len(meant) != 1
            or not isinstance(said[0], Code)
            or not isinstance(meant[0], Code)
        ):
            return False
        return meant[0].code == f"(({said[0].code}) | _url)"


def _is_one_link(children: Sequence[Token], codes: Codes) -> bool:
    """Whether a paragraph is one link and nothing else, as a button is."""
    depth, links, others = 0, 0, ""
    for child in children:
        depth += child.nesting if child.type.startswith("link") else 0
        links += child.type == "link_open"
        others += child.content if depth == 0 and child.type != "link_close" else ""
    return (
        links == 1
        and not re.sub(
            codes.pattern, lambda m: "" if codes.pieces[int(m[1])].kind == "tag" else "x", others
        ).strip()
    )


def _indented(text: str, first: str, others: str) -> str:
    return first + text.strip().replace("\n", f"\n{others}")
