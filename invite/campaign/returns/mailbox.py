"""Returned mail out of the mailbox: only what is new, and nothing in it is changed unless it is to be
moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta

from invite.access.imap import ImapFolder, Position
from invite.access.mail_account import ImapAccount
from invite.campaign.project import Project
from invite.campaign.returns.mail_files import MOST, ReceivedMail
from invite.campaign.returns.read_returns import MailOutcome, Reader, is_report
from invite.delivery.secrets import find_secret
from invite.errors import MustMend
from invite.returned.mime import MAX_SIZE
from invite.words import _

Progress = Callable[[int, int], None]
DAY = timedelta(days=1)  # IMAP's days are those of the server


def where(project: Project) -> str:
    """Which mailbox reports go to, and which is read, in words."""
    returns, sender = project.settings.returns, project.settings.sender.address
    words = (
        _("Reports go to {sender}.")
        if returns.address == sender
        else _("Reports go to {sender}; they are read in the mailbox {mailbox}.")
    )
    account = returns.imap
    by = _("It is read by IMAP at {host}, folder {folder}.") if account else ""
    return " ".join(
        (
            words.format(sender=sender, mailbox=returns.address),
            by.format(host=account.host, folder=account.folder) if account else "",
        )
    ).strip()


def read_mailbox(
    project: Project, *, move: str | None = None, progress: Progress = lambda _n, _all: None
) -> tuple[tuple[MailOutcome, ...], int]:
    """Read what is new; what came of each mail, and how many were moved. move: the folder for
    reports that have found their letter. progress: is told how many of how many mails are read.

    Raises MustMend where nobody has said which mailbox to read, ServerRefusesUs where it cannot be.
    """
    account = project.settings.returns.imap
    if account is None:
        raise MustMend(
            _("It is not said where returned mail is read."),
            hint=_(
                'Write host = "imap.example.org" under [returns] in invite.toml, or save the mails'
                " and give them: invite bounces FILE…"
            ),
        )
    reader = Reader(project)
    with ImapFolder(account, lambda: _secret(project, account)) as folder:
        if move:
            folder.check_move()
        return _read(project, reader, folder, account, move, progress)


def _read(
    project: Project,
    reader: Reader,
    folder: ImapFolder,
    account: ImapAccount,
    move: str | None,
    progress: Progress,
) -> tuple[tuple[MailOutcome, ...], int]:
    name = f"imap {account.username}@{account.host}:{account.port}/{account.folder}"
    reports = project.ledger.reports
    uids = folder.new(Position.read(reports.position(name)), _since(reader))[:MOST]

    def received() -> Iterator[ReceivedMail]:
        for n, (uid, content) in enumerate(folder.mails(uids, MAX_SIZE + 1), 1):
            progress(n, len(uids))
            yield ReceivedMail(f"{account.folder}:{uid}", content, uid)

    def done(mails: Sequence[ReceivedMail]) -> None:
        furthest = max(mail.uid for mail in mails)
        reports.remember(name, str(Position(folder.validity, furthest)))

    outcomes = tuple(reader.read(received(), done))
    to_move = [one.uid for one in outcomes if one.applied and is_report(one.mail)] if move else []
    if move:
        folder.move(to_move, move)
    return outcomes, len(to_move)


def _since(reader: Reader) -> date | None:
    """No report is older than the first letter; None where none has gone."""
    first = reader.first_letter
    return (first - DAY).date() if first else None


def _secret(project: Project, account: ImapAccount) -> str:
    """The password; the sending account's, where the same user signs in there."""
    delivery = project.settings.delivery
    if delivery.host and delivery.username == account.username:
        with suppress(MustMend):
            return find_secret(account.host, account.username)
        return find_secret(delivery.host, account.username)
    return find_secret(account.host, account.username)
