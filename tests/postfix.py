"""A real Postfix of our own on loopback, which delivers to maildirs; nothing of the system's mail
is touched.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from delivery.certificates import authority, make, write

PLACES = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
POSTFIX = shutil.which("postfix", path=PLACES)
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

needs_postfix = pytest.mark.skipif(
    POSTFIX is None or not AS_ROOT, reason="Postfix is not installed, or this is not root"
)

# These servers cannot choose a port themselves, and between finding a free one and their taking it
# another test process may: so each process has some ports of its own, below those that a system
# hands out (Linux: from 32768).
HOST = "127.0.0.1"
_PORTS = itertools.cycle(
    range(10_000 + os.getpid() % 2_000 * 10, 10_010 + os.getpid() % 2_000 * 10)
)

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = {host}
inet_protocols = ipv4
myhostname = posti.example.org
mydestination =
mynetworks =
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = example.org, example.com
virtual_mailbox_base = {folder}/boxes
virtual_mailbox_maps = texthash:{folder}/people
virtual_uid_maps = static:{owner}
virtual_gid_maps = static:{owner}
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions =
  check_recipient_access texthash:{folder}/access, reject_unauth_destination, reject_unlisted_recipient
smtpd_tls_security_level = {tls}
smtpd_tls_cert_file = {folder}/good.crt
smtpd_tls_key_file = {folder}/good.key
smtpd_client_connection_count_limit = 3
smtpd_client_event_limit_exceptions =
message_size_limit = 200000
"""
DISCARD = """
virtual_transport = discard:
virtual_mailbox_maps = static:all
smtpd_client_connection_count_limit = 100
"""
# It takes letters to anybody, tries the next server for those it is given for, and reports by mail
# what became of them: at once, late and too late in seconds in place of days.
RELAY = """
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = permit_mynetworks
smtpd_reject_unlisted_recipient = no
transport_maps = texthash:{folder}/transport
default_transport = error:5.1.2 no such domain
delay_warning_time = 1s
maximal_queue_lifetime = 8s
bounce_queue_lifetime = 8s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
"""
MASTER = """
{host}:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
virtual unix - n n - - virtual
smtp unix - - n - - smtp
error unix - - n - - error
discard unix - - n - - discard
retry unix - - n - - error
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


def free_port() -> int:
    """A port of this process's that nobody listens on."""
    for port in itertools.islice(_PORTS, 10):
        try:
            socket.create_server((HOST, port)).close()
        except OSError:
            continue
        return port
    pytest.fail("none of this process's ports is free")


def wait_for(port: int, alive: Callable[[], bool] = lambda: True) -> None:
    """Until somebody listens there."""
    end = time.monotonic() + 10
    while time.monotonic() < end and alive():
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail(f"nobody listens on {port}")


@contextmanager
def mail_folder() -> Iterator[Path]:
    """A folder that the mail system's own users may enter, too."""
    folder = Path(tempfile.mkdtemp(prefix="invite-mail-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Post:
    """A running Postfix.

    ca_file: the authority that signed its certificate for "localhost". folder: where its queue, its
    log and people's boxes are.
    """

    port: int
    ca_file: Path
    folder: Path

    def box(self, address: str) -> Path:
        """Somebody's box, a Maildir."""
        return self.folder / "boxes" / address

    def in_boxes(self) -> int:
        """How many letters lie in boxes just now."""
        return sum(1 for _letter in (self.folder / "boxes").glob("*/new/*"))

    def delivered(self) -> list[tuple[str, bytes]]:
        """Every letter in its receiver's box, when the queue is empty: who has it, and its
        content.
        """
        # In the order in which a letter goes through them, so that none slips past.
        ways = [
            self.folder / "queue" / way for way in ("maildrop", "incoming", "active", "deferred")
        ]
        end = time.monotonic() + 10
        while any(file.is_file() for way in ways for file in way.rglob("*")):
            assert time.monotonic() < end, (self.folder / "log").read_text(encoding="utf-8")
            time.sleep(0.05)
        return sorted(
            (file.parts[-3], file.read_bytes()) for file in (self.folder / "boxes").glob("*/new/*")
        )


@contextmanager
def running_postfix(
    people: Iterable[str],
    *,
    grey: Iterable[str] = (),
    tls: str = "may",
    discard: bool = False,
    relay: Mapping[str, int] | None = None,
) -> Iterator[Post]:
    """A Postfix where these addresses have a box and no other has.

    grey: those whom it answers "come back later". tls: its smtpd_tls_security_level: "may",
    "encrypt" or "none". discard: it takes letters to anybody, and throws them away. relay: it takes
    letters to anybody, carries those to these addresses to a port on this machine, and reports what
    became of them to the sender's box.
    """
    assert POSTFIX is not None
    with mail_folder() as folder:
        port = free_port()
        config, boxes = folder / "config", folder / "boxes"
        for name in ("config", "queue", "data", "boxes"):
            (folder / name).mkdir()
        shutil.chown(folder / "data", "postfix")
        shutil.chown(boxes, "nobody")
        root = authority("Post authority")
        ca_file, _key = write(root, folder, "ca")
        write(make("localhost", by=root), folder, "good")
        (folder / "people").write_text(
            "".join(f"{address} {address}/\n" for address in people), encoding="utf-8"
        )
        later = "450 4.7.1 Greylisted, come back later"
        (folder / "access").write_text(
            "".join(f"{address} {later}\n" for address in grey), encoding="utf-8"
        )
        main = MAIN.format(folder=folder, host=HOST, owner=boxes.stat().st_uid, tls=tls) + (
            DISCARD if discard else ""
        )
        if relay is not None:
            main += RELAY.format(folder=folder)
            hops = "".join(f"{to} smtp:[{HOST}]:{hop}\n" for to, hop in relay.items())
            (folder / "transport").write_text(hops, encoding="utf-8")
        (config / "main.cf").write_text(main, encoding="utf-8")
        (config / "master.cf").write_text(MASTER.format(host=HOST, port=port), encoding="utf-8")

        def order(word: str) -> subprocess.CompletedProcess[bytes]:
            return subprocess.run(
                [POSTFIX, "-c", str(config), word], check=False, capture_output=True, timeout=60
            )

        started = order("start")
        try:
            assert started.returncode == 0, started.stderr
            wait_for(port)
            yield Post(port, ca_file, folder)
        finally:
            order("stop")


SINK = shutil.which("smtp-sink", path=PLACES)
needs_sink = pytest.mark.skipif(SINK is None, reason="smtp-sink is not installed (Debian: postfix)")


@dataclass(frozen=True, slots=True)
class Sink:
    """A running smtp-sink."""

    port: int
    folder: Path

    def whole(self, end: bytes = b"kutsu\n") -> int:
        """How many letters it has whole. end: what the letter's last line ends with."""
        found = 0
        for file in self.folder.iterdir():
            with suppress(FileNotFoundError):  # smtp-sink takes back what was broken off
                found += end in file.read_bytes().replace(b"\r\n", b"\n")
        return found


@contextmanager
def sink(*options: str) -> Iterator[Sink]:
    """`smtp-sink` with some faults."""
    assert SINK is not None
    with mail_folder() as folder:
        dump = folder / "letters"
        dump.mkdir()
        dump.chmod(0o777)
        port = free_port()
        user = ("-u", "nobody") if AS_ROOT else ()
        command = (SINK, *user, "-d", f"{dump}/%M.", *options, f"{HOST}:{port}", "20")
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                # not by connecting: with a fault at CONNECT that would be one of its sessions, but
                # that does no harm either
                wait_for(port, lambda: process.poll() is None)
                yield Sink(port, dump)
            finally:
                process.terminate()


@contextmanager
def far(port: int, seconds: float) -> Iterator[int]:
    """A way to the server on which every byte takes so long in each direction."""
    loop = asyncio.new_event_loop()
    here = free_port()

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while octets := await reader.read(65_536):
            loop.call_later(seconds, writer.write, octets)
        loop.call_later(seconds, writer.close)

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(HOST, port)
        await asyncio.gather(carry(reader, back), carry(there, writer))

    def serve() -> None:
        loop.run_until_complete(asyncio.start_server(meet, HOST, here))
        loop.run_forever()

    threading.Thread(target=serve, daemon=True).start()
    wait_for(here)
    yield here
    loop.call_soon_threadsafe(loop.stop)
