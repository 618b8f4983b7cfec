"""`invite login` and `invite logout`: the password of the sending account into the system's
keyring and out of it, or the sign-in to Microsoft.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from invite.access.imap.imap_connection import PasswordRefused
from invite.access.imap.imap_folder import ImapFolder
from invite.access.mail_account import ImapAccount
from invite.campaign.delivery.account import SignedIn, sign_in, sign_out
from invite.campaign.project import Project
from invite.delivery.couriers import check
from invite.delivery.model import Delivery
from invite.delivery.secrets import can_keep, find_secret, forget_secret, store_secret
from invite.errors import Interrupted, MustMend, ServerRefusesUs, WrongUsage
from invite.records import replace
from invite.words import _


class Account(Struct, frozen=True):
    """The account whose password the keyring keeps, or does not. known: whether it did before."""

    host: str
    username: str
    kept: bool
    known: bool = False


class SignedOut(Struct, frozen=True):
    """The account whose sign-in to Microsoft is forgotten. known: whether there was one."""

    account: str
    known: bool


def login(
    project: Project, *, ask: Callable[[str], str], show: Callable[[str], None] | None
) -> tuple[Account | SignedIn, ...]:
    """Sign in to Microsoft, or ask for the password, try it at the server, and keep it; the same
    for the mailbox of returned mail, where that is another account. ask: in: the account, in
    words; out: the password. show: shows a line to whoever sits there; None: nobody.

    Raises MustMend where neither is needed, ServerRefusesUs where the server does not take it.
    """
    delivery, mailbox = project.settings.delivery, _mailbox(project)
    reading: tuple[Account, ...] = ()
    if mailbox is not None:
        reading = (_keep_mailbox(mailbox, ask),)
        if delivery.courier == "outbox":
            project.ledger.log("login")
            return reading
    if not _at_microsoft(delivery):
        delivery = _with_password(delivery)
        kept = _keep_password(delivery, ask)
        if mailbox is None:
            reading = _keep_other_password(project.settings.returns.imap, delivery, ask)
        project.ledger.log("login")
        return (kept, *reading)
    if show is None:
        raise WrongUsage(_("Nobody is here to sign in."), hint=_("Run invite login in a terminal."))
    try:
        found = sign_in(project, show)
    except KeyboardInterrupt as error:
        raise Interrupted(_("Stopped; nothing was saved.")) from error
    project.ledger.log("login")
    return (found, *reading)


def ask_for_missing(project: Project, ask: Callable[[str], str] | None) -> None:
    """Before anything is shown of what would go: the password that letters will need, asked for,
    tried and kept as `login` does, where none is found. ask: None: nobody sits there.

    Raises MustMend where none is found and nobody can be asked, or nothing could keep it.
    """
    delivery = project.settings.delivery
    if delivery.courier == "outbox" or delivery.auth != "password":
        return
    delivery = _with_password(delivery)
    try:
        find_secret(delivery.host, delivery.username)
    except MustMend:
        if ask is None or not can_keep():
            raise
        _keep_password(delivery, ask)
        project.ledger.log("login")


def logout(project: Project) -> tuple[Account | SignedOut, ...]:
    """Take the password out of the keyring, or forget the sign-in. Raises MustMend where neither is
    needed.
    """
    delivery, mailbox = project.settings.delivery, _mailbox(project)
    reading: tuple[Account, ...] = ()
    if mailbox is not None:
        known = forget_secret(mailbox.host, mailbox.username)
        reading = (Account(mailbox.host, mailbox.username, kept=False, known=known),)
    found: Account | SignedOut
    if mailbox is not None and delivery.courier == "outbox":
        project.ledger.log("logout")
        return reading
    if _at_microsoft(delivery):
        found = SignedOut(delivery.account, known=sign_out(project))
    else:
        delivery = _with_password(delivery)
        known = forget_secret(delivery.host, delivery.username)
        if mailbox is None and (other := project.settings.returns.imap):  # had it one of its own
            forget_secret(other.host, other.username)
        found = Account(delivery.host, delivery.username, kept=False, known=known)
    project.ledger.log("logout")
    return (found, *reading)


def _mailbox(project: Project) -> ImapAccount | None:
    """The mailbox of returned mail, where its password is not the sending account's."""
    account, delivery = project.settings.returns.imap, project.settings.delivery
    if account is None or account.auth != "password":
        return None
    if delivery.imap is not None:
        there = (delivery.imap.host, delivery.imap.username)
        return None if there == (account.host, account.username) else account
    same = delivery.courier == "smtp" and delivery.auth == "password"
    return None if same and delivery.username == account.username else account


def _keep_other_password(
    mailbox: ImapAccount | None, delivery: Delivery, ask: Callable[[str], str]
) -> tuple[Account, ...]:
    """The mailbox of returned mail, where the sending account's user has another password there;
    nothing where it takes that one, or cannot be asked just now.
    """
    if mailbox is None or mailbox.auth != "password" or mailbox.host == delivery.host:
        return ()
    try:
        with ImapFolder(mailbox, lambda: find_secret(delivery.host, delivery.username)):
            forget_secret(mailbox.host, mailbox.username)  # an older one would be taken first
            return ()
    except PasswordRefused:
        return (_keep_mailbox(mailbox, ask),)
    except (ServerRefusesUs, MustMend):  # `bounces` says what is wrong
        return ()


def _keep_mailbox(account: ImapAccount, ask: Callable[[str], str]) -> Account:
    words = _("{username} at {host}").format(username=account.username, host=account.host)
    secret = ask(words)
    with ImapFolder(account, lambda: secret):
        store_secret(account.host, account.username, secret)
    return Account(account.host, account.username, kept=True)


def _at_microsoft(delivery: Delivery) -> bool:
    """Whether one signs in to Microsoft."""
    return delivery.courier != "outbox" and delivery.auth == "microsoft"


def _keep_password(delivery: Delivery, ask: Callable[[str], str]) -> Account:
    account = _("{username} at {host}").format(username=delivery.username, host=delivery.host)
    secret = ask(account)
    check(delivery, secret=lambda: secret)
    store_secret(delivery.host, delivery.username, secret)
    return Account(delivery.host, delivery.username, kept=True)


def _with_password(delivery: Delivery) -> Delivery:
    if delivery.courier == "outbox":
        raise MustMend(
            _("The outbox needs no password: it writes files."),
            hint=_(
                'To send from Microsoft 365, write `provider = "microsoft365"` under `[delivery]`'
                ' in invite.toml; by another mail server, `courier = "smtp"` and its name.'
            ),
        )
    if delivery.auth != "password":
        raise MustMend(
            _('The settings say auth = "{auth}", which needs no password.').format(
                auth=delivery.auth
            ),
            hint=_("See `[delivery] auth` in invite.toml."),
        )
    if delivery.imap is None:
        return delivery
    return replace(delivery, host=delivery.imap.host, username=delivery.imap.username)
