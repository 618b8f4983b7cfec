"""`invite login` and `invite logout`: the password of the sending account into the system's keyring
and out of it, or the sign-in to Microsoft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from invite.cli import context, options, terminal
from invite.errors import Interrupted, MustMend, WrongUsage
from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.project import Project
    from invite.delivery.model import Delivery


def login(ctx: typer.Context, json: options.Json = False) -> None:
    """Sign in to Microsoft, or ask for the password of the sending account; try it at the server,
    and keep it where the system keeps secrets.
    """
    from getpass import getpass

    from invite.delivery.couriers import check
    from invite.delivery.secrets import store_secret

    with context.project(ctx) as project:
        if _at_microsoft(project.settings.delivery):
            _microsoft(project, json=json)
            return
        delivery = _with_password(project.settings.delivery)
        if not terminal.interactive():
            raise WrongUsage(
                _("Nobody is here to type the password."),
                hint=_(
                    "Run invite login in a terminal, or give the password in the environment as"
                    " INVITE_PASSWORD."
                ),
            )
        account = _("{username} at {host}").format(username=delivery.username, host=delivery.host)
        try:
            secret = getpass(_("Password of {account} (not shown): ").format(account=account))
        except (EOFError, KeyboardInterrupt) as error:
            raise Interrupted(_("Stopped; nothing was kept.")) from error
        check(delivery, secret=lambda: secret)
        store_secret(delivery.host, delivery.username, secret)
        project.ledger.log("login")
    if json:
        terminal.show_document({"host": delivery.host, "username": delivery.username, "kept": True})
    else:
        terminal.show(
            _("The server accepts it, and the system's keyring keeps it: {account}.").format(
                account=account
            )
        )


def logout(ctx: typer.Context, json: options.Json = False) -> None:
    """Take the password out of the system's keyring, or forget the sign-in to Microsoft."""
    from invite.delivery.secrets import forget_secret

    with context.project(ctx) as project:
        if _at_microsoft(project.settings.delivery):
            _forget(project, json=json)
            return
        delivery = _with_password(project.settings.delivery)
        kept = forget_secret(delivery.host, delivery.username)
        project.ledger.log("logout")
    if json:
        terminal.show_document(
            {"host": delivery.host, "username": delivery.username, "kept": False}
        )
    else:
        terminal.show(
            _("The keyring no longer has it.") if kept else _("The keyring had no password of it.")
        )


def _at_microsoft(delivery: Delivery) -> bool:
    """Whether one signs in to Microsoft."""
    return delivery.courier != "outbox" and delivery.auth == "microsoft"


def _microsoft(project: Project, *, json: bool) -> None:
    """Sign in by Windows, the browser or a code, and say what was granted."""
    from invite.campaign.delivery.account import sign_in

    if not terminal.interactive():
        raise WrongUsage(_("Nobody is here to sign in."), hint=_("Run invite login in a terminal."))
    try:
        found = sign_in(project, terminal.say)
    except KeyboardInterrupt as error:
        raise Interrupted(_("Stopped; nothing was kept.")) from error
    project.ledger.log("login")
    if json:
        terminal.show_document(
            {
                "username": found.account,
                "mailbox": found.mailbox,
                "scopes": list(found.scopes),
                "proof": found.proof,
                "kept": found.kept,
            }
        )
        return
    terminal.show(
        _("Signed in as {account}, to send as {mailbox}.").format(
            account=found.account, mailbox=found.mailbox
        )
    )
    if project.settings.delivery.courier == "graph":
        terminal.show(
            _("The mailbox may be read: it shows what became of each letter.")
            if found.proof
            else _(
                "Only sending was allowed: where an answer is lost, look into Sent Items yourself."
                " `invite ask-it` asks IT for Mail.ReadWrite."
            )
        )
    terminal.show(
        _("The sign-in is kept {where}.").format(where=found.where)
        if found.kept
        else _(
            "This computer has no store for secrets: the sign-in is not kept, and `invite send`"
            " asks again. Where there is no desktop, INVITE_TOKEN_CACHE may name a file of yours."
        )
    )


def _forget(project: Project, *, json: bool) -> None:
    """Forget the sign-in."""
    from invite.campaign.delivery.account import sign_out

    there = sign_out(project)
    project.ledger.log("logout")
    if json:
        account = project.settings.delivery.account
        terminal.show_document({"username": account, "kept": False})
    else:
        terminal.show(
            _("The sign-in is forgotten.") if there else _("There was no sign-in to forget.")
        )


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
