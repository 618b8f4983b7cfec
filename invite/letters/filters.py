"""The filters of the template language, for one language each: cases, places, compounds, lists, dates and times."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Never, get_args

from jinja2 import Undefined

from invite.language import Language, dates, numbers
from invite.letters.cases import CASES, LOCAL, Forms, Uncertain, case_filter, local_filter
from invite.letters.seen import EventSeen
from invite.letters.values import Missing, Moment, Typeset
from invite.words import _

Filter = Callable[..., object]

# Titles as a letter says them of somebody who acted in them; a title that is not here is not inflected by guess.
TITLES: dict[tuple[str, ...], dict[Language, str]] = {
    ("puheenjohtaja", "pj", "ordförande", "chair", "chairperson"): {
        "fi": "puheenjohtajana",
        "sv": "ordförande",
        "en": "the chair",
    },
    ("varapuheenjohtaja", "varapj", "vpj", "vice ordförande", "deputy chair", "vice chair"): {
        "fi": "varapuheenjohtajana",
        "sv": "vice ordförande",
        "en": "the deputy chair",
    },
    ("sihteeri", "siht", "sekreterare", "secretary"): {"fi": "sihteerinä", "sv": "sekreterare", "en": "the secretary"},
    ("varajäsen", "suppleant", "ersättare", "deputy member"): {"fi": "varajäsenenä", "sv": "ersättare", "en": "a deputy member"},
}


def acting(title: str, language: Language) -> str:
    """`puheenjohtaja` → `puheenjohtajana`, `ordförande`, `the chair`; "" for a title that is not known."""
    key = title.casefold().strip(" .")
    return next((words[language] for names, words in TITLES.items() if key in names), "")


def needs_value(function: Callable[..., object], name: str) -> Filter:
    """The filter, passing on what is missing: an empty value stays a fault of the place where it is printed."""

    @wraps(function)
    def careful(value: object, *args: object) -> object:
        if isinstance(value, Undefined | Missing):
            return value
        if value is None or value == "" or value == ():
            return Missing("", "")
        try:
            return function(value, *args)
        except (TypeError, ValueError, AttributeError):
            return Missing(_("“{filter}” does not suit this value").format(filter=name))

    return careful


def filters_for(language: Language, forms: Forms, uncertain: Uncertain) -> dict[str, Filter]:
    """All filters by name. forms: `[forms]` of the settings, which win over all. uncertain: filled while letters are."""
    table: dict[str, Callable[..., object]] = {
        **{case: case_filter(case, language, forms, uncertain) for case in CASES},
        **{case: local_filter(case, language, forms) for case in LOCAL},
        "compound": lambda first, head: Typeset(compound(str(first), str(head), language)),
        "sentence": lambda roles: Typeset(dates.listing(_each(roles), language)),
        "listing": lambda items: dates.listing(_each(items), language),
        "date": lambda value, *case: Typeset(dates.date(_value(value), language, case=_case(*case))),
        "time": lambda value: Typeset(_time(value, language)),
        "when": lambda value: Typeset(_when(value, language)),
        "number": lambda value, decimals=0: numbers.number(_figure(value), language, decimals=int(decimals)),
        "acting": lambda title: acting(str(title), language),
    }
    return {name: needs_value(function, name) for name, function in table.items()}


def _each(items: object) -> tuple[str, ...]:
    """The things of a list, each said once; one text is a list of itself."""
    things: Iterable[object] = (items,) if isinstance(items, str) or not isinstance(items, Iterable) else items
    return tuple(dict.fromkeys(str(thing) for thing in things if str(thing)))


# A Finnish noun that a sheet has put behind a name, with a hyphen or (wrongly) a space; another language says it in its own word.
_NOUN = re.compile(
    r"(?<=\S)\s*-(?:\w*tiimi|\w*ryhmä|\w*hanke|projekti|team|teamet|projekt|projektet|project)$"
    r"|(?<=[^\sn])\s+(?:tiimi|hanke|projekti)$",
    re.IGNORECASE,
)


def compound(first: str, head: str, language: Language) -> str:
    """A name and a word in one: Urapolku 2030 -hankkeen, Urapolku 2030-projektet, Urapolku 2030 project."""
    from invite.language import finnish, swedish

    bare = _NOUN.sub("", first)
    match language:
        case "fi":
            return finnish.compound(first, head)
        case "sv":
            return bare if _says(bare, rf"{re.escape(head)}|\b{re.escape(head[:-2])}") else swedish.compound(bare, head)
        case "en":
            return bare if _says(bare, rf"\b{re.escape(head)}") else f"{bare} {head}"


def _says(name: str, noun: str) -> bool:
    """Whether the name has the noun at its end already, or before its number: `Digital Team`, `Team 3`."""
    return re.search(rf"(?:{noun})(?:\s+(?:\d{{1,3}}|[A-ZÅÄÖ]))?$", name, re.IGNORECASE) is not None


def _event_times(value: object) -> tuple[dt.date, dt.date] | None:
    if isinstance(value, EventSeen):
        return value.starts.value, value.ends.value
    return None


def _value(value: object) -> dt.date:
    """The date behind what a template sees. An event's is its beginning."""
    times = _event_times(value)
    if times:
        return times[0]
    return value.value if isinstance(value, Moment) else _raise(value)


def _raise(value: object) -> Never:
    raise TypeError(type(value).__name__)


def _figure(value: object) -> float:
    """A number, or what a cell says of one: `1 234,5`."""
    if isinstance(value, str):
        value = value.replace("\u00a0", "").replace(" ", "").replace("−", "-").replace(",", ".")
    return float(value) if isinstance(value, str | int | float) else _raise(value)


def _case(case: dates.DayCase = "essive") -> dates.DayCase:
    """The case that a template asks for; raises ValueError for none that a day has."""
    return case if case in get_args(dates.DayCase) else _raise(case)


def _time(value: object, language: Language) -> str:
    times = _event_times(value)
    if times and isinstance(times[0], dt.datetime) and isinstance(times[1], dt.datetime):
        return dates.time_range(times[0], times[1], language)
    moment = _value(value)
    return dates.time(moment, language) if isinstance(moment, dt.datetime) else _raise(value)


def _when(value: object, language: Language) -> str:
    times = _event_times(value)
    return dates.when(times[0], times[1], language) if times else dates.when(_value(value), None, language)
