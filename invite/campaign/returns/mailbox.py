"""Returned mail out of the mailbox, by IMAP or as letters leave, by Graph: only what is new, and
nothing in it is changed unless it is to be moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from invite.access.imap.imap_folder import ImapFolder
from invite.access.mail_account import ImapAccount, Position
from invite.campaign.project import Project
from invite.campaign.returns.mail_files import MOST, ReceivedMail
from invite.campaign.returns.outcomes import MailOutcome
from invite.campaign.returns.read_returns import Reader
from invite.delivery.graph.proof import Proof
from invite.delivery.secrets import find_secret
from invite.errors import MustMend, WrongUsage
from invite.returned.mime import MAX_SIZE
from invite.words import _

Progress = Callable[[int, int], None]
Show = Callable[[str], None]
DAY = timedelta(days=1)  # IMAP's days are those of the server
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


def where(project: Project) -> str:
    """Which mailbox reports go to, and which is read and how, in words."""
    returns, sender = project.settings.returns, project.settings.sender.address
    words = (
        _("Reports go to {sender}.")
        if returns.address == sender
        else _("Reports go to {sender}; they are read in the mailbox {mailbox}.")
    )
    said = words.format(sender=sender, mailbox=returns.address)
    if returns.imap is not None:
        how = _("It is read by IMAP at {host}, folder {folder}.")
        return f"{said} {how.format(host=returns.imap.host, folder=returns.imap.folder)}"
    if project.settings.delivery.courier == "graph":
        return f"{said} " + _("It is read by Microsoft Graph, the Inbox.")
    return said


def is_known(project: Project) -> bool:
    """Whether it is said how the mailbox is read."""
    return project.settings.returns.imap is not None or project.settings.delivery.courier == "graph"


def read_mailbox(
    project: Project,
    *,
    move: str | None = None,
    progress: Progress = lambda _n, _all: None,
    show: Show | None = None,
) -> tuple[tuple[MailOutcome, ...], int]:
    """Read what is new; what came of each mail, and how many were moved. move: the folder for
    reports that have found their letter. progress: is told how many of how many mails are read.
    show: shows a line to whoever may sign in again; None: nobody does.

    Raises MustMend where nobody has said which mailbox to read, ServerRefusesUs where it cannot be.
    """
    settings = project.settings
    account = settings.returns.imap
    if account is not None:
        reader = Reader(project)
        with ImapFolder(account, lambda: _secret(project, account, show)) as folder:
            if move:
                folder.check_move()
            return _by_imap(project, reader, folder, account, move, progress)
    if settings.delivery.courier != "graph":
        raise MustMend(
            _("The settings do not say where returned mail is read."),
            hint=_(
                'Write host = "imap.example.org" under [returns] in invite.toml, or'
                " save the messages and give them: invite bounces FILE…"
            ),
        )
    if move:
        raise WrongUsage(
            _("--move works only by IMAP."),
            hint=_("Leave it out, and move the messages in Outlook."),
        )
    from invite.delivery.microsoft import readable_mailbox

    mailbox = readable_mailbox(settings.delivery, settings.returns.address, show)
    if mailbox is None:
        raise MustMend(
            _("The sign-in may send, but not read the mailbox (Mail.ReadWrite is not granted)."),
            hint=_(
                "`invite ask-it` asks IT for it; until then save the messages and"
                " give them: invite bounces FILE…"
            ),
        )
    return _by_graph(project, Reader(project), mailbox, progress), 0


def _by_imap(
    project: Project,
    reader: Reader,
    folder: ImapFolder,
    account: ImapAccount,
    move: str | None,
    progress: Progress,
) -> tuple[tuple[MailOutcome, ...], int]:
    name = f"imap {account.username}@{account.host}:{account.port}/{account.folder}"
    returned, first = project.ledger.returned_mail, reader.first_letter
    # No report is older than the first letter.
    since = (first - DAY).date() if first else None
    uids = folder.new(Position.read(returned.position(name)), since)[:MOST]

    def received() -> Iterator[ReceivedMail]:
        for n, (uid, content) in enumerate(folder.mails(uids, MAX_SIZE + 1), 1):
            progress(n, len(uids))
            yield ReceivedMail(f"{account.folder}:{uid}", content, uid)

    def done(mails: Sequence[ReceivedMail]) -> None:
        furthest = max(mail.uid for mail in mails)
        returned.remember(name, str(Position(folder.validity, furthest)))

    outcomes = tuple(reader.read(received(), done))
    to_move = [one.uid for one in outcomes if one.applied and one.is_report] if move else []
    if move:
        folder.move(to_move, move)
    return outcomes, len(to_move)


def _by_graph(
    project: Project, reader: Reader, mailbox: Proof, progress: Progress
) -> tuple[MailOutcome, ...]:
    """Graph tells when a mail came to the second: what came in the last second that was read is
    known by its ids.
    """
    name = f"graph {project.settings.returns.address}"
    returned, first = project.ledger.returned_mail, reader.first_letter
    said, *read = returned.position(name).split() or [""]
    start = first - DAY if first else BEGINNING
    after = datetime.fromisoformat(said) if said else start
    came = [one for one in mailbox.received(after) if one.created and one.id not in read]
    items = sorted(came, key=lambda one: one.created or after)[:MOST]
    instants = {n: one.created or after for n, one in enumerate(items, 1)}

    def received() -> Iterator[ReceivedMail]:
        for n, item in enumerate(items, 1):
            progress(n, len(items))
            content = mailbox.content(item.id)[: MAX_SIZE + 1]
            yield ReceivedMail(f"Inbox:{instants[n].isoformat()}", content, n)

    def done(mails: Sequence[ReceivedMail]) -> None:
        last = instants[max(mail.uid for mail in mails)]
        same = [
            one.id
            for n, one in enumerate(items, 1)
            if instants[n] == last and n <= max(mail.uid for mail in mails)
        ]
        kept = [*(read if last == after else ()), *same]
        returned.remember(name, " ".join((last.isoformat(), *kept)))

    return tuple(reader.read(received(), done))


def _secret(project: Project, account: ImapAccount, show: Show | None) -> str:
    """A token of Microsoft's, or the password; the sending account's, where the same user signs in
    there.
    """
    delivery = project.settings.delivery
    if account.auth == "microsoft":
        from invite.delivery.microsoft import imap_token

        return imap_token(delivery, show)(False)
    if delivery.host and delivery.username == account.username:
        with suppress(MustMend):
            return find_secret(account.host, account.username)
        return find_secret(delivery.host, account.username)
    return find_secret(account.host, account.username)
