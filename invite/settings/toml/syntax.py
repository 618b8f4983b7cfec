"""From the bytes of invite.toml, however Notepad saved them, to its tables.

tomllib stops at the first fault and knows no remedy. Where it stops, the file is read statement by
statement: what `hints` repairs or gives up is complained of, and what is left is read to its
end, so that one run finds all.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec import Struct

from invite.errors import Problem
from invite.settings.findings import HEADER, MARK, UNREADABLE, Path, Table, dotted, places
from invite.settings.model import SETTINGS_FILE
from invite.settings.toml.hints import LINE, key_of, not_understood, readable, repair
from invite.settings.values import Unfit
from invite.text_encoding import decoded
from invite.words import _

MOST = 100  # faults; nobody fixes more in one go
BRACES = 20  # lines that keys in braces may go over
ANSI = "cp1252"  # what Notepad calls so in Western Europe
LINE_NUMBER = re.compile(r"\(at line (\d+), column \d+\)")
OPENS = re.compile(r"""\s*["'\w.-]+\s*[=:]\s*(\[|\{|\"{3}|\'{3})""")
CLOSES = {"[": r"\][\s,;]*$", "{": r"\}[\s,;]*$", '"""': '"""', "'''": "'''"}
REMARK = re.compile(r"(^|\s)#.*")


class Decoded(Struct, frozen=True):
    """The text, lines ended by LF; the encoding; and what to say of how it was saved."""

    text: str
    encoding: str
    warning: Unfit | None = None


class ParsedFile(Struct, frozen=True):
    """What stands in the file. tables: None where it could not be made out."""

    tables: Table | None
    places: Mapping[Path, int]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def parse(content: bytes) -> ParsedFile:
    """The tables of a settings file, however it was saved and whatever is wrong in its writing."""
    decoded = decode(content)
    if isinstance(decoded, Unfit):
        return ParsedFile(None, {}, (Problem(SETTINGS_FILE, decoded.what, decoded.hint),), ())
    said = decoded.warning
    warnings = (Problem(SETTINGS_FILE, said.what, said.hint),) if said else ()
    lines = decoded.text.split("\n")
    try:
        return ParsedFile(tomllib.loads(decoded.text), places([*enumerate(lines, 1)]), (), warnings)
    except RecursionError:
        deep = _("The brackets are nested too deep."), _("Lists have one pair of brackets.")
        return ParsedFile(None, {}, (Problem(SETTINGS_FILE, *deep),), warnings)
    except (
        ValueError
    ):  # tomllib's own error is one; so is what int() says of a number of 5,000 digits
        return _by_statements(lines, warnings)


def _by_statements(lines: list[str], warnings: tuple[Problem, ...]) -> ParsedFile:
    """What stands in a file with faults in its writing, as far as it can be made out."""
    page, at = _Page(lines), 0
    while at < len(lines) and len(page.problems) < MOST:
        at = page.take(at)
    good = [line for part in page.parts.values() for line in part]
    tables = None
    try:
        tables = tomllib.loads("".join(f"{line}\n" for _number, line in good))
    except (
        ValueError
    ) as error:  # lines that cannot both be: `contact.name = …` and `contact = { … }`
        found = LINE_NUMBER.search(str(error))
        what = _("This line contradicts an earlier one.")
        last = good[int(found[1]) - 1][0] if found else len(lines)
        page.part = ("",)
        page.tell(last - 1, "", what, _("Keep one of the lines and delete the other."))
    whole = at == len(lines)  # else it would be said of all that follows that it is missing
    return ParsedFile(tables if whole else None, places(good), tuple(page.problems), warnings)


@dataclass(slots=True)
class _Page:
    """The lines of a file, taken statement by statement, each keeping its number.

    parts: what stands under each heading, by the heading and the line of the last [[…]] that it may
    belong to: a second [event] goes on where the first one ended, a second [[source]] is one of its
    own.
    """

    lines: list[str]
    part: Path = ("",)
    parts: dict[Path, list[tuple[int, str]]] = field(default_factory=lambda: {("",): []})
    keys: set[Path] = field(default_factory=set)
    last: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, at: int) -> int:
        """Takes the statement that begins at a line, counted from 0; returns where the next is."""
        line = self.lines[at]
        opens = OPENS.match(line)
        is_list = opens is not None and opens[1] == "["
        end = self._end(at, opens) if opens else at + 1
        block = self.lines[at:end]
        if readable("\n".join(block)):
            self._put(at, *block)
            return end
        if is_list and self._list(at, end):
            return end
        if self._repair(at, " ".join(map(_bare, block)) if len(block) > 1 else line):
            return end
        if len(block) > 1 and not is_list and self._repair(at, line):
            return at + 1
        self._leave_out(at, line)
        return end

    def _end(self, at: int, opens: re.Match[str]) -> int:
        """Where a value of several lines ends; an open list, where something else begins."""
        is_list = opens[1] == "["
        if re.search(CLOSES[opens[1]], _bare(self.lines[at][opens.end() :])):
            return at + 1
        furthest = len(self.lines) if opens[1] != "{" else min(at + BRACES, len(self.lines))
        for end in range(at + 1, furthest):
            line = self.lines[end]
            if (is_list and LINE.fullmatch(line)) or (opens[1] in "[{" and HEADER.fullmatch(line)):
                return end if is_list else at + 1
            if re.search(CLOSES[opens[1]], _bare(line)):
                return end + 1
        return len(self.lines) if is_list else at + 1

    def _list(self, at: int, end: int) -> bool:
        """Takes a list that lacks nothing but commas between its lines, or the ] at its end."""
        rows = [(row, line) for row in range(at, end) if (line := _bare(self.lines[row]))]
        missing: list[tuple[int, str, str]] = []
        if not rows[-1][1].endswith("]"):
            missing.append(
                (
                    at,
                    _("The list that begins here does not end."),
                    _("Write ] after its last member."),
                )
            )
            rows.append((end, "]"))
        whole = rows[0][1]
        for (row, before), (_row, line) in pairwise(rows):
            if not before.endswith(("[", ",")) and not line.startswith("]"):
                what = _("A comma is missing between two members of the list.")
                missing.append((row, what, _("Write one at the end of this line.")))
                whole += ","
            whole += line
        if not readable(whole):
            return False
        self._put(at, whole)
        for row, what, hint in missing:
            self.tell(row, key_of(whole), what, hint)
        return True

    def _repair(self, at: int, line: str) -> bool:
        """Takes a line that the table of faults makes readable, and says what was wrong with it."""
        repaired = repair(line)
        if repaired is None:
            return False
        if self._put(at, repaired.line) and repaired.what:
            hint = _("Write: {line}").format(line=repaired.line.strip())
            self.tell(at, key_of(repaired.line), repaired.what, hint)
        return True

    def _leave_out(self, at: int, line: str) -> None:
        """Gives a statement up; its key counts as given, and is not called missing."""
        key = key_of(line)
        given = f'{key} = "{UNREADABLE}"'
        if not readable(given) or self._put(at, given):
            self.tell(at, key, *not_understood(line))
        if line.lstrip().startswith("["):
            self._put(at, f'["{MARK}{at}"]')

    def _put(self, at: int, *block: str) -> bool:
        """Adds lines that can be read to the part they belong to; not a key that stands there
        already.
        """
        key = key_of(block[0])
        path = (*self.part, *dotted(key))
        if header := HEADER.fullmatch(block[0]):
            self._begin(at, block[0], header)
        elif key and path in self.keys:
            what = _("`{key}` is here a second time.").format(key=key)
            self.tell(at, key, what, _("Keep one of the lines and delete the other."))
            return False
        else:
            self.keys.add(path)
            self.parts[self.part] += enumerate(block, at + 1)
        return True

    def _begin(self, at: int, line: str, header: re.Match[str]) -> None:
        """Begins the part of a heading, or goes on with the one that has it already."""
        name = dotted(header["name"])
        if header[1] == "[[":
            self.last[name[0]] = at
        self.part = (*name, str(self.last.get(name[0], "")))
        if self.part in self.parts:
            what = _("The part [{name}] is here a second time.").format(name=header["name"])
            hint = _("Move the lines below it up to the first one, and delete this heading.")
            self.tell(at, "", what, hint)
        else:
            self.parts[self.part] = [(at + 1, line)]

    def tell(self, at: int, key: str, what: str, hint: str) -> None:
        """Notes what is wrong at a line, counted from 0, with the part and key it belongs to."""
        name = ".".join(
            part for part in (*self.part[:-1], *dotted(key)) if not part.startswith(MARK)
        )
        where = f"{SETTINGS_FILE}: {name}" if name else SETTINGS_FILE
        self.problems.append(Problem(f"{where} " + _("(line {n})").format(n=at + 1), what, hint))


def _bare(line: str) -> str:
    """A line without its remark."""
    return REMARK.sub("", line).strip()


def decode(content: bytes) -> Decoded | Unfit:
    """The text of a settings file; Unfit where it is no text.

    TOML is UTF-8. What Notepad calls Unicode is UTF-16, what it calls ANSI is the machine's code
    page, cp1252 in Western Europe: both are read all the same, the second with a warning, because
    it is only very likely.
    """
    found = decoded(content, old=(ANSI,))
    if found is None or "\0" in found[0] or (found[1] != "utf-8" and "\ufffd" in found[0]):
        return Unfit(
            _("This file is not text."),
            _("Open it in Notepad; if it looks right there: File, Save As, Encoding: UTF-8."),
        )
    text, encoding = found
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if encoding != ANSI:
        return Decoded(lines, encoding)
    warning = Unfit(
        _("The file is not saved as UTF-8; it was read as Western European (ANSI)."),
        _("Check that ä and ö are right. In Notepad: File, Save As, Encoding: UTF-8."),
    )
    return Decoded(lines, encoding, warning)
