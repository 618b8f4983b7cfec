"""Finnish forms of names: genitive and local cases of persons, places and organisations, and compounds. Being built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Case = Literal["genitive", "illative", "adessive", "allative", "ablative", "inessive", "elative"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a name. certain: from a table or an override; else it came from a rule and somebody should look at it."""

    text: str
    certain: bool


def inflect_person(name: str, case: Case) -> Form:
    """A person's name in a case; only the last part inflects (`Matti Virtasen`)."""
    return Form(name, certain=False)


def inflect_place(name: str, case: Case) -> Form:
    """A place's name in a case; the local cases of an unknown place go round (`paikkakunnalla X`)."""
    return Form(name, certain=False)


def inflect_organisation(name: str, case: Case) -> Form:
    """An organisation's name in a case (`THL:n`, `ELY-keskuksen`, `Kainuun liiton`)."""
    return Form(name, certain=False)


def compound(first: str, head: str) -> str:
    """A name before a noun: `Taitotarjotin-hankkeen`, `Urapolku 2030 -hankkeen`."""
    return f"{first}{' ' if ' ' in first else ''}-{head}"
