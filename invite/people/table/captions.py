"""What stands round the rows, in the names of files and sheets, in titles and headings, and what
region or group it names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from invite.language.names import given_weight, surname_weight
from invite.language.regions import find_region
from invite.memo import remembered
from invite.people.fields.cells import said
from invite.people.fields.names import looks_like_person
from invite.people.model import Sheet, Source
from invite.people.table.parts import heads_people
from invite.people.table.sheet_names import (
    heads_no_group,
    names_no_group,
    names_state,
    without_version,
)

_KINDS = (
    r"(?:lab-?)?(?:kehittäjä|kehitys|ohjaus|projekti|hanke|työ)?"
    r"(?:tiimi|team(?:et)?|hanke|projekti?|ryhmä|grupp(?:en)?)n?"
)
# Behind a mere space only where the word before is no genitive: `Kohtaamo tiimi`, but
# `Digitaalisten taitojen ryhmä`.
_BEHIND = re.compile(rf"(?:\s*[-–]\s*|(?<![nN])\s+){_KINDS}\s*$", re.IGNORECASE)
_BEFORE = re.compile(
    rf"^\s*{_KINDS}(?:\s*\d+\s*[:.–-]|\s*[:–])\s*"
    r"|^\s*(?:lab-?)?(?:kehittäjä|kehitys)?tiimi\s+(?=(?-i:[A-ZÅÄÖ])[^\W\d_]{2})",
    re.IGNORECASE,
)
_OF_GROUP = re.compile(
    rf"(?P<group>.+?\b{_KINDS}|.+?(?=\s*[–:,(/]|\s-))\s*[-–:,(/]?\s*(?P<people>\w.*)$",
    re.IGNORECASE,
)
_OF_REGION = re.compile(r"(?P<group>.*\w)(?:\s+[-–/|]\s+|,\s*)(?P<region>[^,/|]+)$")
_COUNT = re.compile(
    r"\s*\(\s*\d+\s*(?:hlö|henkilöä|jäsentä|kpl|st|pers\w*)?\.?\s*\)\s*$|\s*[:–-]+\s*$",
    re.IGNORECASE,
)
_TEAM_FILE = re.compile(
    r"(?:lab[-_ ]?(?:kehittäjä|kehitys)?|kehittäjä|kehitys)tiimi[-_ ]+(\w.*)", re.IGNORECASE
)
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+")  # `1. Kohtaamo`
_ASIDE = re.compile(r"\s*\(([^()]*)\)\s*$")
_HEADING_WORD = re.compile(
    r"tiimi|ryhmä|hanke\b|hankkeen|projekti|team|grupp|project|maakun|alue\b|landskap|region|lab\b|verkosto|jaosto|valiokun",
    re.IGNORECASE,
)


def group_name(text: str) -> str | None:
    """A group's own name without the word for what it is: `Yritysluotsi -tiimi`, `Kohtaamo-tiimi`,
    `Tiimi: Kohtaamo` (6 hlö), and without its region or what became of it in brackets.

    What is one word stays whole (`Ennakointitiimi`), for it is the name itself.
    """
    name = _COUNT.sub("", said(text).strip(" :;,*•·?"))
    if (aside := _ASIDE.search(name)) and aside.start():
        cut = names_state(aside[1]) or find_region(aside[1])
        name = name[: aside.start()] if cut else name
    cut = _BEFORE.sub("", _BEHIND.sub("", name)).strip(" :;,-–\"”“'")
    return (name if _names_somebody(cut) else cut) or name or None


def _names_somebody(text: str) -> bool:
    """Whether a text is surely a person's name: who leads a team is not what it is called."""
    words = text.split()
    sure = len(words) > 1 and given_weight(words[0]) > 0 and surname_weight(words[-1]) > 0
    return sure and looks_like_person(text)


def group_of_heading(text: str) -> str | None:
    """The group that a line above its people names; None where it only says what list this is
    (`Lab-tiimien jäsenet 2022`).
    """
    if (found := _OF_GROUP.match(text)) and heads_people(found["people"]):
        text = found["group"]  # `Kohtaamo-tiimin varajäsenet`, `Kohtaamo: varajäsenet`
    elif (found := _OF_REGION.match(text)) and find_region(found["region"]):
        text = found["group"]  # `Kohtaamo – Kainuu`, `Silta-tiimi, Lappi`
    return None if heads_no_group(text) else group_name(_NUMBER.sub("", text))


def group_of_title(text: str) -> str | None:
    """The group that a line above the header names plainly (`Tiimi: Kohtaamo`, `Kohtaamo -tiimi`);
    None for any other title.
    """
    name = _COUNT.sub("", said(text[:200]).strip(" :;,*•·"))
    plain = _BEFORE.match(name) or re.search(rf"\w\s?-{_KINDS}$", name, re.IGNORECASE)
    return group_of_name(name) if plain else None


def says_group(text: str) -> bool:
    """Whether a line names a group or a region by its words, so that it can hardly be a person."""
    return bool(_HEADING_WORD.search(text)) or find_region(text) is not None


def region_in(text: str | None) -> str | None:
    """The region that a name or line tells, also in brackets and after a colon (`Alue: Kainuu`,
    `Kohtaamo (Kainuu)`).
    """
    if not text:
        return None
    whole = said(text[:200].replace("_", " ").replace(".", " "))
    parts = [
        whole,
        *re.findall(r"[(\[]([^()\[\]]+)[)\]]", whole),
        whole.partition(":")[2],
        *re.split(r"\s[-–/|]\s|,|\s(?:i|på|in)\s", whole)[1:],
    ]
    for part in parts:
        if part.strip() and (found := find_region(part)):
            return found
    return None


@remembered(8192)
def regions_in(text: str) -> tuple[str, ...]:
    """All regions that a cell lists (`Kainuu, Lappi`, `Lappi ja Kainuu`); none where a part of it
    is no region.
    """
    parts = [
        find_region(part)
        for part in re.split(r"[,;/&+|\n]|\s(?:ja|sekä|och|and)\s", text)
        if part.strip()
    ]
    return tuple(dict.fromkeys(part for part in parts if part)) if all(parts) else ()


def stem(file: str) -> str:
    """A file's name without its folders and ending."""
    name = file.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def region_of_file(file: str) -> str | None:
    """The region in a file's name, or else in the nearest folder's that names one."""
    folders = file.split("/")[:-1]
    return next((r for part in (stem(file), *reversed(folders)) if (r := region_in(part))), None)


def group_of_name(name: str | None) -> str | None:
    """The group that a sheet's or file's name tells; None for a name that only says what kind of
    list it is, or a region.
    """
    if not name or len(name) > 60 or names_no_group(name) or find_region(name):
        return None
    name = without_version(name.replace("_", " "))
    cut = _BEFORE.sub("", name)
    return None if names_no_group(name) or _names_somebody(cut) else group_name(name)


def guess_region(sheet: Sheet, titles: Sequence[str]) -> str | None:
    """The region of a whole sheet where no column says it: the sheet's name, the lines above the
    header, the file's name.
    """
    return (
        region_in(sheet.name)
        or next((r for title in titles if (r := region_in(title))), None)
        or region_of_file(sheet.file)
    )


def fixed_or_named(rule: str | None, sheet: Sheet) -> str | None:
    """What a rule of the settings gives for the whole sheet: the sheet's or the file's name, or the
    rule's own fixed value.
    """
    if rule == "sheet":
        return said(sheet.name or "") or None
    if rule == "file":
        return stem(sheet.file).replace("_", " ")
    return rule


def guess_group(sheet: Sheet, source: Source) -> str | None:
    """The group in the sheet's name, or in the file's where that says `Lab-tiimi Kohtaamo`. A
    planning group is named by its region, so it needs none.
    """
    if source.role == "planning-group":
        return None
    file = _TEAM_FILE.fullmatch(stem(sheet.file))
    return group_of_name(sheet.name) or (group_of_name(_capital(file[1])) if file else None)


def _capital(name: str) -> str:
    """A name with a great first letter, which those of files often lack."""
    return name[:1].upper() + name[1:]
