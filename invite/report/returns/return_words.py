"""The words for what a mail says: of a letter, of an address, of what somebody answered."""

from __future__ import annotations

from collections.abc import Mapping

from invite.lifecycle import Fact
from invite.returned.model import AnswerKind, Cause, LetterVerdict, RecipientReport
from invite.safe_text import shown
from invite.words import _


def cause_words(cause: str) -> str:
    """Why nothing arrives at an address, in the five plain words; "" where nothing is known.

    cause: as `returned.model.Cause` calls it.
    """
    if cause not in set(Cause):
        return ""
    return RecipientReport(address="", letter=LetterVerdict.FAILED, cause=Cause(cause)).in_words


def answer_words(answer: str) -> str:
    """What somebody answered. answer: as `returned.model.AnswerKind` calls it."""
    words: Mapping[str, str] = {
        AnswerKind.ACCEPTED: _("comes"),
        AnswerKind.TENTATIVE: _("may come"),
        AnswerKind.DECLINED: _("does not come"),
        AnswerKind.REMOVE_ME: _("asks to be removed"),
        AnswerKind.WRONG_PERSON: _("says that they are the wrong person"),
    }
    return words.get(answer, answer)


def of_address(address: str, cause: str, reply: str) -> str:
    """An address, what is the matter with it in plain words, and the server's own."""
    plain = cause_words(cause)
    said = ": ".join(part for part in (plain, shown(reply)) if part)
    return f"{shown(address) or '–'}  {said}".rstrip()


def fact_of(fact: str) -> str:
    """What a mail that waits would say of a letter."""
    words: Mapping[str, str] = {
        Fact.BOUNCED: _("came back"),
        Fact.DELAYED: _("not delivered yet"),
        Fact.DELIVERED: _("delivered"),
    }
    return words.get(fact, "")
