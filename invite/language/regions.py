"""Finds the region that a messy cell, sheet or file name means; never takes another word for
one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from invite.language.names import given_weight, surname_weight
from invite.language.places import place, places
from invite.language.spelling import ascii_key, clean
from invite.memo import remembered

# Other names in use: former regions and parts that lie in one region, and older or looser
# translations.
_OTHER_NAMES = {
    "Uusimaa": (
        "Itä-Uusimaa",
        "Länsi-Uusimaa",
        "Keski-Uusimaa",
        "Östra Nyland",
        "Västra Nyland",
        "Mellersta Nyland",
    ),
    "Varsinais-Suomi": ("Finland Proper", "Southwestern Finland", "South-West Finland", "Åboland"),
    "Kanta-Häme": ("Tavastia Proper",),
    "Päijät-Häme": ("Päijänne Tavastia", "Päijät-Tavastland"),
    "Etelä-Karjala": ("Southern Karelia",),
    "Etelä-Savo": ("South Savonia", "Southern Savonia", "Southern Savo"),
    "Pohjois-Savo": ("North Savonia", "Northern Savonia", "Northern Savo"),
    "Pohjois-Karjala": ("Northern Karelia",),
    "Etelä-Pohjanmaa": ("Southern Ostrobothnia",),
    "Pohjois-Pohjanmaa": ("Northern Ostrobothnia",),
    "Kymenlaakso": ("Kymmenedal", "Kymenedalen", "Kymmene Valley", "Kymi Valley"),
    "Ahvenanmaa": ("Åland Islands", "Ahvenanmaan maakunta"),
}

# Words that stand beside a region's name on sheets and files without saying which one it is; the
# beginnings of words.
_BESIDE = re.compile(
    r"(?:suunnit\w*|ryhm\w*|maakun\w*|liit\w*|alue\w*|region\w*|landskap\w*|forbund\w*|council\w*|planning|planering\w*"
    r"|group\w*|grupp\w*|arbetsgrupp\w*|ely|te|keskus\w*|sr|srt|jasen\w*|tiimi\w*|list\w*|vier\w*|kutsu\w*|osallistuj\w*|yhteystie\w*"
    r"|taulu\w*|sheet\w*|final|lopullinen|kopio|copy|paivitetty|xlsx?|ods|csv|of|the|mk|v?\d+)"
)
_LETTERS_THEN_FIGURES = re.compile(r"(?<=[a-z])(?=\d)")
_FUZZY_FROM = 6  # shorter words have too many neighbours: Lapp, Kainu are surnames
_ALIKE, _MARGIN = 88, 4


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Key → region: everything a region is called; and of these the keys that likeness may be
    measured against.
    """
    every: defaultdict[str, set[str]] = defaultdict(set)
    near: dict[str, str] = {}
    for p in places():
        if p.kind != "region":
            continue
        full = [
            p.name,
            p.genitive,
            p.where,
            p.where_from,
            p.where_to,
            p.swedish,
            p.swedish + "s",
            p.english,
        ]
        for name in (*full, *_OTHER_NAMES.get(p.name, ())):
            key = ascii_key(name)
            every[key].add(p.name)
            every[key.replace(" ", "")].add(p.name)
            near[key] = p.name
            first, _, rest = key.partition(" ")
            for length in range(1, len(first) if rest else 0):
                every[f"{first[:length]} {rest}"].add(p.name)
                every[f"{first[:length]}{rest}"].add(p.name)
            if rest:
                near[f"{first[0]} {rest}"] = p.name
    exact = {key: next(iter(regions)) for key, regions in every.items() if len(regions) == 1}
    return exact, {key: region for key, region in near.items() if exact.get(key) == region}


@remembered(4096)
def find_region(text: str) -> str | None:
    """The Finnish name of the region meant, or None when there is none, or more than one.

    First what it is called exactly, in any of three languages, in any case or abbreviated (`E-`,
    `P-`, `K-`, `V-`), at the head of the text or beside words such as "suunnitteluryhmä"; then the
    likest name, if it is very like and no other region is nearly so.
    """
    key = _LETTERS_THEN_FIGURES.sub(" ", ascii_key(clean(text)[:200]))
    words = [w for w in re.split(r"[^a-z0-9]+", key) if w and not _BESIDE.fullmatch(w)]
    exact, _ = _names()
    found = list(_occurrences(words, exact))
    if len({region for _, _, region in found}) > 1:
        return None
    if found:
        start, end, region = found[0]
        return region if start == 0 and not _is_somebody(words[start:end], words[end:]) else None
    return _likest(" ".join(words))


def _occurrences(words: list[str], exact: dict[str, str]) -> list[tuple[int, int, str]]:
    """Where regions are named among the words: start, end, region; the longest name wins."""
    found, at = [], 0
    while at < len(words):
        for length in (3, 2, 1):
            region = exact.get(" ".join(words[at : at + length]))
            if region and at + length <= len(words):
                found.append((at, at + length, region))
                at += length
                break
        else:
            at += 1
    return found


def _is_somebody(name: list[str], rest: list[str]) -> bool:
    """Whether this is a person of that name: Lappi and Uusimaa are surnames too."""
    return len(name) == 1 and bool(rest) and given_weight(rest[0]) > 0


def _likest(key: str) -> str | None:
    if (
        len(key) < _FUZZY_FROM
        or key.endswith("nen")
        or place(key)
        or surname_weight(key)
        or given_weight(key)
    ):
        return None
    from rapidfuzz.distance import OSA
    from rapidfuzz.fuzz import ratio

    best: dict[str, float] = {}
    for name, region in _names()[1].items():
        # Two letters in the wrong order are one slip of the finger, for which the ratio counts two.
        swapped = sorted(key) == sorted(name) and OSA.distance(key, name, score_cutoff=1) == 1
        best[region] = max(best.get(region, 0), 100 if swapped else ratio(key, name))
    (first, score), (_, second) = sorted(best.items(), key=lambda item: -item[1])[:2]
    return first if score >= _ALIKE and score - second >= _MARGIN else None
