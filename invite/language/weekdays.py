"""Weekdays that somebody has written next to a date by hand: whether the day is that weekday."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import get_args

from invite.language import Language
from invite.language.texts import DayCase, texts

_YEAR = r"(?:\s?(?P<year>\d{4}))?"


def wrong_weekdays(text: str, language: Language, near: dt.date) -> Iterator[tuple[str, str]]:
    """Each weekday with a date that is another weekday: what is written, and the right weekday.

    near: a date without a year is the one nearest to this day.
    """
    pattern, days, months = _patterns(language)
    for found in pattern.finditer(text):
        written, month = found["weekday"].casefold(), (found["month"] or "").casefold()
        number = months[month] if month else int(found["number"])
        date = _date(int(found["day"]), number, found["year"], near)
        if date is not None and date.weekday() != days[written]:
            yield found[0].strip(), texts(language).dates.day(date.weekday(), "nominative")


@cache
def _patterns(
    language: Language,
) -> tuple[re.Pattern[str], dict[str, int], dict[str, int]]:
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


def _date(day: int, month: int, year: str | None, near: dt.date) -> dt.date | None:
    """The date, or None for a day that there is not."""
    years = [int(year)] if year else range(near.year - 1, near.year + 2)
    found = []
    for one in years:
        try:
            found.append(dt.date(one, month, day))
        except ValueError:
            continue
    return min(found, key=lambda date: abs(date - near), default=None)
