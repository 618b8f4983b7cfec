"""What only the coordinator knows, asked before letters leave: whether a ledger from elsewhere is
all, and whether drafts that it knows nothing of were sent from a mail program.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from invite.campaign.project import Project
from invite.delivery.outbox import mark_of
from invite.errors import Interrupted
from invite.ledger.ledger import Ledger
from invite.ledger.safekeeping.baseline import accept
from invite.ledger.safekeeping.comparison import Awaited, FirstUse, Shortfall, doubt, doubt_words
from invite.ledger.safekeeping.traces import Forgotten
from invite.words import _, ngettext

# Tells, and asks; None where nobody is there to answer. In: words, question.
Sure = Callable[[str, str], bool | None]


def ask_first(project: Project, outbox: Path, sure: Sure) -> None:
    """Ask what has to be known. outbox: the mailing's. Where nobody answers, drafts stop nobody,
    and a ledger from elsewhere is for `comparison.require` to refuse.

    Raises Interrupted for a no.
    """
    _ask_for_the_provider(project, sure)
    if drafts := unknown_drafts(project.ledger, outbox):
        words = ngettext(
            "{n} letter in {folder} is unknown to this ledger: if it was sent"
            " from a mail program, that person would get another.",
            "{n} letters in {folder} are unknown to this ledger: anybody whose"
            " letter was sent from a mail program would get another.",
            len(drafts),
        )
        answer = sure(
            words.format(n=len(drafts), folder=outbox), _("Write to everybody anyway? [y/n] ")
        )
        if answer is False:
            raise Interrupted(_("Nothing was sent."))
    found = doubt(project.ledger, project.settings.folder, project.settings.event.facts())
    if isinstance(found, (Shortfall, Forgotten, Awaited)) and not project.begins:
        # Files in the outbox reach nobody yet: whoever sends them is asked, and others are stopped.
        if sure(doubt_words(found), _("Write to everybody anyway? [y/n] ")) is False:
            raise Interrupted(
                _("Nothing was sent."),
                hint=_("To see what can be done: {command}").format(command="invite ledger check"),
            )
        return
    elsewhere = found if isinstance(found, FirstUse) and project.reaches else None
    if elsewhere is None:
        return
    answer = sure(doubt_words(elsewhere), _("Is that all that was sent? [y/n] "))
    if answer is False:
        raise Interrupted(
            _("Nothing was sent."),
            hint=_("Bring the newest ledger here first: invite ledger restore FILE"),
        )
    if answer:
        accept(project.ledger, project.settings.folder)
        project.ledger.log("ledger accept: first use on this computer")


def _ask_for_the_provider(project: Project, sure: Sure) -> None:
    """Where `provider` alone has changed how letters leave, say so before the first one does.

    Settings of before named a provider for its mail server, or none of its doing: then letters were
    files in the outbox.
    """
    delivery = project.settings.delivery
    if not delivery.by_provider or project.ledger.letters.begun_by(delivery.courier):
        return
    words = _(
        'invite.toml names no `courier`. With `provider = "{provider}"`'
        " these letters leave from the mailbox {sender}, by {courier}."
    )
    words = words.format(
        provider=delivery.by_provider,
        sender=project.settings.sender.address,
        courier=delivery.courier,
    )
    if sure(words, _("Send them this way? [y/n] ")) is False:
        raise Interrupted(
            _("Nothing was sent."),
            hint=_(
                'For letters as files, write courier = "outbox" under `[delivery]` in invite.toml.'
            ),
        )


def unknown_drafts(ledger: Ledger, outbox: Path) -> tuple[Path, ...]:
    """The letters in a mailing's outbox that this ledger has not written: another one was here
    before.
    """
    files = sorted(outbox.glob("*.eml"))
    if not files:
        return ()
    ours = {mark_of(message_id) for message_id in ledger.letters.message_ids()}
    return tuple(file for file in files if file.stem.rpartition("-")[2] not in ours)
