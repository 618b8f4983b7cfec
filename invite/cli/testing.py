"""`invite send --test`: samples to the coordinator and the director, which leave nothing on the people's own letters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from invite.cli import terminal
from invite.errors import MustMend, WrongUsage
from invite.words import _, ngettext

if TYPE_CHECKING:
    from invite.campaign.project import Project
    from invite.mailing import Mailing
    from invite.plan import Plan


def send_samples(project: Project, wave: Mailing, plan: Plan, address: str, *, json: bool) -> int:
    """Send up to five letters that differ most to `address`; returns the exit code."""
    from invite.campaign.compose import Spool, drafts
    from invite.campaign.dispatch import Carried, courier_for, parcel
    from invite.campaign.sending import results, samples
    from invite.people.clean import parse_address
    from invite.plan import Plan as Sampled
    from invite.report import document, screen

    to = parse_address(address)
    if isinstance(to, str):
        raise WrongUsage(_("{address} is no address: {problem}").format(address=address, problem=to))
    chosen = tuple(replace(send, to=to) for send in samples(plan))
    if not chosen:
        raise MustMend(_("There is nobody to make a sample of."), hint=_("invite people shows who is on the sheets."))
    with Spool() as spool:
        composed = drafts(project, wave, chosen, spool, test=True)
        courier = courier_for(project, f"{wave.name}-testi")
        carried = {}
        try:
            for draft in composed:
                outcome = courier.carry(parcel(project, draft, spool.take(draft)))
                carried[draft.person.id] = Carried(draft, outcome)
        finally:
            courier.close()
            project.ledger.log(f"test of {wave.name}: {len(carried)} samples")
    lines = results(project, Sampled(chosen), carried)
    if json:
        found = document.sending(wave.name, project.settings.delivery.courier, lines)
        terminal.show_document({**found, "test": to.written})
    else:
        words = ngettext("{n} sample to {address}:", "{n} samples to {address}:", len(lines))
        terminal.show(words.format(n=len(lines), address=to.written), screen.sending(lines, project.reaches))
    return 1 if any(line.state in ("failed", "waiting", "unclear") for line in lines) else 0
