"""What the tests of delivery share: a test authority, and couriers that wait seconds where the RFC
waits minutes.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from invite.access.tls import make_context
from invite.delivery.model import Auth, Courier, Delivery, Drafted, Outcome, Parcel, Security
from invite.delivery.smtp.courier import SmtpCourier
from invite.delivery.smtp.phases import Phase
from invite.delivery.threaded import new_runner

from .certificates import authority, make, server_context, write
from .servers import PASSWORD, USER

PATIENT = dict.fromkeys(Phase, 5.0)
CONTENT = b"Subject: Kutsu\r\nMessage-ID: <1@example.org>\r\n\r\nHei Matti,\r\n\r\n.kutsu\r\n"


def parcel(recipient: str = "matti@example.org", number: int = 1, **changes: object) -> Parcel:
    """A letter to somebody."""
    given: dict[str, object] = {
        "sender": USER,
        "recipient": recipient,
        "message_id": f"<{number}@example.org>",
        "content": CONTENT,
        "label": f"matti-{number}",
        **changes,
    }
    return Parcel(**given)  # type: ignore[arg-type]  # a test gives what a Parcel takes


@dataclass(frozen=True, slots=True)
class Pki:
    """The test authority. context: a client's that trusts it. server: a good server's TLS. folder:
    where its files lie.
    """

    ca_file: str
    context: ssl.SSLContext
    server: ssl.SSLContext
    folder: Path


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    """Made once: a certificate takes milliseconds, but a hundred tests want one."""
    folder = tmp_path_factory.mktemp("pki")
    root = authority("Test authority")
    ca_file, _key = write(root, folder, "ca")
    good = server_context(make("localhost", by=root), folder, "good")
    return Pki(str(ca_file), make_context(str(ca_file)), good, folder)


T = TypeVar("T")


class Waited:
    """A courier that is waited for where it is called, in a loop of its own."""

    def __init__(self, courier: Courier) -> None:
        self.courier = courier
        self.runner = new_runner()

    def run(self, work: Coroutine[object, object, T]) -> T:
        """What it comes to."""
        return self.runner.run(work)

    def open(self) -> None:
        """See `Courier`."""
        self.run(self.courier.open())

    def carry(self, letter: Parcel) -> Outcome | Drafted:
        """See `Courier`."""
        return self.run(self.courier.carry(letter))

    def close(self) -> None:
        """See `Courier`."""
        self.run(self.courier.close())
        self.runner.close()
        self.runner = new_runner()  # which makes its loop when it is used


CourierMaker = Callable[..., Waited]


@pytest.fixture
def courier(pki: Pki) -> Iterator[CourierMaker]:
    """Makes couriers, and closes them."""
    made: list[Waited] = []

    def build(
        port: int,
        *,
        security: Security = "none",
        auth: Auth = "none",
        secret: Callable[[], str] | None = lambda: PASSWORD,
        context: ssl.SSLContext | None = None,
        host: str = "127.0.0.1",
        limits: Mapping[str, float] | None = None,
    ) -> Waited:
        delivery = Delivery(
            courier="smtp", host=host, port=port, security=security, auth=auth, username=USER
        )
        short = {Phase[name.upper()]: seconds for name, seconds in (limits or {}).items()}
        bare = SmtpCourier(
            delivery, secret=secret, context=context or pki.context, limits={**PATIENT, **short}
        )
        one = Waited(bare)
        made.append(one)
        return one

    yield build
    for one in made:
        one.close()
