"""What a courier carries, and what can become of it."""

from __future__ import annotations

from typing import Literal, Protocol

from msgspec import Struct

from invite.access.mail_account import ImapAccount

Security = Literal["starttls", "tls", "none"]
Auth = Literal["password", "microsoft", "none"]

# half of what Exim takes by itself (smtp_accept_max_per_connection); Postfix and Exchange count
# none
A_CONNECTION = 500


class Delivery(Struct, frozen=True, kw_only=True):
    """`[delivery]` of the settings: how letters leave. username: the sender's address where the
    settings name none.

    pace: the shortest time between two letters, in seconds (0: no limit). daily: letters in 24
    hours, or None. patience: for how long one run keeps trying deferred letters, in seconds.
    ca_file: the path of extra certificates. tenant, client_id, sign_in_as: of the sign-in to
    Microsoft; authority, graph_url: of a server of one's own in place of Microsoft's.
    a_connection: letters that one connection carries before a fresh one takes its place.
    by_provider: the provider, where it alone decided that letters leave as they do. imap: where
    drafts are laid by IMAP; None: by Graph.
    """

    courier: Literal["outbox", "smtp", "graph", "drafts"] = "outbox"
    imap: ImapAccount | None = None
    host: str = ""
    port: int = 587
    security: Security = "starttls"
    auth: Auth = "password"
    username: str = ""
    ca_file: str | None = None
    tenant: str = ""
    client_id: str = ""
    sign_in_as: str = ""
    authority: str = ""
    graph_url: str = ""
    pace: float = 0.0
    daily: int | None = None
    connections: int = 3
    a_connection: int = A_CONNECTION
    patience: float = 1800.0
    by_provider: str = ""

    @property
    def at_graph(self) -> bool:
        """Whether letters go through a mailbox at Microsoft Graph, to be sent or as drafts."""
        return self.courier == "graph" or (self.courier == "drafts" and self.imap is None)

    @property
    def account(self) -> str:
        """Who signs in to Microsoft: not always the mailbox, which several may share."""
        return self.sign_in_as or self.username


class Parcel(Struct, frozen=True, kw_only=True):
    """One letter, ready to be carried.

    content: the whole message (RFC 5322), lines ended by CRLF, no dots stuffed. label: what the
    outbox names its file by. smtputf8: whether an address or a header of it needs RFC 6531.
    settled: whoever made the content knows that each line, the last one too, ends with CRLF and
    none begins with a dot; nobody need look again. draft: the id by which the server holds it as a
    draft, once that is written down.
    """

    sender: str
    recipient: str
    message_id: str
    content: bytes
    label: str
    smtputf8: bool = False
    settled: bool = False
    draft: str = ""


class Drafted(Struct, frozen=True):
    """The server holds the letter as a draft; nothing is sent. To be written down, then carried
    again with the id.

    message_id: the server's own, where it is known already. mark: by what it is known to be as we
    left it.
    """

    id: str
    message_id: str = ""
    mark: str = ""


class Accepted(Struct, frozen=True, gc=False):
    """The server took the letter over. reply: its words, as `250 2.0.0 Ok: queued as …`.

    message_id: the one that the server gave it in the place of ours, if it says so.
    """

    reply: str
    message_id: str = ""


class Written(Struct, frozen=True):
    """The letter lies as a draft; nobody has been written to.

    path: where, for a human. mark: by what it is known to be as we left it. draft, message_id: its
    id in the mailbox, and the Message-ID that the mailbox gave it in the place of ours.
    """

    path: str
    mark: str = ""
    draft: str = ""
    message_id: str = ""


class Deferred(Struct, frozen=True):
    """Not now: the server said a temporary no to this letter.

    slow_down: whether the server means everybody ("too many connections", "too fast"), not this
    letter alone. after: seconds that it asks to be left alone.
    """

    reply: str
    slow_down: bool = False
    after: float = 0.0


class Refused(Struct, frozen=True):
    """The server said a permanent no to this address. policy: for a reason that may be about us, if
    others hear the same.
    """

    reply: str
    policy: bool = False


class Unclear(Struct, frozen=True):
    """Content had begun to leave and no answer came: the server may or may not have the letter."""

    reply: str


Outcome = Accepted | Written | Deferred | Refused | Unclear


class Courier(Protocol):
    """What carries letters, one at a time, and waits in the loop: `carry` is the method, `open`
    comes before the first and `close` after the last.
    """

    @property
    def name(self) -> str:
        """How facts call it."""

    async def open(self) -> None:
        """Make ready, so that a no to us comes before any letter is begun. Raises as `carry`
        does.
        """

    async def carry(self, parcel: Parcel) -> Outcome | Drafted:
        """Carry one letter. A no to us, not to the address, is raised as ServerRefusesUs: the
        letter did not go.
        """

    async def close(self) -> None:
        """Let go of what is kept between letters. Never raises, never changes an outcome."""

    def abort(self) -> None:
        """Break off whatever is on its way: the carrier must stop now. Never raises; the letter in
        hand ends as one whose connection was lost.
        """
