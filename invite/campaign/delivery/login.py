"""`invite login` and `invite logout`: the password of the sending account into the system's keyring
and out of it, or the sign-in to Microsoft.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from invite.campaign.delivery.account import SignedIn, sign_in, sign_out
from invite.campaign.project import Project
from invite.delivery.couriers import check
from invite.delivery.model import Delivery
from invite.delivery.secrets import forget_secret, store_secret
from invite.errors import Interrupted, MustMend, WrongUsage
from invite.words import _


@dataclass(frozen=True, slots=True)
class Account:
    """The account whose password the keyring keeps, or does not. known: whether it had it before."""

    host: str
    username: str
    kept: bool
    known: bool = False


@dataclass(frozen=True, slots=True)
class SignedOut:
    """The account whose sign-in to Microsoft is forgotten. known: whether there was one."""

    account: str
    known: bool


def login(
    project: Project, *, ask: Callable[[str], str], show: Callable[[str], None] | None
) -> Account | SignedIn:
    """Sign in to Microsoft, or ask for the password, try it at the server, and keep it. ask: in: the
    account, in words; out: the password. show: shows a line to whoever sits there; None: nobody.

    Raises MustMend where neither is needed, ServerRefusesUs where the server does not take it.
    """
    delivery = project.settings.delivery
    if not _at_microsoft(delivery):
        kept = _keep_password(_with_password(delivery), ask)
        project.ledger.log("login")
        return kept
    if show is None:
        raise WrongUsage(_("Nobody is here to sign in."), hint=_("Run invite login in a terminal."))
    try:
        found = sign_in(project, show)
    except KeyboardInterrupt as error:
        raise Interrupted(_("Stopped; nothing was kept.")) from error
    project.ledger.log("login")
    return found


def logout(project: Project) -> Account | SignedOut:
    """Take the password out of the keyring, or forget the sign-in. Raises MustMend where neither is
    needed.
    """
    delivery = project.settings.delivery
    found: Account | SignedOut
    if _at_microsoft(delivery):
        found = SignedOut(delivery.account, known=sign_out(project))
    else:
        delivery = _with_password(delivery)
        known = forget_secret(delivery.host, delivery.username)
        found = Account(delivery.host, delivery.username, kept=False, known=known)
    project.ledger.log("logout")
    return found


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
                'To send from Microsoft 365, write `provider = "microsoft365"` under `[delivery]` in'
                ' invite.toml; by another mail server, `courier = "smtp"` and its name.'
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
