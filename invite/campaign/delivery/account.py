"""The sign-in to Microsoft that letters leave by: made, tried and forgotten."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from invite.campaign.project import Project
from invite.delivery.couriers import check


class SignedIn(Struct, frozen=True, kw_only=True):
    """Who has signed in, to which mailbox, and what was granted.

    scopes: their last words, as `mail.send`. proof: whether the mailbox shows what became of each
    letter. kept: whether the sign-in outlives this command; where: in words.
    reads_mailbox: the same as proof; None where no mailbox would be read.
    """

    account: str
    mailbox: str
    scopes: tuple[str, ...]
    proof: bool
    kept: bool
    where: str
    reads_mailbox: bool | None = None


def sign_in(project: Project, show: Callable[[str], None]) -> SignedIn:
    """Sign in, and try whether letters could leave. show: shows a line to whoever sits there.

    Raises SignInEnded or ServerRefusesUs with what is lacking and whom to ask.
    """
    from invite.delivery.microsoft import scopes_of, sign_in_of

    delivery, sender = project.settings.delivery, project.settings.sender.address
    signing, _https = sign_in_of(delivery)
    wishes = scopes_of(delivery, sender)
    token = signing.ask(*wishes, show=show)
    if signing.cache.kept:  # else the try would ask again
        if delivery.at_graph:
            check(delivery, sender=sender)
        else:
            check(delivery, secret=lambda: token.value)
    return SignedIn(
        account=delivery.account,
        mailbox=sender,
        scopes=tuple(sorted(scope.rpartition("/")[2] for scope in token.scopes)),
        proof=delivery.courier == "graph" and token.grants(wishes[0]),
        kept=signing.cache.kept,
        where=signing.cache.where,
        reads_mailbox=token.grants(wishes[0]) if delivery.courier == "graph" else None,
    )


def sign_out(project: Project) -> bool:
    """Forget the sign-in; whether there was one."""
    from invite.delivery.microsoft import sign_in_of

    signing, _https = sign_in_of(project.settings.delivery)
    return signing.forget()


def granted(project: Project) -> bool:
    """Whether the sign-in at hand lets the mailbox be read. Asks nobody; raises as `sign_in`."""
    from invite.delivery.microsoft import scopes_of, sign_in_of

    delivery, sender = project.settings.delivery, project.settings.sender.address
    signing, _https = sign_in_of(delivery)
    wishes = scopes_of(delivery, sender)
    return signing.token(*wishes).grants(wishes[0])
