"""Finnish forms of names: genitive and local cases of persons, places and organisations, and
compounds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import get_args

from msgspec import Struct

from invite.language.fi.abbreviations import decline_abbreviation, is_abbreviation
from invite.language.fi.declension import Case as Case
from invite.language.fi.declension import Declined, WordKind, decline, from_forms, has_tail
from invite.language.places import place
from invite.language.tables import rows


class Form(Struct, frozen=True):
    """A form of a name. certain: from a table or an override; else it came from a rule and somebody
    should look at it.
    """

    text: str
    certain: bool


# Names whose bearers disagree, whatever a table says (Salmin or Salmen, Laineen or Lainen): always
# to be looked at.
_VARYING = frozenset({"salmi", "laine", "satu", "honka"})
# The case of a place's table that stands for a local case; -ssa or -lla is the place's own, not the
# template's.
_LOCAL: dict[Case, str] = {
    **dict.fromkeys(("inessive", "adessive"), "where"),
    **dict.fromkeys(("elative", "ablative"), "where_from"),
    **dict.fromkeys(("illative", "allative"), "where_to"),
}
_ROUND = {"where": "paikkakunnalla", "where_from": "paikkakunnalta", "where_to": "paikkakunnalle"}

Parsed = tuple[Declined, bool]  # a word's forms, and whether they are certain


@cache
def _table() -> dict[tuple[str, str], tuple[float, str, str]]:
    """(name in small letters, given or surname) → its share, genitive and illative."""
    return {
        (name.casefold(), kind): (float(share), genitive, illative)
        for name, kind, share, genitive, illative in rows("names.tsv")
    }


@lru_cache(maxsize=1024)  # every letter names the same contact
def inflect_person(name: str, case: Case) -> Form:
    """A person's name in a case; only the last part inflects (`Matti Virtasen`,
    `Virtanen-Korhosen`, `Anna-Liisan`).

    The last of several words is taken for a surname, a single word for what the tables of names say
    it is.
    """
    words = name.split()

    def last_word(word: str) -> Parsed:
        alone = len(words) == 1 or (_is_given(word) and all(map(_is_given, words)))
        return _decline_name(word, alone=alone)

    return _inflect_last(name, case, last_word)


def _is_given(word: str) -> bool:
    return (word.rpartition("-")[2].casefold(), "given") in _table()


def _decline_name(word: str, *, alone: bool) -> Parsed:
    if len(word.strip(".")) == 1 or re.fullmatch(
        r"[IVX]{2,}|[jsJS]r\.?|[BCDFGHJKLMNPQRSTVWXZ]{2,}", word
    ):
        return (
            decline_abbreviation(word.strip(".")),
            True,
        )  # Matti V:n, Kustaa III:n, Matti Virtanen jr:n, and THL:n as a contact
    word = word.capitalize() if word.isupper() else word
    surname, given = _from_table(word, "surname"), _from_table(word, "given") if alone else None
    if surname and given:
        _, found, certain = max(surname, given, key=lambda one: one[0])
        return found, certain and surname[1].genitive == given[1].genitive
    if one := surname or given:
        return one[1], one[2]
    as_surname = decline(word, "surname")
    return (
        decline(word, "given") if alone and not has_tail(word, "surname") else as_surname
    ), False


def _from_table(word: str, kind: WordKind) -> tuple[float, Declined, bool] | None:
    """The word's share and forms by the table of names, and whether they are certain: some have no
    forms there, or vary.
    """
    row = _table().get((word.casefold(), kind))
    if not row:
        return None
    share, genitive, illative = row
    by_rule = decline(word, kind)  # it knows where a compound begins, so `Uusiniemellä`
    if not genitive:
        return share, by_rule, False
    same = (by_rule.genitive.casefold(), by_rule.illative.casefold()) == (
        genitive.casefold(),
        illative.casefold(),
    )
    return (
        share,
        by_rule if same else from_forms(genitive, illative),
        word.casefold() not in _VARYING,
    )


def _inflect_last(name: str, case: Case, parse: Callable[[str], Parsed]) -> Form:
    """The name with its last part inflected: what follows the last space or hyphen, before brackets
    and closing quotes.
    """
    found = re.fullmatch(r"(.*?)((?:\s*\([^()]*\))*[\s\"”’')\],;]*)", name.strip(), re.DOTALL)
    core, after = (found[1], found[2]) if found else (name, "")
    before, last = re.fullmatch(r"(.*[\s\-–/\"”(])?(.*)", core, re.DOTALL).groups("")  # type: ignore[union-attr]  # matches everything
    if not last:
        return Form(name, certain=False)
    words, certain = parse(last)
    return Form(f"{before}{_in_capitals_of(last, words.form(case))}{after}", certain)


def _in_capitals_of(word: str, form: str) -> str:
    """The form in capitals where the whole word was (`VIRTASEN`), but not after the colon of an
    abbreviation.
    """
    return form.upper() if len(word) > 1 and word.isupper() and ":" not in form else form


def inflect_place(name: str, case: Case) -> Form:
    """A place's name in a case; any inner or outer local case gives the one that the place takes
    (`Uudellamaalla`).

    An unknown place gets its genitive by rule, and its local cases go round (`paikkakunnalla X`):
    nobody can know them.
    """
    local = _LOCAL.get(case)
    if known := place(name):
        return Form(str(getattr(known, local)) if local else known.genitive, certain=True)
    if local:
        return Form(f"{_ROUND[local]} {name.strip()}", certain=False)
    return _inflect_last(name, case, lambda word: (_word(word, "place"), False))


def _word(word: str, kind: WordKind) -> Declined:
    if is_abbreviation(word) and not (
        word.isupper() and len(word) > 3 and (kind == "place" or has_tail(word, kind))
    ):
        return decline_abbreviation(word)
    return decline(word.capitalize() if word.isupper() else word, kind)


_ENGLISH = re.compile(r"\b(?:of|for|the|and|in)\b", re.IGNORECASE)


# Adjectives of names that agree with the noun after them, besides those in -inen and -va (Osaava):
# genitive, illative.
_AGREEING = {
    "uusi": ("Uuden", "Uuteen"),
    "vihreä": ("Vihreän", "Vihreään"),
    "hyvä": ("Hyvän", "Hyvään"),
    "suuri": ("Suuren", "Suureen"),
    "nuori": ("Nuoren", "Nuoreen"),
    "avoin": ("Avoimen", "Avoimeen"),
}


def inflect_organisation(name: str, case: Case) -> Form:
    """An organisation's or group's name in a case (`THL:n`, `ELY-keskuksen`, `Kainuun liiton`,
    `Esimerkki Oy:n`).

    An adjective before the last word goes with it (`Suomen Punaisen Ristin`), and then somebody
    should look at it.
    """
    if known := place(name):
        return (
            inflect_place(known.name, case)
            if case == "genitive"
            else _inflect_last(name, case, _place_word)
        )
    if _ENGLISH.search(name):
        return _inflect_last(name, case, lambda word: (_foreign(word), False))
    form = _inflect_last(name, case, _organisation_word)
    words = name.split()
    adjective = _adjective(words[-2]) if len(words) > 1 and not is_abbreviation(words[-1]) else None
    if not adjective:
        return form
    agreeing = _in_capitals_of(words[-2], adjective.form(case))
    return Form(" ".join((*words[:-2], agreeing, form.text.split()[-1])), certain=False)


def _adjective(word: str) -> Declined | None:
    small = word.casefold()
    if forms := _AGREEING.get(small):
        genitive, illative = (word[0] + form[1:] for form in forms)
        return from_forms(genitive, illative)
    if "-" in word or (small, "surname") in _table() or (small, "given") in _table() or place(word):
        return None
    if small.endswith("inen") or re.search("[aouiyäöe](?:va|vä)$", small):
        return decline(word.capitalize() if word.isupper() else word, "organisation")
    return None


def _organisation_word(word: str) -> Parsed:
    certain = has_tail(word, "organisation") or is_abbreviation(word)
    if not certain and (word.casefold(), "surname") in _table():
        return _decline_name(word, alone=False)  # Asianajotoimisto Virtanen
    return _word(word, "organisation"), certain


def _place_word(word: str) -> Parsed:
    return decline(word, "place"), False


def _foreign(word: str) -> Declined:
    """An English word: no gradation, no stems; an `i` after a consonant."""
    if is_abbreviation(word):
        return decline_abbreviation(word)
    stem = word if re.search("[aeiouyåäö]$", word.casefold()) else word + "i"
    by_rule = decline(stem, "given")
    return Declined(stem + "n", by_rule.illative, stem, by_rule.back)


def compound(first: str, head: str) -> str:
    """A name before a noun: `Taitotarjotin-hankkeen`, `Urapolku 2030 -hankkeen`; a noun that the
    name ends in is not said twice.

    first: the name as it stands; head: the noun in the case wanted. `Ennakointitiimi` and `tiimin`
    give `Ennakointitiimin`, `Tiimi 3` gives `Tiimi 3:n`.
    """
    name = first.strip().rstrip("-– ")
    if not name:
        return head
    space = " " if len(name.split()) > 1 else ""
    return _ends_in(name, head) or f"{name}{space}-{head}"


def _ends_in(name: str, head: str) -> str | None:
    """The name in the case of the head, if the head's noun is already the end of the name, or
    stands before its number.
    """
    small = head.casefold()
    if name.casefold().endswith(small):
        return name
    numbered = re.fullmatch(r"(.*\w)\s+(\d{1,3}|[IVX]+|[A-ZÅÄÖ])", name)
    noun = numbered[1] if numbered else name
    for case in get_args(Case):
        form = _inflect_last(noun, case, lambda word: (decline(word, "organisation"), True)).text
        if form.casefold().endswith(small) and len(small) > 3:
            return (
                f"{noun} {decline_abbreviation(numbered[2]).form(case)}"
                if numbered
                else _joined(form, case)
            )
    return None


def _joined(form: str, case: Case) -> str:
    """`Kohtaamo tiimin` and `Urapolku 2030 hankkeen`, as sheets have them, with the hyphen that
    belongs there.

    A genitive stands before its noun by itself (`Jatkuvan oppimisen hankkeen`), an adjective goes
    with it (`Uuden tiimin`).
    """
    *before, noun = form.split()
    if not before:
        return form
    before[-1] = before[-1].rstrip("-–")
    if adjective := _adjective(before[-1]):
        return " ".join((*before[:-1], adjective.form(case), noun))
    if before[-1].endswith(("n", "N")):
        return form
    return f"{' '.join(before)}{' ' if len(before) > 1 else ''}-{noun.removeprefix('-')}"
