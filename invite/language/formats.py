"""Dates, times, numbers and lists as a letter in a language writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from invite.language import Language
from invite.language.texts import DateTexts, DayCase, texts

# A party that ends after midnight is still that evening's; one that ends at breakfast is a second
# day.
SMALL_HOURS = dt.time(6)


def date(day: dt.date, language: Language, *, case: DayCase = "essive") -> str:
    """The day with its weekday: `torstaina 11. helmikuuta 2027`, `torsdagen den 11 februari 2027`,
    `Thursday 11 February 2027`.

    case: that of the Finnish weekday. `illative` is for "torstaihin 11. helmikuuta 2027 mennessä";
    `nominative` for headings, in Swedish also (`torsdag den 11 februari 2027`).
    """
    words = texts(language).dates
    name = words.day(day.weekday(), case)
    return f"{name} {words.article}{day_and_month(day, language)} {day.year}"


def day_and_month(day: dt.date, language: Language) -> str:
    """`11. helmikuuta`, `11 februari`, `11 February`."""
    words = texts(language).dates
    return f"{day.day}{words.ordinal} {words.months[day.month - 1]}"


def time(moment: dt.time | dt.datetime, language: Language) -> str:
    """`klo 13`, `klo 9.30`; `kl. 13`; `13:00`."""
    words = texts(language).dates
    return words.hour + words.clock(moment.hour, moment.minute)


def time_range(start: dt.time | dt.datetime, end: dt.time | dt.datetime, language: Language) -> str:
    """`klo 13–16`, `klo 9.30–12`; `kl. 13–16`; `13:00–16:00`. An end at midnight is 24 in Finnish
    and Swedish.
    """
    until = texts(language).dates.clock(end.hour, end.minute)
    return f"{time(start, language)}–{'24' if until == '0' else until}"


def when(start: dt.date, end: dt.date | None, language: Language) -> str:
    """The day and the hours of something, or its days where it takes several.

    start, end: dates or local date-times. `torstaina 11. helmikuuta 2027 klo 13–16`; `8.–9.
    joulukuuta 2022`, of date-times `8.–9. joulukuuta 2022 (torstai klo 9 – perjantai klo 15)`; `30.
    marraskuuta – 2. joulukuuta 2026`. An end in the small hours belongs to the evening before.
    """
    words = texts(language).dates
    if not isinstance(start, dt.datetime) or not isinstance(end, dt.datetime):
        alone = date(start, language)
        if isinstance(start, dt.datetime) and (end is None or _day(end) == start.date()):
            return f"{alone} {words.at}{time(start, language)}"
        if end is None or _day(end) == _day(start):
            return alone
        return _days(_day(start), _day(end), words, language)
    next_morning = end.date() == start.date() + dt.timedelta(days=1) and end.time() < SMALL_HOURS
    if end.date() == start.date() or (next_morning and start.time() >= dt.time(12)):
        return f"{date(start, language)}{words.comma} {time_range(start, end, language)}"
    begins, stops = (
        f"{words.day(one.weekday(), 'nominative')} {time(one, language)}" for one in (start, end)
    )
    return f"{_days(start.date(), end.date(), words, language)} ({begins} – {stops})"


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _days(first: dt.date, last: dt.date, words: DateTexts, language: Language) -> str:
    until = f"{day_and_month(last, language)} {last.year}"
    if first.year != last.year:
        begins = f"{day_and_month(first, language)} {first.year} – "
    elif first.month != last.month:
        begins = f"{day_and_month(first, language)} – "
    else:
        begins = f"{first.day}{words.ordinal}–"
    return words.article + begins + until


def listing(items: Iterable[str], language: Language) -> str:
    """`A, B ja C`; `A, B och C`; `A, B and C`. Nothing of nothing."""
    things = tuple(items)
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {texts(language).dates.conjunction} {things[-1]}"


def number(value: float, language: Language, *, decimals: int = 0) -> str:
    """`1 200`, `2,5` in Finnish and Swedish, with a no-break space between thousands; `1,200`,
    `2.5` in English.

    decimals: how many are shown. A minus is a minus sign, not a hyphen.
    """
    words = texts(language).dates
    marks = {ord(","): words.thousands, ord("."): words.point}
    figures = f"{abs(value):,.{decimals}f}".translate(marks)
    negative = value < 0 and any(c in "123456789" for c in figures)
    return f"−{figures}" if negative else figures
