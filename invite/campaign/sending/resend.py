"""`invite resend`: people's letters once more, because they say that nothing came.

What the coordinator should know first is said, and never stands in the way of a deliberate word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from invite.campaign.delivery.drafts.refresh import before_sending
from invite.campaign.delivery.spool import Spool
from invite.campaign.filters import Choose, everyone, one, refuse_torn
from invite.campaign.gathering.erased import typed_address
from invite.campaign.gathering.gather import gather
from invite.campaign.project import Project, Say
from invite.campaign.returns.offers import Offer, offers
from invite.campaign.sending.doubts import doubts
from invite.campaign.sending.plan import again
from invite.campaign.sending.ready import Ready, RunResult, Watching, get_ready, watched
from invite.campaign.sending.results import exit_code, results
from invite.campaign.sending.send import late
from invite.errors import InviteError, MustMend, WrongUsage
from invite.lifecycle import State
from invite.mailing import Mailing
from invite.people.known import Correction
from invite.people.model import Address, Person, PersonId
from invite.plan import Plan, Send
from invite.records import replace
from invite.summary import Line
from invite.words import _


class BeforeResend(Struct, frozen=True, kw_only=True):
    """What speaks against letters that are asked for. doubts: of whom, in words. unwanted: the
    names of those whom a sheet or the coordinator said not to invite. late: the letter itself comes
    too late. news: a letter has gone to some of them since the last question; who, and in words.
    offers: to whom the letter came back, and the other address that it would go to.
    """

    doubts: tuple[tuple[Person, str], ...]
    unwanted: tuple[str, ...]
    late: bool
    news: tuple[tuple[Person, str], ...] = ()
    offers: tuple[Offer, ...] = ()


class Resending(Struct, frozen=True, kw_only=True):
    """What a resend has done. option: what names the mailing in a command. lines: one for each
    person. late: why the letter comes too late, or "". doubts: what spoke against each. offers: of
    `bounced`, everybody whose letter came back. The rest: as for `Sending`.
    """

    mailing: str
    option: str
    courier: str
    late: str
    doubts: tuple[tuple[Person, str], ...]
    lines: tuple[Line, ...]
    agreed: bool
    bounced: bool = False
    offers: tuple[Offer, ...] = ()
    stopped: InviteError | None = None
    left: bool = False

    @property
    def exit_code(self) -> int:
        """The code of the design's table; what stopped the run has its own."""
        return exit_code(self.lines, left=self.left) if self.agreed else 0


Agree = Callable[[BeforeResend], bool]


def resend(
    project: Project,
    who: Sequence[str],
    *,
    mailing: str | None,
    to: str | None = None,
    bounced: bool = False,
    because: str = "",
    preface: str = "",
    choose: Choose,
    warn: Say,
    agree: Agree,
    watching: Watching,
    line: Say | None = None,
) -> Resending:
    """Send these people's letter again. to: another address, which is the one person's from now on.
    bounced: only to those whose letter came back, each at another address of theirs; who may be
    nobody then, for all of them. because: why, kept with the letter; preface: words before it.

    warn: hears why the letter comes too late. agree: is asked before letters go, with what speaks
    against them. line: shows a line to whoever may sign in again. Raises WrongUsage and MustMend
    for people who cannot be written to.
    """
    wave = project.mailing(mailing)
    before_sending(project, warn, line)
    gathered = gather(project)
    everybody = _everybody(project, gathered.roster.people)
    refuse_torn(everybody, who)
    meant = (one(everybody, name, choose) for name in who)
    people = tuple({person.id: person for person in meant}.values())
    _check(who, people, to=to, bounced=bounced)
    came_back: tuple[Offer, ...] = ()
    if bounced:
        came_back = offers(project, wave, people or everybody, gathered.held)
        people = tuple(offer.person for offer in came_back if offer.to)
    others = {offer.person.id: offer.to for offer in came_back}
    if too_late := late(project, wave):
        warn(too_late)

    def step(person: Person) -> Send:
        address = others.get(person.id) or _address(project, wave, person, to)
        return _step(project, wave, person, address, because=because, preface=preface)

    def against(steps: Sequence[Send]) -> tuple[tuple[Person, str], ...]:
        return doubts(project, wave, steps, everybody, gathered.held)

    with Spool() as spool:
        before = BeforeResend(
            doubts=(),
            unwanted=tuple(person.name.full for person in people if person.unwanted),
            late=bool(too_late),
            offers=tuple(offer for offer in came_back if offer.to),
        )
        decided = _decided(project, wave, people, spool, step, against, agree, before)
        ran = RunResult({})
        if decided.agreed:
            _write_down(project, wave.name, decided.steps, corrected=to is not None)
            ran = watched(project, wave, decided.ready, watching)
    return Resending(
        mailing=wave.name,
        option=project.option(wave),
        courier=project.settings.delivery.courier,
        late=too_late,
        doubts=decided.doubts,
        lines=results(project, Plan(decided.steps), ran.carried),
        agreed=decided.agreed,
        bounced=bounced,
        offers=came_back,
        stopped=ran.stopped,
        left=ran.left and decided.agreed,
    )


class _Decided(Struct, frozen=True):
    steps: tuple[Send, ...]
    ready: Ready
    doubts: tuple[tuple[Person, str], ...]
    agreed: bool


def _decided(
    project: Project,
    wave: Mailing,
    people: Sequence[Person],
    spool: Spool,
    step: Callable[[Person], Send],
    against: Callable[[Sequence[Send]], tuple[tuple[Person, str], ...]],
    agree: Agree,
    known: BeforeResend,
) -> _Decided:
    """The letters, what speaks against them, and whether they are to go. A yes means what was so
    when it was asked for: where another run has done something to these letters meanwhile, all is
    looked at again, and asked again if it has written to them.
    """
    news: tuple[tuple[Person, str], ...] = ()
    while True:
        before = so_far(project, wave, people)
        steps = tuple(step(person) for person in people)
        # Composed before the address is kept: a letter that cannot be written changes nothing.
        ready = get_ready(project, wave, steps, spool)
        found = (*news, *against(steps))
        agreed = bool(people) and agree(replace(known, doubts=found, news=news))
        if not agreed or (now := so_far(project, wave, people)) == before:
            return _Decided(steps, ready, found, agreed)
        gone = written_to(before, now)
        words = _("A letter was sent to them in the meantime.")
        news = tuple((person, words) for person in people if person.id in gone)


def _check(who: Sequence[str], people: Sequence[Person], *, to: str | None, bounced: bool) -> None:
    """Raises WrongUsage for words that do not go together."""
    if to is not None and len(people) > 1:
        raise WrongUsage(
            _("--to gives one person's address, but {n} people are named.").format(n=len(people))
        )
    if not who and not bounced:
        raise WrongUsage(_("Say who."), hint="invite resend WHO")
    if to is not None and bounced:
        raise WrongUsage(
            _("--bounced uses another known address, and --to a new one."),
            hint=_("Leave one of them out."),
        )


def _address(project: Project, wave: Mailing, person: Person, to: str | None) -> Address:
    address = typed_address(project, to) if to is not None else person.address
    if address is None:
        raise MustMend(
            _("{name} has no address.").format(name=person.name.full),
            hint=_("Give one: {command} --to ADDRESS").format(
                command=f"invite resend {person.id}{project.option(wave)}"
            ),
        )
    return address


def _step(
    project: Project, wave: Mailing, person: Person, address: Address, *, because: str, preface: str
) -> Send:
    """One person's letter; a new address comes before those that they had."""
    if address not in person.addresses[:1]:
        others = tuple(other for other in person.addresses if other.key != address.key)
        person = replace(person, addresses=(address, *others))
    return again(project, wave, person, address, because=because, preface=preface)


def _write_down(project: Project, mailing: str, steps: Sequence[Send], *, corrected: bool) -> None:
    """The corrected address is theirs from now on; and the log tells of each resend."""
    for step in steps:
        if corrected:
            project.ledger.hand.correct(Correction(person=step.person.id, address=step.to))
        project.ledger.log(
            f"resend {mailing}: {step.person.id}{' to another address' if corrected else ''}"
        )


def _everybody(project: Project, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Those on the sheets, and those who are on none any more but are remembered."""
    there = {person.id for person in people}
    return (*people, *(person for person in everyone(project) if person.id not in there))


def so_far(
    project: Project, wave: Mailing, people: Iterable[Person]
) -> Mapping[PersonId, Mapping[str, State]]:
    """Where each letter of the mailing to these people stands, by the ledger's id: what a resend is
    decided on.
    """
    return {
        person.id: {
            one.id: one.state
            for one in project.ledger.letters.letters_of(person.id)
            if one.mailing == wave.name
        }
        for person in people
    }


def written_to(
    before: Mapping[PersonId, Mapping[str, State]], now: Mapping[PersonId, Mapping[str, State]]
) -> frozenset[PersonId]:
    """Those to whom a letter has gone between these two, or may have."""
    gone = (State.SENT, State.UNCLEAR)
    return frozenset(
        id_
        for id_, letters in now.items()
        if any(
            state in gone and before[id_].get(letter) is not state
            for letter, state in letters.items()
        )
    )
