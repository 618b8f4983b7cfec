"""When somebody answered, as registration systems write it in Finnish, Swedish and English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

_TIME = (
    r"(?:(?:,|\bklo\b|\bkl\b\.?|\bat\b|T|\s)*(?P<h>\d{1,2})[:.](?P<min>\d{2})"
    r"(?:[:.](?P<s>\d{2}))?(?:[.,]\d+)?)?"
)
_HALF = r"\s*(?P<half>[ap]\.?m\.?|[ai]p\.?|fm|em|f\.m\.|e\.m\.)?"
_TAIL = _HALF + r"\s*(?:Z|(?:UTC|GMT|EET|EEST|CET)?\s*(?:[+−-]\d{1,2}:?(?:\d{2})?)?)?\s*$"
_SHAPES = tuple(
    re.compile(rf"^\s*(?:\w+,?\s+)?{day}{_TIME}{_TAIL}", re.IGNORECASE)
    for day in (
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})",
        r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})",
        r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d{2})",
    )
)
_AFTERNOON = ("p", "i", "e")  # pm, ip., em
_MORNING = ("a", "f")  # am, ap., fm


def read_times(cells: Iterable[str]) -> tuple[datetime | None, ...]:
    """Each cell as a local date-time without an offset (midnight where only a day stands), or None
    where it is no time.

    In 3/12/2027 the month comes first, as Microsoft writes it, unless a cell of the same column
    shows otherwise.
    """
    matches = [
        next((found for shape in _SHAPES if (found := shape.match(cell))), None) for cell in cells
    ]
    day_first = any(
        found and found.groupdict().get("a") and int(found["a"]) > 12 for found in matches
    )
    return tuple(_moment(found, day_first=day_first) if found else None for found in matches)


def _moment(found: re.Match[str], *, day_first: bool) -> datetime | None:
    parts = found.groupdict()
    day, month = parts.get("d"), parts.get("m")
    if day is None or month is None:
        day, month = (parts["a"], parts["b"]) if day_first else (parts["b"], parts["a"])
    year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
    hour, half = int(parts["h"] or 0), (parts["half"] or "")[:1].lower()
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in _MORNING and hour == 12:
        hour = 0
    try:
        return datetime(  # noqa: DTZ001 - local
            year, int(month), int(day), hour, int(parts["min"] or 0), int(parts["s"] or 0)
        )
    except ValueError:
        return None
