"""`invite bounces`: mails read from files or from the mailbox, what is wanted taken over, and where
returned mail stands then.
"""

from __future__ import annotations

from collections.abc import Sequence

from invite.campaign.project import Project
from invite.campaign.returns.mail_files import mails_in
from invite.campaign.returns.mailbox import Progress, Show, is_known, read_mailbox, where
from invite.campaign.returns.outcomes import Returns, stand
from invite.campaign.returns.read_returns import Reader
from invite.campaign.returns.take import take
from invite.errors import WrongUsage
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
