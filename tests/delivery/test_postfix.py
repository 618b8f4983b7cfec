"""Against Debian's Postfix: `smtp-sink` with its faults, and a real Postfix of our own on
loopback.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from postfix import Post, needs_postfix, needs_sink, running_postfix, sink

from invite.delivery.model import Accepted, Deferred, Refused, Unclear
from invite.delivery.smtp.errors import ServerUnreachable
from invite.errors import InviteError, ServerRefusesUs

from .conftest import CourierMaker, Pki, parcel

# options → what the letter ends as. `-q`: hangs up, `-Q`: 421 and hangs up, `-r`: 4yz, `-f`: 5yz,
# `.`: the final dot.
SINK_FAULTS: dict[str, type] = {
    "": Accepted,
    "-e": Accepted,  # no EHLO
    "-E": Accepted,  # no enhanced codes
    "-p": Accepted,  # no PIPELINING
    "-a": Accepted,  # no AUTH
    "-8": Accepted,  # no 8BITMIME
    "-N": Accepted,  # no DSN
    "-P": Accepted,  # a greeting full of asterisks
    "-w 1": Accepted,
    "-W MAIL:1": (
        Accepted
    ),  # it mixes up the answers to commands that come together; one by one it can
    "-W RCPT:1": Accepted,
    "-H 1": Accepted,
    "-A 0": Refused,  # 550 before the content was read
    "-f CONNECT": ServerRefusesUs,
    "-f EHLO": Accepted,  # HELO serves
    "-f EHLO,HELO": ServerRefusesUs,
    "-f MAIL": ServerRefusesUs,
    "-f RCPT": Refused,
    "-f DATA": Refused,
    "-f .": Refused,
    "-f QUIT": Accepted,
    "-r CONNECT": Deferred,
    "-r EHLO": Deferred,
    "-r MAIL": Deferred,
    "-r RCPT": Deferred,
    "-r DATA": Deferred,
    "-r .": Deferred,
    "-r QUIT": Accepted,
    "-q CONNECT": ServerUnreachable,
    "-q EHLO": ServerUnreachable,
    "-q MAIL": Deferred,
    "-q RCPT": Deferred,
    "-q DATA": Deferred,
    "-q .": Unclear,
    "-q QUIT": Accepted,
    "-Q CONNECT": Deferred,
    "-Q EHLO": Deferred,
    "-Q MAIL": Deferred,
    "-Q RCPT": Deferred,
    "-Q DATA": Deferred,
    "-Q .": Deferred,
    "-Q QUIT": Accepted,
    "-W CONNECT:3": ServerUnreachable,
    "-W EHLO:3": ServerUnreachable,
    "-W MAIL:3": Deferred,
    "-W RCPT:3": Deferred,
    "-W DATA:3": Deferred,
    "-W .:3": Unclear,
    "-W QUIT:3": Accepted,
}
QUICK = dict.fromkeys(("greeting", "ehlo", "mail", "rcpt", "data", "end", "quit"), 0.4)


@needs_sink
@pytest.mark.parametrize("options", SINK_FAULTS)
def test_every_fault_of_smtp_sink_ends_in_its_true_state(
    options: str, courier: CourierMaker
) -> None:
    """And only what was accepted, or is unclear, can be there."""
    ends = SINK_FAULTS[options]
    with sink(*options.split()) as server:
        one = courier(server.port, limits=QUICK if options.endswith(":3") else {})
        if issubclass(ends, InviteError):
            with pytest.raises(ends) as caught:
                one.carry(parcel())
            assert type(caught.value) is ends
        else:
            assert type(one.carry(parcel())) is ends
        one.close()
        # What was refused at the dot it has heard, too; it dumps what it heard.
        assert server.whole() == 1 or ends is not Accepted
        assert server.whole() == 0 or ends in (Accepted, Unclear) or options.endswith(".")


@needs_sink
def test_many_letters_to_smtpsink(courier: CourierMaker) -> None:
    """Two hundred over one connection, each once."""
    with sink() as server:
        one = courier(server.port)
        assert all(
            isinstance(one.carry(parcel(f"p{n}@example.org", n)), Accepted) for n in range(200)
        )
        one.close()
        assert server.whole() == 200


@pytest.fixture
def post() -> Iterator[Post]:
    """A Postfix that knows three people, and puts one off."""
    with running_postfix(
        [f"{name}@example.org" for name in ("matti", "maija", "grey")], grey=["grey@example.org"]
    ) as post:
        yield post


@needs_postfix
def test_a_real_postfix(post: Post, courier: CourierMaker, pki: Pki) -> None:
    """STARTTLS with a test authority; accepted, unknown, greylisted, not relayed, too large, too
    many connections.
    """
    from invite.access.tls import make_context

    context = make_context(str(post.ca_file))

    one = courier(post.port, host="localhost", security="starttls", context=context)
    assert isinstance(one.carry(parcel("matti@example.org", 1)), Accepted)
    unknown = one.carry(parcel("nobody@example.org", 2))
    assert isinstance(unknown, Refused)
    assert unknown.reply.startswith("550 5.1.1")
    grey = one.carry(parcel("grey@example.org", 3))
    assert isinstance(grey, Deferred)
    assert grey.reply.startswith("450 4.7.1")
    assert grey.slow_down is False
    far = one.carry(parcel("x@example.net", 4))
    assert isinstance(far, Refused)
    assert "Relay access denied" in far.reply
    assert isinstance(one.carry(parcel("maija@example.org", 5)), Accepted)
    with pytest.raises(ServerRefusesUs, match="too large"):
        one.carry(
            parcel(
                "matti@example.org",
                6,
                content=b"Subject: x\r\n\r\n" + b"x" * 70 + b"\r\n" * 150_000,
            )
        )

    with pytest.raises(
        ServerRefusesUs, match="cannot be trusted"
    ):  # the same server, another authority
        courier(post.port, host="localhost", security="starttls", context=pki.context).carry(
            parcel(number=7)
        )

    one.close()
    busy = [
        courier(post.port, host="localhost", security="starttls", context=context) for _ in range(4)
    ]
    for other in busy[:3]:
        other.open()
    fourth = busy[3].carry(parcel(number=8))
    assert isinstance(fourth, Deferred)
    assert fourth.slow_down
    busy[0].close()
    delivered = post.delivered()
    assert [receiver for receiver, _content in delivered] == [
        "maija@example.org",
        "matti@example.org",
    ]
    assert all(
        b"X-Unsent" not in content and b"Hei Matti" in content for _receiver, content in delivered
    )
