"""`invite send --test`: samples to the coordinator and the director, which leave nothing on the
people's own letters.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from invite.cli import terminal
from invite.errors import MustMend, WrongUsage
from invite.words import _, ngettext

if TYPE_CHECKING:
    from invite.campaign.delivery.run import Carried
    from invite.campaign.delivery.spool import Draft, Spool
    from invite.campaign.gather import Gathered
    from invite.campaign.project import Project
    from invite.mailing import Mailing
    from invite.plan import Plan, Send
    from invite.summary import Line


def send_samples(
    project: Project,
    gathered: Gathered,
    wave: Mailing,
    plan: Plan,
    address: str,
    *,
    dry_run: bool,
    json: bool,
) -> int:
    """Send up to five letters that differ most to `address`; returns the exit code. dry_run: only
    say which.
    """
    from invite.campaign.delivery.spool import Spool
    from invite.campaign.sending.approval import frames, looked
    from invite.campaign.sending.compose import drafts
    from invite.campaign.sending.samples import samples
    from invite.people.extraction.extract import parse_address
    from invite.report.base import document

    to = parse_address(address)
    if isinstance(to, str):
        raise WrongUsage(
            _("{address} is no address: {problem}").format(address=address, problem=to)
        )
    chosen = tuple(replace(send, to=to) for send in samples(plan, project.settings.event.language))
    if not chosen:
        raise MustMend(
            _("There is nobody to make a sample of."),
            hint=_("invite people shows who is on the sheets."),
        )
    with Spool() as spool:
        composed = drafts(project, wave, chosen, spool, test=True)
        carried = [] if dry_run else _carry(project, wave, composed, spool)
        if carried:
            looked(project, gathered, wave, "test", frames(project, composed))
    lines = _lines(project, chosen, carried)
    if json:
        found = document.sending(
            wave.name, project.settings.delivery.courier, lines, dry_run=dry_run
        )
        terminal.show_document({**found, "test": to.written})
    else:
        _show(project, lines, composed, to.written, dry_run=dry_run)
    return 1 if any(line.state in ("failed", "waiting", "unclear") for line in lines) else 0


def _carry(
    project: Project, wave: Mailing, composed: tuple[Draft, ...], spool: Spool
) -> list[Carried]:
    from invite.campaign.delivery.dispatch import couriers_for, parcel
    from invite.campaign.delivery.run import Carried
    from invite.delivery.model import Drafted

    courier = couriers_for(project, f"{wave.name}-testi", terminal.show_line())()
    carried: list[Carried] = []
    try:
        for draft in composed:
            letter = parcel(project, draft, spool.take(draft))
            outcome = courier.carry(letter)
            if isinstance(outcome, Drafted):
                outcome = courier.carry(replace(letter, draft=outcome.id))
                assert not isinstance(outcome, Drafted)
            carried.append(Carried(draft.person.id, draft.letter.message_id, outcome))
    finally:
        courier.close()
        project.ledger.log(f"test of {wave.name}: {len(carried)} samples")
    return carried


def _lines(project: Project, chosen: tuple[Send, ...], carried: list[Carried]) -> tuple[Line, ...]:
    """One for each sample; one person may have two of them."""
    from invite.campaign.sending.results import results
    from invite.plan import Plan

    found = dict(enumerate(carried))
    per_sample = (
        results(project, Plan((send,)), {send.person.id: found[n]} if n in found else {})
        for n, send in enumerate(chosen)
    )
    return tuple(line for lines in per_sample for line in lines)


def _show(
    project: Project,
    lines: tuple[Line, ...],
    composed: tuple[Draft, ...],
    to: str,
    *,
    dry_run: bool,
) -> None:
    from invite.report.letters import outgoing
    from invite.safe_text import shown

    if not dry_run:
        words = ngettext("{n} sample to {address}:", "{n} samples to {address}:", len(lines))
        terminal.show(
            words.format(n=len(lines), address=to), outgoing.sending(lines, project.reaches)
        )
        return
    words = ngettext(
        "{n} sample would go to {address}:", "{n} samples would go to {address}:", len(lines)
    )
    about = [
        f"  {shown(draft.person.name.full)}: {shown(draft.letter.subject)}" for draft in composed
    ]
    terminal.show(words.format(n=len(lines), address=to), *about)
