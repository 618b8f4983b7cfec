"""One courier, many letters: the connection that is kept, the letter as it arrives, the noes that
add up.
"""

from __future__ import annotations

import asyncio
import re
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from aiosmtpd.smtp import Envelope, Session
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from invite.delivery.model import Accepted, Deferred, Delivery, Parcel, Refused, Unclear
from invite.delivery.smtp.courier import SmtpCourier
from invite.delivery.smtp.envelope import make_envelope, stuffed
from invite.delivery.smtp.errors import RefusedInARow, ServerUnreachable
from invite.errors import ServerRefusesUs

from .conftest import CONTENT, CourierMaker, Waited, parcel
from .servers import MailServer, Misbehaving, Record, Say, Stall, TakePart


def test_nothing_is_connected_before_the_first_letter(courier: CourierMaker) -> None:
    """A courier that carries nothing bothers nobody."""
    with MailServer() as server:
        courier(server.port).close()
        assert server.record.connections == 0


@pytest.mark.parametrize("pipelining", [True, False])
def test_one_connection_for_all_letters(pipelining: bool, courier: CourierMaker) -> None:
    """A hundred letters, one greeting, and QUIT at the end."""
    with MailServer(pipelining=pipelining) as server:
        one = courier(server.port)
        outcomes = [one.carry(parcel(f"p{n}@example.org", n)) for n in range(100)]
        one.close()
    assert outcomes == [Accepted("250 2.0.0 Ok: kept")] * 100
    assert [letter.recipients[0] for letter in server.held] == [
        f"p{n}@example.org" for n in range(100)
    ]
    assert (server.record.connections, server.record.heard[0], server.record.heard[-1]) == (
        1,
        "EHLO",
        "QUIT",
    )


@pytest.mark.parametrize("pipelining", [True, False])
def test_a_refused_address_costs_no_connection(pipelining: bool, courier: CourierMaker) -> None:
    """After a no the transaction is reset and the next letter goes over the same connection."""
    with MailServer({"RCPT": Say("550 5.1.1 unknown")}, times=1, pipelining=pipelining) as server:
        one = courier(server.port)
        assert one.carry(parcel("gone@example.org")) == Refused("550 5.1.1 unknown")
        assert isinstance(one.carry(parcel(number=2)), Accepted)
        assert isinstance(one.carry(parcel(number=3)), Accepted)
        assert server.record.connections == 1
        assert len(server.held) == 2
        assert server.record.heard.count("RSET") == 1


def test_a_server_that_asks_for_the_letter_of_nobody_gets_an_empty_one(
    courier: CourierMaker,
) -> None:
    """RFC 2920 3.1: 354 to DATA although the recipient was refused; a single dot ends that, and
    nothing is kept.
    """
    faults = {
        "RCPT": Say("550 5.1.1 unknown"),
        "DATA": Say("354 go on"),
        "QUIT": Say("221 bye", True),
    }
    with MailServer(faults) as server:
        one = courier(server.port)
        assert isinstance(one.carry(parcel()), Refused)
    assert server.held == []


def test_a_server_that_mixes_up_what_comes_together_gets_it_one_by_one(
    courier: CourierMaker,
) -> None:
    """503 to a good sequence: once more without pipelining, and so for the rest of the run."""
    with MailServer({"RCPT": Say("503 5.5.1 need MAIL first")}, times=1) as server:
        one = courier(server.port)
        assert isinstance(one.carry(parcel()), Accepted)
        assert isinstance(one.carry(parcel(number=2)), Accepted)
        assert (len(server.held), server.record.connections) == (2, 2)


class ForgetsTheRest(Record):
    """Offers PIPELINING, and throws away what came in one piece with MAIL."""

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self,
        server: Misbehaving,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """The rest of what has come is gone."""
        await asyncio.sleep(0.02)
        server._reader._buffer.clear()  # type: ignore[attr-defined]  # as a careless server does
        envelope.mail_from = address
        return "250 2.1.0 Ok"


def test_a_server_that_forgets_what_came_with_mail_costs_one_wait(courier: CourierMaker) -> None:
    """It never answers RCPT: after one wait it gets one command at a time, and so for the rest of
    the run, on further connections too.
    """
    with MailServer(record=ForgetsTheRest) as server:
        one = courier(server.port, limits={"rcpt": 0.5})
        began = time.monotonic()
        outcomes = [one.carry(parcel(f"p{n}@example.org", n)) for n in range(5)]
        one.close()
        assert isinstance(one.carry(parcel(number=6)), Accepted)
        took = time.monotonic() - began
    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    assert (len(server.held), server.record.connections) == (6, 3)
    assert 0.5 <= took < 1.0


def test_a_server_that_is_slow_at_one_recipient_loses_no_letter(courier: CourierMaker) -> None:
    """The twin: one that is silent once, whatever came together, has the letter after the wait."""
    with MailServer({"RCPT": Stall()}, times=1) as server:
        one = courier(server.port, limits={"rcpt": 0.3})
        assert isinstance(one.carry(parcel()), Accepted)
        assert isinstance(one.carry(parcel(number=2)), Accepted)
        assert (len(server.held), server.record.connections) == (2, 2)


def _answers_early(early: int, listener: socket.socket, ends: list[bool]) -> None:
    """Serves two connections: at the first it says that it has kept the letter once it has so many
    bytes, reads on and refuses it after the dot; at the second it does as it should. ends: whether
    a letter came to its dot.
    """
    for first in (True, False):
        connection, _peer = listener.accept()
        with connection, connection.makefile("rb") as lines:
            connection.sendall(b"220 x\r\n")
            while line := lines.readline():
                if line.startswith(b"DATA"):
                    connection.sendall(b"354 go on\r\n")
                    if first:
                        lines.read(early)
                        connection.sendall(b"250 kept\r\n")
                    while (line := lines.readline()) not in (b".\r\n", b""):
                        pass
                    ends.append(bool(line))
                    if first:
                        break
                connection.sendall(b"221 bye\r\n" if line.startswith(b"QUIT") else b"250 ok\r\n")


def test_an_answer_in_the_middle_of_a_letter_is_none() -> None:
    """A "250" that came before the final dot left is no answer to the letter, which is unclear. The
    twin: the next one, answered after its dot, is accepted.
    """
    ends: list[bool] = []
    large = CONTENT + (b"x" * 70 + b"\r\n") * 400_000  # more than lies anywhere between us
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_answers_early, args=(100, listener, ends), daemon=True)
        thread.start()
        delivery = Delivery(
            courier="smtp",
            host="127.0.0.1",
            port=listener.getsockname()[1],
            security="none",
            auth="none",
        )
        one = Waited(SmtpCourier(delivery))
        assert isinstance(one.carry(parcel(content=large)), Unclear)
        assert isinstance(one.carry(parcel(number=2)), Accepted)
        one.close()
        thread.join(5)
    assert ends == [False, True]


def test_a_connection_that_the_server_closed_meanwhile_is_no_trouble(courier: CourierMaker) -> None:
    """The idle connection was closed: noticed before the next letter, whose one retry stays
    unused.
    """
    with MailServer() as server:
        one = courier(server.port)
        assert isinstance(one.carry(parcel()), Accepted)
        for protocol in server._protocols:
            server.hang_up(protocol)
        server.record.faults = {"MAIL": Say("421 4.3.2 busy", True)}
        server.record.times = 1
        assert isinstance(one.carry(parcel(number=2)), Accepted)
        assert server.record.connections == 3
        assert len(server.held) == 2


def test_a_letter_after_an_unclear_one_goes_over_a_new_connection(courier: CourierMaker) -> None:
    """One lost answer harms one letter, and that letter is not sent again."""
    with MailServer({"DATA": TakePart(Say("nonsense", True))}, times=1) as server:
        one = courier(server.port)
        assert isinstance(one.carry(parcel(number=1)), Unclear)
        assert isinstance(one.carry(parcel(number=2)), Accepted)
        assert server.record.connections == 2
        assert len(server.held) == 1


def test_nobody_there(courier: CourierMaker) -> None:
    """A port where nobody listens: an error that says so, exit code 4, nobody marked."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(ServerUnreachable, match=str(port)) as caught:
        courier(port).carry(parcel())
    assert caught.value.exit_code == 4
    with pytest.raises(ServerUnreachable, match="no computer of that name"):
        courier(port, host="nobody.invalid").carry(parcel())


def test_close_never_raises_and_may_come_twice(courier: CourierMaker) -> None:
    """Also when the server is long gone."""
    with MailServer() as server:
        one = courier(server.port)
        one.carry(parcel())
    one.close()
    one.close()


def test_an_interrupt_gives_the_connection_up(
    courier: CourierMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the middle of a dialogue: what comes next must not read the answers of before."""
    with MailServer() as server:
        one = courier(server.port)
        one.carry(parcel())
        with monkeypatch.context() as patch:

            def interrupt(*_: object) -> None:
                raise KeyboardInterrupt

            patch.setattr("invite.delivery.smtp.courier.expect", interrupt)
            with pytest.raises(KeyboardInterrupt):
                one.carry(parcel(number=2))
        assert isinstance(one.carry(parcel(number=3)), Accepted)
        assert server.record.connections == 2


# ---- the noes that add up


POLICY = Say("550 5.7.1 relaying denied")


def test_three_running_refused_for_a_policy_are_about_us(courier: CourierMaker) -> None:
    """With none accepted, the third stops the run and names the two that were reported as
    refused.
    """
    with MailServer({"RCPT": POLICY}) as server:
        one = courier(server.port)
        assert isinstance(one.carry(parcel("a@example.org", 1)), Refused)
        assert isinstance(one.carry(parcel("b@example.org", 2)), Refused)
        with pytest.raises(RefusedInARow) as caught:
            one.carry(parcel("c@example.org", 3))
    assert caught.value.earlier == ("<1@example.org>", "<2@example.org>")
    assert caught.value.exit_code == 4


def test_dead_addresses_running_are_not_about_us(courier: CourierMaker) -> None:
    """The twin: any number of unknown people in a row harms nobody else."""
    with MailServer({"RCPT": Say("550 5.1.1 unknown")}) as server:
        one = courier(server.port)
        assert all(isinstance(one.carry(parcel(f"p{n}@example.org", n)), Refused) for n in range(8))


def test_a_domain_with_a_policy_of_its_own_is_not_about_us(courier: CourierMaker) -> None:
    """The twin: once a letter was accepted, one domain may refuse all its people; a second domain
    is too much.
    """
    with MailServer() as server:
        one = courier(server.port)
        assert isinstance(one.carry(parcel()), Accepted)
        server.record.faults = {"RCPT": POLICY}
        assert all(
            isinstance(one.carry(parcel(f"p{n}@example.com", n)), Refused) for n in range(2, 7)
        )
        with pytest.raises(RefusedInARow):
            one.carry(parcel("x@example.net", 8))


def test_a_domain_that_has_taken_letters_is_no_domain_with_a_policy(courier: CourierMaker) -> None:
    """Once somebody of the domain has their letter, three of it refused running are about us."""
    with MailServer() as server:
        one = courier(server.port)
        assert isinstance(one.carry(parcel("a@example.com", 1)), Accepted)
        server.record.faults = {".": Say("554 5.7.1 looks like spam")}
        for n in (2, 3):
            assert isinstance(one.carry(parcel(f"p{n}@example.com", n)), Refused)
        with pytest.raises(RefusedInARow):
            one.carry(parcel("p4@example.com", 4))


def test_three_letters_running_refused_for_their_size_say_what_to_do(courier: CourierMaker) -> None:
    """What the server is known to mean stands in the error: here, the attachments."""
    with MailServer({".": Say("552 5.3.4 Message size exceeds fixed limit")}) as server:
        one = courier(server.port)
        for n in (1, 2):
            assert isinstance(one.carry(parcel(f"p{n}@example.com", n)), Refused)
        with pytest.raises(RefusedInARow) as caught:
            one.carry(parcel("c@example.org", 3))
    assert "attachments" in caught.value.hint


ENOUGH = [
    "452 4.4.5 Too many messages in this session",
    "452 try a new one",
    "451 4.3.2 please reconnect",
    "450 4.7.0 Session limit reached",
    "550 5.7.0 Only 20 messages per connection are taken",
]


@pytest.mark.parametrize("phase", ["MAIL", "RCPT", "."])
@pytest.mark.parametrize("words", ENOUGH)
def test_enough_for_a_connection_means_a_new_one(
    phase: str, words: str, courier: CourierMaker
) -> None:
    """After a letter was accepted, a limit for the connection costs a new one and no wait."""
    with MailServer() as server:
        one = courier(server.port)
        assert isinstance(one.carry(parcel()), Accepted)
        server.record.faults = {phase: Say(words)}
        server.record.times = 1
        assert isinstance(one.carry(parcel(number=2)), Accepted)
        assert server.record.connections == 2


@pytest.mark.parametrize("words", ["452 4.2.2 mailbox full", "450 4.2.0 greylisted"])
def test_a_no_to_a_recipient_costs_no_connection(words: str, courier: CourierMaker) -> None:
    """The twin: what is about the recipient is not asked again elsewhere; nor is the first letter
    of a connection.
    """
    with MailServer() as server:
        one = courier(server.port)
        assert isinstance(one.carry(parcel()), Accepted)
        server.record.faults = {"RCPT": Say(words)}
        assert isinstance(one.carry(parcel(number=2)), Deferred)
        assert server.record.connections == 1
    with MailServer({"RCPT": Say("452 4.4.5 Too many messages")}) as server:
        one = courier(server.port)
        assert isinstance(one.carry(parcel()), Deferred)
        assert server.record.connections == 1


def test_an_accepted_letter_begins_the_count_anew(courier: CourierMaker) -> None:
    """The twin: two refused, one accepted, two refused."""
    with MailServer() as server:
        one = courier(server.port)
        for wave in range(3):
            server.record.faults = {"RCPT": POLICY}
            assert isinstance(one.carry(parcel(f"a{wave}@example.org")), Refused)
            assert isinstance(one.carry(parcel(f"b{wave}@example.com")), Refused)
            server.record.faults = {}
            assert isinstance(one.carry(parcel(f"c{wave}@example.net")), Accepted)


# ---- the letter as it arrives


@pytest.fixture(scope="module")
def kept() -> Iterator[tuple[MailServer, Waited]]:
    """A server and a courier for many examples."""
    with MailServer() as server:
        one = Waited(
            SmtpCourier(
                Delivery(
                    courier="smtp", host="127.0.0.1", port=server.port, security="none", auth="none"
                )
            )
        )
        yield server, one
        one.close()


@given(lines=st.lists(st.text(st.sampled_from(".ab \t"), max_size=6).map(str.encode), max_size=8))
@example(lines=[b".", b"..", b".", b""])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_dots_arrive_as_they_left(kept: tuple[MailServer, Waited], lines: list[bytes]) -> None:
    """Whatever lines a letter has, the server holds the same ones."""
    server, one = kept
    content = b"Subject: x\r\n\r\n" + b"".join(line + b"\r\n" for line in lines)
    assert isinstance(one.carry(parcel(content=content)), Accepted)
    assert server.held[-1].content == content


def test_what_is_settled_leaves_as_it_would_anyway() -> None:
    """A letter whose lines were settled when it was composed needs no second look; the server gets
    the same bytes.
    """
    sent = [
        make_envelope(parcel(content=b"Subject: x\r\n\r\nHei.\r\n", settled=known), {}, Delivery())
        for known in (True, False)
    ]
    assert sent[0] == sent[1]


@pytest.mark.parametrize("end", [b"\n", b"\r"])
def test_a_bare_line_end_cannot_end_the_letter_early(end: bytes, courier: CourierMaker) -> None:
    """CVE-2023-51764: a lone LF or CR around a dot would smuggle a second letter; it becomes CRLF,
    and its dot is stuffed.
    """
    smuggled = b"Subject: x\r\n\r\nHei" + end + b"." + end + b"MAIL FROM:<evil@example.org>" + end
    with MailServer() as server:
        one = courier(server.port)
        assert isinstance(one.carry(parcel(content=smuggled)), Accepted)
        one.close()
    (letter,) = server.held
    assert letter.content == re.sub(rb"\r\n|\r|\n", b"\r\n", smuggled)


@pytest.mark.parametrize(
    ("content", "wire"),
    [
        (b"", b".\r\n"),
        (b"a", b"a\r\n.\r\n"),
        (b"a\r\n", b"a\r\n.\r\n"),
        (b".\r\n", b"..\r\n.\r\n"),
        (b"a\r\n.b", b"a\r\n..b\r\n.\r\n"),
    ],
)
def test_the_final_dot_stands_alone(content: bytes, wire: bytes) -> None:
    """RFC 5321 4.5.2, with and without a last line end."""
    assert stuffed(content) == wire


def test_a_large_letter_goes_in_blocks(courier: CourierMaker) -> None:
    """Ten megabytes, whole."""
    content = CONTENT + (b"x" * 70 + b"\r\n") * 145_000
    with MailServer() as server:
        assert isinstance(courier(server.port).carry(parcel(content=content)), Accepted)
        assert server.held[0].content == content


def test_a_letter_larger_than_the_server_takes_is_not_begun(courier: CourierMaker) -> None:
    """RFC 1870: the server said how much it takes; the sentence names both sizes."""
    with MailServer(size=100_000) as server:
        with pytest.raises(ServerRefusesUs, match="takes at most 97 kB"):
            courier(server.port).carry(parcel(content=CONTENT + b"x\r\n" * 50_000))
        assert "MAIL" not in server.record.heard


def test_the_server_stops_taking_a_large_letter_and_says_why(courier: CourierMaker) -> None:
    """It says 552 in the middle and hangs up: a no, not a doubt; or a reset took its words, then
    unclear.
    """
    with MailServer({"DATA": TakePart(Say("552 5.2.2 mailbox full", True))}) as server:
        outcome = courier(server.port).carry(
            parcel(content=CONTENT + b"x" * 70 + b"\r\n" * 4_000_000)
        )
    assert isinstance(outcome, (Refused, Unclear))
    assert server.held == []


def test_what_is_offered_is_used(courier: CourierMaker) -> None:
    """SIZE, 8BITMIME and SMTPUTF8 as parameters of MAIL, each only where it is needed."""
    with MailServer() as server:
        one = courier(server.port)
        one.carry(parcel())
        one.carry(parcel(content=CONTENT + "ä\r\n".encode()))
        one.carry(parcel("päivi@example.org", smtputf8=True))
        assert [letter.options for letter in server.held] == [
            (f"SIZE={len(CONTENT)}",),
            (f"SIZE={len(CONTENT) + 4}", "BODY=8BITMIME"),
            (f"SIZE={len(CONTENT)}", "SMTPUTF8"),
        ]
        assert server.held[2].recipients == ("päivi@example.org",)


@pytest.mark.parametrize("hidden", [(), ("8BITMIME",)])
def test_an_address_that_needs_smtputf8_is_refused_in_our_own_words(
    hidden: tuple[str, ...], courier: CourierMaker
) -> None:
    """RFC 6531: without SMTPUTF8 (and 8BITMIME) nothing is tried; the next person is not harmed."""
    with MailServer(utf8=bool(hidden), hidden=hidden) as server:
        one = courier(server.port)
        outcome = one.carry(parcel("äijö@example.org", smtputf8=True))
        assert isinstance(outcome, Refused)
        assert "SMTPUTF8" in outcome.reply
        assert isinstance(one.carry(parcel(number=2)), Accepted)
        assert len(server.held) == 1


def test_eight_bits_where_seven_are_taken_are_about_us(courier: CourierMaker) -> None:
    """RFC 6152: not sent, not mangled."""
    with MailServer(hidden=("8BITMIME",)) as server, pytest.raises(ServerRefusesUs, match="7-bit"):
        courier(server.port).carry(parcel(content=CONTENT + "ä\r\n".encode()))


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org>\r\nRCPT TO:<b@example.org",
        "a b@example.org",
        "<a@example.org>",
        "",
        "a" * 250 + "@example.org",
    ],
)
def test_an_address_cannot_end_its_command(address: str, courier: CourierMaker) -> None:
    """Control characters, brackets and spaces never reach the wire."""
    with MailServer() as server:
        assert isinstance(courier(server.port).carry(parcel(address)), Refused)
        assert "RCPT" not in server.record.heard


def test_our_name_tells_no_computer(courier: CourierMaker) -> None:
    """EHLO says our address on the connection (RFC 5321 4.1.4), not the laptop's name."""
    with MailServer() as server:
        courier(server.port).carry(parcel())
        assert server.record.names == ["[127.0.0.1]"]


def test_a_pipelined_letter_takes_two_round_trips() -> None:
    """Envelope in one write, content in the next: counted in what the server reads before it must
    answer.
    """
    reads: list[bytes] = []

    def serve(listener: socket.socket) -> None:
        connection, _peer = listener.accept()
        with connection:
            connection.sendall(b"220 x\r\n")
            for answer in (
                b"250-x\r\n250 PIPELINING\r\n",
                b"250 a\r\n250 b\r\n354 c\r\n",
                b"250 kept\r\n",
                b"221 bye\r\n",
            ):
                reads.append(connection.recv(65_536))
                connection.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        one = Waited(
            SmtpCourier(
                Delivery(
                    courier="smtp",
                    host="127.0.0.1",
                    port=listener.getsockname()[1],
                    security="none",
                    auth="none",
                )
            )
        )
        assert one.carry(parcel()) == Accepted("250 kept")
        one.close()
        thread.join()
    assert (
        reads[1]
        == f"MAIL FROM:<{parcel().sender}>\r\nRCPT TO:<matti@example.org>\r\nDATA\r\n".encode()
    )
    assert reads[2].endswith(b"..kutsu\r\n.\r\n")


def test_couriers_in_one_loop_do_not_wait_for_each_other(courier: CourierMaker) -> None:
    """Four couriers at once: every letter once; and while a fifth waits for an answer that does not
    come, the others go on.
    """
    with MailServer() as server, MailServer({"MAIL": Stall()}) as silent:
        couriers = [courier(server.port).courier for _ in range(4)]
        stalled = courier(silent.port)

        async def run(which: int) -> None:
            for number in range(25):
                await couriers[which].carry(parcel(f"p{which}-{number}@example.org", number))

        async def together() -> None:
            waits = asyncio.create_task(stalled.courier.carry(parcel()))
            await asyncio.gather(*(run(which) for which in range(4)))
            assert not waits.done()
            stalled.courier.abort()
            with pytest.raises(ServerUnreachable):
                await waits

        stalled.run(together())
        assert len({letter.recipients for letter in server.held}) == len(server.held) == 100


def test_a_deferred_letter_may_go_later(courier: CourierMaker) -> None:
    """The same parcel, after a temporary no, over the same connection."""
    same: Parcel = parcel()
    with MailServer({"RCPT": Say("450 4.2.0 greylisted")}, times=1) as server:
        one = courier(server.port)
        assert one.carry(same) == Deferred("450 4.2.0 greylisted")
        assert isinstance(one.carry(same), Accepted)
        assert (len(server.held), server.record.connections) == (1, 1)
