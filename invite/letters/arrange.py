"""Tags that stand alone on their lines go where they belong: outside paragraphs and items, inside the lists that they repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from invite.letters.codes import Code, Codes

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
    """Puts tags where they belong: a loop over items inside one list, a condition round a whole paragraph outside it."""

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
