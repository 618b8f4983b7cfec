"""A shipped template that asks to be written: a comment says what to write, and lines below it are
an example until somebody does.
"""

from __future__ import annotations

import re

from invite.letters.templates.source import TemplateFile, shipped
from invite.words import _

# `{# Kirjoita ohjelma tähän … #}` and the lines of a list right below it.
_STUB = re.compile(r"^\{#[^#]*#\}\n((?:- .*\n)+)", re.MULTILINE)


def is_unwritten(source: TemplateFile, name: str) -> bool:
    """Whether a template still has the example's lines as they came, and no others next to them.

    name: its file's, `ohjelma.fi.md`.
    """
    path = shipped("templates") / name
    if not path.is_file():
        return False
    example = _STUB.search(TemplateFile.read(path, name).text)
    if example is None:
        return False
    lines = source.text.splitlines()
    wanted = example[1].splitlines()
    places = [at for at in range(len(lines)) if lines[at : at + len(wanted)] == wanted]
    return any(
        not (lines[at - 1] if at else "").startswith("- ")
        and not "".join(lines[at + len(wanted) : at + len(wanted) + 1]).startswith("- ")
        for at in places
    )


def unwritten_words(name: str) -> str:
    """What is said of it, once for all letters."""
    words = _("{file} still has only the example's lines: write your own there, or attach a file.")
    return words.format(file=f"templates/{name}")
