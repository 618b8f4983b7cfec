"""Tells what a column holds by what stands in it, where its heading does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from invite.language.names import given_weight, surname_weight
from invite.language.regions import find_region
from invite.language.spelling import ascii_key
from invite.people.fields.cells import said
from invite.people.fields.names import (
    PARTS_PLAYED,
    is_nobody,
    looks_like_person,
    names_organisation,
)
from invite.people.fields.no_value import is_nothing
from invite.people.fields.remarks import is_new
from invite.people.fields.several import people_in
from invite.people.model import Row
from invite.people.table.columns import OTHERS
from invite.people.table.header import NAMES, texts

_PHONE = re.compile(r"\+?[\d\s()./-]{7,20}")


MANY, HALF = 0.3, 0.5


def _share(sample: Sequence[Row], index: int, test: Callable[[str], object]) -> float:
    cells = [
        row.cells[index] for row in sample if index < len(row.cells) and row.cells[index].strip()
    ]
    return sum(1 for cell in cells if test(cell)) / len(cells) if cells else 0.0


_NUMBERED = re.compile(r"^\s*\d+\s*[.)]?\s*$")
_PART = re.compile(rf"^\s*{PARTS_PLAYED.pattern}\s*$", re.IGNORECASE)
_TICK = re.compile(
    r"^\s*(?:kyllä|ei|k|e|x|yes|no|ja|nej|true|false|[01])\s*[.!]?\s*$", re.IGNORECASE
)
_AT_SIGN = re.compile(r"\S@\S|\(at\)", re.IGNORECASE)
_ADDRESS = re.compile(r"[<(\[]?[^\s<>()\[\]]+(?:@|\(at\))[^\s<>()\[\]]+[>)\]]?", re.IGNORECASE)


_REMARKS = re.compile(
    r"^(?:huom|lisati|kommen|muistiinp|muuta|selite|anm|ovrig|not(?:e|er|ering)|remark|comment)"
)
"""Headings of columns for remarks, as they stand in ascii_key."""
_NAMED_BY_CELLS = frozenset(("group", "region", "organisation", "title"))
_TO_INVITE = re.compile(r"kutsut\w*va|invitee|to invite|att bjuda")
"""Headings of columns that say whom to invite; `Varajäsen: ei` says it of nobody."""


_DETAILS = re.compile(r"yhteystie|^(?:contact|kontakt)(?:i|s|\b)")


def heads_remarks(heading: str) -> bool:
    """Whether a heading is over remarks: `Huom.`, `Lisätietoja`, `Notes`."""
    return bool(_REMARKS.search(ascii_key(heading)))


def by_content(
    fields: dict[int, str | None], headings: Mapping[int, str], sample: Sequence[Row], width: int
) -> None:
    """A column of addresses is one whatever its heading (`Osoite`, `Yhteystieto`, none at all)."""
    have = "email" in fields.values()
    for i in range(width):
        if have and heads_remarks(headings.get(i, "")):
            continue  # `ny e-post: …` in a remark is no second column of addresses
        share = _share(sample, i, _AT_SIGN.search)
        if fields.get(i) == "name" and is_ticked(sample, i):
            # `Kutsuttava: kyllä, ei`
            fields[i] = "wanted" if _TO_INVITE.search(ascii_key(headings.get(i, ""))) else None
        if fields.get(i) in _NAMED_BY_CELLS and is_ticked(sample, i):
            fields[i] = None  # `Ohjausryhmä: x`
        if fields.get(i) is None and share >= MANY:
            fields[i] = "name" if _named(sample, i) >= HALF else "email"
        elif (
            fields.get(i) is None
            and not headings.get(i)
            and _share(sample, i, _NUMBERED.search) > 1 - MANY
        ):
            fields[i] = "number"
        elif (
            fields.get(i) is None
            and not headings.get(i)
            and _share(sample, i, _PART.search) >= MANY
        ):
            fields[i] = "title"
        elif (
            fields.get(i) in ("name", "region", "group", "organisation", "phone", "link")
            and share >= MANY
        ):
            bare = sum(
                1
                for row in sample
                if i < len(row.cells)
                and re.fullmatch(r"\s*<?[^\s<>]+@[^\s<>]+>?[\s;,.]*", row.cells[i])
            )
            alone = bare * 2 > len(sample) or (
                fields[i] == "name"
                and not _named(sample, i)
                and _DETAILS.search(ascii_key(headings.get(i, "")))
            )
            if alone and "name" in {f for j, f in fields.items() if j != i}:
                fields[i] = "email"


def of_others(fields: dict[int, str | None], headings: Mapping[int, str]) -> None:
    """The columns of whoever stands next to the people (`Esihenkilö`, `Puoliso`), and the addresses
    behind, where the people have one elsewhere. Where no other column is of names, they are the
    people.
    """
    if not set(NAMES) & set(fields.values()):
        fields.update({i: None for i, f in fields.items() if f == OTHERS})
    beside: list[int] = []
    own = others = False
    for i, name in sorted(fields.items()):
        others = name == OTHERS or (others and name not in NAMES)
        if name == "email" and others and not is_new(headings.get(i, "")):
            beside.append(i)
        elif name == "email":
            own = True
    if own:
        fields.update(dict.fromkeys(beside, OTHERS))


def names_by_content(fields: dict[int, str | None], sample: Sequence[Row]) -> None:
    """Where no heading speaks of names, the column that holds people's is theirs, whatever it is
    headed (`Kutsulista`).

    Of several such columns all are, where there are as many of addresses: people stand side by
    side.
    """
    free = _free(fields, sample)
    shares = {i: share_of_people(sample, i) for i in free}
    best = max(free, key=lambda i: (shares[i], -i), default=None)
    if best is not None and shares[best] >= HALF:
        alike = [i for i in free if shares[i] >= HALF]
        beside = list(fields.values()).count("email") >= len(alike)
        fields.update(dict.fromkeys(alike if beside else [best], "name"))
    else:
        _two_name_columns(fields, free, sample)


def more_names(fields: dict[int, str | None], sample: Sequence[Row]) -> None:
    """Where there are more columns of addresses than of names, a column of people that no heading
    tells is a second one's.
    """
    spare = list(fields.values()).count("email") - sum(
        field in ("name", "last_name") for field in fields.values()
    )
    for i in _free(fields, sample):
        if spare > 0 and fields.get(i + 1) == "email" and share_of_people(sample, i) >= HALF:
            fields[i] = "name"
            spare -= 1


def without_headings(fields: dict[int, str | None], sample: Sequence[Row]) -> None:
    """No header at all: names, telephone numbers and organisations are told by what they look
    like.
    """
    names_by_content(fields, sample)
    free = _free(fields, sample)
    if not set(fields.values()) & set(NAMES) and free:
        likely = {i: share_of_people(sample, i) for i in free}
        if max(likely.values()):
            fields[max(likely, key=lambda i: (likely[i], -i))] = "name"
    for i in free:
        if (
            fields.get(i) is None
            and "region" not in fields.values()
            and _regions(sample, i) * 2 > len(sample)
        ):
            fields[i] = "region"
        elif fields.get(i) is None and _share(sample, i, _PHONE.search) >= HALF:
            fields[i] = "phone"
        elif (
            fields.get(i) is None
            and "organisation" not in fields.values()
            and _share(sample, i, names_organisation) >= MANY
        ):
            fields[i] = "organisation"
    if not set(fields.values()) & set(NAMES):
        rest = [i for i in free if fields.get(i) is None]
        words = {
            i: sum(1 for row in sample if i < len(row.cells) and _two_words(row.cells[i]))
            for i in rest
        }
        if words and max(words.values()) * 2 > len(sample):
            fields[max(words, key=lambda i: (words[i], -i))] = "name"


def only_people(fields: dict[int, str | None], sample: Sequence[Row]) -> None:
    """Of several columns headed as names (`Nimi` of a project, `Yhteyshenkilö`), those that hold
    none of people are none.
    """
    named = [i for i, f in fields.items() if f == "name"]
    likely = {
        i: sum(1 for row in sample if i < len(row.cells) and names_person(row.cells[i]))
        for i in named
    }
    most = max(likely.values(), default=0)
    for i in named:
        # A column of deputies may be nearly empty, and hold people all the same.
        if len(named) > 1 and likely[i] * 4 < most and likely[i] * 2 <= _filled(sample, i):
            fields[i] = None


def _filled(sample: Sequence[Row], index: int) -> int:
    """How many cells of a column hold more than that there is nobody."""
    cells = (said(row.cells[index]) for row in sample if index < len(row.cells))
    return sum(bool(cell) and not (is_nothing(cell) or is_nobody(cell)) for cell in cells)


def _free(fields: Mapping[int, str | None], sample: Sequence[Row]) -> list[int]:
    return sorted(
        {i for row in sample for i, _t in texts(row)} - {i for i, f in fields.items() if f}
    )


def is_ticked(sample: Sequence[Row], index: int) -> bool:
    """Whether a column holds marks, `x`, `kyllä`, `ei`, and hardly anything else."""
    return _share(sample, index, _TICK.search) > 1 - MANY


def _named(sample: Sequence[Row], index: int) -> float:
    """Which part of a column's addresses stand next to a person's name, `Timo Ojala, timo@…`."""
    cells = [row.cells[index] for row in sample if index < len(row.cells)]
    found = [cell for cell in cells if _AT_SIGN.search(cell)]
    return sum(map(names_person, found)) / len(found)


def names_person(cell: str) -> bool:
    """Whether a cell surely names somebody, among others or with an address."""
    return any(map(looks_like_person, people_in(_ADDRESS.sub(" ", cell).strip(" ,;:-–")).names))


def share_of_people(sample: Sequence[Row], index: int) -> float:
    """Which part of a column's cells look like a person's name."""
    cells = [
        row.cells[index] for row in sample if index < len(row.cells) and row.cells[index].strip()
    ]
    return sum(map(looks_like_person, cells)) / len(cells) if cells else 0.0


def _regions(sample: Sequence[Row], index: int) -> int:
    return sum(
        1
        for row in sample
        if index < len(row.cells) and row.cells[index].strip() and find_region(row.cells[index])
    )


def _two_words(text: str) -> bool:
    words = text.replace(",", " ").split()
    return 2 <= len(words) <= 4 and all(
        w[:1].isupper() and not any(ch.isdigit() for ch in w) for w in words
    )


def _two_name_columns(
    fields: dict[int, str | None], free: Sequence[int], sample: Sequence[Row]
) -> None:
    def weigh(i: int) -> tuple[float, float]:
        words = [
            w
            for row in sample
            if i < len(row.cells) and (w := row.cells[i].replace("-", " ").split())
        ]
        given = sum(
            given_weight(w[0]) > 0 for w in words
        )  # `Anna-Liisa`, `Kirsi Eeva`, `von Essen`
        return given / len(sample), sum(surname_weight(w[-1]) > 0 for w in words) / len(sample)

    weights = {i: weigh(i) for i in free}
    # Some of each column at least: a column of surnames alone, with anything beside it, makes no
    # pair.
    pairs = [
        (weights[a][x] + weights[b][y], a, b, x)
        for a, b in pairwise(free)
        for x, y in ((0, 1), (1, 0))
        if min(weights[a][x], weights[b][y]) >= MANY
    ]
    if pairs:
        _best, a, b, x = max(pairs)
        fields[a], fields[b] = (
            ("first_name", "last_name") if x == 0 else ("last_name", "first_name")
        )
