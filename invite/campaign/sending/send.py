"""`invite send`: everyone who is to be written to now, one letter each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from msgspec import Struct

from invite.campaign.delivery.drafts.refresh import before_sending
from invite.campaign.delivery.drafts.take_back import lying
from invite.campaign.delivery.login import ask_for_missing
from invite.campaign.delivery.preflight import preflight
from invite.campaign.delivery.spool import Spool
from invite.campaign.filters import Choose
from invite.campaign.gathering.gather import gather_for_letters
from invite.campaign.gathering.unnamed_files import unnamed
from invite.campaign.project import Project
from invite.campaign.registrations.replies import stale
from invite.campaign.sending.approval import SinceLook, frames, since
from invite.campaign.sending.lateness import haste, lateness, reminds
from invite.campaign.sending.plan import Selection
from invite.campaign.sending.ready import RunResult, RunWatch, get_ready, watched
from invite.campaign.sending.results import exit_code, results
from invite.campaign.status.eligibility import Waves
from invite.campaign.status.outdated import Outdated, called_off, outdated
from invite.errors import InviteError, LedgerUnusable, Problem
from invite.ledger.letters.facts import BY_HAND
from invite.mailing import Mailing
from invite.mailing.audience import Word, words
from invite.plan import Because, Plan, Send
from invite.summary import Line


class PreparedSend(Struct, frozen=True, kw_only=True):
    """Letters that are composed and checked, with what had better be known before the yes.

    mailing: its name; first: it is the default one. letters: how many are to go. since: what has
    changed since the last look at them; None where there was none. me: where samples go to.

    late: why they come too late or too soon, or "". drafts: of how many a draft lies where it was
    put; by mail: whether the letters go by mail all the same. unsent: how many would be written
    to, had they not an earlier letter that lies as a draft. warnings: of the settings. outdated:
    who holds old details of the event, where these letters do not tell them. stale: how many days
    old what is known of answers is, where that matters; 0 for nothing known. nobody: rows that
    name nobody. unnamed: spreadsheets of the folder that are in no source; ignore: what the
    settings leave out on purpose.
    """

    mailing: str
    first: bool
    courier: str
    me: str
    plan: Plan
    letters: int
    since: SinceLook | None
    late: str
    drafts: int
    by_mail: bool
    unsent: int
    warnings: Sequence[Problem]
    outdated: Outdated | None
    stale: int | None
    nobody: int
    unnamed: tuple[str, ...]
    ignore: tuple[str, ...]


class Sending(Struct, frozen=True, kw_only=True):
    """What a send has done. lines: everyone in the plan. dry_run: nothing was to go. agreed: the
    coordinator said yes, or was not asked. stopped: what ended the run before its end.
    """

    prepared: PreparedSend
    lines: tuple[Line, ...]
    dry_run: bool = False
    agreed: bool = True
    stopped: InviteError | None = None
    left: bool = False

    @property
    def exit_code(self) -> int:
        """The code of the design's table; what stopped the run has its own."""
        return exit_code(self.lines, left=self.left) if self.agreed else 0


class SendDesk(Protocol):
    """Whoever sits there while letters are sent."""

    def say(self, remark: str) -> None:
        """Hears what is worth knowing of all letters."""

    @property
    def line(self) -> Callable[[str], None] | None:
        """Shows a line to whoever may sign in again; None where nobody sits there."""

    @property
    def password(self) -> Callable[[str], str] | None:
        """Asks for the password of an account, given in words; None where nobody sits there."""

    def show(self, prepared: PreparedSend) -> None:
        """Sees what would go, before anything is asked."""

    def sent_by_hand(self, drafts: int) -> bool:
        """Says whether so many drafts were sent by hand. False where nobody is there, or all was
        said beforehand.
        """

    def agree(self, prepared: PreparedSend) -> bool:
        """Says whether the letters are to go. Raises WrongUsage where nobody is there."""

    def watching(self, project: Project, letters: int) -> AbstractContextManager[RunWatch]:
        """Watches the run."""


def send(project: Project, what: Selection, *, choose: Choose, desk: SendDesk) -> Sending:
    """Compose and check all letters, and send them if the coordinator agrees. Run again, it goes on
    with those who are left.

    Raises MustMend if any letter cannot be written, and as `preflight` does; what stops the run
    stands in the result.
    """
    if not what.dry_run:
        preflight(project)
        before_sending(project, desk.say, desk.line)
    gathered = gather_for_letters(project)
    wave, plan = what.plan(project, gathered, choose)
    if not what.dry_run and _sent_by_hand(project, plan, desk):
        wave, plan = what.plan(project, gathered, choose)
    with Spool() as spool:
        notes: list[str] = []
        ready = get_ready(project, wave, plan.sends, spool, remark=notes.append)
        going = (step.person for step in plan.sends)
        changed = since(project, gathered, wave, going, frames(project, ready.drafts))
        prepared = _prepared(project, wave, plan, changed, gathered.nobody)
        if ready.sends and not what.dry_run:
            ask_for_missing(project, desk.password)
        desk.show(prepared)
        for note in notes:  # what may stop it all, that it comes too late, was shown first
            desk.say(note)
        agreed = what.dry_run or not ready.sends or desk.agree(prepared)
        ran = RunResult({})
        if ready.sends and agreed and not what.dry_run:
            ran = watched(project, wave, ready, desk.watching)
            if ran.carried and not isinstance(ran.stopped, LedgerUnusable):
                project.ledger.persons.remember_send()
    return Sending(
        prepared=prepared,
        lines=results(project, plan, ran.carried),
        dry_run=what.dry_run,
        agreed=agreed,
        stopped=ran.stopped,
        left=ran.left,
    )


def _sent_by_hand(project: Project, plan: Plan, desk: SendDesk) -> bool:
    """Before letters go by mail whose drafts lie somewhere, it is asked whether those were sent;
    whether they were.
    """
    drafts = lying(project, plan.sends) if project.reaches else ()
    if not drafts or not desk.sent_by_hand(len(drafts)):
        return False
    project.ledger.drafts.went(drafts, by=BY_HAND)
    project.ledger.log(f"send: {len(drafts)} drafts were sent by hand")
    return True


def _prepared(
    project: Project, wave: Mailing, plan: Plan, changed: SinceLook | None, nobody: int
) -> PreparedSend:
    settings, sends = project.settings, plan.sends
    return PreparedSend(
        mailing=wave.name,
        first=wave.name == settings.mailings[0].name,
        courier=settings.delivery.courier,
        me=project.me,
        plan=plan,
        letters=len(sends),
        since=changed,
        late=(late(project, wave) or _too_soon(project, wave, sends)) if sends else "",
        drafts=len(lying(project, sends)),
        by_mail=project.reaches,
        unsent=unsent(project, wave, plan),
        warnings=project.first_said(),
        outdated=outdated(project, wave),
        stale=stale(project, wave) if sends else None,
        nobody=nobody,
        unnamed=unnamed(project),
        ignore=settings.ignore,
    )


def _too_soon(project: Project, wave: Mailing, sends: Sequence[Send]) -> str:
    """Why a mailing's letters come too soon, in words; "" where they do not."""
    first, today = project.settings.mailings[0], project.now().date()
    if not reminds(wave, first):
        return ""
    invited = project.ledger.letters.standings(first.name)
    theirs = (invited.get(step.person.id) for step in sends)
    fresh = sum(
        one is not None and one.at is not None and project.local(one.at).date() == today
        for one in theirs
    )
    return haste(wave, first, fresh)


def late(project: Project, wave: Mailing) -> str:
    """Why the letters of a mailing come too late, in words; "" where they do not."""
    first, off = project.settings.mailings[0], called_off(project)
    return lateness(wave, first, project.settings.event, project.now(), off)


def unsent(project: Project, wave: Mailing, plan: Plan) -> int:
    """How many people this mailing passes over since an earlier letter lies as a draft for them."""
    waiting = {Because.UNINVITED, Because.INVITATION_FIRST}
    if Word.REACHED in words(wave.audience):
        waiting.add(Because.AUDIENCE)
    lies = Waves(project).lying_earlier(wave)
    return sum(skip.because in waiting and skip.person.id in lies for skip in plan.skips)
