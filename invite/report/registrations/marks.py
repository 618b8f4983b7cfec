"""Marks made by hand: for the screen and for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from invite.campaign.registrations.marks import Marking
from invite.mailing.reply import Heard
from invite.people.model import PersonId
from invite.report.base.phrases import moment, reply_words
from invite.report.base.picture import Document
from invite.report.base.tables import table_of
from invite.safe_text import named, shown
from invite.words import _, ngettext


def screen(done: Marking) -> RenderableType:
    """What was marked, or all marks where nobody was named."""
    if done.people is None:
        return _marks(done, done.marks)
    n = len(done.people)
    if done.taken:
        words = ngettext(
            "The mark of {n} person was removed.", "The marks of {n} people were removed.", n
        )
    else:
        words = ngettext("{n} person marked.", "{n} people marked.", n)
    parts: list[RenderableType] = [Text(words.format(n=n))]
    chosen = {id_: heard for id_, heard in done.marks.items() if id_ in done.people}
    if chosen:
        parts.append(_marks(done, chosen))
    elif n:
        parts.append(Text("  " + named([done.names.get(id_, id_) for id_ in done.people])))
    if done.left:
        parts.append(_not_found(done.left))
    return Group(*parts)


def _marks(done: Marking, marks: Mapping[PersonId, Heard]) -> RenderableType:
    if not marks:
        return Text(_("Nothing was marked by hand."))
    table = table_of(_("Name"), _("Marked"), _("When"))
    for id_, heard in marks.items():
        name = Text(shown(done.names.get(id_, id_)))
        table.add_row(name, reply_words(heard), moment(done.local(heard.as_of)))
    return table


def to_document(done: Marking) -> Document:
    """`invite mark --json`. left: lines of a sheet that were found to be nobody's."""
    return {
        "marks": [
            {
                "person": id_,
                "name": done.names.get(id_),
                "reply": heard.reply.value,
                "at": done.local(heard.as_of).isoformat(timespec="seconds"),
            }
            for id_, heard in done.marks.items()
        ],
        "left": list(done.left),
    }


def _not_found(left: Iterable[str]) -> RenderableType:
    """Lines of a sheet of attendance that are of nobody, or not surely."""
    names = ", ".join(shown(one) for one in left)
    return Text(
        _("Not marked, because it is not clear who they are: {names}").format(names=names),
        style="yellow",
    )
