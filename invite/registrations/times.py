"""When somebody answered, as registration systems write it: in digits, in words of the languages
around the Baltic and the North Sea, with zones and offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import get_day_names, get_month_names, get_timezone_name

from invite.language.spelling import ascii_key

_LOCALES = ("en", "fi", "sv", "de", "nb", "da", "et")
_HOURS = {
    name: hours
    for hours, names in (
        (0, "z utc gmt wet"), (1, "west bst cet mez"), (2, "cest mesz eet"), (3, "eest msk"),
        (-4, "edt"), (-5, "est cdt"), (-6, "cst mdt"), (-7, "mst pdt"), (-8, "pst"),
    )
    for name in names.split()
}  # fmt: skip
"""Offsets from UTC of what zones are called in short; `IST` and `AST` mean several."""
_ZONES = ("Europe/Helsinki", "Europe/Stockholm", "Europe/London", "America/New_York", "Etc/UTC")
_FILLERS = frozenset(
    {"klo", "kl", "kello", "kell", "at", "um", "den", "the", "on", "of", "t", "uhr", "ta"}
    | {"st", "nd", "rd", "th"}
)
_HALVES = re.compile(
    r"(?<![^\W\d_])(?:(?P<am>a\.?\s?m|ap|f\.?\s?m)|(?P<pm>p\.?\s?m|ip|e\.?\s?m))\b\.?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")
_DAYS = (
    r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})",
    r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})",
    r"(?P<a>\d{1,2})(?P<mark>[/-])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4}|\d{2})",
    r"(?P<d>\d{1,2})\.?\s?[-/]?\s?\{(?P<m>\d+)\}\s?[-/]?,?\s?(?P<y>\d{4}|\d{2})",
    r"\{(?P<m>\d+)\}\s?(?P<d>\d{1,2})\.?,?\s?(?P<y>\d{4})",
    r"(?P<y>\d{4})[-/ ]\{(?P<m>\d+)\}[-/ ](?P<d>\d{1,2})",
)
_TIME = (
    r"(?:[,\s]*(?P<before><[12]>)?\s*(?P<h>\d{1,2})(?:[:.](?P<min>\d{2})(?:[:.](?P<s>\d{2})"
    r"(?:[.,]\d+)?)?)?\s*(?P<after><[12]>)?)?"
)
_OFFSET = r"\s*(?P<offset>[+−-]\s?\d{1,2}(?::?\d{2})?)?"
_SHAPES = tuple(re.compile(rf"[\s,]*{day}{_TIME}[\s()]*{_OFFSET}[\s(),]*$") for day in _DAYS)


def read_times(cells: Iterable[str]) -> tuple[datetime | None, ...]:
    """Each cell as a date-time, aware where the cell names a zone or an offset, else local
    (midnight where only a day stands); None where it is no time or not understood.

    In 3/12/2027 the month comes first, as Microsoft writes it, unless a cell of the same column
    shows otherwise; in 3-12-2027 the day.
    """
    found = [_parts(cell) for cell in cells]
    large = {
        (parts["mark"], part)
        for parts, _zone in filter(None, found)
        for part in ("a", "b")
        if int(parts.get(part, 0)) > 12
    }
    day_first = {"/": ("/", "a") in large, "-": ("-", "b") not in large}
    return tuple(one and _moment(*one, day_first) for one in found)


def _parts(cell: str) -> tuple[Mapping[str, str], timezone | None] | None:
    """The numbers of a time by name, and the zone that it names."""
    if not any(ch.isdigit() for ch in cell) or len(cell) > 200:
        return None
    text = _HALVES.sub(lambda half: " <1> " if half["am"] else " <2> ", cell)
    zone: list[str] = []
    text = _WORD.sub(lambda word: _meaning(word[0], zone), text)
    match = next((match for shape in _SHAPES if (match := shape.match(text))), None)
    if match is None:
        return None
    parts = {name: value for name, value in match.groupdict().items() if value}
    offset = _offset(parts.get("offset", ""))
    if zone and offset is None and (offset := _zones().get("".join(zone))) is None:
        return None
    return parts, None if offset is None else timezone(offset)


def _meaning(word: str, zone: list[str]) -> str:
    """A month as its number in braces; what a weekday and a joining word say is nothing; any other
    word is of the name of a zone.
    """
    key = ascii_key(word)
    if month := _months().get(key):
        return f"{{{month}}}"
    if key not in _FILLERS and key not in _weekdays():
        zone.append(key.replace(" ", ""))
    return " "


def _offset(text: str) -> timedelta | None:
    digits = re.sub(r"\D", "", text)
    if not digits:
        return None
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    sign = 1 if text.startswith("+") else -1
    return sign * timedelta(hours=hours, minutes=minutes) if hours <= 14 and minutes < 60 else None


def _moment(
    parts: Mapping[str, str], zone: timezone | None, day_first: Mapping[str, bool]
) -> datetime | None:
    day, month = parts.get("d"), parts.get("m")
    if day is None or month is None:
        day, month = (
            (parts["a"], parts["b"]) if day_first[parts["mark"]] else (parts["b"], parts["a"])
        )
    year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
    hour, half = int(parts.get("h") or 0), parts.get("before") or parts.get("after")
    if half == "<2>" and hour < 12:
        hour += 12
    elif half == "<1>" and hour == 12:
        hour = 0
    try:
        return datetime(
            year, int(month), int(day), hour, int(parts.get("min") or 0), int(parts.get("s") or 0),
            tzinfo=zone,
        )  # fmt: skip
    except ValueError:
        return None


@cache
def _months() -> Mapping[str, int]:
    """Every way to write a month."""
    return (
        {
            ascii_key(name): number
            for locale in reversed(_LOCALES)
            for width in ("wide", "abbreviated")
            for context in ("format", "stand-alone")
            for number, name in get_month_names(width, context, locale).items()
        }
        | {f"{word}kuun": number for number, word in enumerate(_FINNISH, 1)}
        | {"sept": 9}
    )


_FINNISH = (
    *("tammi", "helmi", "maalis", "huhti", "touko", "kesa"),
    *("heina", "elo", "syys", "loka", "marras", "joulu"),
)


@cache
def _weekdays() -> frozenset[str]:
    """Every way to write a weekday, `perjantaina` among them."""
    names = {
        ascii_key(name)
        for locale in _LOCALES
        for width in ("wide", "abbreviated", "short")
        for context in ("format", "stand-alone")
        for name in get_day_names(width, context, locale).values()
    }
    return frozenset(
        names | {f"{name}na" for name in names if name.endswith("tai")} | {"keskiviikkona"}
    )


@cache
def _zones() -> Mapping[str, timedelta]:
    """Every way to write a zone's standard and summer time that tells its offset."""
    found = {name: timedelta(hours=hours) for name, hours in _HOURS.items()}
    for zone in _ZONES:
        for locale in _LOCALES:
            winter = get_timezone_name(zone, "long", zone_variant="standard", locale=locale)
            summer = get_timezone_name(zone, "long", zone_variant="daylight", locale=locale)
            for name, month in ((winter, 1), (summer, 7)):
                found.setdefault(ascii_key(name).replace(" ", ""), _at(zone, month))
    return found


def _at(zone: str, month: int) -> timedelta:
    moment = datetime(2026, month, 1, 12, tzinfo=UTC).astimezone(ZoneInfo(zone))
    return moment.utcoffset() or timedelta()
