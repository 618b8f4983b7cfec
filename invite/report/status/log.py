"""Everything done in this project, by whom and when, and what became of each letter: for the screen
and for scripts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from invite.campaign.status.history import History
from invite.ledger.audit_log import LetterEntry
from invite.lifecycle import Fact
from invite.report.base.log_words import log_words
from invite.report.base.phrases import fact_words, moment
from invite.report.base.picture import Document, Picture, columns, words
from invite.safe_text import shown
from invite.words import _

_WORD = re.compile(r"\w+")


def screen(found: History) -> Picture:
    """The log for the terminal, in the order of time; people are named next to their ids."""
    noted, went, names, local = found.noted, found.went, found.names, found.local
    lines = [(one.at, one.who, log_words(one.what)) for one in noted] + [
        (one.at, one.courier, _became(one)) for one in went
    ]
    if not lines:
        return Picture((words(_("Nothing has been done yet.")),))
    lines.sort(key=lambda line: line[0])
    rows = [
        (words(moment(local(at))), words(shown(who), "dim"), words(_named(what, names)))
        for at, who, what in lines
    ]
    return Picture(tuple(columns(rows, right=frozenset({0}))))


def to_document(found: History) -> Document:
    """`invite log --json`: people stand in it by their ids."""
    local = found.local
    return {
        "log": [
            {
                "number": one.number,
                "at": local(one.at).isoformat(timespec="seconds"),
                "who": one.who,
                "what": one.what,
            }
            for one in found.noted
        ],
        "letters": [
            {
                "at": local(one.at).isoformat(timespec="seconds"),
                "person": one.person,
                "mailing": one.mailing,
                "number": one.number,
                "fact": one.fact.value,
                "code": one.code,
                "courier": one.courier,
            }
            for one in found.went
        ],
    }


def _became(one: LetterEntry) -> str:
    letter = one.mailing if one.number == 1 else f"{one.mailing} {one.number}"
    words_ = (
        _("begun, and nothing more is known")
        if one.fact is Fact.STARTED
        else fact_words(one.fact, one.courier)
    )
    return f"{letter} {one.person}: {words_} {one.code}".rstrip()


def _named(what: str, names: Mapping[str, str]) -> str:
    return shown(
        _WORD.sub(
            lambda word: f"{names[word[0]]} ({word[0]})" if word[0] in names else word[0], what
        )
    )
