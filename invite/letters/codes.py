"""Jinja code of a template set aside, so that Markdown and HTML can be read without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from jinja2 import Environment


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
    """The source with a word for each piece of code, which Jinja's own lexer finds; and each of its lines' number in the file.

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
