"""Days, weekdays and hours as people write them by hand in Finnish, Swedish or English: `to
11.2.2027 klo 13–16`, `28.1.`, `torsdagen den 11 februari kl. 13`, `Thu 11 Feb 2027, 1–4 pm`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import get_args

from msgspec import Struct

from invite.language import LANGUAGES, Language
from invite.language.formats import SMALL_HOURS
from invite.language.texts import DayCase, texts

_NEARLY_A_YEAR = timedelta(days=364)
_YEARS = 9  # to look through for a day without a year: 29 February may be that far away


class TypedTime(Struct, frozen=True, kw_only=True):
    """What was typed. day: None where only hours were; starts, ends: None where not typed; ends is
    without a day of its own where none was typed (`last`).

    weekday: the one that was typed (Monday is 0), where it is not the day's own.
    """

    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    last: date | None = None
    weekday: int | None = None

    def moments(self) -> tuple[datetime, datetime | None]:
        """The beginning, and the end where one was typed. An end in the small hours, or at
        midnight, without a day of its own is the next morning's. Only where day and starts are
        known.
        """
        assert self.day is not None and self.starts is not None
        begins = datetime.combine(self.day, self.starts)
        if self.ends is None:
            return begins, None
        return begins, end_of(begins, self.ends, self.last)


def end_of(begins: datetime, ends: time, last: date | None = None) -> datetime:
    """When something ends that ends at this hour. last: its last day, where that was said."""
    end = datetime.combine(last or begins.date(), ends)
    over_midnight = last is None and end <= begins and ends < SMALL_HOURS
    return end + timedelta(days=1) if over_midnight else end


def typed_time(text: str, *, after: date, hours_alone: bool = False) -> TypedTime | None:
    """What somebody typed; None where any of it is not understood, or there is no such day or hour.

    after: a day without a year is the first one from here on. hours_alone: whether the day may be
    left out, so that `11.12` is an hour.
    """
    plain = re.sub(r"[‐‑–—−]", "-", text.casefold())
    plain = " ".join(plain.split()).strip(" ,;")
    for pattern in _patterns()[0 if hours_alone else 1 :]:
        if (found := pattern.fullmatch(plain)) and (typed := _typed(found, after)):
            return typed
    return None


def _typed(found: re.Match[str], after: date) -> TypedTime | None:
    parts = {name: part for name, part in found.groupdict().items() if part}
    last = _day(parts, "2", after) if "y2" in parts else None
    day = _day(parts, "", last - _NEARLY_A_YEAR if last else after)
    last = last or _day(parts, "2", day or after)
    if ("d" in parts and day is None) or ("d2" in parts and last is None):
        return None
    try:
        starts, ends = _hours(parts)
    except ValueError:
        return None
    if day is not None and parts.get("h") == "24":  # an hour for an end alone
        return None
    written = parts.get("weekday")
    weekday = _weekdays()[written.strip(".")] if written else None
    if day is not None and weekday == day.weekday():
        weekday = None
    return TypedTime(day=day, starts=starts, ends=ends, last=last, weekday=weekday)


def _day(parts: Mapping[str, str], end: str, after: date) -> date | None:
    """The day whose parts' names end so; None where there is no such day."""
    if f"d{end}" not in parts:
        return None
    word = parts.get(f"word{end}")
    number = _months()[word.strip(".")] if word else int(parts[f"m{end}"])
    day = int(parts[f"d{end}"])
    if year := parts.get(f"y{end}"):
        return _made(int(year) + (2000 if len(year) == 2 else 0), number, day)
    years = range(after.year, after.year + _YEARS)
    return next((d for y in years if (d := _made(y, number, day)) and d >= after), None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _hours(parts: Mapping[str, str]) -> tuple[time | None, time | None]:
    """The hours of the beginning and of the end. Raises ValueError where there is no such hour."""
    half, half2 = parts.get("half", ""), parts.get("half2", "")
    if "h" in parts and not half and half2:  # `1–4 pm`, `10–2 pm`
        first, last = int(parts["h"]) % 12, int(parts["h2"]) % 12
        half = half2 if first < last else ("am" if half2.startswith("p") else half2)
    return (
        _hour(parts.get("h"), parts.get("min"), half),
        _hour(parts.get("h2"), parts.get("min2"), half2),
    )


def _hour(written: str | None, minutes: str | None, half: str) -> time | None:
    if written is None:
        return None
    hour = int(written)
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(written)
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour == 24 and int(minutes or 0) == 0:
        hour = 0
    return time(hour, int(minutes or 0))


@cache
def _weekdays() -> Mapping[str, int]:
    """What weekdays are called, in all languages and cases, and in short."""
    names: dict[str, int] = {}
    for one in LANGUAGES:
        words = texts(one).dates
        for weekday in range(7):
            for case in get_args(DayCase):
                names[words.day(weekday, case).casefold()] = weekday
            for short in words.short_days[weekday]:
                names[short.casefold()] = weekday
    return names


@cache
def _months() -> Mapping[str, int]:
    """What months are called, in all languages, and in short."""
    return {
        name.casefold(): number
        for one in LANGUAGES
        for number in range(1, 13)
        for name in (texts(one).dates.months[number - 1], *texts(one).dates.other_months(number))
    }


def _one_of(names: Mapping[str, int]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Whole lines: hours alone, which come first; a day; a day with hours; from one day with its
    hour to another.
    """
    hour = r"(?:(?:klo|kello|kl|at|from|kell)\b\.?\s?)?"

    def day(end: str) -> Iterator[str]:
        month = rf"(?P<word{end}>(?:{_one_of(_months())})\b\.?)"
        year = rf"(?:,?\s?(?P<y{end}>\d{{4}}))?"
        short = rf"(?:\s?(?P<y{end}>\d{{4}}|\d\d(?![\d.:])))?"
        yield rf"(?P<d{end}>\d{{1,2}})\.\s?(?P<m{end}>\d{{1,2}})(?:\.{short})?"
        yield rf"(?P<d{end}>\d{{1,2}})\.?(?:st|nd|rd|th)?\s?(?:of\s)?{month}{year}"
        yield rf"{month}\s(?P<d{end}>\d{{1,2}})\.?(?:st|nd|rd|th)?(?:\späivänä)?{year}"
        yield rf"(?P<y{end}>\d{{4}})-(?P<m{end}>\d\d)-(?P<d{end}>\d\d)"

    def clock(end: str) -> str:
        half = rf"(?:\s?(?P<half{end}>[ap])\.?m\.?)?"
        return rf"(?P<h{end}>\d{{1,2}})(?:[.:](?P<min{end}>\d\d)(?:[.:]00)?)?{half}"

    weekday = rf"(?:(?P<weekday>(?:{_one_of(_weekdays())})\b\.?),?\s)?(?:(?:den|the)\s)?"
    upto = r"\s?(?:-|till|to|until)\s?"
    hours = rf"{hour}{clock('')}(?:{upto}{hour}{clock('2')})?"
    between = r"(?:,?\s|,|t)"
    shapes = [rf"{hours}", *(weekday + one for one in day(""))]
    for one in day(""):
        shapes.append(rf"{weekday}{one}{between}{hours}")
        for other in day("2"):
            whole = rf"{weekday}{one}{between}{hour}{clock('')}{upto}"
            shapes.append(
                rf"{whole}(?:(?:{_one_of(_weekdays())})\b\.?,?\s)?{other}{between}{hour}{clock('2')}"
            )
    alone, *dated = shapes
    return (
        re.compile(rf"{alone}(?:\s?asti)?"),
        *(re.compile(rf"(?:on\s)?{shape}(?:\s?asti)?\.?") for shape in dated),
    )


_YEAR = r"(?:\s?(?P<year>\d{4}))?"


def wrong_weekdays(text: str, language: Language, near: date) -> Iterator[tuple[str, str]]:
    """Each weekday with a date that is another weekday: what is written, and the right weekday.

    near: a date without a year is the one nearest to this day.
    """
    pattern, days, months = _weekday_and_date(language)
    for found in pattern.finditer(text):
        written, month = found["weekday"].casefold(), (found["month"] or "").casefold()
        number = months[month] if month else int(found["number"])
        day = _date(int(found["day"]), number, found["year"], near)
        if day is not None and day.weekday() != days[written]:
            yield found[0].strip(), texts(language).dates.day(day.weekday(), "nominative")


@cache
def _weekday_and_date(language: Language) -> tuple[re.Pattern[str], dict[str, int], dict[str, int]]:
    """What a weekday with a date looks like, and what the words stand for."""
    words = texts(language).dates
    days = {
        words.day(weekday, case).casefold(): weekday
        for case in get_args(DayCase)
        for weekday in range(7)
    }
    months = {name.casefold(): number for number, name in enumerate(words.months, 1)}
    weekday = "|".join(map(re.escape, sorted(days, key=len, reverse=True)))
    month = "|".join(map(re.escape, months))
    return (
        re.compile(
            rf"\b(?P<weekday>{weekday})\b,?\s+(?:den\s+|the\s+)?(?P<day>\d{{1,2}})"
            rf"(?:\.\s?(?P<number>\d{{1,2}})\.|\.?\s(?P<month>{month})\b){_YEAR}",
            re.IGNORECASE,
        ),
        days,
        months,
    )


def _date(day: int, month: int, year: str | None, near: date) -> date | None:
    """The date, or None for a day that there is not."""
    years = [int(year)] if year else range(near.year - 1, near.year + 2)
    found = (made for one in years if (made := _made(one, month, day)))
    return min(found, key=lambda one: abs(one - near), default=None)
