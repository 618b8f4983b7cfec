"""`invite send --test`: samples to the coordinator and the director, which leave nothing on the
people's own letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from invite.campaign.delivery.carriers import couriers_for, outbox, parcel
from invite.campaign.delivery.loop.to_server import carry_few
from invite.campaign.delivery.notices import Carried
from invite.campaign.delivery.spool import Draft, Spool
from invite.campaign.filters import Choose
from invite.campaign.gathering.gather import gather
from invite.campaign.project import Project
from invite.campaign.sending.approval import frames, looked
from invite.campaign.sending.compose import drafts
from invite.campaign.sending.plan import Selection
from invite.campaign.sending.results import exit_code, results
from invite.delivery.model import Outcome
from invite.delivery.outbox import OutboxCourier
from invite.errors import MustMend, WrongUsage
from invite.language import Language
from invite.language.texts import texts
from invite.mailing import Mailing
from invite.people.fields.addresses import parse_address
from invite.people.model import Address, Person
from invite.plan import OUTSIDE, Because, Plan, Send, Skip
from invite.records import replace
from invite.summary import Line
from invite.words import _

SAMPLES = 5
ShowLine = Callable[[str], None] | None


class SampleSending(Struct, frozen=True, kw_only=True):
    """What became of the samples. lines: one for each; one person may have two of them. subjects:
    of each, with whom it is made for. to: the address that they went to.
    """

    mailing: str
    courier: str
    to: str
    lines: tuple[Line, ...]
    subjects: tuple[tuple[Person, str], ...]
    dry_run: bool
    stopped: None = None

    @property
    def exit_code(self) -> int:
        """The code of the design's table."""
        return exit_code(self.lines)


def send_samples(
    project: Project, address: str, what: Selection, *, choose: Choose, line: ShowLine = None
) -> SampleSending:
    """Send up to five letters that differ most to this address; in a dry run only say which. line:
    shows a line to whoever may sign in again; None where nobody sits there.

    Raises WrongUsage for what is no address, MustMend where nobody is there to make a sample of, or
    a letter cannot be written.
    """
    gathered = gather(project)
    wave, plan = what.plan(project, gathered, choose)
    chosen = _chosen(plan, _address(address), project.settings.event.language)
    with Spool() as spool:
        composed = drafts(project, wave, chosen, spool, test=True)
        subjects = tuple((draft.person, spool.letter(draft).subject) for draft in composed)
        carried = () if what.dry_run else _carry(project, wave, composed, spool, line)
        if carried:
            looked(project, gathered, wave, "test", frames(project, composed))
    return SampleSending(
        mailing=wave.name,
        courier=project.settings.delivery.courier,
        to=chosen[0].to.written,
        lines=_lines(project, chosen, carried),
        subjects=subjects,
        dry_run=what.dry_run,
    )


def _address(text: str) -> Address:
    to = parse_address(text)
    if isinstance(to, str):
        raise WrongUsage(f"{text}: {to}")
    return to


def _chosen(plan: Plan, to: Address, language: Language) -> tuple[Send, ...]:
    chosen = tuple(replace(send, to=to) for send in samples(plan, language))
    if not chosen:
        raise MustMend(
            _("There is nobody to make a test letter for."),
            hint=_("To see who is on the sheets: invite people"),
        )
    return chosen


def _carry(
    project: Project, wave: Mailing, composed: Sequence[Draft], spool: Spool, line: ShowLine
) -> tuple[Carried, ...]:
    letters = [parcel(project, draft, spool.take(draft)) for draft in composed]
    outcomes: Iterable[Outcome]
    if project.settings.delivery.courier == "outbox":
        outcomes = map(OutboxCourier(outbox(project, f"{wave.name}-testi")).carry, letters)
    else:
        outcomes = carry_few(couriers_for(project, line)(), letters)
    carried: list[Carried] = []
    try:
        for draft, outcome in zip(composed, outcomes, strict=True):
            carried.append(Carried(draft.person.id, draft.message_id, outcome))
    finally:
        project.ledger.log(f"test of {wave.name}: {len(carried)} samples")
    return tuple(carried)


def _lines(
    project: Project, chosen: Sequence[Send], carried: Sequence[Carried]
) -> tuple[Line, ...]:
    found = dict(enumerate(carried))
    per_sample = (
        results(project, Plan((send,)), {send.person.id: found[n]} if n in found else {})
        for n, send in enumerate(chosen)
    )
    return tuple(line for lines in per_sample for line in lines)


def samples(plan: Plan, language: Language) -> tuple[Send, ...]:
    """Up to five letters that differ most: each language, one part and many, each kind of part, and
    one as a resend has it.

    language: the event's, which those get for whom no sheet names another.
    """
    # Those still to be written to are the likeliest to show what is about to go; after that anybody
    # will do.
    steps = [step for step in plan.steps if step.person.address and not _outside(step)]
    steps.sort(key=lambda step: isinstance(step, Skip))
    picked: list[Person] = []
    seen: set[object] = set()

    def worth(step: Send | Skip) -> tuple[bool, int]:
        # A language is another template: nothing else differs so much, however many other things
        # somebody's letter shows.
        new = _traits(step.person, language) - seen
        return ("language", step.person.language or language) in new, len(new)

    while steps and len(picked) < SAMPLES - 1:
        best = max(steps, key=worth)
        if not worth(best)[1]:
            break
        picked.append(best.person)
        seen |= _traits(best.person, language)
        steps.remove(best)
    # The resend's is somebody else's letter where there is anybody else.
    last = [*(step.person for step in steps), *picked][:1]
    first = (Send(person, person.address, 1) for person in picked if person.address)
    resent = (
        Send(who, who.address, 2, preface=texts(who.language or language).letters.preface)
        for who in last
        if who.address
    )
    return (*first, *resent)


def _outside(step: Send | Skip) -> bool:
    return isinstance(step, Skip) and step.because in {
        Because.FILTERED,
        Because.UNWANTED,
        Because.STOPPED,
        *OUTSIDE,
    }


def _traits(person: Person, language: Language) -> set[object]:
    kinds = {role.kind for role in person.roles}
    return {
        ("language", person.language or language),
        ("parts", min(len(person.roles), 3)),
        *(("kind", kind) for kind in kinds),
    }
