"""What people who use Notepad write instead of TOML: each fault with its sentence and the line as it should be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from invite.settings.key import N_
from invite.settings.keys import SECTIONS
from invite.settings.times import FINNISH_DATE, finnish_moment

CURLY_DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
CURLY_SINGLE = "\u2018\u2019\u201a\u201b\u2032"
CURLY = CURLY_DOUBLE + CURLY_SINGLE
UNSEEN = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f\u3000", " ") | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", ""))
LINE = re.compile(
    r"""(?P<before>\s*(?P<key>"[^"]*"|'[^']*'|[^\s=:"'#\[\]{}][^=:"'#\[\]{}]*?)\s*=\s*)(?P<value>.*?)(?P<after>\s*(\s#.*)?)"""
)
YES = {"yes": "true", "kyllä": "true", "on": "true", "tosi": "true", "no": "false", "ei": "false", "off": "false"}
MANY = {section.name for section in SECTIONS if section.many}
KEYS = {key.name: key for section in SECTIONS for key in section.keys}
KNOWN = "|".join(KEYS)
PARTS = "|".join(section.name for section in SECTIONS)


@dataclass(frozen=True, slots=True)
class Fault:
    """One way of going wrong. mend: the line put right, or None where it is not this; what, hint: in English, for `_`.

    `{line}` in the hint is the line as it should be. Without `what` it is no fault to complain of, only to be mended.
    """

    mend: Callable[[str], str | None]
    what: str = ""
    hint: str = N_("Write: {line}")


def _value(pattern: str, mended: Callable[[re.Match[str]], str]) -> Callable[[str], str | None]:
    """A mender for lines `key = value` whose value has the pattern."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def mend(line: str) -> str | None:
        found = LINE.fullmatch(line)
        value = found and compiled.fullmatch(found["value"])
        return f"{found['before']}{mended(value)}{found['after']}" if found and value else None

    return mend


def _whole(pattern: str, mended: Callable[[re.Match[str]], str]) -> Callable[[str], str | None]:
    """A mender for whole lines of a pattern."""
    compiled = re.compile(pattern)

    def mend(line: str) -> str | None:
        found = compiled.fullmatch(line)
        return mended(found) if found else None

    return mend


def _changed(change: Callable[[str], str]) -> Callable[[str], str | None]:
    """A mender for lines that the change makes different."""

    def mend(line: str) -> str | None:
        mended = change(line)
        return mended if mended != line else None

    return mend


def _quoted(text: str) -> str:
    """A TOML string; double quotes unless the text holds some."""
    return f"'{text}'" if '"' in text and "'" not in text else '"' + text.replace('"', "'") + '"'


def _header(name: str) -> str:
    """The heading of a part, its names quoted where they must be."""
    parts = (
        part if re.fullmatch(r"""[\w-]+|".*"|'.*'""", part, re.ASCII) else f'"{part}"' for part in re.split(r"\s*\.\s*", name)
    )
    name = ".".join(parts)
    return f"[[{name}]]" if name in MANY else f"[{name}]"


def _unquoted(line: str) -> str | None:
    """A text with a quote missing, at one end or both, put right; only for keys that take a text."""
    found = LINE.fullmatch(line)
    value = found and re.fullmatch(r"""["']?([^"'\[\]{}]+?)["']?[;,]?""", found["value"])
    key = KEYS.get(found["key"]) if found else None
    takes_text = key is None or key.example.startswith('"')
    return f"{found['before']}{_quoted(value[1].strip())}{found['after']}" if found and value and takes_text else None


def _date(found: re.Match[str]) -> str:
    when = finnish_moment(found)
    return when.isoformat() if when and found["h"] else when.date().isoformat() if when else found[0]


def _number_day(found: re.Match[str]) -> str:
    year, month, day, hour, minute = found.group("y", "m", "d", "h", "min")
    return f"{year}-{int(month):02}-{int(day):02}" + (f"T{int(hour):02}:{minute or '00'}:00" if hour else "")


# In the order in which they are tried; a fault is believed only if its line, put right, can be read.
FAULTS: tuple[Fault, ...] = (
    Fault(_changed(lambda line: line.translate(UNSEEN))),  # nobody can see these, so nobody is told to mend them
    Fault(_value(r"(\d{4}-\d\d-\d\d)[T ](\d):(\d\d)((?::\d\d)?)", lambda v: f"{v[1]}T0{v[2]}:{v[3]}{v[4] or ':00'}")),
    Fault(_value(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)", lambda v: f"{v[1]}T{v[2]}:00")),  # as TOML 1.1 allows
    Fault(_changed(lambda line: re.sub(r",\s*}", " }", line))),  # as TOML 1.1 allows
    Fault(_value(r"true|false", lambda v: v[0].lower()), N_("true and false are written in small letters.")),
    Fault(_value("|".join(YES), lambda v: YES[v[0].lower()]), N_("A choice between yes and no is written as true or false.")),
    Fault(_value(FINNISH_DATE.pattern, _date), N_("A date is written year first, with hyphens, and the time after a T.")),
    Fault(
        _value(
            r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)(?:\s*(?:T|klo|kl)?\s*(?P<h>\d\d?)(?:[.:](?P<min>\d\d))?(?:[.:]\d\d)?)?",
            _number_day,
        ),
        N_("A date has two digits for month and day, and the time after a T: hours, minutes, seconds."),
    ),
    Fault(
        _value(rf"[{CURLY}\"'](.*)[{CURLY}\"'];?", lambda v: _quoted(v[1])),
        N_("The quotes are not the straight ones of a plain text editor, or do not go together."),
    ),
    Fault(
        _changed(lambda line: re.sub(f"[{CURLY}]", '"', line)),
        N_("The quotes are not the straight ones of a plain text editor."),
    ),
    Fault(
        _changed(lambda line: line.replace("\\", "/") if '"' in line else line),
        N_("A backslash does not stand for itself in double quotes; in a path, / does as well."),
    ),
    Fault(
        _whole(r"""(\s*)(//|;|--|/\*|'|%|rem\b)(.*)""", lambda found: f"{found[1]}# {found[3].strip()}"),
        N_("A remark begins with #."),
    ),
    Fault(
        _whole(r"\s*(\[\[[^\[\]]+\]\]|\[[^\[\]]+\])\s*(#.*)?", lambda found: _header(found[1].strip("[] "))),
        N_("A name with ä, ö, a space or a point in it stands in quotes."),
    ),
    Fault(
        _whole(rf"\s*\[{{0,3}}\s*(({PARTS})(\.[^\[\]=#]*?)?)\s*[\])}}]{{0,3}}\s*(#.*)?", lambda found: _header(found[1])),
        N_("The heading of a part stands in brackets, two for [[source]] and one for the others."),
    ),
    Fault(
        _whole(rf"(\s*(?:{KNOWN}))\s*:=?\s*(.+)", lambda found: f"{found[1]} = {found[2]}"),
        N_("Between a key and its value stands =, not a colon."),
    ),
    Fault(
        _whole(rf"""(\s*(?:{KNOWN}))(\s+[^\s=:].*|["'{CURLY}\[{{].*)""", lambda found: f"{found[1]} = {found[2].strip()}"),
        N_("There is no = between the key and its value."),
    ),
    Fault(
        _whole(
            r"""(\s*)(?![A-Za-z0-9_-]+\s*=)([^\s="'#\[\]{}][^="'#\[\]{}]*?)\s*=\s*(.+)""",
            lambda found: f'{found[1]}"{found[2]}" = {found[3]}',
        ),
        N_("A name with ä, ö, a space or a point in it stands in quotes."),
    ),
    Fault(_value(r"[\"']([^\"']*)[\"']\s*[;,.]", lambda v: f'"{v[1]}"'), N_("Nothing stands after a value.")),
    Fault(_value(r"(\d+),(\d+)", lambda v: f"{v[1]}.{v[2]}"), N_("A number has a point in it, not a comma.")),
    Fault(_unquoted, N_("Text stands in straight quotes, one at each end.")),
    Fault(
        _value(r"\[(.*?)\]?", lambda v: "[" + re.sub(r"([\"'])\s+([\"'])", r"\1, \2", v[1]) + "]"),
        N_("A list stands between [ and ], with commas between its members."),
    ),
    Fault(
        _value(r"\{(.*?)\}?", lambda v: "{" + re.sub(r"([\"'])\s*;?\s*(\w+\s*=)", r"\1, \2", v[1]) + "}"),
        N_("Keys in braces have commas between them, and } at the end."),
    ),
)
