"""What is found in invite.toml: good values by key, problems and warnings by their line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from msgspec import Struct, field

from invite.errors import Problem
from invite.language import Language
from invite.settings.model import SETTINGS_FILE
from invite.settings.values import Key
from invite.words import _

T = TypeVar("T")
Path = tuple[str, ...]
Table = Mapping[str, object]
Translations = Mapping[Path, Mapping[Language, str]]
MARK = "\N{REPLACEMENT CHARACTER}"  # begins names that stand for a heading complained of already
UNREADABLE = f"{MARK}unreadable"  # stands for a value whose line was complained of already
HEADER = re.compile(r"\s*(\[\[?)\s*(?P<name>[^\[\]]+?)\s*\]\]?\s*(#.*)?")
PART = re.compile(
    r"""\s*("(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s."'=\[\]{}]+))\s*(\.|$)"""
)
ASSIGNED = re.compile(
    r"""\s*(?P<key>("[^"]*"|'[^']*'|[^\s"'=#\[\]{}]+)"""
    r"""(\s*\.\s*("[^"]*"|'[^']*'|[^\s"'=#\[\]{}]+))*)\s*=(?P<value>.*)"""
)


def dotted(written: str) -> Path:
    """The parts of a key: `role.lab-team`, `forms."Åbo"`."""
    return tuple(
        next(part for part in found.group("double", "single", "bare") if part is not None)
        for found in PART.finditer(written)
    )


def places(lines: Sequence[tuple[int, str]]) -> Mapping[Path, int]:
    """Line numbers by path, from lines with their numbers. The n-th `[[source]]`, from 0, is
    ("source", "n").
    """
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    for number, line in lines:
        header = HEADER.fullmatch(line)
        if header:
            here = dotted(header["name"])
            if header[1] == "[[":
                counts[here] = counts.get(here, -1) + 1
                found.setdefault(here, number)
                here = (*here, str(counts[here]))
            found.setdefault(here, number)
        elif assigned := ASSIGNED.match(line):
            found.setdefault((*here, *dotted(assigned["key"])), number)
    return found


def line_of(path: Path, found: Mapping[Path, int]) -> int | None:
    """The line of a key, or of the nearest thing around it."""
    for length in range(len(path), 0, -1):
        if path[:length] in found:
            return found[path[:length]]
    return None


class SectionValues(Struct, frozen=True):
    """The keys of one section that were read well, and where the section stands."""

    path: Path
    values: Mapping[str, object] = field(default_factory=dict)

    def __getitem__(self, key: Key[T]) -> T:
        """The value of a key that must be there, or has a default."""
        return cast("T", self.values.get(key.name, key.default))

    def get(self, key: Key[T]) -> T | None:
        """The value, or the default, or None."""
        return cast("T | None", self.values.get(key.name, key.default))

    def make(self, kind: Callable[..., T], **more: object) -> T:
        """A dataclass whose fields have the names of these keys, each as given or as it defaults.

        more: fields that are no keys, and values that go before the given ones.
        """
        return kind(**{**self.values, **more})

    def at(self, key: Key[object]) -> Path:
        """The key's path."""
        return (*self.path, key.name)


@dataclass(slots=True)
class Reading:
    """What comes to light while one file is read."""

    places: Mapping[Path, int]
    problems: list[Problem]
    warnings: list[Problem]

    def where(self, path: Path) -> str:
        """`invite.toml: event.starts (line 4)`."""
        name = ".".join(part for part in path if not part.isdigit())
        line = line_of(path, self.places)
        return f"{SETTINGS_FILE}: {name}" + (
            "" if line is None else " " + _("(line {n})").format(n=line)
        )

    def problem(self, path: Path, what: str, hint: str = "") -> None:
        """Something that must be mended."""
        self.problems.append(Problem(self.where(path), what, hint))

    def warn(self, path: Path, what: str, hint: str = "") -> None:
        """Something that may be meant so."""
        self.warnings.append(Problem(self.where(path), what, hint))


class Everything(Struct, frozen=True):
    """All sections, checked one by one; what is not in the file is empty. translations: of keys
    that have a text in several languages, those in other languages than the event's.
    """

    event: SectionValues
    contact: SectionValues | None
    sender: SectionValues
    sources: tuple[SectionValues, ...]
    columns: tuple[Mapping[str, str], ...]
    roles: Mapping[str, SectionValues]
    mailings: Mapping[str, SectionValues]
    delivery: SectionValues
    returns: SectionValues
    ledger: SectionValues
    forms: Mapping[str, SectionValues]
    limits: SectionValues
    translations: Translations
    top: SectionValues
