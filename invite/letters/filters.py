"""The filters of the template language, for one language each: cases, places, compounds, lists, dates and times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import wraps

from jinja2 import Undefined

from invite.language import Language, dates
from invite.letters.values import EventSeen, Missing, Moment, Organisation, PersonName, Place, Roles, RoleWords, plain
from invite.words import _

Forms = Mapping[str, Mapping[str, str]]
Filter = Callable[..., object]

CASES = ("genitive", "illative", "adessive", "allative", "ablative")
LOCAL = ("where", "where_from", "where_to")

# The nominative of the words that a group's own name often ends in already: "Kohtaamo-tiimi" is not "Kohtaamo-tiimi-tiimin".
NOMINATIVES = {
    "tiimin": "tiimi",
    "kehittäjätiimin": "kehittäjätiimi",
    "hankkeen": "hanke",
    "rahoitushankkeen": "rahoitushanke",
    "projektin": "projekti",
    "ryhmän": "ryhmä",
    "suunnitteluryhmän": "suunnitteluryhmä",
    "verkoston": "verkosto",
    "teamet": "team",
    "projektet": "projekt",
    "gruppen": "grupp",
}

# Titles in the essive ("puheenjohtajana"); a title that is not here is not inflected by guess.
ESSIVES = {
    "puheenjohtaja": "puheenjohtajana",
    "varapuheenjohtaja": "varapuheenjohtajana",
    "sihteeri": "sihteerinä",
    "jäsen": "jäsenenä",
    "varajäsen": "varajäsenenä",
    "koordinaattori": "koordinaattorina",
}


class Uncertain:
    """Which forms came from a rule and not from a table; kept so that somebody can look at them."""

    def __init__(self) -> None:
        self.forms: dict[tuple[str, str], str] = {}

    def seen(self, name: str, case: str, form: str) -> None:
        """Remember that the case of the name was made by rule."""
        self.forms[(name, case)] = form


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
    """All filters by name. forms: `[forms]` of the settings, which win over rules and tables. uncertain: filled while rendering."""
    table: dict[str, Callable[..., object]] = {
        **{case: _case(case, language, forms, uncertain) for case in CASES},
        **{case: _local(case, language, forms) for case in LOCAL},
        "compound": lambda first, head: compound(str(first), str(head), language),
        "sentence": lambda roles: dates.listing(_each(roles), language),
        "listing": lambda items: dates.listing(_each(items), language),
        "date": lambda value, *case: _date(value, language, *case),
        "time": lambda value: _time(value, language),
        "when": lambda value: _when(value, language),
        "essive": lambda title: ESSIVES.get(str(title).casefold(), Missing(_("the essive of “{title}” is not known").format(title=title))),
    }
    return {name: needs_value(function, name) for name, function in table.items()}


def _each(items: object) -> tuple[str, ...]:
    """The things of a list, each said once; one text is a list of itself."""
    things: Iterable[object] = (items,) if isinstance(items, str) or not isinstance(items, Iterable) else items
    return tuple(dict.fromkeys(str(thing) for thing in things if str(thing)))


def compound(first: str, head: str, language: Language) -> str:
    """A name and a word in one: Taitotarjotin-hankkeen, Urapolku 2030 -hankkeen; `Urapolku 2030-projektet`; `Urapolku 2030 project`."""
    nominative = NOMINATIVES.get(head)
    if nominative and first.casefold().endswith(nominative) and len(first) > len(nominative):
        return first[: -len(nominative)] + head
    if language == "en":
        return f"{first} {head}"
    if language == "sv":
        return f"{first}-{head}"
    from invite.language import finnish

    return finnish.compound(first, head)


def _override(name: str, case: str, forms: Forms) -> str | None:
    """The coordinator's own form of the name, or of its last word."""
    own = forms.get(name, {}).get(case)
    if own:
        return plain(own)
    rest, space, last = name.rpartition(" ")
    own = forms.get(last, {}).get(case) if space else None
    return f"{rest} {plain(own)}" if own else None


def _case(case: str, language: Language, forms: Forms, uncertain: Uncertain) -> Callable[..., object]:
    def inflected(value: object) -> object:
        name = str(value)
        if case == "genitive" and isinstance(value, PersonName) and value.own_genitive and language == "fi":
            return value.own_genitive
        if language != "fi":
            return _foreign(name, case, language)
        own = _override(name, case, forms)
        if own:
            return own
        form, certain = _finnish(value, name, case)
        if not certain:
            uncertain.seen(name, case, form)
        return form or Missing(_("the {case} of “{name}” is not known").format(case=case, name=name), _own_form(name, case))

    return inflected


def _own_form(name: str, case: str) -> str:
    return _('Write it in the settings: [forms] "{name}" = {{ {case} = "…" }}').format(name=name, case=case)


def _finnish(value: object, name: str, case: str) -> tuple[str, bool]:
    from invite.language import finnish

    if isinstance(value, Place):
        form = finnish.inflect_place(value.finnish, case)
    elif isinstance(value, PersonName):
        form = finnish.inflect_person(name, case)
    else:
        form = finnish.inflect_organisation(name, case)
    return form.text, form.certain


def _foreign(name: str, case: str, language: Language) -> object:
    """Swedish and English have one case besides the nominative: the genitive."""
    if case != "genitive":
        return Missing(_("“{case}” is a Finnish case; this letter is not in Finnish").format(case=case))
    if language == "sv":
        return name if name.casefold().endswith(("s", "x", "z")) else f"{name}s"
    return f"{name}’" if name.casefold().endswith("s") else f"{name}’s"


# For a place that is in no table: Finnish goes round the case, for whether it takes -ssa or -lla nobody can know.
ROUND: dict[Language, dict[str, str]] = {
    "fi": {"where": "paikkakunnalla", "where_from": "paikkakunnalta", "where_to": "paikkakunnalle"},
    "sv": {"where": "i", "where_from": "från", "where_to": "till"},
    "en": {"where": "in", "where_from": "from", "where_to": "to"},
}


def _local(case: str, language: Language, forms: Forms) -> Callable[..., object]:
    def local(value: object) -> object:
        from invite.language import places

        name = value.finnish if isinstance(value, Place) else str(value)
        known = places.place(name)
        if language != "fi":
            before = known.swedish_in if known and language == "sv" and case == "where" else ROUND[language][case]
            return f"{before} {known.called(language) if known else name}"
        own = forms.get(name, {}).get(case)
        return plain(own) if own else str(getattr(known, case)) if known else f"{ROUND['fi'][case]} {name}"

    return local


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


def _raise(value: object) -> dt.date:
    raise TypeError(type(value).__name__)


def _date(value: object, language: Language, case: dates.DayCase = "essive") -> object:
    return dates.date(_value(value), language, case=case)


def _time(value: object, language: Language) -> object:
    times = _event_times(value)
    if times and isinstance(times[0], dt.datetime) and isinstance(times[1], dt.datetime):
        return dates.time_range(times[0], times[1], language)
    moment = _value(value)
    return dates.time(moment, language) if isinstance(moment, dt.datetime) else _raise(value)


def _when(value: object, language: Language) -> object:
    times = _event_times(value)
    return dates.when(times[0], times[1], language) if times else dates.when(_value(value), None, language)


__all__ = ["Filter", "Forms", "Organisation", "RoleWords", "Roles", "Uncertain", "compound", "filters_for"]
