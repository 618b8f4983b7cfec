"""What people who use Notepad write instead of TOML: a table of faults, and a page on which each is
fixed.

tomllib stops at the first fault and knows no remedy. Here each statement that it cannot read is
tried once with each fault of the table; the page it makes can be read to its end, so that one run
finds everything.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from invite.errors import Problem
from invite.settings.findings import ASSIGNED, HEADER, MARK, UNREADABLE, Path, dotted
from invite.settings.model import SETTINGS_FILE
from invite.settings.schema import SECTIONS
from invite.settings.times import FINNISH_DATE, finnish_moment
from invite.settings.values import N_
from invite.words import _

MOST = 100  # faults; nobody fixes more in one go
LONGEST = 1000  # characters in a line; looking for the faults of a longer one takes too long
CURLY = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2018\u2019\u201a\u201b\u2032"
SPACES = dict.fromkeys("\u00a0\u2007\u202f\u3000", " ")
INVISIBLE = str.maketrans(SPACES | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", ""))
LINE = re.compile(
    r"""(?P<before>\s*(?P<key>"[^"]*"|'[^']*'|[^\s=:"'#\[\]{}][^=:"'#\[\]{}]*?)\s*=\s*)"""
    r"""(?P<value>.*?)(?P<after>\s*(\s#.*)?)"""
)
OPENS = re.compile(r"""\s*["'\w.-]+\s*[=:]\s*(\[|\{|\"\"\"|\'\'\')""")
CLOSES = {"[": "]", "{": "}", '"""': '"""', "'''": "'''"}
REMARK = re.compile(r"(^|\s)#.*")
NUMBER_DATE = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)"
    r"(?:\s*(?:T|klo|kl)?\s*(?P<h>\d\d?)(?:[.:](?P<min>\d\d))?(?:[.:]\d\d)?)?",
    re.IGNORECASE,
)
YES = {"yes": "true", "kyllä": "true", "on": "true", "tosi": "true"}
YES_OR_NO = YES | {"no": "false", "ei": "false", "off": "false"}
MANY = {section.name for section in SECTIONS if section.many}
KEYS = {key.name: key for section in SECTIONS for key in section.keys}
KNOWN = "|".join(KEYS)
PARTS = "|".join(section.name for section in SECTIONS)

Fix = Callable[[str], str | None]
Numbered = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """One way of going wrong. fix: the line put right, or None where it is not this; what, hint: in
    English, for `_`.

    `{line}` in the hint is the line as it should be. Without `what` it is fixed and not complained
    of.
    """

    fix: Fix
    what: str = ""
    hint: str = N_("Write: {line}")


def _value(pattern: str, fixed: Callable[[re.Match[str]], str]) -> Fix:
    """A fix for lines `key = value` whose value has the pattern."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def fix(line: str) -> str | None:
        found = LINE.fullmatch(line)
        value = found and compiled.fullmatch(found["value"])
        return f"{found['before']}{fixed(value)}{found['after']}" if found and value else None

    return fix


def _line(pattern: str, fixed: Callable[[re.Match[str]], str]) -> Fix:
    """A fix for whole lines of a pattern."""
    compiled = re.compile(pattern)

    def fix(line: str) -> str | None:
        found = compiled.fullmatch(line)
        return fixed(found) if found else None

    return fix


def _quoted(text: str) -> str:
    """A TOML string; double quotes unless the text holds some."""
    return f"'{text}'" if '"' in text and "'" not in text else '"' + text.replace('"', "'") + '"'


def _header(name: str) -> str:
    """The heading of a part, its names quoted where they must be."""
    parts = re.split(r"\s*\.\s*", name)
    bare = re.compile(r"""[\w-]+|".*"|'.*'""", re.ASCII)
    name = ".".join(part if bare.fullmatch(part) else f'"{part}"' for part in parts)
    return f"[[{name}]]" if name in MANY else f"[{name}]"


def _unquoted(line: str) -> str | None:
    """A text with a quote missing, at one end or both, put right; only for keys that take a
    text.
    """
    found = LINE.fullmatch(line)
    value = found and re.fullmatch(r"""["']?([^"'\[\]{}]+?)["']?[;,]?""", found["value"])
    key = KEYS.get(found["key"]) if found else None
    takes_text = key is None or key.example.startswith('"')
    return (
        f"{found['before']}{_quoted(value[1].strip())}{found['after']}"
        if found and value and takes_text
        else None
    )


def _date(found: re.Match[str]) -> str:
    when = finnish_moment(found)
    return (
        when.isoformat() if when and found["h"] else when.date().isoformat() if when else found[0]
    )


def _number_day(found: re.Match[str]) -> str:
    year, month, day, hour, minute = found.group("y", "m", "d", "h", "min")
    return f"{year}-{int(month):02}-{int(day):02}" + (
        f"T{int(hour):02}:{minute or '00'}:00" if hour else ""
    )


# From the line to the key to the value, as one uncovers the other. Each is tried once, on what
# those before have left.
FAULTS: tuple[Fault, ...] = (
    Fault(
        lambda line: line.translate(INVISIBLE)
    ),  # nobody can see these, so nobody is asked to fix them
    Fault(
        _line(
            r"""(\s*)(//|;|--|/\*|'|%|rem\b)(.*)""", lambda found: f"{found[1]}# {found[3].strip()}"
        ),
        N_("A remark begins with #."),
    ),
    Fault(
        _line(
            r"\s*(\[\[[^\[\]]+\]\]|\[[^\[\]]+\])\s*(#.*)?",
            lambda found: _header(found[1].strip("[] ")),
        ),
        N_("A name with ä, ö, a space or a point in it stands in quotes."),
    ),
    Fault(
        _line(
            rf"\s*\[{{0,3}}\s*(({PARTS})(\.[^\[\]=#]*?)?)\s*[\])}}]{{0,3}}\s*(#.*)?",
            lambda found: _header(found[1]),
        ),
        N_("The heading of a part stands in brackets, two for [[source]] and one for the others."),
    ),
    Fault(
        _line(rf"(\s*(?:{KNOWN}))\s*:=?\s*(.+)", lambda found: f"{found[1]} = {found[2]}"),
        N_("Between a key and its value stands =, not a colon."),
    ),
    Fault(
        _line(
            rf"""(\s*(?:{KNOWN}))(\s+[^\s=:].*|["'{CURLY}\[{{].*)""",
            lambda found: f"{found[1]} = {found[2].strip()}",
        ),
        N_("There is no = between the key and its value."),
    ),
    Fault(
        _line(
            r"""(\s*)(?![A-Za-z0-9_-]+\s*=)([^\s="'#\[\]{}][^="'#\[\]{}]*?)\s*=\s*(.+)""",
            lambda found: f'{found[1]}"{found[2]}" = {found[3]}',
        ),
        N_("A name with ä, ö, a space or a point in it stands in quotes."),
    ),
    Fault(
        _value(rf"(.*[\"'{CURLY}\]}}])\s*[;,.]+", lambda v: v[1]),
        N_("Nothing stands after a value."),
    ),
    Fault(
        _value(
            r"(\d{4}-\d\d-\d\d)[T ](\d):(\d\d)((?::\d\d)?)",
            lambda v: f"{v[1]}T0{v[2]}:{v[3]}{v[4] or ':00'}",
        )
    ),
    Fault(
        _value(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)", lambda v: f"{v[1]}T{v[2]}:00")
    ),  # as TOML 1.1 allows
    Fault(lambda line: re.sub(r",\s*}", " }", line)),  # as TOML 1.1 allows
    Fault(
        _value(r"true|false", lambda v: v[0].lower()),
        N_("true and false are written in small letters."),
    ),
    Fault(
        _value("|".join(YES_OR_NO), lambda v: YES_OR_NO[v[0].lower()]),
        N_("A choice between yes and no is written as true or false."),
    ),
    Fault(
        _value(FINNISH_DATE.pattern, _date),
        N_("A date is written year first, with hyphens, and the time after a T."),
    ),
    Fault(
        _value(NUMBER_DATE.pattern, _number_day),
        N_(
            "A date has two digits for month and day, and the time after a T: hours, minutes,"
            " seconds."
        ),
    ),
    Fault(
        _value(r"(\d+),(\d+)", lambda v: f"{v[1]}.{v[2]}"),
        N_("A number has a point in it, not a comma."),
    ),
    Fault(
        _value(rf"[{CURLY}\"'](.*)[{CURLY}\"']", lambda v: _quoted(v[1])),
        N_("The quotes are not the straight ones of a plain text editor, or do not go together."),
    ),
    Fault(
        lambda line: re.sub(f"[{CURLY}]", '"', line),
        N_("The quotes are not the straight ones of a plain text editor."),
    ),
    Fault(
        lambda line: line.replace("\\", "/") if '"' in line else None,
        N_("A backslash does not stand for itself in double quotes; in a path, / does as well."),
    ),
    Fault(_unquoted, N_("Text stands in straight quotes, one at each end.")),
    Fault(
        _value(r"\[(.*?)\]?", lambda v: "[" + re.sub(r"([\"'])\s+([\"'])", r"\1, \2", v[1]) + "]"),
        N_("A list stands between [ and ], with commas between its members."),
    ),
    Fault(
        _value(
            r"\{(.*?)\}?",
            lambda v: "{" + re.sub(r"([\"'])\s*;?\s*(\w+\s*=)", r"\1, \2", v[1]) + "}",
        ),
        N_("Keys in braces have commas between them, and } at the end."),
    ),
)


def readable(text: str) -> bool:
    """Whether tomllib can read a statement on its own."""
    try:
        tomllib.loads(f"{text}\n")
    except (ValueError, RecursionError):
        return False
    return True


def repair(line: str) -> tuple[str, tuple[Fault, ...]] | None:
    """The line as it should be, and its faults; None where the table does not help."""
    faults: list[Fault] = []
    for fault in FAULTS:
        fixed = fault.fix(line)
        if fixed is not None and fixed != line:
            line = fixed
            faults.append(fault)
            if readable(line):
                return line, tuple(faults)
    return None


def page(text: str) -> Page:
    """The text as tomllib can read it, and what was wrong with it."""
    page = Page(lines=text.split("\n"))
    index = 0
    while index < len(page.lines) and page.is_whole:
        index = page.take(index)
    return page


@dataclass(slots=True, kw_only=True)
class Page:
    """The lines of a file, taken in statement by statement, each keeping the number that it has in
    the file.

    parts: what stands under each heading. A heading with its count is the key, so that a second
    [event] goes on where the first one ended, and a second [[source]] is one of its own.
    """

    lines: list[str]
    here: Path = ()
    part: Path = ()
    keys: set[Path] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    parts: dict[Path, list[Numbered]] = field(default_factory=lambda: {(): []})
    problems: list[Problem] = field(default_factory=list)

    @property
    def fixed(self) -> list[Numbered]:
        """The lines that can be read, with their numbers."""
        return [line for part in self.parts.values() for line in part]

    @property
    def is_whole(self) -> bool:
        """Whether all lines were looked at: not where there were more faults than anybody fixes in
        one go.
        """
        return len(self.problems) < MOST

    def take(self, index: int) -> int:
        """Takes the statement in that begins at a line; returns where the next one begins."""
        line = self.lines[index]
        opens = OPENS.match(line)
        end = self._end(index, opens[1]) if opens else index + 1
        block = self.lines[index:end]
        if readable("\n".join(block)):
            self._put(index, *block)
        elif len(line) > LONGEST:
            what = _("This line is too long for a setting.")
            self._give_up(index, what, _("See whether quotes or a line break are missing."))
        elif (opens and opens[1] == "[" and self._list(index, end)) or (
            len(block) > 1 and self._repaired(index, " ".join(map(_bare, block)))
        ):
            pass
        elif self._repaired(index, line):
            return index + 1
        else:
            self._not_understood(index)
        return end

    def _end(self, index: int, opens: str) -> int:
        """Where a value ends that begins with a bracket, a brace or three quotes; at its own line
        if it does not.
        """
        first = OPENS.sub("", self.lines[index], count=1)
        for end, line in enumerate((first, *self.lines[index + 1 :]), index + 1):
            if opens in "[{":
                if end > index + 1 and (
                    HEADER.fullmatch(line) or (opens == "[" and LINE.fullmatch(line))
                ):
                    return end - 1 if opens == "[" else index + 1
                if _bare(line).rstrip(",; ").endswith(CLOSES[opens]):
                    return end
            elif CLOSES[opens] in line:
                return end
        return len(self.lines) if opens == "[" else index + 1

    def _list(self, index: int, end: int) -> bool:
        """Puts a list in from which nothing is missing but commas between its lines, or the ] at
        its end.
        """
        rows = [(at, row) for at in range(index, end) if (row := _bare(self.lines[at]))]
        complaints: list[tuple[int, str, str]] = []
        if not rows[-1][1].endswith("]"):
            unclosed = (
                _("The list that begins here does not end."),
                _("Write ] after its last member."),
            )
            complaints.append((index, *unclosed))
            rows.append((end, "]"))
        whole = ""
        for (at, row), (_at, following) in pairwise(rows):
            whole += row
            if not row.endswith(("[", ",")) and not following.startswith("]"):
                comma = (
                    _("A comma is missing between two members of the list."),
                    _("Write one at the end of this line."),
                )
                complaints.append((at, *comma))
                whole += ","
        whole += rows[-1][1]
        if not readable(whole):
            return False
        self._put(index, whole)
        for at, what, hint in complaints:
            self._tell(at, _key(whole), what, hint)
        return True

    def _repaired(self, index: int, line: str) -> bool:
        """Puts a line in that the table of faults makes readable, and says what was wrong with
        it.
        """
        repaired = repair(line) if len(line) <= LONGEST else None
        if repaired is None:
            return False
        line, faults = repaired
        self._put(index, line)
        named = [fault for fault in faults if fault.what]
        if named:
            what = " ".join(_(fault.what) for fault in named)
            self._tell(index, _key(line), what, _(named[-1].hint).format(line=line.strip()))
        return True

    def _not_understood(self, index: int) -> None:
        found = LINE.fullmatch(self.lines[index])
        example = KEYS[found["key"]].example if found and found["key"] in KEYS else None
        hint = _('A line is written like this: key = "value"; a remark begins with #.')
        if found and example:
            hint = _("Write it like this: {line}").format(line=f"{found['key']} = {example}")
        no_day = found and (
            NUMBER_DATE.fullmatch(found["value"]) or FINNISH_DATE.fullmatch(found["value"])
        )
        what = (
            _("There is no such day or time.") if no_day else _("This line cannot be understood.")
        )
        self._give_up(index, what, hint)

    def _give_up(self, index: int, what: str, hint: str) -> None:
        """Leaves a statement out; its key counts as given, so that nobody is told that it is
        missing.
        """
        line = self.lines[index]
        key = _key(line)
        self._tell(index, key, what, hint)
        if line.lstrip().startswith("["):
            self._put(index, f'["{MARK}{index}"]')
        elif (
            readable(given := f'{key} = "{UNREADABLE}"')
            and (*self.part, *dotted(key)) not in self.keys
        ):
            self._put(index, given)

    def _put(self, index: int, *block: str) -> None:
        """Adds lines that can be read to the part they belong to."""
        header = HEADER.fullmatch(block[0])
        if header:
            self._heading(index, block[0], header)
            return
        key = _key(block[0])
        path = (*self.part, *dotted(key))
        if key and path in self.keys:
            what = _("`{key}` stands here a second time.").format(key=key)
            self._tell(index, key, what, _("Keep one of the lines and delete the other."))
            return
        self.keys.add(path)
        self.parts[self.part] += enumerate(block, index + 1)

    def _heading(self, index: int, line: str, header: re.Match[str]) -> None:
        """Begins the part of a heading, or goes on with the one that has it already."""
        name = header["name"]
        self.here = () if MARK in name else dotted(name)
        top = self.here[0] if self.here else ""
        before = (*dotted(name), str(self.counts.get(top, "")))
        again = before in self.parts or name in self.counts
        if header[1] == "[[" or (name in MANY and again):
            if header[1] == "[":
                self._several(index, name)
                line = f"[[{name}]]"
            self.counts[name] = self.counts.get(name, 0) + 1
            self.part = (*dotted(name), str(self.counts[name]))
        elif again:
            what = _("The part [{name}] stands here a second time.").format(name=name)
            self._tell(
                index,
                "",
                what,
                _("Move the lines below it up to the first one, and delete this heading."),
            )
            self.part = before
            return
        else:
            self.part = before
        self.parts.setdefault(self.part, []).append((index + 1, line))

    def _several(self, index: int, name: str) -> None:
        """Says once that a part written several times needs two brackets; the first one gets
        them.
        """
        what = _("There are several parts [{name}].").format(name=name)
        if all(problem.what != what for problem in self.problems):
            self._tell(
                index,
                "",
                what,
                _("Write [[{name}]] before each, in two brackets.").format(name=name),
            )
        first = self.parts.get((name, ""))
        if first:
            first[0] = (first[0][0], f"[[{name}]]")

    def _tell(self, index: int, key: str, what: str, hint: str) -> None:
        """Notes what is wrong at a line, named by the part and the key that it belongs to."""
        name = ".".join((*self.here, *dotted(key)))
        where = _("(line {n})").format(n=index + 1)
        self.problems.append(
            Problem(
                f"{SETTINGS_FILE}: {name} {where}" if name else f"{SETTINGS_FILE} {where}",
                what,
                hint,
            )
        )


def _key(line: str) -> str:
    """The key of a line, as it is written."""
    found = ASSIGNED.match(line)
    return found["key"] if found else ""


def _bare(line: str) -> str:
    """A line without its remark."""
    return REMARK.sub("", line).strip()
