"""From the bytes of invite.toml, however Notepad saved them, to its tables, with all faults of the
writing at once.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from invite.errors import Problem
from invite.settings import toml_hints
from invite.settings.findings import Path, Table, places
from invite.settings.model import SETTINGS_FILE
from invite.settings.values import Unfit
from invite.words import _

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LINE_NUMBER = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, lines ended by LF; and what to say of how it was saved."""

    text: str
    warning: Unfit | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the file. tables: None where it could not be made out."""

    tables: Table | None
    places: Mapping[Path, int]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def parse(content: bytes) -> Written:
    """The tables of a settings file, however it was saved and whatever is wrong in its writing."""
    decoded = decode(content)
    if isinstance(decoded, Unfit):
        return Written(None, {}, (Problem(SETTINGS_FILE, decoded.what, decoded.hint),), ())
    said = decoded.warning
    warnings = (Problem(SETTINGS_FILE, said.what, said.hint),) if said else ()
    try:
        tables = tomllib.loads(decoded.text)
    except RecursionError:
        deep = Problem(
            SETTINGS_FILE, _("The brackets go too deep."), _("Lists have one pair of brackets.")
        )
        return Written(None, {}, (deep,), warnings)
    except (
        ValueError
    ):  # tomllib's own error is one; so is what int() says of a number of 5,000 digits
        return _with_hints(decoded.text, warnings)
    return Written(tables, places(tuple(enumerate(decoded.text.split("\n"), 1))), (), warnings)


def _with_hints(text: str, warnings: tuple[Problem, ...]) -> Written:
    """What stands in a file with faults in its writing, as far as it can be made out."""
    page = toml_hints.page(text)
    problems, tables = page.problems, None
    lines = page.fixed
    try:
        tables = tomllib.loads("".join(f"{line}\n" for _number, line in lines))
    except (
        ValueError
    ) as error:  # two lines that cannot both be: `contact.name = …` and `contact = { … }`
        found = LINE_NUMBER.search(str(error))
        number = lines[min(int(found[1]), len(lines)) - 1][0] if found and lines else 1
        problems.append(
            Problem(
                f"{SETTINGS_FILE} " + _("(line {n})").format(n=number),
                _("This line does not go together with an earlier one."),
                _("Keep one of the lines and delete the other."),
            )
        )
    return Written(tables if page.is_whole else None, places(lines), tuple(problems), warnings)


def decode(content: bytes) -> Decoded | Unfit:
    """The text of a settings file; Unfit where it is no text.

    TOML is UTF-8. What Notepad calls Unicode is UTF-16, what it calls ANSI is the machine's code
    page, cp1252 in Western Europe: both are read all the same, the second with a warning, because
    it is only very likely.
    """
    for mark in UTF16_MARKS:
        if content.startswith(mark):
            return _strict(content, "utf-16")
    if (
        content[1::2].count(0) > len(content) // 4
    ):  # UTF-16 without a mark: every other byte of Western text is 0
        return _strict(content, "utf-16-le")
    try:
        return Decoded(_lines(content.decode("utf-8-sig")))
    except UnicodeDecodeError:
        pass
    text = _strict(content, "cp1252")
    if isinstance(text, Unfit):
        return text
    warning = Unfit(
        _("The file is not saved as UTF-8; it was read as Western European (ANSI)."),
        _("See that ä and ö are right. In Notepad: File, Save As, Encoding: UTF-8."),
    )
    return Decoded(text.text, warning)


def _strict(content: bytes, encoding: str) -> Decoded | Unfit:
    no_text = Unfit(
        _("This file is not text."),
        _("Open it in Notepad; if it looks right there: File, Save As, Encoding: UTF-8."),
    )
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return no_text
    return no_text if "\0" in text else Decoded(_lines(text))


def _lines(text: str) -> str:
    return (
        text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").replace("\r\n", "\n").replace("\r", "\n")
    )
