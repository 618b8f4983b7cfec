"""Marks made by hand: for the screen and for scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from invite.mailing.reply import Heard
from invite.people.model import Person, PersonId
from invite.report.base import document
from invite.report.base.phrases import moment
from invite.report.registrations.export import reply_words
from invite.safe_text import shown
from invite.words import _

Local = Callable[[datetime], datetime]


def screen(
    made: Mapping[PersonId, Heard], people: Mapping[PersonId, Person], local: Local
) -> RenderableType:
    """All marks made by hand."""
    if not made:
        return Text(_("Nothing was marked by hand."))
    table = _table(_("Name"), _("Marked"), _("When"))
    for id_, heard in made.items():
        name = people[id_].name.full if id_ in people else id_
        table.add_row(Text(shown(name)), reply_words(heard), moment(local(heard.as_of)))
    return table


def to_document(
    made: Mapping[PersonId, Heard],
    people: Mapping[PersonId, Person],
    left: Sequence[str],
    local: Local,
) -> document.Document:
    """`invite mark --json`. left: lines of a sheet that were found to be nobody's."""
    return {
        "marks": [
            {
                "person": id_,
                "name": people[id_].name.full if id_ in people else None,
                "reply": heard.reply.value,
                "at": local(heard.as_of).isoformat(timespec="seconds"),
            }
            for id_, heard in made.items()
        ],
        "left": list(left),
    }


def not_found(left: Iterable[str]) -> RenderableType:
    """Lines of a sheet of attendance that are of nobody, or not surely."""
    names = ", ".join(shown(one) for one in left)
    return Text(
        _("Not marked, since it is not clear who they are: {names}").format(names=names),
        style="yellow",
    )


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
