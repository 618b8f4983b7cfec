"""What stands between now and `send`, as far as it is known at once: for `invite` alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from invite.campaign.check.model import Area, Check, refused
from invite.campaign.delivery.preflight import preflight
from invite.campaign.project import Project
from invite.campaign.sending.approval import seen_already
from invite.campaign.sending.compose import composer
from invite.campaign.sending.lateness import past
from invite.campaign.status.today import Today
from invite.errors import InviteError
from invite.ledger.approvals import How
from invite.mailing import Mailing


class BeforeSend(Struct, frozen=True, kw_only=True):
    """red: what would stop `send`; None where nothing is known that would. looked: how the letters
    of a mailing were looked at, by its name, where they are as they were then.
    """

    red: Check | None = None
    looked: Mapping[str, How] = field(default_factory=dict)


def before_send(project: Project, found: Today) -> BeforeSend:
    """Look what is known at once; nothing where no letter is to go."""
    looked = {}
    for mailing in _to_go(found):
        if how := seen_already(project, mailing, found.going(mailing.name)):
            looked[mailing.name] = how
    return BeforeSend(red=_first_red(project, found) if found.to_go else None, looked=looked)


def _first_red(project: Project, found: Today) -> Check | None:
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
        if tally.to_go and not past(found, mailing):
            yield mailing


def _red(area: Area, error: InviteError) -> Check:
    return next(refused(area, error))
