"""Everything done in this project, by whom and when, and what became of each letter: for the screen
and for scripts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from invite.campaign.status.history import History
from invite.ledger.audit_log import LetterEntry
from invite.lifecycle import Fact
from invite.report.base.phrases import fact_words, moment
from invite.report.base.picture import Document, Picture, columns, words
from invite.safe_text import shown
from invite.words import N_, _

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


SENTENCES = (
    N_("add: {n}"),
    N_("ask-it: {road}"),
    N_("bounces: {fact} of {person} taken over"),
    N_("correct: {person} ({n})"),
    N_("erase: {person}"),
    N_("export: {person}"),
    N_("ledger accept: first use on this computer"),
    N_("ledger accept: {n} letters"),
    N_("ledger backup"),
    N_("ledger restore: {lost} unclear, {held} held"),
    N_("login"),
    N_("logout"),
    N_("mailbox: {sent} sent, {not_sent} not sent"),
    N_("mark {what}: {whom}"),
    N_("preview {mailing}: {n} letters"),
    N_("purge"),
    N_("registrations: answers withdrawn"),
    N_("registrations: {n} lines are ignored"),
    N_("registrations: {n} lines are {person}"),
    N_("registrations: {n} lines"),
    N_("report: {files}"),
    N_("resend {mailing}: {person} to another address"),
    N_("resend {mailing}: {person}"),
    N_("review: answer {n} withdrawn"),
    N_("review: the rows of {person} are two people's"),
    N_("review: {person} and {other} are one"),
    N_("review: {person} and {other} are two"),
    N_("review: {person} corrected"),
    N_("review: {person} as-it-stands"),
    N_("review: {person} leave-out"),
    N_("send {mailing}: {n} of {all} letters"),
    N_("settle {mailing}: {person} not sent"),
    N_("settle {mailing}: {person} sent"),
    N_("stop undone: an address"),
    N_("stop undone: an erased address"),
    N_("stop undone: {person}"),
    N_("stop: addresses on no sheet: {n}"),
    N_("stop: {person}"),
    N_("test of {mailing}: {n} samples"),
    N_("undo: {n}"),
)
_PATTERNS = tuple(
    (re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(one))), one) for one in SENTENCES
)
# What a mark says, which is a word of the screen.
_MARKS = (N_("registered"), N_("declined"), N_("attended"), N_("none"))


def log_words(what: str) -> str:
    """The line; as it is where it is none of these sentences (it may be of another version)."""
    for pattern, sentence in _PATTERNS:
        if found := pattern.fullmatch(what):
            parts = {
                key: _(part) if part in _MARKS else part for key, part in found.groupdict().items()
            }
            return _(sentence).format(**parts)
    return what
