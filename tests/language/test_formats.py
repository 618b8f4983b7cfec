"""Dates, times, lists and numbers in three languages."""

from __future__ import annotations

import datetime as dt

import pytest

from invite.language import LANGUAGES, Language
from invite.language.formats import date, listing, number, time, time_range, when
from invite.language.texts import DayCase

THURSDAY = dt.date(2027, 2, 11)


def at(day: int, hour: int, minute: int = 0, month: int = 2) -> dt.datetime:
    return dt.datetime(2027, month, day, hour, minute, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "torstaina 11. helmikuuta 2027"),
        ("sv", "torsdagen den 11 februari 2027"),
        ("en", "Thursday 11 February 2027"),
    ],
)
def test_a_day(language: Language, text: str) -> None:
    """A day stands in a sentence as each language puts it."""
    assert date(THURSDAY, language) == text


def test_every_weekday_ends_in_na() -> None:
    """Babel gives "sunnuntai" for Sunday's essive; here all seven are right."""
    monday = dt.date(2027, 2, 8)
    names = [date(monday + dt.timedelta(days=n), "fi").split()[0] for n in range(7)]
    assert names == [
        "maanantaina",
        "tiistaina",
        "keskiviikkona",
        "torstaina",
        "perjantaina",
        "lauantaina",
        "sunnuntaina",
    ]


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("nominative", "keskiviikko"),
        ("genitive", "keskiviikon"),
        ("illative", "keskiviikkoon"),
        ("elative", "keskiviikosta"),
    ],
)
def test_the_weekday_in_other_cases(case: DayCase, text: str) -> None:
    """For "keskiviikkoon 10. helmikuuta 2027 mennessä" and headings; keskiviikko alone has a grade
    that changes.
    """
    assert date(dt.date(2027, 2, 10), "fi", case=case) == f"{text} 10. helmikuuta 2027"


@pytest.mark.parametrize(
    ("start", "end", "finnish", "swedish", "english"),
    [
        ((13, 0), (16, 0), "klo 13–16", "kl. 13–16", "13:00–16:00"),
        ((9, 30), (12, 0), "klo 9.30–12", "kl. 9.30–12", "09:30–12:00"),
        ((8, 5), (9, 45), "klo 8.05–9.45", "kl. 8.05–9.45", "08:05–09:45"),
        ((20, 0), (0, 0), "klo 20–24", "kl. 20–24", "20:00–00:00"),
    ],
)
def test_hours(
    start: tuple[int, int], end: tuple[int, int], finnish: str, swedish: str, english: str
) -> None:
    """Hours with an en dash, a point in Finland's languages, and no `.00`."""
    hours = dt.time(*start), dt.time(*end)
    assert [time_range(*hours, language) for language in LANGUAGES] == [finnish, swedish, english]
    assert time(dt.time(13), "fi") == "klo 13"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "torstaina 11. helmikuuta 2027 klo 13–16"),
        ("sv", "torsdagen den 11 februari 2027 kl. 13–16"),
        ("en", "Thursday 11 February 2027, 13:00–16:00"),
    ],
)
def test_an_event_of_some_hours(language: Language, text: str) -> None:
    """The day and the hours."""
    assert when(at(11, 13), at(11, 16), language) == text


def test_an_evening_that_ends_after_midnight_is_one_evening() -> None:
    """A party until one o'clock is not an event of two days; one until breakfast time is."""
    assert when(at(12, 18), at(13, 1), "fi") == "perjantaina 12. helmikuuta 2027 klo 18–1"
    assert (
        when(at(12, 18), at(13, 9), "fi")
        == "12.–13. helmikuuta 2027 (perjantai klo 18 – lauantai klo 9)"
    )


def test_several_days_say_when_they_begin_and_end() -> None:
    """Whoever is invited to two days must know the hours of both."""
    both = (at(11, 9, 30), at(12, 15))
    assert [when(*both, language) for language in LANGUAGES] == [
        "11.–12. helmikuuta 2027 (torstai klo 9.30 – perjantai klo 15)",
        "den 11–12 februari 2027 (torsdag kl. 9.30 – fredag kl. 15)",
        "11–12 February 2027 (Thursday 09:30 – Friday 15:00)",
    ]


@pytest.mark.parametrize(
    ("first", "last", "finnish", "swedish", "english"),
    [
        (
            dt.date(2022, 12, 8),
            dt.date(2022, 12, 9),
            "8.–9. joulukuuta 2022",
            "den 8–9 december 2022",
            "8–9 December 2022",
        ),
        (
            dt.date(2022, 11, 30),
            dt.date(2022, 12, 2),
            "30. marraskuuta – 2. joulukuuta 2022",
            "den 30 november – 2 december 2022",
            "30 November – 2 December 2022",
        ),
        (
            dt.date(2026, 12, 31),
            dt.date(2027, 1, 1),
            "31. joulukuuta 2026 – 1. tammikuuta 2027",
            "den 31 december 2026 – 1 januari 2027",
            "31 December 2026 – 1 January 2027",
        ),
    ],
)
def test_several_days(
    first: dt.date, last: dt.date, finnish: str, swedish: str, english: str
) -> None:
    """Nothing is said twice; a dash between phrases of several words has spaces round it."""
    assert [when(first, last, language) for language in LANGUAGES] == [finnish, swedish, english]


@pytest.mark.parametrize(
    ("items", "finnish", "swedish", "english"),
    [
        ((), "", "", ""),
        (("A",), "A", "A", "A"),
        (("A", "B"), "A ja B", "A och B", "A and B"),
        (("A", "B", "C"), "A, B ja C", "A, B och C", "A, B and C"),
    ],
)
def test_lists(items: tuple[str, ...], finnish: str, swedish: str, english: str) -> None:
    """A list as it is read aloud."""
    assert [listing(items, language) for language in LANGUAGES] == [finnish, swedish, english]


def test_numbers() -> None:
    """Thousands are parted by a no-break space, so that a line never ends within a number."""
    assert [number(12345.5, language, decimals=1) for language in LANGUAGES] == [
        "12\u00a0345,5",
        "12\u00a0345,5",
        "12,345.5",
    ]
    assert number(-3, "fi") == "−3"
    assert number(-0.2, "fi") == "0"
