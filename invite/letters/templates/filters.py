"""The filters of the template language, for one language each: cases, places, compounds, lists,
dates and times.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Never, get_args

from jinja2 import Undefined

from invite.language import Language, dates, declension, finnish, numbers, places, swedish
from invite.language.finnish import Case
from invite.letters.templates.limits import few_decimals
from invite.letters.templates.values import (
    EventValues,
    Missing,
    Moment,
    PersonName,
    PlaceName,
    Typeset,
    plain,
)
from invite.words import _

Forms = Mapping[str, Mapping[str, str]]

CASES: tuple[Case, ...] = get_args(Case)
LOCAL = ("where", "where_from", "where_to")


class Uncertain:
    """Which forms came from a rule and not from a table; kept so that somebody can look at them."""

    def __init__(self) -> None:
        self.forms: dict[tuple[str, str], str] = {}

    def seen(self, name: str, case: str, form: str) -> None:
        """Remember that the case of the name was made by rule."""
        self.forms[(name, case)] = form


def _override(name: str, case: str, forms: Forms) -> str | None:
    """The coordinator's own form of the name, or of its last word."""
    own = forms.get(name, {}).get(case)
    if own:
        return plain(own)
    rest, space, last = name.rpartition(" ")
    own = forms.get(last, {}).get(case) if space else None
    return f"{rest} {plain(own)}" if own else None


def case_filter(
    case: Case, language: Language, forms: Forms, uncertain: Uncertain
) -> Callable[..., object]:
    def inflected(value: object) -> object:
        name = str(value)
        if (
            case == "genitive"
            and isinstance(value, PersonName)
            and value.own_genitive
            and language == "fi"
        ):
            return value.own_genitive
        if language != "fi":
            return _foreign(name, case, language)
        own = _override(name, case, forms)
        if own:
            return own
        form, certain = _by_own_genitive(value, name, case, forms) or _finnish(value, name, case)
        if not certain:
            uncertain.seen(name, case, form)
        return form or Missing(
            _("the {case} of “{name}” is not known").format(case=case, name=name),
            _own_form(name, case),
        )

    return inflected


def _by_own_genitive(value: object, name: str, case: Case, forms: Forms) -> tuple[str, bool] | None:
    """A person's name as its own genitive has it (`Salmin`, so `Salmilla`), if that is another one
    than the rule's.
    """
    genitive = isinstance(value, PersonName) and (
        value.own_genitive or _override(name, "genitive", forms)
    )
    if not genitive or genitive == finnish.inflect_person(name, "genitive").text:
        return None
    before, _space, last = name.rpartition(" ")
    declined = declension.by_genitive(last, genitive.rpartition(" ")[2])
    return (f"{before} {declined.form(case)}".strip(), False) if declined else None


def _own_form(name: str, case: str) -> str:
    return _('Write it in the settings: [forms] "{name}" = {{ {case} = "…" }}').format(
        name=name, case=case
    )


def _finnish(value: object, name: str, case: Case) -> tuple[str, bool]:
    if isinstance(value, PlaceName):
        form = finnish.inflect_place(value.finnish, case)
    elif isinstance(value, PersonName):
        form = finnish.inflect_person(name, case)
    else:
        form = finnish.inflect_organisation(name, case)
    return form.text, form.certain


def _foreign(name: str, case: str, language: Language) -> object:
    """Swedish and English have one case besides the nominative: the genitive."""
    if case != "genitive":
        return Missing(
            _("“{case}” is a Finnish case; this letter is not in Finnish").format(case=case)
        )
    if language == "sv":
        return swedish.genitive(name)
    return f"{name}’" if name.casefold().endswith("s") else f"{name}’s"


# For a place that is in no table: Finnish goes round the case, for whether it takes -ssa or -lla
# nobody can know.
ROUND: dict[Language, dict[str, str]] = {
    "fi": {"where": "paikkakunnalla", "where_from": "paikkakunnalta", "where_to": "paikkakunnalle"},
    "sv": {"where": "i", "where_from": "från", "where_to": "till"},
    "en": {"where": "in", "where_from": "from", "where_to": "to"},
}


def local_filter(case: str, language: Language, forms: Forms) -> Callable[..., object]:
    def local(value: object) -> object:
        name = value.finnish if isinstance(value, PlaceName) else str(value)
        known = places.place(name)
        if language != "fi":
            before = (
                known.swedish_in
                if known and language == "sv" and case == "where"
                else ROUND[language][case]
            )
            return f"{before} {known.called(language) if known else name}"
        own = forms.get(name, {}).get(case)
        if own:
            return plain(own)
        return str(getattr(known, case)) if known else f"{ROUND['fi'][case]} {name}"

    return local


Filter = Callable[..., object]

# Titles as a letter says them of somebody who acted in them; a title that is not here is not
# inflected by guess.
TITLES: dict[tuple[str, ...], dict[Language, str]] = {
    ("puheenjohtaja", "pj", "ordförande", "chair", "chairperson"):
        {"fi": "puheenjohtajana", "sv": "ordförande", "en": "the chair"},
    ("varapuheenjohtaja", "varapj", "vpj", "vice ordförande", "deputy chair", "vice chair"):
        {"fi": "varapuheenjohtajana", "sv": "vice ordförande", "en": "the deputy chair"},
    ("sihteeri", "siht", "sekreterare", "secretary"):
        {"fi": "sihteerinä", "sv": "sekreterare", "en": "the secretary"},
    ("varajäsen", "suppleant", "ersättare", "deputy member"):
        {"fi": "varajäsenenä", "sv": "ersättare", "en": "a deputy member"},
}  # fmt: skip


def acting(title: str, language: Language) -> str:
    """`puheenjohtaja` → `puheenjohtajana`, `ordförande`, `the chair`; "" for a title that is not
    known.
    """
    key = title.casefold().strip(" .")
    return next((words[language] for names, words in TITLES.items() if key in names), "")


def needs_value(function: Callable[..., object], name: str) -> Filter:
    """The filter, passing on what is missing: an empty value stays a fault of the place where it is
    printed.
    """

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
    """All filters by name. forms: `[forms]` of the settings, which win over all. uncertain: filled
    while letters are.
    """
    table: dict[str, Callable[..., object]] = {
        **{case: case_filter(case, language, forms, uncertain) for case in CASES},
        **{case: local_filter(case, language, forms) for case in LOCAL},
        "compound": lambda first, head: Typeset(compound(str(first), str(head), language)),
        "sentence": lambda roles: Typeset(dates.listing(_each(roles), language)),
        "listing": lambda items: dates.listing(_each(items), language),
        "date": lambda value, *case: Typeset(
            dates.date(_value(value), language, case=_case(*case))
        ),
        "time": lambda value: Typeset(_time(value, language)),
        "when": lambda value: Typeset(_when(value, language)),
        "number": lambda value, decimals=0: numbers.number(
            _figure(value), language, decimals=few_decimals(decimals)
        ),
        "acting": lambda title: acting(str(title), language),
    }
    return {name: needs_value(function, name) for name, function in table.items()}


def _each(items: object) -> tuple[str, ...]:
    """The things of a list, each said once; one text is a list of itself."""
    things: Iterable[object] = (
        (items,) if isinstance(items, str) or not isinstance(items, Iterable) else items
    )
    return tuple(dict.fromkeys(str(thing) for thing in things if str(thing)))


# A Finnish noun that a sheet has put behind a name, with a hyphen or (wrongly) a space; another
# language says it in its own word.
_NOUN = re.compile(
    r"(?<=\S)\s*-(?:\w*tiimi|\w*ryhmä|\w*hanke|projekti|team|teamet|projekt|projektet|project)$"
    r"|(?<=[^\sn])\s+(?:tiimi|hanke|projekti)$",
    re.IGNORECASE,
)


def compound(first: str, head: str, language: Language) -> str:
    """A name and a word in one: Urapolku 2030 -hankkeen, Urapolku 2030-projektet, Urapolku 2030
    project.
    """
    bare = _NOUN.sub("", first)
    match language:
        case "fi":
            return finnish.compound(first, head)
        case "sv":
            return (
                bare
                if _says(bare, rf"{re.escape(head)}|\b{re.escape(head[:-2])}")
                else swedish.compound(bare, head)
            )
        case "en":
            return bare if _says(bare, rf"\b{re.escape(head)}") else f"{bare} {head}"


def _says(name: str, noun: str) -> bool:
    """Whether the name has the noun at its end already, or before its number: `Digital Team`, `Team
    3`.
    """
    return re.search(rf"(?:{noun})(?:\s+(?:\d{{1,3}}|[A-ZÅÄÖ]))?$", name, re.IGNORECASE) is not None


def _event_times(value: object) -> tuple[dt.date, dt.date] | None:
    if isinstance(value, EventValues):
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
    begins, ends = _event_times(value) or (_value(value), None)
    return dates.when(begins, ends, language)
