"""What only the coordinator knows, asked before letters leave: whether a ledger from elsewhere is
all, and whether drafts that it knows nothing of were sent from a mail program.
"""

from __future__ import annotations

from pathlib import Path

from invite.campaign.delivery.dispatch import outbox
from invite.campaign.project import Project
from invite.campaign.safekeeping.baseline import accept
from invite.campaign.safekeeping.comparison import doubt_words, first_use
from invite.delivery.outbox import mark_of
from invite.ledger.ledger import Ledger
from invite.words import ngettext


def of_drafts(project: Project, mailing: str) -> str:
    """What is known of drafts that another ledger wrote, in one sentence; "" where there are
    none.
    """
    drafts = unknown_drafts(project.ledger, outbox(project, mailing))
    words = ngettext(
        "{n} letter lies in {folder} that this ledger knows nothing of: whoever was sent it from a"
        " mail program would get another.",
        "{n} letters lie in {folder} that this ledger knows nothing of: whoever was sent theirs"
        " from a mail program would get another.",
        len(drafts),
    )
    return words.format(n=len(drafts), folder=drafts[0].parent) if drafts else ""


def of_first_use(project: Project) -> str:
    """What is known of letters that went by this ledger from elsewhere; "" where none did, or
    nobody is reached by this run.
    """
    found = first_use(project.ledger, project.settings.folder) if project.reaches else None
    return doubt_words(found) if found else ""


def that_is_all(project: Project) -> None:
    """The answer to `of_first_use`: from now on the witness goes by this ledger."""
    accept(project.ledger, project.settings.folder)
    project.ledger.log("ledger accept: first use on this computer")


def unknown_drafts(ledger: Ledger, outbox: Path) -> tuple[Path, ...]:
    """The letters in a mailing's outbox that this ledger has not written: another one was here
    before.
    """
    files = sorted(outbox.glob("*.eml"))
    if not files:
        return ()
    ours = {mark_of(message_id) for message_id in ledger.letters.message_ids()}
    return tuple(file for file in files if file.stem.rpartition("-")[2] not in ours)
