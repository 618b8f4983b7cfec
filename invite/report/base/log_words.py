"""The lines of the log in the user's language.

The ledger keeps them in English, whoever wrote them and whoever reads them: they are told apart by
the sentences here, which are those that the steps of `campaign` write.
"""

from __future__ import annotations

import re

from invite.words import N_, _

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
