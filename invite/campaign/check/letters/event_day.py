"""The event's day as the calendar files of the letters have it: weekday, hours, time zone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from invite.campaign.check.model import Check
from invite.event import Event
from invite.words import _, clock, day_and_weekday, hours

HOME = "Europe/Helsinki"
SATURDAY = 5
EARLY, LATE = 7, 21  # hours: outside them a time is more often a slip than meant


def event_day(event: Event, now: datetime) -> Iterator[Check]:
    """When the event is, in words that a slip stands out of, and what is unusual about it. now: in
    the event's time zone.
    """
    if now >= event.ends:
        what = _("The event is over: it was on {day}.").format(day=day_and_weekday(event.starts))
        yield Check(area="letters", level="green", what=what)
        return
    zone, starts = event.timezone, event.starts
    when = hours(starts, event.ends)
    if event.ends.date() != starts.date():
        when = f"{clock(starts)} – {day_and_weekday(event.ends)} {clock(event.ends)}"
    what = _("The calendar says: {day} {hours}, {zone}.").format(
        day=day_and_weekday(starts), hours=when, zone=zone
    )
    unusual = [*_unusual(event)]
    for said in unusual:
        yield Check(
            area="letters",
            level="yellow",
            what=f"{what} {said}",
            hint=_("Is that right? If not, correct `[event]` in invite.toml."),
        )
    if not unusual:
        yield Check(area="letters", level="green", what=what)


def privacy_page(event: Event) -> Check:
    """Whether letters can say where people read what is done with their details."""
    if event.privacy_url:
        what = _("Letters link to the privacy page: {link}").format(link=event.privacy_url)
        return Check(area="letters", level="green", what=what)
    return Check(
        area="letters",
        level="yellow",
        what=_("There is no privacy page: letters cannot say what is done with people's details."),
        hint=_("Write its link in invite.toml under [event]: privacy_url"),
        where="invite.toml: event.privacy_url",
    )


def _unusual(event: Event) -> Iterator[str]:
    starts = event.starts
    if starts.weekday() >= SATURDAY:
        yield _("That is on a weekend.")
    if not EARLY <= starts.hour <= LATE:
        yield _("It begins at an unusual hour.")
    if event.timezone != HOME:
        yield _("The time zone is not that of Finland.")
