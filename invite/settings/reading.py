"""What is gathered while invite.toml is read: good values by key, problems and warnings by place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from invite.errors import Problem
from invite.settings.key import Key
from invite.settings.places import Path, line_of
from invite.settings.project import SETTINGS_FILE
from invite.words import _

T = TypeVar("T")
UNREADABLE = "\N{REPLACEMENT CHARACTER}unreadable"  # stands for a value whose line has been complained of already
Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Given:
    """The keys of one section that were read well, and where the section stands."""

    path: Path
    values: Mapping[str, object] = field(default_factory=dict)

    def __getitem__(self, key: Key[T]) -> T:
        """The value of a key that must be there, or has a default."""
        return cast("T", self.values.get(key.name, key.default))

    def get(self, key: Key[T]) -> T | None:
        """The value, or the default, or None."""
        return cast("T | None", self.values.get(key.name, key.default))

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
        return f"{SETTINGS_FILE}: {name}" + ("" if line is None else " " + _("(line {n})").format(n=line))

    def problem(self, path: Path, what: str, hint: str = "") -> None:
        """Something that must be mended."""
        self.problems.append(Problem(self.where(path), what, hint))

    def warn(self, path: Path, what: str, hint: str = "") -> None:
        """Something that may be meant so."""
        self.warnings.append(Problem(self.where(path), what, hint))


@dataclass(frozen=True, slots=True)
class Everything:
    """All sections, checked one by one; what is not in the file is empty."""

    event: Given
    contact: Given | None
    sender: Given
    sources: tuple[Given, ...]
    columns: tuple[Mapping[str, str], ...]
    roles: Mapping[str, Given]
    mailings: Mapping[str, Given]
    delivery: Given
    ledger: Given
    forms: Mapping[str, Given]
    limits: Given
