"""The calendar file is by RFC 5545: one entry, the same for ever, that any calendar reads."""

from __future__ import annotations

import datetime as dt
from typing import cast

import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import EVENT, HELSINKI, Desk

from invite.letters.message.ics import escaped, folded
from invite.mailing import Mailing
from invite.records import replace


def entry(desk: Desk, **stamp: str | int) -> icalendar.Event:
    """The one event of a letter's calendar."""
    text = desk.letter(None, **stamp).calendar
    assert text
    [found] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return cast(icalendar.Event, found)


def test_it_says_what_when_where_and_how_to_register(desk: Desk) -> None:
    """With the commas, semicolons and backslashes of the title."""
    own = desk.but(event=replace(EVENT, title="Päätös, tilaisuus; A\\B" + " pitkä" * 30))
    found = entry(own)
    assert str(found["SUMMARY"]) == own.event.title
    assert str(found["LOCATION"]) == "Talo, Katu 11–13, Helsinki"
    assert found.decoded("DTSTART") == EVENT.starts
    assert found.decoded("DTEND") == EVENT.ends
    assert "https://example.org/ilmo?k=t0k3n&lang=fi" in str(found["DESCRIPTION"])
    assert "Aino Esimerkki, aino.esimerkki@example.org" in str(found["DESCRIPTION"])
    assert found.decoded("DTSTAMP") == dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)
    assert str(found["ORGANIZER"]) == "mailto:kutsut@example.org"


def test_its_lines_are_folded_and_end_with_crlf(desk: Desk) -> None:
    """75 octets at most, no character cut in two."""
    text = desk.but(event=replace(EVENT, title="ä" * 300)).letter(token="t" * 200).calendar or ""
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "\n" not in text.replace("\r\n", "")


@settings(max_examples=200)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_any_text_is_read_back(text: str) -> None:
    """Escaped, folded, unfolded, unescaped."""
    line = folded(f"DESCRIPTION:{escaped(text)}")
    lines = line.split(b"\n")
    assert max(map(len, lines)) <= 75
    assert (
        b"".join([lines[0], *(line[1:] for line in lines[1:])]).decode()
        == f"DESCRIPTION:{escaped(text)}"
    )
    whole = f"BEGIN:VEVENT\n{line.decode()}\nEND:VEVENT\n".replace("\n", "\r\n")
    assert str(icalendar.Event.from_ical(whole)["DESCRIPTION"]) == text


def test_the_entry_stays_the_same_whatever_changes(desk: Desk) -> None:
    """One UID for all people, languages and changes; SEQUENCE says which is newer."""
    before = entry(desk)
    moved = desk.but(
        event=replace(
            EVENT,
            starts=EVENT.starts + dt.timedelta(days=1),
            ends=EVENT.ends + dt.timedelta(days=1),
        )
    )
    after = entry(moved, sequence=1, token="other")
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert entry(desk.but(event=replace(EVENT, title="Muu")))["UID"] != before["UID"]


def test_a_seed_keeps_the_uid_when_the_title_changes(desk: Desk) -> None:
    """For whoever remembers one."""
    from invite.letters.message.ics import CalendarFrame

    one, other = (
        CalendarFrame.prepare(replace(EVENT, title=t), desk.sender, "fi", "PUBLISH", "seed")
        for t in ("A", "B")
    )
    assert one.uid == other.uid != one.test_uid


def test_the_zone_is_in_the_file_and_turns_when_it_turns(desk: Desk) -> None:
    """Onsets are written in the time before them (RFC 5545 3.6.5)."""
    text = desk.letter().calendar or ""
    assert "METHOD:PUBLISH\r\n" in text
    assert "TZID:Europe/Helsinki\r\n" in text
    assert "BEGIN:DAYLIGHT\r\nDTSTART:20270328T030000\r\n" in text
    assert "BEGIN:STANDARD\r\nDTSTART:20271031T040000\r\n" in text


def test_a_zone_that_never_turns_has_its_one_rule(desk: Desk) -> None:
    """Not every event is in Finland."""
    own = desk.but(
        event=replace(
            EVENT,
            timezone="Asia/Tokyo",
            starts=EVENT.starts.astimezone(dt.UTC),
            ends=EVENT.ends.astimezone(dt.UTC),
        )
    )
    text = own.letter().calendar or ""
    assert text.count("BEGIN:STANDARD") == 1
    assert "DTSTART;TZID=Asia/Tokyo:20270211T200000" in text


def test_a_summer_event_is_in_summer_time(desk: Desk) -> None:
    """The hour on the clock is what counts."""
    starts = dt.datetime(2027, 6, 10, 9, 30, tzinfo=HELSINKI)
    found = entry(
        desk.but(event=replace(EVENT, starts=starts, ends=starts + dt.timedelta(hours=2)))
    )
    assert found.decoded("DTSTART") == starts
    assert found.decoded("DTSTART").utcoffset() == dt.timedelta(hours=3)


def test_calling_off_takes_the_entry_away(desk: Desk) -> None:
    """CANCEL with the same UID, and no link to register for what will not be."""
    off = desk.template("Aihe: Peruttu\n\nx", "peruutus.fi.md").but(
        mailing=Mailing(name="peruutus", template="peruutus")
    )
    text = off.letter(sequence=2).calendar or ""
    assert "METHOD:CANCEL\r\n" in text
    assert "STATUS:CANCELLED\r\n" in text
    assert entry(off)["UID"] == entry(desk)["UID"]
    assert "URL" in entry(desk)
    assert "URL" not in entry(off)
    assert "example.org/ilmo" not in str(entry(off)["DESCRIPTION"])


def test_without_a_link_and_a_contact_there_is_no_description(desk: Desk) -> None:
    """No empty property."""
    found = entry(desk.but(event=replace(EVENT, registration_url=None, contact=None, place=None)))
    assert not {"DESCRIPTION", "URL", "LOCATION"} & set(found)
