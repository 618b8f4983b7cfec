"""From the settings to a courier, and a try whether it could carry anything at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from invite.delivery.model import Courier, Delivery
from invite.errors import MustMend
from invite.words import _

if TYPE_CHECKING:
    import ssl

    from invite.delivery.smtp.courier import SmtpCourier


def make_couriers(
    delivery: Delivery,
    folder_for_outbox: Path,
    *,
    secret: Callable[[], str] | None = None,
    context: ssl.SSLContext | None = None,
) -> Callable[[], Courier]:
    """Makes couriers as the settings say, one for each connection, sharing what can be shared.
    Nothing is connected yet.

    secret: gives the password; by default looked for where `find_secret` does. context: TLS; made
    here if none is handed in. Raises MustMend for a sign-in that is not there yet.
    """
    match delivery.courier:
        case "outbox":
            from invite.delivery.outbox import OutboxCourier

            one = OutboxCourier(folder_for_outbox)
            return lambda: one
        case "smtp":
            return _smtp(delivery, secret, context)
        case other:
            assert_never(other)


def check(
    delivery: Delivery,
    *,
    secret: Callable[[], str] | None = None,
    context: ssl.SSLContext | None = None,
) -> None:
    """Connect, verify, sign in and leave, without a letter, so that a run fails before anybody is
    claimed.

    The outbox has nothing to try. Raises ServerRefusesUs or MustMend.
    """
    if delivery.courier == "outbox":
        return
    courier = _smtp(delivery, secret, context)()
    courier.open()
    courier.close()


def _smtp(
    delivery: Delivery, secret: Callable[[], str] | None, context: ssl.SSLContext | None
) -> Callable[[], SmtpCourier]:
    """Makes couriers for a mail server."""
    from invite.delivery.smtp.courier import SmtpCourier
    from invite.delivery.smtp.session import (
        Common,  # these bring ssl and sockets, which the outbox does not need
    )

    if delivery.auth in ("microsoft", "google"):
        raise MustMend(
            _('Signing in with `auth = "{auth}"` is not there yet.').format(auth=delivery.auth),
            hint=_(
                'Use `auth = "password"` if your mail server takes one, or `courier = "outbox"` and'
                " send from Outlook."
            ),
        )
    common = Common(delivery, secret or _from_places(delivery), context)
    return lambda: SmtpCourier(delivery, common=common)


def _from_places(delivery: Delivery) -> Callable[[], str]:
    """Looks for the password each time a connection signs in."""

    def look() -> str:
        from invite.delivery.secrets import find_secret

        return find_secret(delivery.host, delivery.username)

    return look
