"""The mails that wait for the coordinator, each with its number and the command that helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from invite.campaign.returns.outcomes import Returns
from invite.ledger.letters.returned_mail import ReturnedMail, Why
from invite.report.base.phrases import moment
from invite.report.base.picture import Line, words
from invite.report.returns.return_words import answer_words, cause_words, fact_of
from invite.returned.model import AnswerKind, MailKind
from invite.safe_text import shown
from invite.words import _

MOST = 25
EMPTY: Line = ()


def lines(found: Returns) -> Iterator[Line]:
    """All that waits, what can be taken over first; what fits nothing last, the newest of it."""
    for why, title in (
        (Why.QUESTION, _("Probably not arrived")),
        (Why.ANSWER, _("Answered by e-mail")),
        (Why.WORDS, _("Written by people: nothing is done by itself")),
        (Why.UNMATCHED, _("No certain letter found")),
    ):
        mails = [one for one in found.waiting if one.why is why]
        if mails:
            yield words(f"{title}: {len(mails)}", "bold")
            yield from _named(found, mails)
            yield EMPTY


def _named(found: Returns, mails: Sequence[ReturnedMail]) -> Iterator[Line]:
    there = mails[-MOST:]
    for one in there:
        at = moment(one.at and found.local(one.at))
        yield words(f"  {one.number}  {_who(found, one)}  {_said(one)}  {at}".rstrip())
        for helps in _commands(one):
            yield words(f"      {helps}", "cyan")
    if (rest := len(mails) - len(there)) > 0:
        yield words("  " + _("… and {n} more: invite bounces --json lists them.").format(n=rest))


def _who(found: Returns, one: ReturnedMail) -> str:
    if one.person and one.person in found.people:
        return shown(found.people[one.person].name.full)
    return shown(one.address or one.sender) or one.source


def _said(one: ReturnedMail) -> str:
    """What it says, in our words and then in its own."""
    match one.why:
        case Why.QUESTION:
            ours = cause_words(one.cause) or fact_of(one.fact)
        case Why.ANSWER | Why.WORDS:
            complaint = one.kind == MailKind.COMPLAINT
            ours = _("marked it as spam") if complaint else answer_words(one.answer)
        case Why.UNMATCHED:
            ours = ": ".join(part for part in (fact_of(one.fact), cause_words(one.cause)) if part)
    theirs = shown(one.words or one.subject)[:120]
    return f"{ours}: “{theirs}”" if theirs and ours else ours or theirs


def _commands(one: ReturnedMail) -> tuple[str, ...]:
    """What can be done, to copy."""
    if one.why in (Why.QUESTION, Why.ANSWER):
        return (f"invite bounces --take {one.number}",)
    if one.person is None:
        return ()
    stops = one.answer == AnswerKind.REMOVE_ME or one.kind == MailKind.COMPLAINT
    if stops:
        return (f"invite stop {one.person}",)
    if one.answer == AnswerKind.DECLINED:
        return (f"invite mark {one.person} declined",)
    if one.answer == AnswerKind.ACCEPTED:
        return (f"invite mark {one.person} registered",)
    return (f"invite who {one.person}",)
