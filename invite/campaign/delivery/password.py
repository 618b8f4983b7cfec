"""`invite login` and `invite logout`: the password of the sending account, into the system's keyring
and out of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from invite.campaign.project import Project
from invite.delivery.couriers import check
from invite.delivery.model import Delivery
from invite.delivery.secrets import forget_secret, store_secret
from invite.errors import MustMend
from invite.words import _


@dataclass(frozen=True, slots=True)
class Account:
    """The account that letters leave from. kept: whether the keyring has its password now. known:
    whether it had it before.
    """

    host: str
    username: str
    kept: bool
    known: bool = False


def keep_password(project: Project, *, ask: Callable[[str], str]) -> Account:
    """Ask for the password, try it at the server, and keep it in the system's keyring. ask: in: the
    account, in words; out: the password.

    Raises MustMend where none is needed, ServerRefusesUs where the server does not take it.
    """
    delivery = _with_password(project.settings.delivery)
    account = _("{username} at {host}").format(username=delivery.username, host=delivery.host)
    secret = ask(account)
    check(delivery, secret=lambda: secret)
    store_secret(delivery.host, delivery.username, secret)
    project.ledger.log("login")
    return Account(delivery.host, delivery.username, kept=True)


def forget_password(project: Project) -> Account:
    """Take the password out of the keyring. Raises MustMend where none is needed."""
    delivery = _with_password(project.settings.delivery)
    known = forget_secret(delivery.host, delivery.username)
    project.ledger.log("logout")
    return Account(delivery.host, delivery.username, kept=False, known=known)


def _with_password(delivery: Delivery) -> Delivery:
    if delivery.courier == "outbox":
        raise MustMend(
            _("The outbox needs no password: it writes files."),
            hint=_(
                'To send by mail, write `courier = "smtp"` and the server under `[delivery]` in'
                " invite.toml."
            ),
        )
    if delivery.auth != "password":
        raise MustMend(
            _('The settings say auth = "{auth}", which takes no password.').format(
                auth=delivery.auth
            ),
            hint=_("See `[delivery] auth` in invite.toml."),
        )
    return delivery
