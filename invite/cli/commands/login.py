"""`invite login` and `invite logout`: the password of the sending account, into the system's
keyring and out of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from invite.cli import context, options, terminal
from invite.errors import Interrupted, MustMend, WrongUsage
from invite.words import _

if TYPE_CHECKING:
    from invite.delivery.model import Delivery


def login(ctx: typer.Context, json: options.Json = False) -> None:
    """Ask for the password of the sending account, try it at the server, and keep it in the
    system's keyring.
    """
    from getpass import getpass

    from invite.delivery.couriers import check
    from invite.delivery.secrets import store_secret

    with context.project(ctx) as project:
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
    """Take the password out of the system's keyring."""
    from invite.delivery.secrets import forget_secret

    with context.project(ctx) as project:
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
