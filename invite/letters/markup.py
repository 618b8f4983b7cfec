"""Markdown with Jinja code in it: the code steps aside while Markdown is read, and its tags stay outside paragraphs and items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from jinja2 import Environment
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

ENDS = {"if": "endif", "for": "endfor", "with": "endwith"}
BRANCHES = ("elif", "else")


@dataclass(frozen=True, slots=True)
class Code:
    """One piece of Jinja code. kind: `print` for `{{ }}`, `tag` for `{% %}`. line: where it begins in its file.

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
    """The code of one template; in its text each piece is stood for by a word that Markdown and HTML leave alone."""

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


def lift(source: str, made: Environment, codes: Codes, where: str, *, skip: int = 0) -> tuple[str, list[int]]:
    """The source with a word for each piece of code, found by Jinja's own lexer; and for each of its lines, the line of the source.

    where: the file. skip: so many lines of it come before the source. Comments go; a line that held nothing else goes with them.
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
            if kind == "block_begin":  # "{%-" took the line's end away; what is Markdown's stays Markdown's
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
    reader.add_render_rule("tag", lambda _renderer, tokens, at, _options, _env: f"<!--{tokens[at].content}-->\n")
    reader.validateLink = lambda _url: True  # type: ignore[method-assign]  # schemes are checked by `links`, which says why
    return reader


def read(text: str, codes: Codes) -> list[Token]:
    """The Markdown as tokens; tags that stand alone on their lines are tokens of type `tag`."""
    return _Arranged(codes).tokens(_tree(_reader().parse(text, {"codes": codes})))


def as_html(tokens: list[Token]) -> str:
    """The tokens as HTML; tags stand in comments, which HTML allows everywhere."""
    reader = _reader()
    return str(reader.renderer.render(tokens, reader.options, {}))


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
class _Arranged:
    """Puts tags where they belong: a loop over items inside one list, a condition round a whole paragraph outside it."""

    codes: Codes

    def tokens(self, nodes: Sequence[_Node]) -> list[Token]:
        found: list[Token] = []
        for part in self._joined(self._grouped(self._lifted(nodes))):
            found += self._flat(part)
        return found

    def _piece(self, node: _Node) -> Code:
        return self.codes.pieces[int(node.open.content.removeprefix(self.codes.word).removesuffix(self.codes.word))]

    def _tag(self, code: str) -> Token:
        return Token("tag", "", 0, content=self.codes.tag(code), block=True)

    def _lifted(self, nodes: Sequence[_Node]) -> Iterator[_Node]:
        """`{% if x %}…{% endif %}` alone on its line goes round its paragraph, so that no empty paragraph is left without x."""
        for node in nodes:
            found = node.open.type == "paragraph_open" and not node.open.hidden and self._whole_condition(node.inside[0].open)
            if not found:
                yield node
                continue
            begin, end = found
            yield _Node(Token("tag", "", 0, content=begin, block=True))
            yield node
            yield _Node(Token("tag", "", 0, content=end, block=True))

    def _whole_condition(self, inline: Token) -> tuple[str, str] | None:
        """The words of the two tags that hold all of the paragraph between them, taken out of it."""
        words = list(re.finditer(self.codes.pattern, inline.content))
        tags = [(w, self.codes.pieces[int(w[1])].word) for w in words if self.codes.pieces[int(w[1])].kind == "tag"]
        names = [name for _w, name in tags]
        children = inline.children or []
        texts = [child for child in children if child.type == "text"]
        if names != ["if", "endif"] or not texts or not inline.content.startswith(tags[0][0][0]):
            return None
        if not inline.content.endswith(tags[1][0][0]) or not texts[0].content.startswith(tags[0][0][0]):
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
        return [*stack[0], *(part for group in opened for tag, inside in group.branches for part in (tag, *inside))]

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
                    *(_Node(self._tag("if loop.first")), opening, _Node(self._tag("endif")), *_items(group.branches[0][1])),
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
            yield from self.tokens(part.inside)
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
