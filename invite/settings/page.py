"""A page of settings that is mended line by line, each line keeping the number that it has in the file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from itertools import permutations

from invite.errors import Problem
from invite.settings.faults import FAULTS, KEYS, LINE, MANY, Fault
from invite.settings.names import MARK
from invite.settings.places import HEADER, dotted
from invite.settings.project import SETTINGS_FILE
from invite.settings.reading import UNREADABLE
from invite.words import _

Numbered = tuple[int, str]
LONGEST = 1000


@dataclass(slots=True)
class Page:
    """The lines with their numbers, and what was wrong with them."""

    lines: list[Numbered]
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Page:
        """The page of a text. A line longer than any setting is told and left out: looking for its faults would take too long."""
        page = cls(list(enumerate(text.split("\n"), 1)))
        for index, (number, line) in enumerate(page.lines):
            if len(line) > LONGEST and not line.lstrip().startswith("#"):
                page.lines[index] = (number, "")
                page._tell(index, _("This line is too long for a setting."), _("See whether quotes or a line break are missing."))
        return page

    @property
    def text(self) -> str:
        """The page as tomllib reads it."""
        return "".join(f"{line}\n" for _number, line in self.lines)

    def mend(self, index: int | None, message: str) -> None:
        """Tells what is wrong at a line and puts it right, or takes it out. index: None where tomllib came to the end."""
        if index is None:
            index = self._opening()
        elif "twice" in message or "overwrite" in message or "immutable" in message:
            self._repeated(index)
            return
        elif message.startswith("Unclosed array") and self._list_goes_on(index):
            return
        if not (self._joined(index) or self._known_fault(index)):
            self._unreadable(index, message)

    def _opening(self) -> int:
        """Where something begins that never ends: the last line that cannot stand alone."""
        return next((i for i in reversed(range(len(self.lines))) if not readable(self.lines[i][1])), len(self.lines) - 1)

    def _repeated(self, index: int) -> None:
        """A key or a part that stands there a second time."""
        header = HEADER.fullmatch(self.lines[index][1])
        if header is None:
            self._second_key(index)
        elif header["name"] in MANY:
            self._tell(
                index,
                _("There are several parts [{name}].").format(name=header["name"]),
                _("Write [[{name}]] before each, in two brackets.").format(name=header["name"]),
            )
            self.lines = [(number, _as_many(line, header["name"])) for number, line in self.lines]
        else:
            self._tell(
                index,
                _("The part [{name}] stands here a second time.").format(name=header["name"]),
                _("Move the lines below it up to the first one, and delete this heading."),
            )
            self._move_up(index, header["name"])

    def _second_key(self, index: int) -> None:
        while index and not LINE.fullmatch(self.lines[index][1]):  # the end of a list of several lines
            self.lines[index] = (self.lines[index][0], "")
            index -= 1
        found = LINE.fullmatch(self.lines[index][1])
        self._tell(
            index,
            _("`{key}` stands here a second time.").format(key=found["key"] if found else ""),
            _("Keep one of the lines and delete the other."),
        )
        self.lines[index] = (self.lines[index][0], "")

    def _move_up(self, index: int, name: str) -> None:
        """Puts the lines of a part that is there twice under its first heading."""
        is_header = [HEADER.fullmatch(line) for _number, line in self.lines]
        end = next((i for i in range(index + 1, len(self.lines)) if is_header[i]), len(self.lines))
        block = self.lines[index + 1 : end]
        first = next((i for i in range(index) if (found := is_header[i]) and dotted(found["name"]) == dotted(name)), None)
        if first is None:
            self.lines[index] = (self.lines[index][0], f'["{MARK}{index}"]')
            return
        place = next((i for i in range(first + 1, index) if is_header[i]), index)
        del self.lines[index:end]
        self.lines[place:place] = block

    def _list_goes_on(self, index: int) -> bool:
        """Inside a list of several lines: a comma is missing before this line, or the list is not closed. Says which."""
        before = next((i for i in reversed(range(index)) if self.lines[i][1].split("#")[0].strip()), None)
        begins = next((i for i in reversed(range(index)) if LINE.fullmatch(self.lines[i][1])), None)
        line = self.lines[index][1]
        if before is None or begins is None or readable(self.lines[begins][1]) or not line.strip():
            return False
        if LINE.fullmatch(line) or HEADER.fullmatch(line):
            self._tell(begins, _("The list that begins here does not end."), _("Write ] after its last member."))
            missing = "]"
        else:
            self._tell(before, _("A comma is missing between two members of the list."), _("Write one at the end of this line."))
            missing = ","
        self.lines.insert(before + 1, (self.lines[before][0], missing))
        return True

    def _joined(self, index: int) -> bool:
        """Keys in braces that go over several lines, as TOML 1.1 allows: put into one."""
        begins = next((i for i in reversed(range(index + 1)) if LINE.fullmatch(self.lines[i][1])), None)
        if begins is None:
            return False
        whole = ""
        for end in range(begins, min(begins + 20, len(self.lines))):
            whole += " " + re.sub(r"(^|\s)#.*", "", self.lines[end][1]) if end > begins else self.lines[end][1].split(" #")[0]
            closed = re.sub(r",\s*}", " }", whole)
            if end > begins and "{" in whole and "}" in closed and readable(closed):
                number = self.lines[begins][0]
                self.lines[begins : end + 1] = [(number, closed)]
                return True
        return False

    def _known_fault(self, index: int) -> bool:
        """Puts a line right by one fault of the table or two, if it can be read then."""
        number, line = self.lines[index]
        within = self._list_begins(index) is not None
        for faults in (*((fault,) for fault in FAULTS), *permutations(FAULTS, 2)):
            mended = put_right(line, faults)
            if mended and readable(mended, within_list=within):
                self.lines[index] = (number, mended)
                told = [fault for fault in faults if fault.what]
                if told:
                    self._tell(index, " ".join(_(fault.what) for fault in told), _(told[-1].hint).format(line=mended.strip()))
                return True
        return False

    def _list_begins(self, index: int) -> int | None:
        """Where the list of several lines begins that a line is a part of; None where it is in none."""
        begins = next((i for i in reversed(range(index)) if LINE.fullmatch(self.lines[i][1])), None)
        return None if begins is None or LINE.fullmatch(self.lines[index][1]) or readable(self.lines[begins][1]) else begins

    def _unreadable(self, index: int, message: str) -> None:
        """Takes a line out that nothing helps; its key counts as given, so that nobody is told that it is missing."""
        number, line = self.lines[index]
        found = LINE.fullmatch(line) or re.match(r"\s*(?P<key>[\w-]+)\s*=", line)
        key = found["key"] if found else ""
        hint = _('A line is written like this: key = "value"; a remark begins with #.')
        if key in KEYS:
            hint = _("Write it like this: {line}").format(line=f"{key} = {KEYS[key].example}")
        no_day = message.startswith("Invalid date")
        self._tell(index, _("There is no such day or time.") if no_day else _("This line cannot be understood."), hint)
        rest = f'{key} = "{UNREADABLE}"' if key else f'["{MARK}{number}"]' if line.lstrip().startswith("[") else ""
        self.lines[index] = (number, rest if readable(rest) and line != rest else "")

    def _tell(self, index: int, what: str, hint: str) -> None:
        """Notes what is wrong at a line, named by the part and the key that it belongs to."""
        found = LINE.fullmatch(self.lines[begins := self._list_begins(index) or index][1])
        headers = (HEADER.fullmatch(line) for _number, line in self.lines[begins::-1])
        part = next((header["name"] for header in headers if header), "")
        name = ".".join((*dotted(part), *dotted(found["key"] if found else "")))
        where = _("(line {n})").format(n=self.lines[index][0])
        self.problems.append(Problem(f"{SETTINGS_FILE}: {name} {where}" if name else f"{SETTINGS_FILE} {where}", what, hint))


def _as_many(line: str, name: str) -> str:
    """A heading of that name, in two brackets; any other line as it is."""
    header = HEADER.fullmatch(line)
    return f"[[{name}]]" if header and header["name"] == name else line


def readable(line: str, *, within_list: bool = False) -> bool:
    """Whether a line can be read on its own."""
    try:
        tomllib.loads(f"x = [\n{line}\n]\n" if within_list else f"{line}\n")
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    return True


def put_right(line: str, faults: tuple[Fault, ...]) -> str | None:
    """The line mended by all of these faults; None where one of them is not its fault."""
    for fault in faults:
        mended = fault.mend(line)
        if mended is None or mended == line:
            return None
        line = mended
    return line
