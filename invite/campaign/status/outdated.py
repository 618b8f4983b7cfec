"""Who holds letters with facts of the event that hold no more, since the settings have changed
after they went.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from invite.campaign.project import Project
from invite.campaign.registrations.replies import replies
from invite.lifecycle import State
from invite.mailing import Mailing
from invite.mailing.audience import Word, words
from invite.mailing.reply import Reply
from invite.people.model import Person, PersonId


class Outdated(Struct, frozen=True, kw_only=True):
    """people: how many hold old facts and have not heard of the new. gone: those of them who are on
    no sheet any more, so that no mailing goes to them. mailing: the one that tells them, if there
    is one. off: the event does not take place; those whom the cancellation goes to are not counted.

    taken: the names of all mailings, none of which a new one can have.
    """

    people: int
    gone: tuple[Person, ...]
    mailing: str | None
    off: bool
    taken: frozenset[str]


def outdated(project: Project, wave: Mailing | None = None) -> Outdated | None:
    """How many still believe what was told them first, and how they may hear of it; None where
    nobody does. wave: the mailing that is about to go, which those on the sheets hear it from.

    Who does not come need not know, and who was told that the event is off knows more than the
    settings.
    """
    now, events = project.settings.event.facts(), project.ledger.events
    off = bool(called_off(project)) or (wave is not None and wave.calls_off)
    if project.closed or (not off and all(one.facts == now for one in events.versions())):
        return None
    old = {
        person
        for person, told in events.held().items()
        if (off or told.facts != now) and not told.facts.cancelled
    }
    if not old:
        return None
    old -= {person for person, heard in replies(project).items() if heard.reply is Reply.DECLINED}
    old -= project.ledger.stops.stopped().keys()
    everybody = project.ledger.persons.recorded(of=old)
    gone = tuple(one.person for one in everybody if one.gone)
    mailings = project.settings.mailings
    if off:
        mailing = next((one.name for one in mailings if one.calls_off), None)
    else:
        mailing = _correction(project, old)
    hear = off or (wave is not None and wave.name == mailing)
    if not (gone if hear else old):
        return None
    return Outdated(
        people=len(gone if hear else old),
        gone=gone,
        mailing=mailing,
        off=off,
        taken=frozenset(one.name for one in mailings),
    )


def called_off(project: Project) -> int:
    """How many have been told last that the event does not take place: 0 where that is not the
    last word, or the settings have another time since.
    """
    now, events = project.settings.event.facts(), project.ledger.events
    last = events.versions()[-1:]
    if not any(one.facts.cancelled and one.facts.starts == now.starts for one in last):
        return 0
    return sum(told.facts.cancelled for told in events.held().values())


def _correction(project: Project, old: Collection[PersonId]) -> str | None:
    """The mailing that is for those who were told otherwise, and that none of them has had: it
    tells of one change only.
    """
    for mailing in project.settings.mailings:
        if Word.OLD_FACTS in words(mailing.audience):
            standings = project.ledger.letters.standings(mailing.name, of=old)
            if all(id_ not in standings or standings[id_].state is not State.SENT for id_ in old):
                return mailing.name
    return None
