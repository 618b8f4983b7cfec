"""Who is new, changed and gone since the last send: for the screen and for scripts."""

from __future__ import annotations

from datetime import datetime

from rich.console import Group, RenderableType
from rich.text import Text

from invite.campaign.people.listing import ChangesSinceSend
from invite.language import Language
from invite.people.model import Person
from invite.people.resolution.diff import Aspect, Changes, Difference, part
from invite.report.base import document
from invite.report.base.phrases import moment
from invite.report.base.picture import Document
from invite.report.base.tables import table_of
from invite.safe_text import shown
from invite.words import _, ngettext


def screen(one: ChangesSinceSend) -> RenderableType:
    """The changes for the terminal."""
    found, at = one.changes, one.at
    if at is None:
        return Text(_("Nothing has been sent yet: everybody is new. To list them: invite people."))
    since = _("since the last send, {at}").format(at=moment(at))
    if not (found.new or found.changed or found.gone):
        return Text(_("Nothing has changed {since}.").format(since=since))
    table = table_of()
    for person in found.new:
        table.add_row(
            Text(_("new"), style="green"), Text(shown(person.name.full)), Text(_described(person))
        )
    for changed in found.changed:
        words = Text("\n").join(Text(shown(_words(each))) for each in changed.differences)
        name = Text(shown(changed.person.name.full))
        table.add_row(Text(_("changed"), style="yellow"), name, words)
    for person in found.gone:
        table.add_row(
            Text(_("gone"), style="red"), Text(shown(person.name.full)), Text(_described(person))
        )
    counts = (
        ngettext("{n} new", "{n} new", len(found.new)).format(n=len(found.new)),
        ngettext("{n} changed", "{n} changed", len(found.changed)).format(n=len(found.changed)),
        ngettext("{n} gone", "{n} gone", len(found.gone)).format(n=len(found.gone)),
    )
    return Group(table, Text(f"{', '.join(counts)}, {since}."))


def to_document(one: ChangesSinceSend) -> Document:
    """`invite people --changes --json`."""
    return changes_document(one.changes, one.at, one.language)


def changes_document(found: Changes, at: datetime | None, language: Language) -> Document:
    """Who is new, changed and gone since then. language: the event's."""
    return {
        "since": at.isoformat(timespec="seconds") if at else None,
        "new": [document.person(one, language) for one in found.new],
        "changed": [
            {
                **document.person(one.person, language),
                "changes": [
                    {
                        "what": difference.what,
                        "before": list(difference.before),
                        "now": list(difference.now),
                    }
                    for difference in one.differences
                ],
            }
            for one in found.changed
        ],
        "gone": [document.person(one, language) for one in found.gone],
    }


def _described(person: Person) -> str:
    address = person.address.written if person.address else _("no address")
    return shown(", ".join((address, *part(person))))


def _words(difference: Difference) -> str:
    words: dict[Aspect, str] = {
        "name": _("name: {before} → {now}"),
        "email": _("address: {before} → {now}"),
        "emails": _("addresses: {before} → {now}"),
        "roles": _("roles: gone {before}; new {now}"),
        "language": _("language: {before} → {now}"),
        "unwanted": _("not to be invited") if difference.now else _("to be invited again"),
        "one": _("is the same person as {before}"),
    }
    before, now = (", ".join(side) or "–" for side in (difference.before, difference.now))
    return words[difference.what].format(before=before, now=now)
