"""From the settings to a courier, and a try whether it could carry anything at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, assert_never

from invite.access.mail_account import ImapAccount
from invite.delivery.drafts.draft_mailbox import GRAPH_DRAFTS, DraftMailbox
from invite.delivery.model import Courier, Delivery

if TYPE_CHECKING:
    import ssl

    from invite.delivery.graph.proof import Proof
    from invite.delivery.rehearsal import Rehearsal
    from invite.delivery.smtp.courier import SmtpCourier
    from invite.delivery.smtp.session import Common
    from invite.delivery.threaded import BlockingCourier


def make_couriers(
    delivery: Delivery,
    *,
    sender: str = "",
    secret: Callable[[], str] | None = None,
    context: ssl.SSLContext | None = None,
    show: Callable[[str], None] | None = None,
) -> Callable[[], Courier]:
    """Makes couriers as the settings say, one for each connection, sharing what can be shared.
    Nothing is connected yet. The outbox is none of them: it waits for nobody (`OutboxCourier`).

    sender: the address letters are from. secret: gives the password; by default looked for where
    `find_secret` does. context: TLS; made here if none is handed in. show: shows a line to whoever
    sits there and can sign in to Microsoft again; None: nobody does. Raises MustMend where the
    libraries for that are missing.
    """
    assert delivery.courier != "outbox"
    match delivery.courier:
        case "smtp":
            return _smtp(delivery, secret, context, show)
        case "graph":
            from invite.delivery.microsoft import graph_couriers

            return _threaded(graph_couriers(delivery, sender, show))
        case "drafts":
            return _threaded(_drafts(delivery, sender, secret, show))
        case other:
            assert_never(other)


def check(
    delivery: Delivery,
    *,
    sender: str = "",
    secret: Callable[[], str] | None = None,
    context: ssl.SSLContext | None = None,
) -> str:
    """Connect, verify, sign in and leave, without a letter, so that a run fails before anybody is
    claimed. Returns how facts call the courier.

    The outbox has nothing to try. Raises ServerRefusesUs or MustMend.
    """
    if delivery.courier == "outbox":
        return delivery.courier
    from invite.delivery.threaded import new_runner

    courier = make_couriers(delivery, sender=sender, secret=secret, context=context)()
    with new_runner() as runner:
        runner.run(courier.open())
        runner.run(courier.close())
    return courier.name


def rehearsal(delivery: Delivery) -> Rehearsal:
    """A courier for a mail server that shows it envelopes alone; it signs in as the others do."""
    from invite.delivery.rehearsal import Rehearsal

    return Rehearsal(delivery, common=_common(delivery, None, None, None))


def _smtp(
    delivery: Delivery,
    secret: Callable[[], str] | None,
    context: ssl.SSLContext | None,
    show: Callable[[str], None] | None,
) -> Callable[[], SmtpCourier]:
    """Makes couriers for a mail server."""
    from invite.delivery.smtp.courier import SmtpCourier

    common = _common(delivery, secret, context, show)
    return lambda: SmtpCourier(delivery, common=common)


def _common(
    delivery: Delivery,
    secret: Callable[[], str] | None,
    context: ssl.SSLContext | None,
    show: Callable[[str], None] | None,
) -> Common:
    """What the couriers of a run share."""
    from invite.delivery.smtp.session import (
        Common,  # this brings ssl and sockets, which the outbox does not need
    )

    if delivery.auth == "microsoft" and secret is None:
        from invite.delivery.microsoft import smtp_token

        token = smtp_token(delivery, show)
        return Common(delivery, partial(token, False), context, partial(token, True))
    return Common(delivery, secret or _from_places(delivery), context)


def _threaded(make: Callable[[], BlockingCourier]) -> Callable[[], Courier]:
    """Makes couriers that wait in threads of their own."""
    from invite.delivery.threaded import ThreadedCourier

    return lambda: ThreadedCourier(make())


def _drafts(
    delivery: Delivery,
    sender: str,
    secret: Callable[[], str] | None,
    show: Callable[[str], None] | None,
) -> Callable[[], BlockingCourier]:
    """Makes couriers that lay drafts."""
    if delivery.imap is None:
        from invite.delivery.microsoft import graph_draft_couriers

        return graph_draft_couriers(delivery, sender, show)
    from invite.delivery.drafts.imap_drafts import ImapDraftsCourier

    account = delivery.imap
    password = secret or imap_secret(delivery, account, show)
    return lambda: ImapDraftsCourier(account, password)


def draft_mailbox(
    delivery: Delivery,
    sender: str,
    name: str,
    returns: ImapAccount | None,
    show: Callable[[str], None] | None,
) -> DraftMailbox | None:
    """The mailbox that drafts lie in, to be looked into; None where the settings do not say how.

    name: as facts call the courier that has laid them. returns: the mailbox of returned mail, which
    may be the same. show: as for `make_couriers`. Raises ServerRefusesUs or MustMend.
    """
    if name == GRAPH_DRAFTS:
        if not (delivery.tenant and delivery.client_id):
            return None
        from invite.delivery.microsoft import graph_draft_mailbox

        return graph_draft_mailbox(delivery, sender, show)
    account = delivery.imap or returns
    if account is None:
        return None
    from invite.delivery.drafts.imap_drafts import ImapDraftMailbox

    return ImapDraftMailbox(account, imap_secret(delivery, account, show))


def readable_mailbox(
    delivery: Delivery, address: str, show: Callable[[str], None] | None
) -> Proof | None:
    """Somebody's mailbox by Graph, to read; None where only sending was granted. show: as for
    `make_couriers`.
    """
    from invite.delivery import microsoft

    return microsoft.readable_mailbox(delivery, address, show)


def imap_secret(
    delivery: Delivery, account: ImapAccount, show: Callable[[str], None] | None
) -> Callable[[], str]:
    """Gives the password of a mailbox, or a token of Microsoft's for it."""
    if account.auth == "microsoft":
        from invite.delivery.microsoft import imap_token

        return partial(imap_token(delivery, show), False)

    def look() -> str:
        from invite.delivery.secrets import find_secret

        return find_secret(account.host, account.username)

    return look


def _from_places(delivery: Delivery) -> Callable[[], str]:
    """Looks for the password each time a connection signs in."""

    def look() -> str:
        from invite.delivery.secrets import find_secret

        return find_secret(delivery.host, delivery.username)

    return look
