"""All that Finnish says: see `invite.language.texts`."""

from __future__ import annotations

from invite.language.fi import finnish
from invite.language.fi.finnish_it_request import REQUEST
from invite.language.fi.finnish_reports import REPLIES, REPORTS
from invite.language.texts import DateTexts, DayCase, LetterTexts, Texts

# Monday first. Written out because Babel 2.17 and 2.18 give "sunnuntai" for the essive of Sunday,
# and no other case at all.
DAYS = ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai")
ENDINGS: dict[DayCase, str] = {
    "essive": "na",
    "nominative": "",
    "genitive": "n",
    "illative": "hin",
    "elative": "sta",
}
# Its k alternates, and its illative has no h.
WEDNESDAY: dict[DayCase, str] = {
    "essive": "keskiviikkona",
    "nominative": "keskiviikko",
    "genitive": "keskiviikon",
    "illative": "keskiviikkoon",
    "elative": "keskiviikosta",
}
MONTHS = (
    *("tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta"),
    *("heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"),
)


def _day(weekday: int, case: DayCase) -> str:
    name = DAYS[weekday]
    return WEDNESDAY[case] if name == "keskiviikko" else name + ENDINGS[case]


def _other_months(number: int) -> tuple[str, ...]:
    """`tammi`, `tammik`, `tammikuu`, `tammikuun`."""
    stem = MONTHS[number - 1].removesuffix("kuuta")
    return tuple(stem + ending for ending in ("", "k", "kuu", "kuun"))


TEXTS = Texts(
    dates=DateTexts(
        day=_day,
        short_days=tuple((name[:2],) for name in DAYS),
        months=MONTHS,
        other_months=_other_months,
        ordinal=".",
        article="",
        hour="klo ",
        at="",
        comma="",
        clock=lambda hour, minute: f"{hour}.{minute:02}" if minute else str(hour),
        conjunction="ja",
        thousands="\u00a0",
        point=",",
        short=lambda at: f"{at.day}.{at.month}. klo {at.hour}.{at.minute:02}",
        full=lambda at: f"{at.day}.{at.month}.{at.year} klo {at.hour}.{at.minute:02}",
    ),
    letters=LetterTexts(
        around={
            "where": "paikkakunnalla",
            "where_from": "paikkakunnalta",
            "where_to": "paikkakunnalle",
        },
        titles={
            "puheenjohtaja": "puheenjohtajana",
            "varapuheenjohtaja": "varapuheenjohtajana",
            "vetäjä": "vetäjänä",
            "sihteeri": "sihteerinä",
            "koollekutsuja": "koollekutsujana",
            "sihteeristön jäsen": "sihteeristön jäsenenä",
            "varajäsen": "varajäsenenä",
        },
        roles={
            "planning-group": (
                "{% if region %}{{ region | genitive }} suunnitteluryhmän{% elif group "
                "%}{{ group | compound('suunnitteluryhmän') }}{% else "
                "%}suunnitteluryhmän{% endif %} {{ title | acting | default('jäsenenä') "
                "}}"
            ),
            "lab-team": (
                "{% if group %}{{ group | compound('tiimin') }} {{ title | acting | "
                "default('kehittäjänä') }}{% else %}Lab-kehittäjätiimin {{ title | acting"
                " | default('jäsenenä') }}{% endif %}"
            ),
            "project-lead": (
                "{% if group %}{{ group | compound('hankkeen') }}{% else "
                "%}rahoitushankkeen{% endif %} {{ title | acting('osallistujana') | "
                "default('vastuuhenkilönä') }}"
            ),
        },
        took_part="Olit mukana {roles}.",
        member="jäsenenä",
        own_role="osallistujana",
        called={
            "planning-group": "suunnitteluryhmien yhteystiedot",
            "lab-team": "Lab-tiimien yhteystiedot",
            "project-lead": "hankkeiden yhteystiedot",
        },
        calendar_file="tilaisuus.ics",
        register="Ilmoittaudu",
        ask="Lisätietoja",
        stop="Peru viestit",
        decline="En pääse",
        preface=(
            "Tässä kohdassa on saate, jonka kirjoitat, kun lähetät kirjeen jollekulle uudelleen."
        ),
    ),
    reports=REPORTS,
    replies=REPLIES,
    request=REQUEST,
    genitive=lambda name: finnish.inflect_person(name, "genitive").text,
    compound=finnish.compound,
)
