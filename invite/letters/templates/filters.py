"""The filters of the template language, for one language each: cases, places, compounds, lists,
dates and times.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Never, get_args

from jinja2 import Undefined

from invite.language import Language, formats, places
from invite.language.fi import declension, finnish
from invite.language.fi.finnish import Case
from invite.language.texts import DayCase, texts
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
from invite.people.table.parts import is_member, title_of
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
    """Swedish and English have one case but the nominative: the genitive."""
    if case != "genitive":
        return Missing(
            _("“{case}” is a Finnish case; this letter is not in Finnish").format(case=case)
        )
    return texts(language).genitive(name)


def local_filter(case: str, language: Language, forms: Forms) -> Callable[..., object]:
    def local(value: object) -> object:
        name = value.finnish if isinstance(value, PlaceName) else str(value)
        known = places.place(name)
        if language != "fi":
            before = (
                known.swedish_in
                if known and language == "sv" and case == "where"
                else texts(language).letters.around[case]
            )
            return f"{before} {known.called(language) if known else name}"
        own = forms.get(name, {}).get(case)
        if own:
            return plain(own)
        return (
            str(getattr(known, case)) if known else f"{texts(language).letters.around[case]} {name}"
        )

    return local


Filter = Callable[..., object]


def acting(title: str, language: Language, member: str = "") -> str:
    """`puheenjohtaja` → `puheenjohtajana`, `ordförande`, `the chair`; "" for a title that is not
    known. member: what to call plain members, where the others are more.
    """
    known = texts(language).letters.titles.get(title_of(title), "")
    return known or (member if is_member(title) else "")


def needs_value(function: Callable[..., object], name: str) -> Filter:
    """The filter, passing on what is missing: an empty value stays a problem of the place that
    prints it.
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
        "compound": lambda first, head: Typeset(texts(language).compound(str(first), str(head))),
        "sentence": lambda roles: Typeset(formats.listing(_each(roles), language)),
        "listing": lambda items: formats.listing(_each(items), language),
        "date": lambda value, *case: Typeset(
            formats.date(_value(value), language, case=_case(*case))
        ),
        "time": lambda value: Typeset(_time(value, language)),
        "when": lambda value: Typeset(_when(value, language)),
        "number": lambda value, decimals=0: formats.number(
            _figure(value), language, decimals=few_decimals(decimals)
        ),
        "acting": lambda title, member="": acting(str(title), language, str(member)),
    }
    return {name: needs_value(function, name) for name, function in table.items()}


def _each(items: object) -> tuple[str, ...]:
    """The things of a list, each said once; one text is a list of itself."""
    things: Iterable[object] = (
        (items,) if isinstance(items, str) or not isinstance(items, Iterable) else items
    )
    return tuple(dict.fromkeys(str(thing) for thing in things if str(thing)))


def _event_times(value: object) -> tuple[dt.date, dt.date] | None:
    if isinstance(value, EventValues):
        return value.starts.value, value.ends.value
    return None


def _value(value: object) -> dt.date:
    """The date behind what a template sees. An event's is its beginning."""
    if isinstance(value, EventValues):
        return value.starts.value
    return value.value if isinstance(value, Moment) else _raise(value)


def _raise(value: object) -> Never:
    raise TypeError(type(value).__name__)


def _figure(value: object) -> float:
    """A number, or what a cell says of one: `1 234,5`."""
    if isinstance(value, str):
        value = value.replace("\u00a0", "").replace(" ", "").replace("−", "-").replace(",", ".")
    return float(value) if isinstance(value, str | int | float) else _raise(value)


def _case(case: DayCase = "essive") -> DayCase:
    """The case that a template asks for; raises ValueError for none that a day has."""
    return case if case in get_args(DayCase) else _raise(case)


def _time(value: object, language: Language) -> str:
    times = _event_times(value)
    if times and isinstance(times[0], dt.datetime) and isinstance(times[1], dt.datetime):
        return formats.time_range(times[0], times[1], language)
    moment = _value(value)
    return formats.time(moment, language) if isinstance(moment, dt.datetime) else _raise(value)


def _when(value: object, language: Language) -> str:
    begins, ends = _event_times(value) or (_value(value), None)
    return formats.when(begins, ends, language)
