"""What the coordinator put right by hand, each thing with the number that undoes it: for the screen
and for scripts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from invite.ledger.people.corrections import ByHand
from invite.people.known import Correction
from invite.people.model import Entry, Person, PersonId
from invite.report.base import document
from invite.report.base.phrases import moment
from invite.safe_text import shown
from invite.words import _

Local = Callable[[datetime], datetime]


def screen(
    done: Sequence[ByHand], everyone: Mapping[PersonId, Person], local: Local
) -> RenderableType:
    """All that was done by hand. everyone: to name those whom corrections are about."""
    if not done:
        return Text(_("Nothing was added or corrected by hand."))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for one in done:
        who, what = _told(one.what, everyone)
        table.add_row(str(one.number), moment(local(one.at)), Text(shown(who)), Text(shown(what)))
    return table


def to_document(done: Iterable[ByHand], local: Local) -> document.Document:
    """`invite correct --list --json`, and `invite add --list --json`."""
    return {"by_hand": [one_document(one, local) for one in done]}


def one_document(one: ByHand, local: Local) -> document.Document:
    """One correction or addition."""
    head: document.Document = {
        "number": one.number,
        "at": local(one.at).isoformat(timespec="seconds"),
    }
    match one.what:
        case Correction(person=person, name=name, address=address, language=language, left=left):
            return {
                **head,
                "what": "correction",
                "person": person,
                "name": name.full if name else None,
                "email": address.written if address else None,
                "language": language,
                "left": left,
            }
        case Entry() as entry:
            return {
                **head,
                "what": "addition",
                "name": entry.name.full if entry.name else None,
                "email": entry.addresses[0].written if entry.addresses else None,
                "language": entry.language,
                "organisation": entry.organisation,
                "role": document.role(entry.role),
            }


def told(what: Correction | Entry) -> str:
    """What was put right, or in which part somebody was added, in words."""
    if isinstance(what, Entry):
        parts = [address.written for address in what.addresses]
        part = " · ".join(filter(None, (*what.role.part, what.organisation, what.language)))
        return _("added: {what}").format(what=", ".join((*parts, part)))
    said = (
        _("name: {value}").format(value=what.name.full) if what.name else None,
        _("address: {value}").format(value=what.address.written) if what.address else None,
        _("language: {value}").format(value=what.language) if what.language else None,
        _("has left: not written to any more") if what.left else None,
    )
    return ", ".join(filter(None, said))


def _told(what: Correction | Entry, everyone: Mapping[PersonId, Person]) -> tuple[str, str]:
    if isinstance(what, Entry):
        return (what.name.full if what.name else "–"), told(what)
    person = everyone.get(what.person)
    return (person.name.full if person else what.person), told(what)
