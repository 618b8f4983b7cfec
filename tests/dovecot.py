"""A real Dovecot of our own on loopback, over TLS, with one mailbox; nothing of the system's mail is
touched.
"""

from __future__ import annotations

import grp
import json
import os
import pwd
import shutil
import subprocess
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
from access.fake_entra import FakeEntra
from delivery.certificates import authority, make, write
from postfix import AS_ROOT, PLACES, free_port, mail_folder, wait_for

DOVECOT = shutil.which("dovecot", path=PLACES)
needs_dovecot = pytest.mark.skipif(
    DOVECOT is None or not AS_ROOT, reason="Dovecot is not installed, or this is not root"
)
USER, PASSWORD = "kutsut@example.org", "hyvin salainen ä"
OWNER = "www-data"  # of the mails: a user that every Debian has, and that is not root

CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{folder}/good.crt
ssl_key = <{folder}/good.key
auth_mechanisms = {mechanisms}
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 0
mail_uid = {uid}
mail_gid = {gid}
default_internal_user = dovecot
default_login_user = dovenull
service imap-login {{
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
{tokens}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Drafts {{
    auto = create
    special_use = \\Drafts
  }}
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
}}
"""
# Dovecot asks whoever has given a token what it is good for.
TOKENS = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf.ext
}}
"""
ASK = """
tokeninfo_url = http://127.0.0.1:{port}/tokeninfo?access_token=
introspection_mode = auth
username_attribute = email
active_attribute = active
active_value = true
"""


@dataclass(frozen=True, slots=True)
class Imap:
    """A running Dovecot. port: TLS from the first byte; plain: STARTTLS. box: the INBOX as a
    Maildir.
    """

    port: int
    plain: int
    ca_file: Path
    box: Path
    folder: Path

    def put(self, mails: Iterable[bytes]) -> None:
        """Lay mails into the INBOX, in this order."""
        uid, gid = _owner()
        new = self.box / "new"
        start = sum(1 for _ in new.iterdir()) + sum(1 for _ in (self.box / "cur").iterdir())
        for n, mail in enumerate(mails, start):
            path = self.box / "tmp" / f"{1_800_000_000 + n}.M{n:06}.test"
            path.write_bytes(mail)
            os.chown(path, uid, gid)
            path.rename(new / path.name)

    def names(self) -> set[str]:
        """The mails in the INBOX as files; their flags stand in their names."""
        return {file.name for way in ("new", "cur") for file in (self.box / way).iterdir()}


def _owner() -> tuple[int, int]:
    return pwd.getpwnam(OWNER).pw_uid, grp.getgrnam(OWNER).gr_gid


@contextmanager
def _told(tokens: FakeEntra | None) -> Iterator[int]:
    """A server that says whose a token is, by the record of whoever gave it; its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            token = unquote(self.path.partition("access_token=")[2])
            given = tokens.granted(token) if tokens else None
            told = json.dumps({"email": given.who, "active": "true"} if given else {}).encode()
            self.send_response(200 if given else 401)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_words: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


@contextmanager
def running_dovecot(mechanisms: str = "plain", tokens: FakeEntra | None = None) -> Iterator[Imap]:
    """A Dovecot with the mailbox of USER, empty. mechanisms: of its sign-in. tokens: who gave those
    that it takes.
    """
    assert DOVECOT is not None
    with mail_folder() as folder, _told(tokens) as told:
        uid, gid = _owner()
        (folder / "run").mkdir()
        box = folder / "mail" / USER
        for way in ("", "new", "cur", "tmp"):
            (box / way).mkdir(parents=True, exist_ok=True)
        for path in (folder / "mail", box, *(box / way for way in ("new", "cur", "tmp"))):
            os.chown(path, uid, gid)
        root = authority("Dovecot authority")
        ca_file, _key = write(root, folder, "ca")
        write(make("localhost", by=root), folder, "good")
        (folder / "users").write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
        port, plain = free_port(), free_port()
        config = folder / "dovecot.conf"
        values = {"port": port, "plain": plain, "uid": uid, "gid": gid, "mechanisms": mechanisms}
        values["tokens"] = TOKENS.format(folder=folder) if tokens else ""
        (folder / "oauth2.conf.ext").write_text(ASK.format(port=told), encoding="utf-8")
        config.write_text(CONFIG.format(folder=folder, **values), encoding="utf-8")
        with (
            (folder / "out").open("wb") as out,
            subprocess.Popen([DOVECOT, "-F", "-c", str(config)], stdout=out, stderr=out) as process,
        ):
            try:
                wait_for(port, lambda: process.poll() is None)
                yield Imap(port, plain, ca_file, box, folder)
            finally:
                process.terminate()
                process.wait(20)
