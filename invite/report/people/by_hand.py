"""What `invite add` and `invite correct` show: what was kept, and the list of all that was done by
hand, each thing with the number that undoes it.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import RenderableType
from rich.text import Text

from invite.campaign.people.by_hand import HandChange, HandList
from invite.ledger.people.corrections import ByHand as ByHandStored
from invite.people.known import Correction
from invite.people.model import Entry, Person, PersonId
from invite.report.base import document
from invite.report.base.phrases import moment
from invite.report.base.picture import Document
from invite.report.base.tables import table_of
from invite.report.people import listing
from invite.report.people.corrections import one_document, what_words
from invite.safe_text import shown
from invite.words import _

ByHand = HandChange | HandList


def screen(done: ByHand, command: str) -> list[RenderableType]:
    """What was kept, and all that is known of these people besides; or the list. command: `add` or
    `correct`, whose words are to be copied.
    """
    if isinstance(done, HandList):
        undone = [_undone(one, done.people) for one in done.undone]
        return [*undone, _listed(done)]
    parts: list[RenderableType] = [listing.people(done.roster, done.held)]
    for person in done.roster.people:
        if len(person.origins) > 1:
            words = _(
                "{name} is on several rows. To see why they are one: invite people --why {id}"
            )
            parts.append(words.format(name=person.name.full, id=person.id))
    if command == "add":
        kept = _("Saved as {n}. To undo it: invite add --undo {n}").format(n=done.numbers[0])
    else:
        undo = " ".join(f"--undo {n}" for n in done.numbers)
        kept = _("Saved. To undo it: invite correct {undo}").format(undo=undo)
    return [*parts, kept]


def _undone(one: ByHandStored, people: Mapping[PersonId, Person]) -> RenderableType:
    who, what = _who_and_what(one.what, people)
    words = _("Undone: {n}, {name}: {what}")
    return Text(words.format(n=one.number, name=shown(who), what=shown(what)))


def _listed(found: HandList) -> RenderableType:
    if not found.done:
        return Text(_("Nothing was added or corrected by hand."))
    table = table_of()
    for one in found.done:
        who, what = _who_and_what(one.what, found.people)
        at = moment(found.local(one.at))
        table.add_row(str(one.number), at, Text(shown(who)), Text(shown(what)))
    return table


def add_document(done: ByHand) -> Document:
    """`invite add --json`, and with `--list`."""
    if isinstance(done, HandList):
        return _list_document(done)
    return {"number": done.numbers[0], **_person(done)}


def correct_document(done: ByHand) -> Document:
    """`invite correct --json`, and with `--list`."""
    if isinstance(done, HandList):
        return _list_document(done)
    _first, *successors = done.roster.people
    return {
        "numbers": list(done.numbers),
        **_person(done),
        "successor": document.person(successors[0], done.language) if successors else None,
    }


def _person(done: HandChange) -> Document:
    person = done.roster.people[0]
    held = done.held.get(person.id)
    return {"person": document.person(person, done.language), "held": held.value if held else None}


def _list_document(found: HandList) -> Document:
    return {"by_hand": [one_document(one, found.local) for one in found.done]}


def _who_and_what(what: Correction | Entry, everyone: Mapping[PersonId, Person]) -> tuple[str, str]:
    if isinstance(what, Entry):
        return (what.name.full if what.name else "–"), what_words(what)
    person = everyone.get(what.person)
    return (person.name.full if person else what.person), what_words(what)
