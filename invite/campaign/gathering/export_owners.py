"""Whose the lines of exports are, found anew whenever people have come or been corrected."""

from __future__ import annotations

from invite.campaign.project import Project
from invite.people.linkage.features import of_known
from invite.records import replace
from invite.registrations.matching import Guest, Guests, match


def guests(project: Project) -> Guests:
    """Everybody, with all names and addresses they ever had, and the tokens of all ids they were
    known by.
    """
    links = {one.person.id: one.person.link for one in project.ledger.persons.recorded()}
    token = project.ledger.keys.token
    return Guests(
        Guest(
            id=known.id,
            names=known.names,
            addresses=frozenset(known.addresses),
            features=of_known(known),
            tokens=tuple(token(id_) for id_ in (known.id, *known.also)),
            link=links.get(known.id),
        )
        for known in project.ledger.persons.known()
    )


def rematch(project: Project) -> None:
    """Find the people of all lines once more; written down where something is otherwise than it
    was.
    """
    registrations = project.ledger.registrations
    kept = registrations.kept()
    if not kept:
        return
    found = match(
        [one.matched.line for one in kept],
        guests(project),
        registrations.said(),
        project.ledger.keys.line,
    )
    # The key stays that of the reading: a line is the same however it is matched.
    anew = [replace(one, key=old.matched.key) for old, one in zip(kept, found, strict=True)]
    changed = [(old.form, one) for old, one in zip(kept, anew, strict=True) if one != old.matched]
    if changed:
        registrations.rematch(changed)
