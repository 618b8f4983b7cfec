"""Dates, times and lists as a letter in Finnish, Finland Swedish or English writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import Literal

from invite.language import Language

DayCase = Literal["essive", "nominative", "genitive", "illative", "elative"]

# Monday first. Written out because Babel 2.17 and 2.18 give "sunnuntai" for the essive of Sunday,
# and no other case at all.
_DAYS_FI = ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai")
_ENDINGS_FI: dict[DayCase, str] = {
    "essive": "na",
    "nominative": "",
    "genitive": "n",
    "illative": "hin",
    "elative": "sta",
}
# Its k alternates, and its illative has no h.
_WEDNESDAY_FI: dict[DayCase, str] = {
    "essive": "keskiviikkona",
    "nominative": "keskiviikko",
    "genitive": "keskiviikon",
    "illative": "keskiviikkoon",
    "elative": "keskiviikosta",
}

# English as Finland's public bodies write it: day before month, no comma before "and".
_LOCALES: dict[Language, str] = {"fi": "fi", "sv": "sv_FI", "en": "en_GB"}

# A party that ends after midnight is still that evening's; one that ends at breakfast is a second
# day.
_SMALL_HOURS = dt.time(6)


def _day_name(day: dt.date, language: Language, case: DayCase) -> str:
    if language == "fi":
        name = _DAYS_FI[day.weekday()]
        if name == "keskiviikko":
            return _WEDNESDAY_FI[case]
        return name + _ENDINGS_FI[case]
    from babel.dates import get_day_names

    name = str(get_day_names("wide", "format", _LOCALES[language])[day.weekday()])
    return name + "en" if language == "sv" and case != "nominative" else name


@cache
def _month_name(month: int, language: Language) -> str:
    from babel.dates import get_month_names

    return str(get_month_names("wide", "format", _LOCALES[language])[month])


def date(day: dt.date, language: Language, *, case: DayCase = "essive") -> str:
    """The day with its weekday: `torstaina 11. helmikuuta 2027`, `torsdagen den 11 februari 2027`,
    `Thursday 11 February 2027`.

    case: that of the Finnish weekday. `illative` is for "torstaihin 11. helmikuuta 2027 mennessä";
    `nominative` for headings, in Swedish also (`torsdag den 11 februari 2027`).
    """
    name = _day_name(day, language, case)
    return f"{name} {'den ' if language == 'sv' else ''}{day_and_month(day, language)} {day.year}"


def day_and_month(day: dt.date, language: Language) -> str:
    """`11. helmikuuta`, `11 februari`, `11 February`."""
    return f"{day.day}{'.' if language == 'fi' else ''} {_month_name(day.month, language)}"


def _clock(moment: dt.time, language: Language) -> str:
    if language == "en":
        return f"{moment:%H:%M}"
    return f"{moment.hour}.{moment.minute:02}" if moment.minute else str(moment.hour)


_BEFORE_TIME: dict[Language, str] = {"fi": "klo ", "sv": "kl. ", "en": ""}


def time(moment: dt.time | dt.datetime, language: Language) -> str:
    """`klo 13`, `klo 9.30`; `kl. 13`; `13:00`."""
    clock = moment.timetz() if isinstance(moment, dt.datetime) else moment
    return _BEFORE_TIME[language] + _clock(clock, language)


def time_range(start: dt.time | dt.datetime, end: dt.time | dt.datetime, language: Language) -> str:
    """`klo 13–16`, `klo 9.30–12`; `kl. 13–16`; `13:00–16:00`. An end at midnight is 24 in Finnish
    and Swedish.
    """
    until = _clock(end.timetz() if isinstance(end, dt.datetime) else end, language)
    if until == "0":
        until = "24"
    return f"{time(start, language)}–{until}"


def when(start: dt.date, end: dt.date | None, language: Language) -> str:
    """The day and the hours of something, or its days where it takes several.

    start, end: dates or local date-times. `torstaina 11. helmikuuta 2027 klo 13–16`; `8.–9.
    joulukuuta 2022`, of date-times `8.–9. joulukuuta 2022 (torstai klo 9 – perjantai klo 15)`; `30.
    marraskuuta – 2. joulukuuta 2026`. An end in the small hours belongs to the evening before.
    """
    if not isinstance(start, dt.datetime) or not isinstance(end, dt.datetime):
        alone = f"{date(start, language)}"
        if isinstance(start, dt.datetime) and (end is None or _day(end) == start.date()):
            return f"{alone} {'at ' if language == 'en' else ''}{time(start, language)}"
        return (
            alone
            if end is None or _day(end) == _day(start)
            else _days(_day(start), _day(end), language)
        )
    next_morning = end.date() == start.date() + dt.timedelta(days=1) and end.time() < _SMALL_HOURS
    if end.date() == start.date() or (next_morning and start.time() >= dt.time(12)):
        comma = "," if language == "en" else ""
        return f"{date(start, language)}{comma} {time_range(start, end, language)}"
    begins, stops = (
        f"{_day_name(one, language, 'nominative')} {time(one, language)}" for one in (start, end)
    )
    return f"{_days(start.date(), end.date(), language)} ({begins} – {stops})"


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _days(first: dt.date, last: dt.date, language: Language) -> str:
    den = "den " if language == "sv" else ""
    if first.year != last.year:
        return (
            f"{den}{day_and_month(first, language)} {first.year} – {day_and_month(last, language)}"
            f" {last.year}"
        )
    if first.month != last.month:
        return (
            f"{den}{day_and_month(first, language)} – {day_and_month(last, language)} {last.year}"
        )
    return (
        f"{den}{first.day}{'.' if language == 'fi' else ''}–{day_and_month(last, language)}"
        f" {last.year}"
    )


_AND: dict[Language, str] = {"fi": "ja", "sv": "och", "en": "and"}


def listing(items: Iterable[str], language: Language) -> str:
    """`A, B ja C`; `A, B och C`; `A, B and C`. Nothing of nothing."""
    things = tuple(items)
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {_AND[language]} {things[-1]}"
