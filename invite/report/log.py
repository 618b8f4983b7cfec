"""Everything done in this project, by whom and when: for the screen and for scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from invite.ledger.journal import Noted
from invite.report import document
from invite.report.phrases import moment, shown
from invite.words import _

Local = Callable[[datetime], datetime]
_WORD = re.compile(r"\w+")


def screen(noted: Sequence[Noted], names: Mapping[str, str], local: Local) -> RenderableType:
    """The log for the terminal. names: of people by id, who are named beside their ids; whoever was erased has none."""
    if not noted:
        return Text(_("Nothing has been done yet."))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(justify="right", no_wrap=True)
    for one in noted:
        table.add_row(moment(local(one.at)), Text(shown(one.who), style="dim"), Text(_named(one.what, names)))
    return table


def to_document(noted: Sequence[Noted], local: Local) -> document.Document:
    """`invite log --json`: people stand in it by their ids."""
    return {
        "log": [
            {"number": one.number, "at": local(one.at).isoformat(timespec="seconds"), "who": one.who, "what": one.what}
            for one in noted
        ]
    }


def _named(what: str, names: Mapping[str, str]) -> str:
    return shown(_WORD.sub(lambda word: f"{names[word[0]]} ({word[0]})" if word[0] in names else word[0], what))
