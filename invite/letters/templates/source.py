"""A template's file, read and taken apart: header lines, an empty line, the letter, and the code in
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from invite.access.plain_files import read_plain
from invite.errors import Problem
from invite.safe_text import shown_lines
from invite.words import _

LARGEST = 200_000  # bytes; a letter's template has two or three thousand
SUBJECTS = ("aihe", "otsikko", "ämne", "subject")
_HEADER = re.compile(r"([^\W\d_][\w-]*)[ \t]*:[ \t]*(.*)")


class TemplateFile(Struct, frozen=True):
    """A template as its file has it. where: the file as the coordinator knows it,
    `templates/kutsu.fi.md`.
    """

    where: str
    text: str

    @classmethod
    def read(cls, path: Path, where: str) -> TemplateFile:
        """The file's text: UTF-8 with or without a BOM; any line ends. Raises UnicodeDecodeError,
        OSError (NotPlain, TooLarge: no letter).
        """
        content, _status = read_plain(path, LARGEST)
        return cls(where, shown_lines(content.decode("utf-8-sig")))


class TemplateParts(Struct, frozen=True):
    """A template taken apart. skip: how many lines come before the body; subject_line: that of
    the subject.
    """

    subject: str
    subject_line: int
    body: str
    skip: int

    @classmethod
    def parse(cls, source: TemplateFile) -> tuple[TemplateParts, list[Problem]]:
        """Header lines, an empty line, the body."""
        lines = source.text.split("\n")
        empty = next((n for n, line in enumerate(lines) if not line.strip()), len(lines))
        problems, subject, subject_line = [], "", 0
        for n, line in enumerate(lines[:empty], start=1):
            found = _HEADER.fullmatch(line.strip())
            if found and found[1].casefold() in SUBJECTS:
                subject, subject_line = found[2], n
            elif subject_line or found:
                what = _("“{line}” is not a header of a letter").format(line=line.strip()[:60])
                hint = _("Leave one empty line between the subject and the letter.")
                problems.append(Problem(f"{source.where}:{n}", what, hint))
            if not found and not subject_line:  # the letter begins at once
                empty = n - 1
                break
        if not subject:
            hint = _("Begin the file with a line like “Aihe: Kutsu”, then an empty line.")
            problems.append(
                Problem(f"{source.where}:{subject_line or 1}", _("the letter has no subject"), hint)
            )
        return cls(subject, subject_line or 1, "\n".join(lines[empty:]), empty), problems


Kind = Literal["text", "raw", "comment", "tag", "print"]

# Jinja's own delimiters. A string in code may hold "%}" or "}}"; what `raw` holds is text.
_STRING = r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*" """.strip()
_CODE = re.compile(
    r"(?P<raw>\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\})"
    r"|(?P<comment>\{#.*?#\})"
    rf"|(?P<tag>\{{%(?:{_STRING}|[^'\"%]|%(?!\}}))*%\}})"
    rf"|(?P<print>\{{\{{(?:{_STRING}|[^'\"}}]|\}}(?!\}}))*\}}\}})",
    re.DOTALL,
)


class Piece(Struct, frozen=True):
    """Text or one piece of code of a template. line: where it begins in its file."""

    kind: Kind
    text: str
    line: int

    @property
    def code(self) -> str:
        """The code without its braces, as its author wrote it."""
        return self.text[2:-2].strip("-+").strip()


def pieces(source: str, skip: int = 0) -> Iterator[Piece]:
    """A template in pieces, in order. skip: so many lines of its file come before the source."""
    at, line = 0, skip + 1
    for found in _CODE.finditer(source):
        if found.start() > at:
            yield Piece("text", source[at : found.start()], line)
        line += source.count("\n", at, found.start())
        kind: Kind = found.lastgroup  # type: ignore[assignment]  # the groups are named so
        yield Piece(kind, found[0], line)
        line += found[0].count("\n")
        at = found.end()
    if at < len(source):
        yield Piece("text", source[at:], line)


def without_tag_lines(source: str) -> str:
    """The source in which a line of tags alone leaves no line. What is left stays on its line of
    the file.

    One rule for where paragraphs end: next to a line of a paragraph such a line parts, as an empty
    one does; between items of a list or rows of a table it does not. One of comments never does.
    """
    lines = _lines(source)
    written = [line for line in lines if not _only_code(line)]
    place, found = 0, ""
    for line in lines:
        if not _only_code(line):
            place += 1
            found += "".join(piece.text for piece in line)
            continue
        near = written[max(place - 1, 0) : place + 1]
        tags = any(piece.kind == "tag" for piece in line)
        parts = tags and any(map(_is_paragraph, near))
        found += "".join(_kept(piece, parts=parts) for piece in line)
    return found


def _kept(piece: Piece, *, parts: bool) -> str:
    """What is left of a piece of a line of tags: the tag, and the ends of lines, in a comment where
    they do not part paragraphs.
    """
    if piece.kind == "tag":
        return "{%" + piece.text[2:-2].strip("-+") + "%}"
    ends = "\n" * piece.text.count("\n")
    return ends if not ends or (parts and piece.kind == "text") else f"{{#{ends}#}}"


def _lines(source: str) -> list[list[Piece]]:
    """The pieces of each line; code may go over several."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces(source):
        for part in piece.text.splitlines(keepends=True) if piece.kind == "text" else ():
            lines[-1].append(Piece("text", part, piece.line))
            if part.endswith("\n"):
                lines.append([])
        if piece.kind != "text":
            lines[-1].append(piece)
    return lines


def _only_code(line: Iterable[Piece]) -> bool:
    kinds = {piece.kind for piece in line if piece.kind != "text" or piece.text.strip()}
    return bool(kinds) and kinds <= {"tag", "comment"}


# What does not begin a paragraph: an empty line, an item, a quotation, and whatever is set in.
_SET_IN = re.compile(r"\s|>|[-*+](?:\s|$)|\d+[.)](?:\s|$)|$")


def _is_paragraph(line: Iterable[Piece]) -> bool:
    shown = "".join({"text": piece.text, "print": "x"}.get(piece.kind, "") for piece in line)
    return not _SET_IN.match(shown) and "|" not in shown  # a row of a table


def shipped(name: Literal["templates", "examples"]) -> Path:
    """The folder packed into the wheel as `invite/templates`, or the one next to the package in a
    checkout.
    """
    package = Path(__file__).resolve().parents[2]
    packed = package / name
    return packed if packed.is_dir() else package.parent / name


def with_preface(body: str, preface: object) -> str:
    """The letter with a resend's words after the salutation, or before everything else."""
    first, *rest = re.split(r"\n[ \t]*\n", body.strip(), maxsplit=1)
    if first.startswith("#") or not first.endswith((",", "!")):
        return f"{preface}\n\n{body}"
    return "\n\n".join((first, str(preface), *rest))
