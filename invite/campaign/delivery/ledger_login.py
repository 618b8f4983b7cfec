"""`invite login --ledger`: the password of the ledger's database into the keyring, and out of it
again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from invite.campaign.delivery.login import Account
from invite.campaign.project import DATABASE, project_folder
from invite.delivery.secrets import forget_secret, store_secret
from invite.errors import MustMend
from invite.ledger.ledger import Ledger
from invite.ledger.storage.location import Place, place_of
from invite.records import replace
from invite.settings import load
from invite.words import _


def login_to_ledger(named: Path | None, ask: Callable[[str], str]) -> Account:
    """Ask for the password, try it at the server, and keep it. named: as for `project_folder`. ask:
    in: the account, in words; out: the password.

    Raises MustMend where none is needed, or the server does not take it.
    """
    asked: list[tuple[str, str, str]] = []

    def answer(host: str, user: str) -> str:
        if not asked:  # another connection of the same attempt
            account = _("{username} at {host}").format(username=user, host=host)
            asked.append((host, user, ask(account)))
        return asked[0][2]

    place = _place(named)
    if not isinstance(place, Path):
        with Ledger(replace(place, password=answer)):
            pass
    if not asked:
        raise _no_password()
    host, user, secret = asked[0]
    store_secret(DATABASE.format(host=host), user, secret)
    return Account(host, user, kept=True)


def logout_of_ledger(named: Path | None) -> Account:
    """Take the password out of the keyring. Raises MustMend where there is none."""
    place, found = _place(named), list[tuple[str, str]]()

    def note(host: str, user: str) -> None:
        found.append((host, user))

    if not isinstance(place, Path):
        try:
            with Ledger(replace(place, password=note)):
                pass
        except MustMend:
            pass  # it does not let us in, of course
    if not found:
        raise _no_password()
    host, user = found[0]
    known = forget_secret(DATABASE.format(host=host), user)
    return Account(host, user, kept=False, known=known)


def _place(named: Path | None) -> Place:
    folder = project_folder(named)
    return place_of(load(folder).ledger_url, folder)


def _no_password() -> MustMend:
    return MustMend(
        _("The ledger needs no password."),
        hint=_("It is a file, or the server lets you in without one."),
    )
