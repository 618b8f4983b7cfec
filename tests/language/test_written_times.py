"""Days and hours as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from invite.language.written_times import typed_time

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("to 11.2.2027 klo 13–16", "2027-02-11 13:00", "2027-02-11 16:00"),
        ("to 11. 2. 2027 klo 13.00 - 16.30.", "2027-02-11 13:00", "2027-02-11 16:30"),
        ("11.2.27 13-16", "2027-02-11 13:00", "2027-02-11 16:00"),
        ("keskiviikkona 3.2. klo 9", "2027-02-03 09:00", None),
        ("ke 3.2 klo 9:30", "2027-02-03 09:30", None),
        ("torstaina 11. helmikuuta klo 13–16", "2027-02-11 13:00", "2027-02-11 16:00"),
        ("helmikuun 11. päivänä 2027 klo 13", "2027-02-11 13:00", None),
        ("torsdag 11.2.2027 kl. 13–16", "2027-02-11 13:00", "2027-02-11 16:00"),
        ("torsdagen den 11 februari kl 13.30 till 16", "2027-02-11 13:30", "2027-02-11 16:00"),
        ("lör 13 mars kl. 10–15", "2027-03-13 10:00", "2027-03-13 15:00"),
        ("Thursday 11 February 2027, 13:00–16:00", "2027-02-11 13:00", "2027-02-11 16:00"),
        ("Thu, Feb 11, 2027 10 am to 2 pm", "2027-02-11 10:00", "2027-02-11 14:00"),
        ("on Thu 11th of February at 1-4pm", "2027-02-11 13:00", "2027-02-11 16:00"),
        ("2027-02-11T13:00", "2027-02-11 13:00", None),
        ("2027-02-11 13:00:00", "2027-02-11 13:00", None),
        ("pe 12.2. klo 20–01", "2027-02-12 20:00", "2027-02-13 01:00"),
        ("11.2.2027 klo 13–24", "2027-02-11 13:00", "2027-02-12 00:00"),
        ("11.2.2027 klo 13 – 12.2.2027 klo 15", "2027-02-11 13:00", "2027-02-12 15:00"),
        ("30.12. klo 13 – 2.1.2028 klo 15", "2027-12-30 13:00", "2028-01-02 15:00"),
    ],
)
def test_a_day_with_its_hours(text: str, begins: str, ends: str | None) -> None:
    """In three languages, with or without the year, the weekday and the end."""
    typed = typed_time(text, after=TODAY)
    assert typed is not None
    assert typed.weekday is None
    first, last = typed.moments()
    assert f"{first:%Y-%m-%d %H:%M}" == begins
    assert (last and f"{last:%Y-%m-%d %H:%M}") == ends


@pytest.mark.parametrize(
    ("text", "day"),
    [("28.1.", "2027-01-28"), ("28.1", "2027-01-28"), ("pe 4.12.", "2026-12-04"),
     ("29.2.", "2028-02-29"), ("den 13 maj", "2027-05-13"), ("1 December", "2026-12-01")],
)  # fmt: skip
def test_a_day_without_a_year_is_the_next_one(text: str, day: str) -> None:
    """Counted from today on."""
    typed = typed_time(text, after=TODAY)
    assert typed is not None
    assert (str(typed.day), typed.starts) == (day, None)


@pytest.mark.parametrize(
    ("text", "weekday"), [("pe 11.2.2027 klo 13", 4), ("måndag 11.2.", 0), ("Sun 11 Feb 2027", 6)]
)
def test_another_weekday_is_no_slip_of_ours(text: str, weekday: int) -> None:
    """It is given back, to be said."""
    typed = typed_time(text, after=TODAY)
    assert typed is not None
    assert typed.weekday == weekday


@pytest.mark.parametrize(
    "text",
    ["huomenna", "31.2.2027 klo 13", "11.2.2027 klo 25", "11.2.2027 klo 24", "11/2/2027 13",
     "11.2.2027 klo 13 16", "klo 13", "13", "", "ensi torstaina", "11.13.2027", "13 pm", "noin 11.2.",
     "11.2.2027 klo 13 tai 14"],
)  # fmt: skip
def test_what_is_not_certain_is_not_understood(text: str) -> None:
    """No day that there is not, no order of day and month that could be either, no rest."""
    assert typed_time(text, after=TODAY) is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [("16", "16:00"), ("klo 16", "16:00"), ("16.30", "16:30"), ("11.12", "11:12"), ("4 pm", "16:00")],
)  # fmt: skip
def test_an_hour_alone(text: str, hours: str) -> None:
    """Where the day is known: `11.12` is an hour then, and `12.10.` still a day."""
    typed = typed_time(text, after=TODAY, hours_alone=True)
    assert typed is not None
    assert (typed.day, f"{typed.starts:%H:%M}") == (None, hours)
    day = typed_time("12.10.", after=TODAY, hours_alone=True)
    assert day is not None
    assert str(day.day) == "2027-10-12"
