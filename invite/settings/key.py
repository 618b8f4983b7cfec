"""What a key and a section of invite.toml are, for the table in `keys`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from invite.settings.values import Unfit

T_co = TypeVar("T_co", covariant=True)


# gettext's own name for what marks a sentence of a table for the catalogue; `_` finds it there when it is shown.
N_ = str


@dataclass(frozen=True, slots=True, eq=False)
class Key(Generic[T_co]):
    """One key. words: what it is for, in English, for `_`. example: a value as TOML spells it.

    default: what stands where the key is not given; a required key has none.
    """

    name: str
    read: Callable[[object], T_co | Unfit]
    words: str
    example: str
    default: T_co | None = None
    required: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A table of the file. many: it is written `[[name]]`, once for each; named: `[name.SOMETHING]`."""

    name: str
    words: str
    keys: tuple[Key[object], ...]
    required: bool = False
    many: bool = False
    named: bool = False
