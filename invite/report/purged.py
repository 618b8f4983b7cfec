"""What a purge has done, and what it cannot reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Beyond:
    """What a purge cannot reach, for the coordinator to see to. sheets, exports: files by name, as far as they are known."""

    sheets: tuple[str, ...]
    exports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge has done. at: when the mailings were closed. open: files that another program holds still."""

    at: datetime
    beyond: Beyond
    open: tuple[str, ...]
    already: bool = False
