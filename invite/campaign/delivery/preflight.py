"""Whether anything may be sent from here at all: known before a sheet is read."""

from __future__ import annotations

from contextlib import suppress

from invite.campaign.delivery.carriers import couriers_for, outbox
from invite.campaign.project import Project
from invite.delivery.outbox import OutboxCourier
from invite.errors import LedgerUnusable, Problem, WrongUsage
from invite.ledger.safekeeping.backups import newest, restore_command
from invite.ledger.safekeeping.comparison import require
from invite.ledger.safekeeping.succession import require_current
from invite.words import _


def preflight(project: Project) -> None:
    """The quick part of `invite check`, which `send` takes first: a moment, without a network.

    Raises LedgerUnusable for a ledger that is damaged or knows less than was sent, MustMend where
    what the courier needs is not installed or its folder cannot be written. What only needs a yes
    is asked later (`safekeeping.questions`).
    """
    whole(project)
    require_current(project.ledger)
    if project.settings.delivery.courier == "outbox":
        OutboxCourier(outbox(project, project.settings.mailings[0].name)).open()
        return
    couriers_for(project)
    with suppress(WrongUsage):
        require(project.ledger, project.settings.folder, project.settings.event.facts())


def whole(project: Project) -> None:
    """Raises LedgerUnusable for a ledger that is damaged: what it says of letters may be wrong."""
    problems = project.ledger.problems()
    if problems:
        back = restore_command(newest(project.settings.folder))
        raise LedgerUnusable(
            _("The ledger is damaged."),
            hint=_("Nothing is sent. To restore the newest backup: {command}").format(command=back),
            problems=[Problem(project.ledger.where, one) for one in problems],
        )
