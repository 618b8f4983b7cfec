"""Against Debian's Postfix: `smtp-sink` with its faults, and a real Postfix of our own on loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from invite.delivery.model import Accepted, Deferred, Refused, Unclear
from invite.delivery.trouble import ServerUnreachable
from invite.errors import InviteError, ServerRefusesUs

from .certificates import authority, make, write
from .conftest import CourierMaker, Pki, parcel
from .servers import MailServer

PLACES = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
SINK = shutil.which("smtp-sink", path=PLACES)
POSTFIX = shutil.which("postfix", path=PLACES)
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

needs_sink = pytest.mark.skipif(SINK is None, reason="smtp-sink is not installed (Debian: postfix)")
needs_postfix = pytest.mark.skipif(POSTFIX is None or not AS_ROOT, reason="Postfix is not installed, or this is not root")


# These servers cannot choose a port themselves, and between finding a free one and their taking it another test process may: so
# each process has an address of its own, where the whole of 127/8 is loopback.
HOME = f"127.1.{os.getpid() >> 8 & 255}.{os.getpid() & 255}" if sys.platform == "linux" else "127.0.0.1"


def _free_port(host: str = HOME) -> int:
    """A port that nobody listens on just now."""
    with socket.create_server((host, 0)) as listener:
        return int(listener.getsockname()[1])


def _wait_for(port: int, alive: Callable[[], bool] = lambda: True, host: str = HOME) -> None:
    """Until somebody listens."""
    end = time.monotonic() + 10
    while time.monotonic() < end and alive():
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail(f"nobody listens on {port}")


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder that the mail system's own users may enter, too."""
    folder = Path(tempfile.mkdtemp(prefix="invite-mail-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Sink:
    """A running smtp-sink."""

    port: int
    folder: Path

    def whole(self) -> int:
        """How many letters it has whole (its dump of a letter ends with the letter's last line)."""
        return sum(b"kutsu\n" in file.read_bytes().replace(b"\r\n", b"\n") for file in self.folder.iterdir())


@contextmanager
def _sink(*options: str) -> Iterator[Sink]:
    """`smtp-sink` with some faults."""
    assert SINK is not None
    with _folder() as folder:
        dump = folder / "letters"
        dump.mkdir()
        dump.chmod(0o777)
        port = _free_port()
        user = ("-u", "nobody") if AS_ROOT else ()
        command = (SINK, *user, "-d", f"{dump}/%M.", *options, f"{HOME}:{port}", "20")
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                # not by connecting: with a fault at CONNECT that would be one of its sessions, but that does no harm either
                _wait_for(port, lambda: process.poll() is None)
                yield Sink(port, dump)
            finally:
                process.terminate()


# options → what the letter ends as. `-q`: hangs up, `-Q`: 421 and hangs up, `-r`: 4yz, `-f`: 5yz, `.`: the final dot.
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
    "-W MAIL:1": Accepted,  # it mixes up the answers to commands that come together; one by one it can
    "-W RCPT:1": Accepted,
    "-H 1": Accepted,
    "-A 0": ServerRefusesUs,  # 550 before the content was read
    "-f CONNECT": ServerRefusesUs,
    "-f EHLO": Accepted,  # HELO serves
    "-f EHLO,HELO": ServerRefusesUs,
    "-f MAIL": ServerRefusesUs,
    "-f RCPT": Refused,
    "-f DATA": ServerRefusesUs,
    "-f .": ServerRefusesUs,
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
def test_every_fault_of_smtp_sink_ends_in_its_true_state(options: str, courier: CourierMaker) -> None:
    """And only what was accepted, or is unclear, can be there."""
    ends = SINK_FAULTS[options]
    with _sink(*options.split()) as sink:
        one = courier(sink.port, host=HOME, limits=QUICK if options.endswith(":3") else {})
        if issubclass(ends, InviteError):
            with pytest.raises(ends) as caught:
                one.carry(parcel())
            assert type(caught.value) is ends
        else:
            assert type(one.carry(parcel())) is ends
        one.close()
        # What was refused at the dot it has heard, too; it dumps what it heard.
        assert sink.whole() == 1 or ends is not Accepted
        assert sink.whole() == 0 or ends in (Accepted, Unclear) or options.endswith(".")


@needs_sink
def test_many_letters_to_smtp_sink(courier: CourierMaker) -> None:
    """Two hundred over one connection, each once."""
    with _sink() as sink:
        one = courier(sink.port, host=HOME)
        assert all(isinstance(one.carry(parcel(f"p{n}@example.org", n)), Accepted) for n in range(200))
        one.close()
        assert sink.whole() == 200


# ---- a real Postfix

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = posti.example.org
mydestination =
mynetworks =
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = example.org
virtual_mailbox_maps = texthash:{folder}/people
virtual_transport = smtp:[127.0.0.1]:{next_hop}
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions =
  check_recipient_access texthash:{folder}/access, reject_unauth_destination, reject_unlisted_recipient
smtpd_tls_security_level = may
smtpd_tls_cert_file = {folder}/good.crt
smtpd_tls_key_file = {folder}/good.key
smtpd_client_connection_count_limit = 3
smtpd_client_event_limit_exceptions =
message_size_limit = 200000
"""
MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True, slots=True)
class Post:
    """A running Postfix. beyond: the server that it hands its letters to."""

    port: int
    ca_file: str
    beyond: MailServer

    def arrived(self, number: int) -> list[str]:
        """Who has got a letter, as soon as there are so many."""
        end = time.monotonic() + 15
        while len(self.beyond.held) < number and time.monotonic() < end:
            time.sleep(0.05)
        return sorted(letter.recipients[0] for letter in self.beyond.held)


@pytest.fixture
def post() -> Iterator[Post]:
    """Its own configuration, queue and ports; nothing of the system's mail is touched."""
    assert POSTFIX is not None
    with _folder() as folder, MailServer() as beyond:
        port = _free_port("127.0.0.1")
        config = folder / "config"
        for name in ("config", "queue", "data"):
            (folder / name).mkdir()
        shutil.chown(folder / "data", "postfix")
        root = authority("Post authority")
        ca_file, _key = write(root, folder, "ca")
        write(make("localhost", by=root), folder, "good")
        (folder / "people").write_text("matti@example.org x\nmaija@example.org x\ngrey@example.org x\n", encoding="utf-8")
        (folder / "access").write_text("grey@example.org 450 4.7.1 Greylisted, come back later\n", encoding="utf-8")
        (config / "main.cf").write_text(MAIN.format(folder=folder, next_hop=beyond.port), encoding="utf-8")
        (config / "master.cf").write_text(MASTER.format(port=port), encoding="utf-8")
        quiet = {"check": False, "capture_output": True, "timeout": 60}
        started = subprocess.run([POSTFIX, "-c", str(config), "start"], **quiet)  # type: ignore[call-overload]  # plain options
        try:
            assert started.returncode == 0, started.stderr
            _wait_for(port, host="127.0.0.1")
            yield Post(port, str(ca_file), beyond)
        finally:
            subprocess.run([POSTFIX, "-c", str(config), "stop"], **quiet)  # type: ignore[call-overload]  # as above


@needs_postfix
def test_a_real_postfix(post: Post, courier: CourierMaker, pki: Pki) -> None:
    """STARTTLS with a test authority; accepted, unknown, greylisted, not relayed, too large, too many connections."""
    from invite.delivery.tls import make_context

    context = make_context(post.ca_file)

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
        one.carry(parcel("matti@example.org", 6, content=b"Subject: x\r\n\r\n" + b"x" * 70 + b"\r\n" * 150_000))

    with pytest.raises(ServerRefusesUs, match="cannot be trusted"):  # the same server, another authority
        courier(post.port, host="localhost", security="starttls", context=pki.context).carry(parcel(number=7))

    one.close()
    busy = [courier(post.port, host="localhost", security="starttls", context=context) for _ in range(4)]
    for other in busy[:3]:
        other.open()
    fourth = busy[3].carry(parcel(number=8))
    assert isinstance(fourth, Deferred)
    assert fourth.slow_down
    busy[0].close()
    assert post.arrived(2) == ["maija@example.org", "matti@example.org"]
    assert all(b"X-Unsent" not in letter.content and b"Hei Matti" in letter.content for letter in post.beyond.held)
