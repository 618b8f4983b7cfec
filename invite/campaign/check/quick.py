"""What would stop `send`, as far as it is known at once: for `invite` alone."""

from __future__ import annotations

from collections.abc import Iterator

from invite.campaign.check.model import Area, Check, refused
from invite.campaign.delivery.preflight import preflight
from invite.campaign.project import Project
from invite.campaign.sending.compose import composer
from invite.campaign.sending.lateness import tells_before
from invite.campaign.status.today import Today
from invite.errors import InviteError
from invite.lifecycle import State
from invite.mailing import Mailing


def first_red(project: Project, found: Today) -> Check | None:
    """The first red line; None where nothing is known that would stop `send`."""
    try:
        preflight(project)
    except InviteError as error:
        return _red("ledger" if error.exit_code == 5 else "server", error)
    for mailing in _to_go(found):
        try:
            composer(project, mailing, ())
        except InviteError as error:
            return _red("letters", error)
    return None


def _to_go(found: Today) -> Iterator[Mailing]:
    """The mailings that have letters to go, and whose time is not over."""
    for tally, mailing in zip(found.tallies.mailings, found.mailings, strict=True):
        letters = tally.counts[State.READY] + tally.counts[State.WAITING]
        if letters and not (found.over and tells_before(mailing, found.mailings[0])):
            yield mailing


def _red(area: Area, error: InviteError) -> Check:
    return next(refused(area, error))
