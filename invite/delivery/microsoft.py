"""From the settings to a sign-in at Microsoft: tokens for Graph and for a mail server."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from invite.access.graph import SCOPE, Mailbox
from invite.access.https import Https
from invite.access.microsoft.sign_in import Registration, Show, SignIn, SignInEnded, Token
from invite.delivery.drafts.graph_drafts import GraphDraftMailbox, GraphDraftsCourier
from invite.delivery.graph.graph_courier import GraphCourier, mailbox_of, wishes
from invite.delivery.graph.proof import Proof
from invite.delivery.graph.requester import Requester
from invite.delivery.model import Delivery
from invite.delivery.refusal_streak import PolicyRow

# learn.microsoft.com, "Authenticate an IMAP, POP or SMTP connection using OAuth": one request is
# for one resource, so that Outlook's scope and Graph's never stand together.
SMTP_SCOPES = ("https://outlook.office.com/SMTP.Send",)
IMAP_SCOPES = ("https://outlook.office.com/IMAP.AccessAsUser.All",)


def scopes_of(delivery: Delivery, sender: str) -> tuple[Sequence[str], ...]:
    """The sets of scopes to ask for, the widest first."""
    match delivery.courier:
        case "graph":
            return wishes(mailbox_of(delivery, sender))
        case "drafts" if delivery.imap is None:
            return (drafts_scopes(mailbox_of(delivery, sender)),)
        case "drafts":
            return (IMAP_SCOPES,)
        case _:
            return (SMTP_SCOPES,)


def sign_in_of(delivery: Delivery) -> tuple[SignIn, Https]:
    """The sign-in that the settings name, and the HTTPS that it goes by."""
    https = Https(delivery.ca_file)
    app = Registration(
        tenant=delivery.tenant,
        client_id=delivery.client_id,
        account=delivery.account,
        authority=delivery.authority,
    )
    return SignIn(app, https), https


class Renewing:
    """Gives tokens, and where the sign-in has ended asks for a new one, if somebody is there."""

    def __init__(
        self, sign_in: SignIn, scopes: tuple[Sequence[str], ...], show: Show | None
    ) -> None:
        """show: shows a line to whoever sits there; None: nobody does."""
        self._sign_in, self._scopes, self._show = sign_in, scopes, show
        self._lock = threading.Lock()
        self._given: Token | None = None

    def __call__(self, fresh: bool) -> Token:
        """A token; everybody waits while one is asked for. fresh: not the one at hand."""
        before = self._given
        with self._lock:
            if fresh and self._given is not before and self._given is not None:
                return self._given  # another has renewed it meanwhile
            try:
                self._given = self._sign_in.token(*self._scopes, fresh=fresh)
            except SignInEnded as ended:
                if self._show is None:
                    raise
                self._show(f"{ended.what}")
                self._given = self._sign_in.ask(*self._scopes, show=self._show)
            return self._given


def graph_couriers(
    delivery: Delivery, sender: str, show: Show | None = None
) -> Callable[[], GraphCourier]:
    """Makes couriers for Graph that share the sign-in. sender: the address letters are from."""
    sign_in, https = sign_in_of(delivery)
    mailbox, row = mailbox_of(delivery, sender), PolicyRow()
    requester = Requester(https, Renewing(sign_in, wishes(mailbox), show))
    return lambda: GraphCourier(delivery, mailbox, requester, row)


def drafts_scopes(mailbox: Mailbox) -> Sequence[str]:
    """What drafts need: to write into the mailbox, and not to send."""
    return (f"{SCOPE}Mail.ReadWrite{'.Shared' if mailbox.address else ''}",)


def graph_draft_couriers(
    delivery: Delivery, sender: str, show: Show | None = None
) -> Callable[[], GraphDraftsCourier]:
    """Makes couriers that lay drafts by Graph, and share the sign-in."""
    mailbox, requester = _drafts_requester(delivery, sender, show)
    return lambda: GraphDraftsCourier(mailbox, requester, sender)


def graph_draft_mailbox(
    delivery: Delivery, sender: str, show: Show | None = None
) -> GraphDraftMailbox:
    """The mailbox that drafts are laid into, to be looked into."""
    return GraphDraftMailbox(*_drafts_requester(delivery, sender, show))


def _drafts_requester(
    delivery: Delivery, sender: str, show: Show | None
) -> tuple[Mailbox, Requester]:
    sign_in, https = sign_in_of(delivery)
    mailbox = mailbox_of(delivery, sender)
    return mailbox, Requester(https, Renewing(sign_in, (drafts_scopes(mailbox),), show))


def readable_mailbox(delivery: Delivery, address: str, show: Show | None = None) -> Proof | None:
    """Somebody's mailbox by Graph, to read; None where only sending was granted."""
    sign_in, https = sign_in_of(delivery)
    mailbox = mailbox_of(delivery, address)
    requester = Requester(https, Renewing(sign_in, wishes(mailbox), show))
    return Proof(mailbox, requester) if requester.token().grants(wishes(mailbox)[0]) else None


def imap_token(delivery: Delivery, show: Show | None = None) -> Callable[[bool], str]:
    """Gives access tokens to read mail by IMAP. True: not the one at hand, which was refused."""
    sign_in, _https = sign_in_of(delivery)
    renewing = Renewing(sign_in, (IMAP_SCOPES,), show)
    return lambda fresh: renewing(fresh).value


def smtp_token(delivery: Delivery, show: Show | None = None) -> Callable[[bool], str]:
    """Gives access tokens for XOAUTH2. True: not the one at hand, which was refused."""
    sign_in, _https = sign_in_of(delivery)
    renewing = Renewing(sign_in, (SMTP_SCOPES,), show)
    return lambda fresh: renewing(fresh).value
