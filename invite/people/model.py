"""The kinds of thing that are known of people: rows, origins, entries, roles, persons, flaws and
questions.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import NewType

from msgspec import Struct, field

from invite.language import Language

PersonId = NewType("PersonId", str)
NOTHING: Mapping[str, str] = MappingProxyType({})
NO_LINKS: Mapping[int, str] = MappingProxyType({})


UNSAVED = "="
"""What stands in a cell whose formula was saved without its value."""


class Origin(Struct, frozen=True, order=True, array_like=True, gc=False):
    """Where a fact came from: `vieraat.xlsx:Kainuu:12`, `vieraat.csv:12`; without a row, the sheet
    or the whole file.

    file: the path inside the project folder, with `/`. row: as the spreadsheet program numbers it,
    from 1.
    """

    file: str
    sheet: str | None = None
    row: int | None = None

    def __str__(self) -> str:
        parts = (self.file, self.sheet, self.row)
        return ":".join([str(part) for part in parts if part is not None])


class Source(Struct, frozen=True, kw_only=True):
    """One spreadsheet file (or a pattern of them) and what it is about, as `[[source]]` in the
    settings says.

    region, group, organisation, language: "sheet", "file" (from its name), a column's heading or a
    fixed value; None: guess. columns: what a field's column is headed, where the guess is wrong:
    `{"email": "S-posti"}`. called: what letters call it.
    """

    file: str
    role: str
    called: str | None = None
    region: str | None = None
    group: str | None = None
    organisation: str | None = None
    language: str | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    header_row: int | None = None
    sheets: tuple[str, ...] | None = None
    include_hidden: bool = False
    include_struck: bool = False
    owner: str | None = None

    def names(self, file: str) -> bool:
        """Whether a file is one of this source's. file: as origins have it, from the project
        folder on.
        """
        pattern = self.file.rstrip("/")
        if pattern in (file, file.rpartition("/")[0]):
            return True
        deep = "**" in pattern or pattern.count("/") == file.count("/")
        return deep and fnmatchcase(file, pattern)


class Row(Struct, frozen=True, gc=False):
    """One line of a sheet. cells: text as a person would read it, "" where empty; struck or hidden
    as the sheet has it.

    width: how many cells the line of a text file had; 0 in a workbook, whose cells stand where they
    stand. links: the targets of hyperlinks by the cell's index. struck_cells: the cells that are
    struck through; struck: all that hold text are. comments: what was noted on a cell, by its
    index.
    """

    number: int
    cells: tuple[str, ...]
    hidden: bool = False
    struck: bool = False
    links: Mapping[int, str] = field(default_factory=lambda: NO_LINKS)
    struck_cells: frozenset[int] = frozenset()
    comments: Mapping[int, str] = field(default_factory=lambda: NO_LINKS)
    width: int = 0


class Sheet(Struct, frozen=True, kw_only=True):
    """One table of rows as a file holds it; name is None where the format has no sheets (CSV).

    hidden_columns: their indexes from 0.
    """

    file: str
    name: str | None
    rows: tuple[Row, ...]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()


class ReadFile(Struct, frozen=True, kw_only=True):
    """One file as it was when it was read. path: from the project folder, with `/`. size: bytes;
    digest: SHA-256 in hex.
    """

    path: str
    size: int
    mtime_ns: int
    digest: str


class Severity(StrEnum):
    """How bad a flaw is: an error holds the person back, a warning is to be looked at, a note only
    says.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Flaw(Struct, frozen=True, kw_only=True):
    """Something wrong with a row (or a sheet, or a file): a value, not an exception.

    field: which one, in the words of `Entry` ("email", "name", "region"…); value: what stood there.
    """

    origin: Origin
    field: str
    value: str
    problem: str
    hint: str
    severity: Severity


class Doubt(StrEnum):
    """What kind of thing was not understood for certain. The values are what scripts see and
    `review --kind` takes.
    """

    AGAINST = "against-inviting"
    GREETING = "greeting"
    NAME_ORDER = "name-order"
    ADDRESS = "address"
    ROW = "row"


class Hold(Struct, frozen=True, array_like=True, gc=False):
    """Why somebody is not written to until a human looks.

    words: what stood there and made it so, as it was written. origin: the row where it stood.
    """

    because: Doubt
    words: str
    origin: Origin


class Name(Struct, frozen=True, array_like=True, gc=False):
    """A person's name as it is written in a letter. Either part may be empty, not both.

    genitive: the coordinator's own form of the whole name, from a column of the sheet. called: the
    one of several given names that they go by, where it is known. generation: "junior" or "senior"
    or a numeral, which tells two of one name apart. former: the surname that they had before, under
    which another sheet may still know them.
    """

    first: str
    last: str
    genitive: str | None = None
    called: str | None = None
    generation: str | None = None
    former: str | None = None

    @property
    def before(self) -> Name | None:
        """The name that they had before, where it is known."""
        return Name(self.first, self.former) if self.former else None

    @property
    def greeting(self) -> str:
        """What a letter calls them: the name they go by, else the first given name that is no
        initial; all that stands there where it is no list of given names, "" where nothing does.
        """
        if self.called or self.first.isalpha():
            return self.called or self.first
        given = self.first.split()
        if not all(ch.isalpha() or ch in "-'’." for one in given for ch in one):
            return self.first
        return next((one for one in given if len(one.strip(".")) > 1), self.first)

    @property
    def full(self) -> str:
        """First name, space, last name."""
        return f"{self.first} {self.last}".strip()


class Address(Struct, frozen=True, array_like=True, gc=False):
    """An e-mail address that can be written to; made only by `clean.parse_address`.

    written: as people read it. key: for comparing (case-folded, the domain in ASCII, RFC 5890).
    smtputf8: whether its local part goes beyond ASCII, so that only a server that offers SMTPUTF8
    (RFC 6531) can carry it.
    """

    written: str
    key: str
    smtputf8: bool = False

    def __str__(self) -> str:
        return self.written


class Role(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One part that a person played. kind: `planning-group`, `lab-team`, `project-lead` or the
    coordinator's own word.

    region: the Finnish name in the nominative. title: what they were in the group (chair,
    secretary), as written.
    """

    kind: str
    group: str | None = None
    region: str | None = None
    title: str | None = None
    origin: Origin

    @property
    def part(self) -> tuple[str, str | None, str | None]:
        """What makes two roles the same part, wherever they were written down."""
        return (self.kind, self.group, self.region)


class Entry(Struct, frozen=True, kw_only=True, gc=False):
    """What one row says of one human being. Two people in one row are two entries with one origin.

    addresses: in the order they stood. language: None where the sheet does not say. link: a
    personal registration link. extra: columns that `invite` has no word of its own for, by heading.
    old: keys of those addresses that the row says are none any more. holds: what of the row was not
    understood for certain.
    """

    name: Name | None
    addresses: tuple[Address, ...]
    role: Role
    organisation: str | None = None
    phone: str | None = None
    language: Language | None = None
    link: str | None = None
    unwanted: bool = False
    extra: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    old: frozenset[str] = frozenset()
    holds: tuple[Hold, ...] = ()

    @property
    def origin(self) -> Origin:
        """The row that says so."""
        return self.role.origin


class Person(Struct, frozen=True, kw_only=True, gc=False):
    """One human being, whatever number of entries described them.

    addresses: the preferred one first; none means they cannot be written to. language: None where
    no sheet says, so the event's. shares: the ids of others who are written to at the same address.
    unwanted: a sheet says not to invite them. also_called: the other ways in which their rows write
    the name, for knowing them again. holds: why they are held until somebody looks.
    """

    id: PersonId
    name: Name
    addresses: tuple[Address, ...]
    roles: tuple[Role, ...]
    origins: tuple[Origin, ...]
    organisation: str | None = None
    phone: str | None = None
    language: Language | None = None
    link: str | None = None
    unwanted: bool = False
    shares: tuple[PersonId, ...] = ()
    also_called: tuple[Name, ...] = ()
    extra: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    holds: tuple[Hold, ...] = ()

    @property
    def address(self) -> Address | None:
        """Where their letter goes, or None."""
        return self.addresses[0] if self.addresses else None


class Evidence(Struct, frozen=True):
    """One reason for or against two entries being one human being. weight: in bits (log2 of the
    likelihood ratio).
    """

    text: str
    weight: float


class Question(Struct, frozen=True, kw_only=True):
    """People who may be one, with the evidence. score: 0 to 1, how likely they are one."""

    people: tuple[PersonId, ...]
    score: float
    evidence: tuple[Evidence, ...]


class Roster(Struct, frozen=True, kw_only=True):
    """Everyone whom the sheets name, and what is wrong with or unclear in the sheets."""

    people: tuple[Person, ...]
    flaws: tuple[Flaw, ...] = ()
    questions: tuple[Question, ...] = ()
