"""Tells what a column holds by what stands in it, where its heading does not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from invite.language.places import find_region
from invite.people.header import NAMES, texts
from invite.people.model import Row
from invite.people.naming import ORGANISATION, PARTS_PLAYED, looks_like_person

_PHONE = re.compile(r"\+?[\d\s()./-]{7,20}")


MANY = 0.3


def _share(sample: Sequence[Row], index: int, test: re.Pattern[str]) -> float:
    cells = [row.cells[index] for row in sample if index < len(row.cells) and row.cells[index].strip()]
    return sum(1 for cell in cells if test.search(cell)) / len(cells) if cells else 0.0


_NUMBERED = re.compile(r"^\s*\d+\s*[.)]?\s*$")
_PART = re.compile(rf"^\s*{PARTS_PLAYED.pattern}\s*$", re.IGNORECASE)
_TICK = re.compile(r"^\s*(?:kyllä|ei|k|e|x|yes|no|ja|nej|true|false|[01])\s*[.!]?\s*$", re.IGNORECASE)
_AT_SIGN = re.compile(r"\S@\S|\(at\)", re.IGNORECASE)


def by_content(fields: dict[int, str | None], headings: Mapping[int, str], sample: Sequence[Row], width: int) -> None:
    """A column of addresses is one whatever its heading (`Osoite`, `Yhteystieto`, none at all)."""
    for i in range(width):
        share = _share(sample, i, _AT_SIGN)
        if fields.get(i) == "name" and _share(sample, i, _TICK) > 1 - MANY:
            fields[i] = "wanted"  # `Kutsuttava: kyllä, ei`
        if fields.get(i) is None and share >= MANY:
            fields[i] = "email"
        elif fields.get(i) is None and not headings.get(i) and _share(sample, i, _NUMBERED) > 1 - MANY:
            fields[i] = "number"
        elif fields.get(i) is None and not headings.get(i) and _share(sample, i, _PART) >= MANY:
            fields[i] = "title"
        elif fields.get(i) in ("name", "region", "group", "organisation", "phone", "link") and share >= MANY:
            bare = sum(
                1 for row in sample if i < len(row.cells) and re.fullmatch(r"\s*<?[^\s<>]+@[^\s<>]+>?[\s;,.]*", row.cells[i])
            )
            if bare * 2 > len(sample) and "name" in {f for j, f in fields.items() if j != i}:
                fields[i] = "email"


def without_headings(fields: dict[int, str | None], sample: Sequence[Row]) -> None:
    """No header at all: names, telephone numbers and organisations are told by what they look like."""
    free = sorted({i for row in sample for i, _t in texts(row)} - {i for i, f in fields.items() if f})
    likely = {i: sum(1 for row in sample if i < len(row.cells) and looks_like_person(row.cells[i])) for i in free}
    if likely and max(likely.values()):
        fields[max(likely, key=lambda i: (likely[i], -i))] = "name"
    else:
        _two_name_columns(fields, free, sample)
    for i in free:
        if fields.get(i) is None and "region" not in fields.values() and _regions(sample, i) * 2 > len(sample):
            fields[i] = "region"
        elif fields.get(i) is None and _share(sample, i, _PHONE) >= 0.5:
            fields[i] = "phone"
        elif fields.get(i) is None and "organisation" not in fields.values() and _share(sample, i, ORGANISATION) >= MANY:
            fields[i] = "organisation"
    if not set(fields.values()) & set(NAMES):
        rest = [i for i in free if fields.get(i) is None]
        words = {i: sum(1 for row in sample if i < len(row.cells) and _two_words(row.cells[i])) for i in rest}
        if words and max(words.values()) * 2 > len(sample):
            fields[max(words, key=lambda i: (words[i], -i))] = "name"


def _regions(sample: Sequence[Row], index: int) -> int:
    return sum(1 for row in sample if index < len(row.cells) and row.cells[index].strip() and find_region(row.cells[index]))


def _two_words(text: str) -> bool:
    words = text.replace(",", " ").split()
    return 2 <= len(words) <= 4 and all(w[:1].isupper() and not any(ch.isdigit() for ch in w) for w in words)


def _two_name_columns(fields: dict[int, str | None], free: Sequence[int], sample: Sequence[Row]) -> None:
    from invite.language.names import given_weight, surname_weight

    def weigh(i: int) -> tuple[float, float]:
        words = [row.cells[i].strip() for row in sample if i < len(row.cells) and row.cells[i].strip().isalpha()]
        return sum(given_weight(w) > 0 for w in words) / len(sample), sum(surname_weight(w) > 0 for w in words) / len(sample)

    weights = {i: weigh(i) for i in free}
    for a, b in pairwise(free):
        forward = weights[a][0] + weights[b][1]
        backward = weights[a][1] + weights[b][0]
        if max(forward, backward) > 2 * MANY:
            fields[a], fields[b] = ("first_name", "last_name") if forward >= backward else ("last_name", "first_name")
            return
