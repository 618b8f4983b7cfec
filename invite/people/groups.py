"""What the groups are called that people of all sheets belong to: one spelling for each, and each
of several that one cell names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from invite.language.fi.finnish import inflect_organisation
from invite.people.model import Role
from invite.people.table.captions import stem
from invite.people.table.parts import title_of
from invite.people.table.sheet_names import without_version
from invite.records import replace

_SEVERAL = re.compile(r"\s*[,;/&+|\n]\s*|\s+(?:ja|sekä|och|samt|and)\s+", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\(([^()]*)\)\s*$")
_WHOSE = re.compile(
    r"(?P<whose>.*\w:?n)[\s_-]+(?:lab[\s_-]*)?(?:kehittäjä|kehitys)?tiimi",
    re.IGNORECASE,
)
"""`Kohtaamon kehittäjätiimi`: the team of whatever has this genitive."""


class Groups(Struct, frozen=True):
    """What each way to write a group means, by kind of role: the names, and a title next to it.

    files: the group that a file's name tells of rows that name none.
    """

    meaning: Mapping[tuple[str, str], tuple[tuple[str, ...], str]]
    files: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, roles: Iterable[Role]) -> Groups:
        """Of `Kohtaamo`, `KOHTAAMO` and `kohtaamo` the spelling that is neither all capitals nor
        all small, unless hardly anybody uses it; then the one of most rows. `Kohtaamo, Silta` is
        two where both are groups of their own elsewhere, and `Kohtaamon tiimi` is Kohtaamo where
        that is one.
        """
        everywhere = [*roles]
        written = Counter((role.kind, role.group) for role in everywhere if role.group)
        found: dict[tuple[str, str], Counter[str]] = {}
        for (kind, group), n in written.items():
            found.setdefault((kind, _key(group)), Counter())[group] += n
        names = {key: _best(spellings) for key, spellings in found.items()}
        files = {(role.kind, role.origin.file) for role in everywhere if not role.group}
        whose = _whose({*written, *((kind, _title(file)) for kind, file in files)}, names)
        return cls(
            {one: _meant(*one, names | whose) for one in written},
            {one: name for one in files if (name := whose.get((one[0], _key(_title(one[1])))))},
        )

    def meant(self, role: Role) -> tuple[Role, ...]:
        """The roles that one row's role means."""
        if not role.group:
            name = self.files.get((role.kind, role.origin.file)) if self.files else None
            return (replace(role, group=name) if name else role,)
        names, title = self.meaning[role.kind, role.group]
        if names == (role.group,):
            return (role,)
        return tuple(replace(role, group=name, title=role.title or title or None) for name in names)


def _meant(
    kind: str, group: str, names: Mapping[tuple[str, str], str]
) -> tuple[tuple[str, ...], str]:
    aside = _ASIDE.search(group)
    title = title_of(aside[1]) if aside and aside.start() else ""
    name = group[: aside.start()] if aside and title else group
    parts = _SEVERAL.split(name)
    found = [names.get((kind, _key(part)), "") for part in parts]
    if len(parts) < 2 or not all(found):
        found = [names.get((kind, _key(name)), name)]
    return tuple(dict.fromkeys(found)), title


def _whose(
    written: Iterable[tuple[str, str]], names: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], str]:
    """The group that each way to write one means that is made of its genitive, by kind and key;
    none where two groups have that genitive.
    """
    said = [(kind, text, found) for kind, text in written if (found := _WHOSE.fullmatch(text))]
    owners: dict[tuple[str, str], set[str]] = {}
    for (kind, _own), name in names.items() if said else ():
        genitive = inflect_organisation(name, "genitive").text
        owners.setdefault((kind, _key(genitive)), set()).add(name)
    one = {key: min(several) for key, several in owners.items() if len(several) == 1}
    meant = ((kind, text, one.get((kind, _key(found["whose"])))) for kind, text, found in said)
    return {(kind, _key(text)): name for kind, text, name in meant if name}


def _title(file: str) -> str:
    return without_version(stem(file).replace("_", " "))


def _key(group: str) -> str:
    return re.sub(r"[\W_]+", "", group.casefold())


def _best(spellings: Counter[str]) -> str:
    if len(spellings) == 1:
        return next(iter(spellings))
    total = spellings.total()
    return max(
        spellings,
        key=lambda one: (
            not (one.isupper() or one.islower()) and spellings[one] * 5 >= total,
            spellings[one],
        ),
    )
