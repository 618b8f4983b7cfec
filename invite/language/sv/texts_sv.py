"""All that Finland Swedish says: see `invite.language.texts`."""

from __future__ import annotations

from invite.language.sv import swedish
from invite.language.sv.swedish_it_request import REQUEST
from invite.language.sv.swedish_reports import REPLIES, REPORTS
from invite.language.texts import DateTexts, DayCase, LetterTexts, Texts

DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)


def _day(weekday: int, case: DayCase) -> str:
    return DAYS[weekday] if case == "nominative" else f"{DAYS[weekday]}en"


TEXTS = Texts(
    dates=DateTexts(
        day=_day,
        short_days=tuple(
            (name[:2], name[:3], name.removesuffix("dag"), name.removesuffix("ag")) for name in DAYS
        ),
        months=MONTHS,
        other_months=lambda number: (MONTHS[number - 1][:3], MONTHS[number - 1][:4]),
        ordinal="",
        article="den ",
        hour="kl. ",
        at="",
        comma="",
        clock=lambda hour, minute: f"{hour}.{minute:02}" if minute else str(hour),
        conjunction="och",
        thousands="\u00a0",
        point=",",
        short=lambda at: f"{at.day}.{at.month} kl. {at.hour}.{at.minute:02}",
        full=lambda at: f"{at.day}.{at.month}.{at.year} kl. {at.hour}.{at.minute:02}",
    ),
    letters=LetterTexts(
        around={"where": "i", "where_from": "från", "where_to": "till"},
        titles={
            "puheenjohtaja": "ordförande",
            "varapuheenjohtaja": "vice ordförande",
            "vetäjä": "ledare",
            "sihteeri": "sekreterare",
            "koollekutsuja": "sammankallare",
            "sihteeristön jäsen": "sekretariatsmedlem",
            "varajäsen": "ersättare",
        },
        roles={
            "planning-group": (
                "{{ title | acting | default('medlem') }} i planeringsgruppen{{ ' för ' ~"
                " (region or group) if region or group }}"
            ),
            "lab-team": (
                "{{ title | acting | default('utvecklare') }} i {% if group %}{{ group | "
                "compound('teamet') }}{% else %}ett Lab-team{% endif %}"
            ),
            "project-lead": (
                "{{ title | acting('deltagare') ~ ' i' if title | acting('deltagare') else "
                "'ansvarig för' }} {{ group | compound('projektet') if group else 'ett av de "
                "finansierade projekten' }}"
            ),
        },
        took_part="Du har varit med som {roles}.",
        member="medlem",
        own_role="deltagare",
        called={
            "planning-group": "planeringsgruppernas kontaktuppgifter",
            "lab-team": "Lab-teamens kontaktuppgifter",
            "project-lead": "projektens kontaktuppgifter",
        },
        calendar_file="evenemang.ics",
        register="Anmäl dig",
        ask="Mer information",
        stop="Avsluta",
        decline="Jag kan inte komma",
        preface="Här står den hälsning som du skriver när du skickar brevet till någon på nytt.",
    ),
    reports=REPORTS,
    replies=REPLIES,
    request=REQUEST,
    genitive=swedish.genitive,
    compound=swedish.compound,
)
