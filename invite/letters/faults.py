"""The same fault of many letters becomes one problem that names the people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from invite.errors import Problem
from invite.letters.model import Fault
from invite.people.model import PersonId
from invite.words import _, ngettext

NAMED = 5  # so many people are named, the rest are counted


def group_faults(faults: Iterable[Fault], names: Mapping[PersonId, str]) -> tuple[Problem, ...]:
    """One problem for each place and sentence, in the order found, with the people whom it concerns.

    names: what to call a person; one who is not in it is called by the id.
    """
    concerned: dict[tuple[str, str, str], dict[PersonId, None]] = {}
    for fault in faults:
        people = concerned.setdefault((fault.where, fault.what, fault.hint), {})
        if fault.person is not None:
            people[fault.person] = None
    return tuple(
        Problem(where, f"{what} {_whom([names.get(person, person) for person in people])}".rstrip(), hint)
        for (where, what, hint), people in concerned.items()
    )


def _whom(names: list[str]) -> str:
    """`(3 people: Matti Meikäläinen, Maija Meikäläinen, Teppo Testaaja)`, or nothing where it concerns everybody."""
    if not names:
        return ""
    named = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        named = _("{names} and {n} more").format(names=named, n=len(names) - NAMED)
    counted = ngettext("{n} person", "{n} people", len(names)).format(n=len(names))
    return f"({counted}: {named})"
