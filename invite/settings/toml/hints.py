"""What people who use Notepad write instead of TOML: a table of faults, and how to fix each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

from msgspec import Struct

from invite.settings.findings import ASSIGNED, HEADER
from invite.settings.formats import FINNISH_DATE, finnish_moment
from invite.settings.schema import SECTIONS
from invite.settings.values import N_
from invite.words import _

LONGEST = 1000  # characters in a line; to look for the faults of a longer one takes too long
CURLY = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2018\u2019\u201a\u201b\u2032"
LINE = re.compile(
    r"""(?P<before>\s*(?P<key>"[^"]*"|'[^']*'|[^\s=:"'#\[\]{}][^=:"'#\[\]{}]*?)\s*=\s*)"""
    r"""(?P<value>.*?)(?P<after>\s*(\s#.*)?)"""
)
NUMBER_DATE = (
    r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)"
    r"(?:\s*(?:T|(?i:klo|kl))?\s*(?P<h>\d\d?)(?:[.:](?P<min>\d\d))?(?:[.:]\d\d)?)?"
)
YES = {"yes": "true", "kyllä": "true", "on": "true", "tosi": "true"}
YES_NO = YES | {"no": "false", "ei": "false", "off": "false"}
KEYS = {key.name: key for section in SECTIONS for key in section.keys}
KNOWN = "|".join(KEYS)
NO_TEXT = "|".join(key.name for key in KEYS.values() if not key.example.startswith('"'))
MANY = {section.name for section in SECTIONS if section.many}
PARTS = "|".join(section.name for section in SECTIONS)


class TomlFault(Struct, frozen=True):
    """One way of going wrong. what: in English, for `_`; without it nobody is bothered with it.

    pattern: of the line, or of its value where `in_value`. fixed: what stands there instead, as in
    `re.sub`.
    """

    pattern: str
    fixed: str | Callable[[re.Match[str]], str]
    what: str = ""
    in_value: bool = False

    def fix(self, line: str) -> str:
        """The line without this fault; as it is where it has none."""
        if not self.in_value:
            return re.sub(self.pattern, self.fixed, line)
        found = LINE.fullmatch(line)
        return (
            found["before"] + re.sub(self.pattern, self.fixed, found["value"]) + found["after"]
            if found
            else line
        )


def _value(pattern: str, fixed: str | Callable[[re.Match[str]], str], what: str = "") -> TomlFault:
    return TomlFault(f"^(?:{pattern})$", fixed, what, in_value=True)


def _heading(found: re.Match[str]) -> str:
    """The heading of a part, its names quoted where they must be."""
    names = (
        name if re.fullmatch(r"""[A-Za-z0-9_-]+|".*"|'.*'""", name) else f'"{name}"'
        for name in re.split(r"\s*\.\s*", found["name"])
    )
    name = ".".join(names)
    return f"[[{name}]]" if name in MANY else f"[{name}]"


def _quoted(found: re.Match[str]) -> str:
    """A TOML string; double quotes unless the text holds some."""
    text = found["text"]
    return f"'{text}'" if '"' in text and "'" not in text else '"' + text.replace('"', "'") + '"'


def _date(found: re.Match[str]) -> str:
    when = finnish_moment(found)
    return (
        when.isoformat() if when and found["h"] else when.date().isoformat() if when else found[0]
    )


def _number_date(found: re.Match[str]) -> str:
    day = f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}"
    return day + (f"T{int(found['h']):02}:{found['min'] or '00'}:00" if found["h"] else "")


NOT_STRAIGHT = N_("The quotes are not the straight ones of a plain text editor.")
NAME_QUOTED = N_("A name with ä, ö, a space or a point in it needs quotes.")
# From the line to the key to its value, as one uncovers the other: each is tried on what those
# before it have left.
FAULTS = (
    TomlFault("[\u200b\u200c\u200d\u2060\ufeff]", ""),  # nobody sees these, nor hears of them
    TomlFault("[\u00a0\u2007\u202f\u3000]", " "),
    TomlFault(r"^(\s*)(?://|;|--|/\*|'|%|rem\b)\s*(.*)", r"\1# \2", N_("A remark begins with #.")),
    TomlFault(
        rf"^\s*(?:\[|(?:{PARTS})\b)[^=]*$",
        lambda line: re.sub(f"[{CURLY}]", '"', line[0]),
        NOT_STRAIGHT,
    ),
    TomlFault(r"^\s*\[(?!\[|source)(?P<name>[^\[\]]+)\]\s*(#.*)?$", _heading, NAME_QUOTED),
    TomlFault(
        rf"^\s*\[{{0,3}}\s*(?P<name>(?:{PARTS})(\.[^\[\]=#]*?)?)\s*[\])}}]{{0,3}}\s*(#.*)?$",
        _heading,
        N_("The heading of a part is in brackets: two for [[source]], one for the others."),
    ),
    TomlFault(
        rf"^(\s*(?:{KNOWN}))\s*:=?\s*(?=.)",
        r"\1 = ",
        N_("Between a key and its value there is =, not a colon."),
    ),
    TomlFault(
        rf"""^(\s*(?:{KNOWN}))(?:\s+(?=[^\s=:])|(?=["'{CURLY}\[{{]))""",
        r"\1 = ",
        N_("There is no = between the key and its value."),
    ),
    TomlFault(
        rf"""^(\s*)(?![A-Za-z0-9_-]+\s*=)(?!\s)([^="'#\[\]{{}}{CURLY}]+?)\s*=\s*(?=.)""",
        r'\1"\2" = ',
        NAME_QUOTED,
    ),
    _value(
        rf"""(.*(?:["'{CURLY}\]}}]|\w(?=\s*[;,])))\s*[;,.]+""",
        r"\1",
        N_("Nothing may follow a value."),
    ),
    _value(  # as TOML 1.1 allows
        r"(\d{4}-\d\d-\d\d)[T ](\d\d?):(\d\d)(:\d\d)?",
        lambda v: f"{v[1]}T{v[2]:>02}:{v[3]}{v[4] or ':00'}",
    ),
    TomlFault(r",\s*}", " }"),  # as TOML 1.1 allows
    _value(
        "(?i:true|false)",
        lambda v: v[0].lower(),
        N_("true and false are written in small letters."),
    ),
    _value(
        f"(?i:{'|'.join(YES_NO)})",
        lambda v: YES_NO[v[0].lower()],
        N_("Yes and no are written as true and false."),
    ),
    _value(
        f"(?i:{FINNISH_DATE.pattern})",
        _date,
        N_("A date is written year first, with hyphens, and the time after a T."),
    ),
    _value(
        NUMBER_DATE,
        _number_date,
        N_(
            "A date has two digits for month and day, and the time after a T: hours, minutes, "
            "seconds."
        ),
    ),
    _value(r"(\d+),(\d+)", r"\1.\2", N_("A number has a point in it, not a comma.")),
    _value(
        rf"[{CURLY}\"'](?P<text>.*)[{CURLY}\"']",
        _quoted,
        N_("The quotes are not the straight ones of a plain text editor, or do not match."),
    ),
    TomlFault(f"[{CURLY}]", '"', NOT_STRAIGHT),
    TomlFault(
        rf"""^(\s*(?!(?:{NO_TEXT})\s*=)[^=:"'#\[\]{{}}]+=\s*)["']?"""
        r"""(?!\s)([^"'\[\]{}]+?)\s*["']?[;,]?(\s+#.*|\s*)$""",
        r'\1"\2"\3',
        N_("Text needs straight quotes, one at each end."),
    ),
    TomlFault(
        r'\\(?=.*")',
        "/",
        N_("A backslash is special in double quotes; in a path, / works as well."),
    ),
    _value(
        r"\[(.*?)\]?",
        lambda v: "[" + re.sub(r"([\"'])\s+([\"'])", r"\1, \2", v[1]) + "]",
        N_("A list is between [ and ], with commas between its members."),
    ),
    _value(
        r"\{(.*?)\}?",
        lambda v: "{" + re.sub(r"([\"'])\s*;?\s*(\w+\s*=)", r"\1, \2", v[1]) + "}",
        N_("Keys in braces have commas between them, and } at the end."),
    ),
)


class Repaired(Struct, frozen=True):
    """A line as it should be. what: what was wrong with it, in words; empty: nothing to say."""

    line: str
    what: str


def repair(line: str) -> Repaired | None:
    """The line without its faults, each of the table tried once; None where that does not help."""
    told: list[str] = []
    for fault in FAULTS if len(line) <= LONGEST else ():
        fixed = fault.fix(line)
        if fixed != line:
            line = fixed
            told += [_(fault.what)] if fault.what else []
            if readable(line):
                return Repaired(line, " ".join(told))
    return None


def readable(text: str) -> bool:
    """Whether tomllib can read a statement alone, and it is no [source]: that is [[source]]."""
    header = HEADER.fullmatch(text)
    try:
        tomllib.loads(f"{text}\n")
    except (ValueError, RecursionError):
        return False
    return not header or header[1] == "[[" or header["name"] not in MANY


def not_understood(line: str) -> tuple[str, str]:
    """What is wrong with a line that nothing repairs, and what to write."""
    if len(line) > LONGEST:
        what = _("This line is too long for a setting.")
        return what, _("Check for a missing quote or line break.")
    found = LINE.fullmatch(line)
    key, value = (found["key"], found["value"]) if found else (key_of(line), "")
    hint = _('A line is written like this: key = "value"; a remark begins with #.')
    if key in KEYS:
        example = f"{key} = {KEYS[key].example}"
        hint = _("Write it like this: {line}").format(line=example)
    if re.fullmatch(NUMBER_DATE, value) or FINNISH_DATE.fullmatch(value):
        return _("There is no such day or time."), hint
    return _("This line cannot be understood."), hint


def key_of(line: str) -> str:
    """The key of a line, as it is written."""
    found = ASSIGNED.match(line)
    return found["key"] if found else ""
