"""A template's file, read and taken apart: header lines, an empty line, the letter."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from invite.errors import Problem
from invite.safe_text import shown_lines
from invite.words import _

LARGEST = 500_000  # bytes; a letter's template has two or three thousand
SUBJECTS = ("aihe", "otsikko", "ämne", "subject")
_HEADER = re.compile(r"([^\W\d_][\w-]*)[ \t]*:[ \t]*(.*)")


@dataclass(frozen=True, slots=True)
class Source:
    """A template as its file has it. where: the file as the coordinator knows it,
    `templates/kutsu.fi.md`.
    """

    where: str
    text: str

    @classmethod
    def read(cls, path: Path, where: str) -> Source:
        """The file's text: UTF-8 with or without a BOM; any line ends. Raises UnicodeDecodeError,
        OSError (EFBIG: no letter).
        """
        if path.stat().st_size > LARGEST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        text = path.read_text(encoding="utf-8-sig")
        return cls(where, shown_lines(text))


@dataclass(frozen=True, slots=True)
class Written:
    """A template taken apart. skip: how many lines stand before the body; subject_line: where the
    subject stands.
    """

    subject: str
    subject_line: int
    body: str
    skip: int

    @classmethod
    def parse(cls, source: Source) -> tuple[Written, list[Problem]]:
        """Header lines, an empty line, the body."""
        lines = source.text.split("\n")
        empty = next((n for n, line in enumerate(lines) if not line.strip()), len(lines))
        problems, subject, subject_line = [], "", 0
        for n, line in enumerate(lines[:empty], start=1):
            found = _HEADER.fullmatch(line.strip())
            if found and found[1].casefold() in SUBJECTS:
                subject, subject_line = found[2], n
            elif subject_line or found:
                what = _("“{line}” is no header that a letter has").format(line=line.strip()[:60])
                problems.append(
                    Problem(
                        f"{source.where}:{n}",
                        what,
                        _("Leave one empty line between the subject and the letter."),
                    )
                )
            if not found and not subject_line:  # the letter begins at once
                empty = n - 1
                break
        if not subject:
            hint = _("Begin the file with a line like “Aihe: Kutsu”, then an empty line.")
            problems.append(
                Problem(f"{source.where}:{subject_line or 1}", _("the letter has no subject"), hint)
            )
        return cls(subject, subject_line or 1, "\n".join(lines[empty:]), empty), problems


def shipped(name: Literal["templates", "examples"]) -> Path:
    """The folder packed into the wheel as `invite/templates`, or the one beside the package in a
    checkout.
    """
    package = Path(__file__).resolve().parents[2]
    packed = package / name
    return packed if packed.is_dir() else package.parent / name
