"""What the groups are called that people of all sheets belong to: one spelling for each, and each
of several that one cell names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from invite.people.model import Role
from invite.people.table.parts import title_of
from invite.records import replace

_SEVERAL = re.compile(r"\s*[,;/&+|\n]\s*|\s+(?:ja|sekä|och|samt|and)\s+", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\(([^()]*)\)\s*$")


class Groups(Struct, frozen=True):
    """What each way to write a group means, by kind of role: the names, and a title next to it."""

    meaning: Mapping[tuple[str, str], tuple[tuple[str, ...], str]]

    @classmethod
    def of(cls, roles: Iterable[Role]) -> Groups:
        """Of `Kohtaamo`, `KOHTAAMO` and `kohtaamo` the spelling that is neither all capitals nor
        all small, unless hardly anybody uses it; then the one of most rows. `Kohtaamo, Silta` is
        two where both are groups of their own elsewhere.
        """
        written = Counter((role.kind, role.group) for role in roles if role.group)
        found: dict[tuple[str, str], Counter[str]] = {}
        for (kind, group), n in written.items():
            found.setdefault((kind, _key(group)), Counter())[group] += n
        names = {key: _best(spellings) for key, spellings in found.items()}
        return cls({one: _meant(*one, names) for one in written})

    def meant(self, role: Role) -> tuple[Role, ...]:
        """The roles that one row's role means."""
        if not role.group:
            return (role,)
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
