"""Connections: a fresh one after so many letters, TLS taken up again, several that share what they
learn, and an end at once.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
import time
from contextlib import suppress

import pytest
from aiosmtpd.smtp import Envelope, Session

from invite.delivery.model import Accepted, Deferred, Delivery, Refused
from invite.delivery.smtp.courier import SmtpCourier
from invite.delivery.smtp.errors import RefusedInARow, ServerUnreachable
from invite.delivery.smtp.session import Common
from invite.delivery.threaded import new_runner
from invite.errors import ServerRefusesUs
from invite.records import replace

from .conftest import CourierMaker, Pki, Waited, parcel
from .servers import PASSWORD, USER, HangUp, MailServer, Misbehaving, Raw, Record, Say, Stall


def _plain(port: int, **more: object) -> Delivery:
    plain = Delivery(courier="smtp", host="127.0.0.1", port=port, security="none", auth="none")
    return replace(plain, **more)  # type: ignore[arg-type]  # a test gives what it takes


def test_a_fresh_connection_after_so_many_letters() -> None:
    """Ten letters, four a connection: three greetings, each connection but the last left with QUIT,
    no letter twice.
    """
    with MailServer() as server:
        one = Waited(SmtpCourier(_plain(server.port, a_connection=4)))
        assert all(
            isinstance(one.carry(parcel(f"p{n}@example.org", n)), Accepted) for n in range(10)
        )
        one.close()
        assert (server.record.connections, server.record.heard.count("QUIT"), len(server.held)) == (
            3,
            3,
            10,
        )


def test_tls_is_taken_up_again(pki: Pki) -> None:
    """The second connection goes on with what TLS came to on the first, and sends as well."""
    with MailServer(tls=pki.server, sign_in=True) as server:
        delivery = Delivery(
            courier="smtp", host="localhost", port=server.port, username=USER, a_connection=1
        )
        one = Waited(SmtpCourier(delivery, secret=lambda: PASSWORD, context=pki.context))
        before = pki.server.session_stats()["hits"]
        assert all(
            isinstance(one.carry(parcel(f"p{n}@example.org", n)), Accepted) for n in range(3)
        )
        one.close()
        assert pki.server.session_stats()["hits"] - before == 2
        assert len(server.held) == 3


def test_three_running_are_counted_over_all_connections() -> None:
    """Refused for a policy on three connections, once each, is refused three times running; the
    others are named.
    """
    with MailServer({"RCPT": Say("550 5.7.1 relaying denied")}) as server:
        common = Common(_plain(server.port))
        first, second, third = (
            Waited(SmtpCourier(common.delivery, common=common)) for _ in range(3)
        )
        assert first.carry(parcel("a@example.org", 1)) == Refused(
            "550 5.7.1 relaying denied", policy=True
        )
        assert isinstance(second.carry(parcel("b@example.org", 2)), Refused)
        with pytest.raises(RefusedInARow) as caught:
            third.carry(parcel("c@example.org", 3))
        assert caught.value.earlier == ("<1@example.org>", "<2@example.org>")
        for one in (first, second, third):
            one.close()


def test_broken_off_it_does_not_come_back(courier: CourierMaker) -> None:
    """Broken off while the server thinks about MAIL: the letter did not go, nothing is tried again,
    and it takes no time.
    """
    with MailServer({"MAIL": Stall()}) as server:
        one = courier(server.port)
        one.open()

        async def broken_off() -> None:
            asyncio.get_running_loop().call_later(0.2, one.courier.abort)
            await one.courier.carry(parcel())

        before = time.monotonic()
        with pytest.raises(ServerUnreachable):
            one.run(broken_off())
        assert time.monotonic() - before < 3
        assert server.record.connections == 1
        assert not server.held


@pytest.mark.parametrize("greeting", ["450 4.3.2 busy", "421 4.7.0 too many connections"])
def test_not_now_is_said_of_a_temporary_no(greeting: str, courier: CourierMaker) -> None:
    """A temporary no to a connection is about now, and says so: in some minutes it may take
    letters.
    """
    with (
        MailServer({"greeting": Say(greeting, True)}) as server,
        pytest.raises(ServerRefusesUs, match="right now"),
    ):
        courier(server.port).open()


def test_our_own_network_is_known_from_their_server(courier: CourierMaker) -> None:
    """A name that nobody knows may be our network that is gone; a server that hangs up is not."""
    with pytest.raises(ServerUnreachable) as caught:
        courier(25, host="nobody.invalid").carry(parcel())
    assert caught.value.no_network
    with MailServer({"greeting": HangUp()}) as server, pytest.raises(ServerUnreachable) as hung_up:
        courier(server.port).carry(parcel())
    assert not hung_up.value.no_network


# The answers to MAIL, RCPT and DATA sent together → what the letter ends as, whether the connection
# is kept, and for sure nothing is held (RFC 2920 3.1: 354 with no recipient wants a lone dot).
TOGETHER: dict[str, tuple[bytes, type, bool]] = {
    "all good": (b"250 a\r\n250 b\r\n354 c\r\n", Accepted, True),
    "no recipient, no letter": (b"250 a\r\n550 5.1.1 b\r\n554 c\r\n", Refused, True),
    "no recipient, but go on": (b"250 a\r\n550 5.1.1 b\r\n354 c\r\n", Refused, True),
    "later, but go on": (b"250 a\r\n450 4.2.0 b\r\n354 c\r\n", Deferred, True),
    "sender put off, the rest follows": (b"450 4.3.0 a\r\n503 b\r\n503 c\r\n", Deferred, True),
    "sender put off, but go on": (b"450 4.3.0 a\r\n250 b\r\n354 c\r\n", Deferred, False),
    "letter put off": (b"250 a\r\n250 b\r\n451 4.3.0 c\r\n", Deferred, True),
}


@pytest.mark.parametrize("name", TOGETHER)
def test_mixed_answers_to_what_came_together(name: str, courier: CourierMaker) -> None:
    """The letter's fate is the first no; after it the connection is where both sides think it is,
    or it is given up.
    """
    answers, ends, kept = TOGETHER[name]
    pieces = answers.split(b"\r\n")[:-1]
    faults = {
        phase: Raw(piece + b"\r\n")
        for phase, piece in zip(("MAIL", "RCPT", "DATA"), pieces, strict=True)
    }
    if ends is Accepted:
        faults = {}
    with MailServer(faults) as server:
        one = courier(server.port)
        outcome = one.carry(parcel())
        assert type(outcome) is ends
        server.record.faults = {}
        if (
            "go on" in name and kept
        ):  # that server only said so, and takes the lone dot for a command that it does not know
            assert len(server.held) == 0
            return
        assert isinstance(one.carry(parcel(number=2)), Accepted)
        assert server.record.connections == (1 if kept else 2)
        assert len(server.held) == (2 if ends is Accepted else 1)


class Thoughtful(Record):
    """Takes its time at the final dot."""

    async def handle_DATA(self, server: Misbehaving, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """As the others, a moment later."""
        await asyncio.sleep(0.2)
        return await super().handle_DATA(server, session, envelope)


def test_an_answer_that_came_while_the_program_stood_still_counts(courier: CourierMaker) -> None:
    """Stopped by Ctrl-Z, or by a screen that takes nothing, for longer than the limit: the answer
    lies there and is heard, and the letter is not unclear.
    """
    with MailServer(record=Thoughtful) as server:
        one = courier(server.port, limits={"end": 0.4})

        async def stood_still() -> object:
            asyncio.get_running_loop().call_later(0.1, time.sleep, 0.8)
            return await one.courier.carry(parcel())

        assert isinstance(one.run(stood_still()), Accepted)
        assert len(server.held) == 1


def test_broken_off_while_it_connects_it_hands_nothing_over(courier: CourierMaker) -> None:
    """Broken off before the server has greeted: it ends at once, and no letter leaves."""
    with MailServer({"greeting": Raw(b"220 test.example\r\n", pause=0.05)}) as server:
        one = courier(server.port)

        async def broken_off() -> None:
            asyncio.get_running_loop().call_later(0.1, one.courier.abort)
            await one.courier.carry(parcel())

        before = time.monotonic()
        with pytest.raises(ServerUnreachable):
            one.run(broken_off())
        assert time.monotonic() - before < 0.5
        assert "MAIL" not in server.record.heard


def test_a_server_that_resets_at_once_is_unreachable() -> None:
    """Whether it hangs up before or after we look who it is: nobody is there, which is no fault of
    the program.
    """
    with socket.create_server(("127.0.0.1", 0), backlog=50) as listening, new_runner() as runner:

        def reset() -> None:
            with suppress(OSError):
                while True:
                    there, _from = listening.accept()
                    there.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    there.close()

        thread = threading.Thread(target=reset, daemon=True)
        thread.start()
        for _n in range(200):
            with pytest.raises(ServerUnreachable):
                runner.run(SmtpCourier(_plain(listening.getsockname()[1])).carry(parcel()))
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def test_an_address_of_a_kind_that_this_computer_has_not_is_passed_over(
    courier: CourierMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name has an IPv6 address too, and this computer no IPv6: the other one is used."""
    with MailServer() as server:
        found = [
            (255, socket.SOCK_STREAM, 0, "", ("::1", server.port)),
            (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", server.port)),
        ]
        monkeypatch.setattr("socket.getaddrinfo", lambda *_a, **_k: found)
        assert isinstance(courier(server.port).carry(parcel()), Accepted)
