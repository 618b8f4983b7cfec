"""Names in a case: the coordinator's own forms first, then tables and rules; what nobody can know is not guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

from invite.language import Language
from invite.language.finnish import Case
from invite.letters.values import Missing, PersonName, Place, plain
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


def case_filter(case: Case, language: Language, forms: Forms, uncertain: Uncertain) -> Callable[..., object]:
    def inflected(value: object) -> object:
        name = str(value)
        if case == "genitive" and isinstance(value, PersonName) and value.own_genitive and language == "fi":
            return value.own_genitive
        if language != "fi":
            return _foreign(name, case, language)
        own = _override(name, case, forms)
        if own:
            return own
        form, certain = _by_own_genitive(value, name, case, forms) or _finnish(value, name, case)
        if not certain:
            uncertain.seen(name, case, form)
        return form or Missing(_("the {case} of “{name}” is not known").format(case=case, name=name), _own_form(name, case))

    return inflected


def _by_own_genitive(value: object, name: str, case: Case, forms: Forms) -> tuple[str, bool] | None:
    """A person's name as its own genitive has it (`Salmin`, so `Salmilla`), if that is another one than the rule's."""
    from invite.language import declension, finnish

    genitive = isinstance(value, PersonName) and (value.own_genitive or _override(name, "genitive", forms))
    if not genitive or genitive == finnish.inflect_person(name, "genitive").text:
        return None
    before, _space, last = name.rpartition(" ")
    declined = declension.by_genitive(last, genitive.rpartition(" ")[2])
    return (f"{before} {declined.form(case)}".strip(), False) if declined else None


def _own_form(name: str, case: str) -> str:
    return _('Write it in the settings: [forms] "{name}" = {{ {case} = "…" }}').format(name=name, case=case)


def _finnish(value: object, name: str, case: Case) -> tuple[str, bool]:
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
        from invite.language import swedish

        return swedish.genitive(name)
    return f"{name}’" if name.casefold().endswith("s") else f"{name}’s"


# For a place that is in no table: Finnish goes round the case, for whether it takes -ssa or -lla nobody can know.
ROUND: dict[Language, dict[str, str]] = {
    "fi": {"where": "paikkakunnalla", "where_from": "paikkakunnalta", "where_to": "paikkakunnalle"},
    "sv": {"where": "i", "where_from": "från", "where_to": "till"},
    "en": {"where": "in", "where_from": "from", "where_to": "to"},
}


def local_filter(case: str, language: Language, forms: Forms) -> Callable[..., object]:
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
