"""What `invite login` and `invite logout` show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from invite.campaign.delivery.account import SignedIn
from invite.campaign.delivery.login import Account, SignedOut
from invite.report.base.picture import Document
from invite.words import _

Done = Account | SignedIn | SignedOut


def screen(done: Iterable[Done]) -> Iterator[str]:
    """What is kept now, and what it allows."""
    for one in done:
        yield from _told(one)


def _told(done: Done) -> Iterator[str]:
    match done:
        case SignedIn():
            yield from _signed_in(done)
        case SignedOut(known=known):
            yield _("The sign-in is forgotten.") if known else _("There was no sign-in to forget.")
        case Account(kept=True):
            words = _(
                "The server accepts the password, and the system's keyring keeps it: {account}."
            )
            account = _("{username} at {host}").format(username=done.username, host=done.host)
            yield words.format(account=account)
        case Account(known=True):
            yield _("The password was removed from the keyring.")
        case Account():
            yield _("The keyring had no password for it.")
        case _:
            assert_never(done)


def _signed_in(done: SignedIn) -> Iterator[str]:
    yield _("Signed in as {account}, to send as {mailbox}.").format(
        account=done.account, mailbox=done.mailbox
    )
    if done.reads_mailbox is not None:
        yield (
            _("The mailbox may be read: it shows what became of each letter.")
            if done.reads_mailbox
            else _(
                "Only sending was allowed: if an answer is lost, look in Sent Items"
                " yourself. `invite ask-it` asks IT for Mail.ReadWrite."
            )
        )
    yield (
        _("The sign-in is kept {where}.").format(where=done.where)
        if done.kept
        else _(
            "This computer has no store for secrets: the sign-in is not kept, and"
            " `invite send` asks again. Without a desktop, you can name a file of"
            " your own in INVITE_TOKEN_CACHE."
        )
    )


def to_document(done: Sequence[Done]) -> Document:
    """The same for scripts; of the mailbox of returned mail by itself."""
    first, *rest = (_document(one) for one in done)
    return {**first, "returns": rest[0]} if rest else first


def _document(done: Done) -> Document:
    match done:
        case SignedIn():
            return {
                "username": done.account,
                "mailbox": done.mailbox,
                "scopes": list(done.scopes),
                "proof": done.proof,
                "kept": done.kept,
            }
        case SignedOut(account=account):
            return {"username": account, "kept": False}
        case Account():
            return {"host": done.host, "username": done.username, "kept": done.kept}
    assert_never(done)
