"""What the groups are called that people of all sheets belong to: one spelling for each, and each
of several that one cell names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from invite.people.model import Role
from invite.people.table.parts import title_of

_SEVERAL = re.compile(r"\s*[,;/&+|\n]\s*|\s+(?:ja|sekä|och|samt|and)\s+", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\(([^()]*)\)\s*$")


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of all sheets, by kind of role and what makes two spellings one group."""

    spelling: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, roles: Iterable[Role]) -> Groups:
        """Of `Kohtaamo`, `KOHTAAMO` and `kohtaamo` the spelling that is neither all capitals nor
        all small, unless hardly anybody uses it; then the one of most rows.
        """
        found: dict[tuple[str, str], Counter[str]] = {}
        for role in roles:
            if role.group:
                found.setdefault((role.kind, _key(role.group)), Counter())[role.group] += 1
        return cls({key: _best(spellings) for key, spellings in found.items()})

    def meant(self, role: Role) -> tuple[Role, ...]:
        """The roles that one row's role means: `Kohtaamo, Silta` is two where both are groups of
        their own elsewhere, and `Kohtaamo (vetäjä)` says the title.
        """
        if not role.group:
            return (role,)
        titled = _with_title(role)
        several = _SEVERAL.split(titled.group or "")
        names = [self.spelling.get((role.kind, _key(part))) for part in several]
        if len(several) < 2 or not all(names):
            names = [self.spelling.get((role.kind, _key(titled.group or "")), titled.group)]
        return tuple(replace(titled, group=name) for name in dict.fromkeys(names))


def _with_title(role: Role) -> Role:
    aside = _ASIDE.search(role.group or "")
    if not aside or not aside.start() or not (title := title_of(aside[1])):
        return role
    return replace(role, group=(role.group or "")[: aside.start()], title=role.title or title)


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
