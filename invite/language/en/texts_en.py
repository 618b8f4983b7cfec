"""All that English, as Finland's public bodies write it, says: see `invite.language.texts`."""

from __future__ import annotations

from invite.language.en import english
from invite.language.en.english_it_request import REQUEST
from invite.language.en.english_reports import REPLIES, REPORTS
from invite.language.texts import DateTexts, DayCase, LetterTexts, Texts

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _day(weekday: int, _case: DayCase) -> str:
    return DAYS[weekday]


TEXTS = Texts(
    dates=DateTexts(
        day=_day,
        short_days=tuple((name[:3], name[:4], name[:5]) for name in DAYS),
        months=MONTHS,
        other_months=lambda number: (MONTHS[number - 1][:3], MONTHS[number - 1][:4]),
        ordinal="",
        article="",
        hour="",
        at="at ",
        comma=",",
        clock=lambda hour, minute: f"{hour:02}:{minute:02}",
        conjunction="and",
        thousands=",",
        point=".",
        short=lambda at: f"{at.day} {MONTHS[at.month - 1]} at {at.hour}:{at.minute:02}",
        full=lambda at: f"{at:%Y-%m-%d %H:%M}",
    ),
    letters=LetterTexts(
        around={"where": "in", "where_from": "from", "where_to": "to"},
        titles={
            "puheenjohtaja": "the chair",
            "varapuheenjohtaja": "the deputy chair",
            "vetäjä": "the leader",
            "sihteeri": "the secretary",
            "koollekutsuja": "the convener",
            "sihteeristön jäsen": "a member of the secretariat",
            "varajäsen": "a deputy member",
        },
        roles={
            "planning-group": (
                "{{ title | acting | default('a member') }} of the {{ (region or group) ~"
                " ' ' if region or group }}planning group"
            ),
            "lab-team": (
                "{% if group %}{{ title | acting | default('a developer') }} {{ 'of' if "
                "title | acting else 'in' }} the {{ group | compound('team') }}{% else "
                "%}{{ title | acting | default('a member') }} of a Lab development team{%"
                " endif %}"
            ),
            "project-lead": (
                "{{ title | acting('a participant') | default('the person in charge') }} of {%"
                " if group %}the {{ group | compound('project')"
                " }}{% else %}a funded project{% endif %}"
            ),
        },
        took_part="You took part as {roles}.",
        member="a member",
        own_role="a participant",
        called={
            "planning-group": "contact details of the planning groups",
            "lab-team": "contact details of the Lab teams",
            "project-lead": "contact details of the projects",
        },
        calendar_file="event.ics",
        register="Register",
        ask="More information",
        stop="Unsubscribe",
        decline="I cannot come",
        preface="Here stand the words that you write when you send somebody the letter again.",
    ),
    reports=REPORTS,
    replies=REPLIES,
    request=REQUEST,
    genitive=english.genitive,
    compound=english.compound,
)
