"""What was put right by hand, one thing in words and for scripts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from invite.ledger.people.corrections import ByHand
from invite.people.known import Correction
from invite.people.model import Entry
from invite.report.base import document
from invite.report.base.picture import Document
from invite.settings.spoken_keys import kind_called
from invite.words import _

Local = Callable[[datetime], datetime]


def one_document(one: ByHand, local: Local) -> Document:
    """One correction or addition."""
    head: Document = {"number": one.number, "at": local(one.at).isoformat(timespec="seconds")}
    match one.what:
        case Correction(
            person=person, name=name, address=address, language=language, left=left, cleared=cleared
        ):
            return {
                **head,
                "what": "correction",
                "person": person,
                "name": name.full if name else None,
                "email": address.written if address else None,
                "language": language,
                "left": left,
                "cleared": sorted(words for _because, words in cleared),
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


def what_words(what: Correction | Entry) -> str:
    """What was put right, or in which part somebody was added, in words."""
    if isinstance(what, Entry):
        parts = [address.written for address in what.addresses]
        kind, *rest = what.role.part
        part = " · ".join(
            filter(None, (kind_called(kind), *rest, what.organisation, what.language))
        )
        return _("added: {what}").format(what=", ".join((*parts, part)))
    said = (
        _("name: {value}").format(value=what.name.full) if what.name else None,
        _("address: {value}").format(value=what.address.written) if what.address else None,
        _("language: {value}").format(value=what.language) if what.language else None,
        _("left out: no more letters to them") if what.left else None,
        _("goes as it is: {words}").format(
            words=", ".join(sorted(words for _because, words in what.cleared))
        )
        if what.cleared
        else None,
    )
    return ", ".join(filter(None, said))
