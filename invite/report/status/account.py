"""What `invite login` and `invite logout` show."""

from __future__ import annotations

from invite.campaign.delivery.password import Account
from invite.report.base.picture import Document
from invite.words import _


def screen(account: Account) -> str:
    """What the keyring has now."""
    if account.kept:
        words = _("The server accepts it, and the system's keyring keeps it: {account}.")
        return words.format(
            account=_("{username} at {host}").format(username=account.username, host=account.host)
        )
    if account.known:
        return _("The keyring no longer has it.")
    return _("The keyring had no password of it.")


def to_document(account: Account) -> Document:
    """The same for scripts."""
    return {"host": account.host, "username": account.username, "kept": account.kept}
