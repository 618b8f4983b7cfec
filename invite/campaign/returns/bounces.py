"""`invite bounces`: mails read from files or from the mailbox, what is wanted taken over, and where
returned mail stands then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from invite.campaign.project import Project
from invite.campaign.returns.mail_files import mails_in
from invite.campaign.returns.mailbox import Progress, Show, is_known, read_mailbox, where
from invite.campaign.returns.outcomes import KEPT, Returns, stand
from invite.campaign.returns.read_returns import Reader
from invite.errors import WrongUsage
from invite.ledger.letters.facts import BY_HAND
from invite.ledger.letters.reports import OfAddress, Report, Said, WriteResult
from invite.ledger.letters.returned_mail import ReturnedMail, Why
from invite.lifecycle import Fact
from invite.mailing.reply import Reply
from invite.returned.addresses import key
from invite.returned.model import AnswerKind
from invite.words import _


def bounces(
    project: Project,
    files: Sequence[str] = (),
    *,
    taking: Sequence[int] = (),
    move: str | None = None,
    progress: Progress = lambda _n, _all: None,
    show: Show | None = None,
) -> Returns:
    """Read mails and say where returned mail stands. files: in place of the mailbox. taking:
    numbers of mails to take over, after which the mailbox is not read. move: a folder of the
    mailbox for what has found its letter. progress, show: as for `read_mailbox`.

    Raises MustMend and WrongUsage as `mails_in`, `read_mailbox` and `take` do.
    """
    if move and (files or taking):
        raise WrongUsage(
            _("--move moves messages in the mailbox, so no others are read."),
            hint=_("Run: invite bounces --move FOLDER"),
        )
    outcomes = tuple(Reader(project).read(mails_in(files))) if files else ()
    if files or taking:
        taken = take(project, taking)
        return stand(project, outcomes, taken=taken)
    if not is_known(project) and not move and (now := stand(project)).waiting:
        return now
    outcomes, moved = read_mailbox(project, move=move, progress=progress, show=show)
    return stand(project, outcomes, mailbox=where(project), moved=moved)


_REPLIES = {AnswerKind.ACCEPTED: Reply.REGISTERED, AnswerKind.DECLINED: Reply.DECLINED}


def take(project: Project, numbers: Iterable[int]) -> tuple[ReturnedMail, ...]:
    """Take over what these mails say: all are looked up before any is taken. Raises WrongUsage for
    one that is not there, or that says nothing which could be taken over.
    """
    waiting = {
        one.number: one for one in project.ledger.returned_mail.waiting(project.now() - KEPT)
    }
    chosen = [_chosen(waiting, number) for number in dict.fromkeys(numbers)]
    for one in chosen:
        if one.why is Why.QUESTION:
            _take_report(project, one)
        elif one.person is not None:
            project.ledger.marks.put([one.person], _REPLIES[AnswerKind(one.answer)])
        project.ledger.returned_mail.done(one.number)
        project.ledger.log(f"bounces: {one.fact or one.answer} of {one.person} taken over")
    return tuple(chosen)


def _chosen(waiting: dict[int, ReturnedMail], number: int) -> ReturnedMail:
    one = waiting.get(number)
    if one is None:
        taken = ", ".join(str(n) for n, mail in waiting.items() if mail.why in _TAKEN)
        raise WrongUsage(
            _("No message with the number {n} is waiting.").format(n=number),
            hint=_("There is: {numbers}. To list them: invite bounces").format(
                numbers=taken or "–"
            ),
        )
    if one.why not in _TAKEN:
        who = one.person or _("WHO")
        raise WrongUsage(
            _("Message {n} says nothing certain that could be accepted.").format(n=number),
            hint=_(
                "Read it, and decide yourself: invite mark {who} declined, invite"
                " stop {who}, invite resend {who} --to ADDRESS"
            ).format(who=who),
        )
    return one


_TAKEN = (Why.QUESTION, Why.ANSWER)


def _take_report(project: Project, one: ReturnedMail) -> None:
    """Yes, it has not arrived. An address is dead only where the letter went there."""
    if one.letter is None or one.person is None:
        return
    said = Said(letter=one.letter, attempt=one.attempt, fact=Fact(one.fact), words=one.words)
    went = {
        key(trace.last.to)
        for trace in project.ledger.reports.traces()
        if trace.letter == one.letter
    }
    about = key(one.address)
    told = (OfAddress(person=one.person, key=about, cause=one.cause),) if about in went else ()
    (result,) = project.ledger.reports.write([Report(said, told)], by=BY_HAND)
    if result in (WriteResult.OVERTAKEN, WriteResult.UNFIT):
        raise WrongUsage(
            _("Something has happened to this letter in the meantime, and nothing was accepted."),
            hint=_("To see the whole story: invite who {id}").format(id=one.person),
        )
