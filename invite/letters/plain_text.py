"""The text part: the same tokens as the HTML, written as a plain letter with each link's target after its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from invite.letters.codes import Code, Codes


def as_text(tokens: Sequence[Token], codes: Codes) -> str:
    """The tokens as a text template. One paragraph is one line: mail programs wrap lines to the width that they have."""
    return _Writer(codes).blocks(iter(tokens), "")


class _Writer:
    def __init__(self, codes: Codes) -> None:
        self.codes = codes
        self.lists = 0

    def blocks(self, tokens: Iterator[Token], closing: str) -> str:
        """Everything up to the closing token; each block ends with an empty line, a tag with nothing."""
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
        found = self.codes.tag(f"set {counter} = _numbers(n={int(opening.attrs.get('start', 1)) - 1})") if numbered else ""
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
            found += _indented(self.blocks(rest, "list_item_close"), mark, "   " if numbered else "  ") + "\n"
        return found + "\n"

    def _table(self, rest: Iterator[Token]) -> str:
        """Each row is a line, its cells apart by a dash; from three columns on each cell has a line, named by its column."""
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
        if len(said) != 1 or len(meant) != 1 or not isinstance(said[0], Code) or not isinstance(meant[0], Code):
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
        links == 1 and not re.sub(codes.pattern, lambda m: "" if codes.pieces[int(m[1])].kind == "tag" else "x", others).strip()
    )


def _indented(text: str, first: str, others: str) -> str:
    return first + text.strip().replace("\n", f"\n{others}")
