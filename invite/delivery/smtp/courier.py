"""The courier that hands letters to a mail server, over one connection that it keeps."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping

from invite.delivery.model import Accepted, Deferred, Delivery, Outcome, Parcel, Refused, Unclear
from invite.delivery.smtp.connection import Lost
from invite.delivery.smtp.envelope import make_envelope
from invite.delivery.smtp.errors import in_a_row, refusal, unreachable
from invite.delivery.smtp.phases import LIMITS, PHASES, Meaning, Phase
from invite.delivery.smtp.replies import given_id
from invite.delivery.smtp.session import Common, Session, open_session, unless_broken_off
from invite.delivery.smtp.status_codes import (
    SaidNo,
    enough_for_a_connection,
    expect,
    judged,
    slows_down,
)
from invite.errors import ServerRefusesUs
from invite.words import _

# seconds to look for a reply when the server stops taking content: it may have said why
_LAST_WORDS = 3.0
_NAMES_AN_ADDRESS = frozenset({Phase.RCPT, Phase.DATA, Phase.CONTENT, Phase.END})

_Step = tuple[Phase, bytes]


class SmtpCourier:
    """Carries letters to one server, one after the other, over a connection that it keeps."""

    name = "smtp"

    def __init__(
        self,
        delivery: Delivery,
        *,
        secret: Callable[[], str] | None = None,
        context: ssl.SSLContext | None = None,
        limits: Mapping[Phase, float] | None = None,
        local_hostname: str | None = None,
        common: Common | None = None,
    ) -> None:
        """Connects only when the first letter comes.

        secret: gives the password (or token) when a connection signs in. context: from
        `make_context`; made when needed if not handed in. limits: seconds for some phases, instead
        of the RFC's. local_hostname: our name in EHLO. common: what it shares with other couriers,
        instead of secret and context.
        """
        self._delivery = delivery
        self._common = common or Common(delivery, secret, context)
        self._limits = {**LIMITS, **(limits or {})}
        self._our_name = local_hostname
        self._session: Session | None = None
        self._accepted_here = 0  # letters that the newest connection has carried
        self._opening: asyncio.Future[Session] | None = None
        self._aborted = False

    async def carry(self, parcel: Parcel) -> Outcome:
        """Hand one letter over.

        Raises ServerRefusesUs for a no to us (ServerUnreachable: nobody there) and MustMend for
        settings that cannot be: the letter did not go. Whatever is raised, an interrupt above all,
        the connection is given up.
        """
        try:
            outcome = await self._twice(self._hand_over, parcel)
        except BaseException:
            self._drop()
            raise
        if isinstance(outcome, Accepted):
            self._accepted_here += 1
            self._common.row.accepted(parcel.recipient)
        return outcome

    async def open(self) -> None:
        """Connect and sign in now, without a letter. Raises as `carry` does, and for a temporary no
        too.
        """
        nobody = Parcel(
            sender=self._delivery.username, recipient="", message_id="", content=b"", label=""
        )
        try:
            outcome = await self._twice(self._only_open, nobody)
        except BaseException:
            self._drop()
            raise
        if not isinstance(outcome, Accepted):
            raise ServerRefusesUs(
                _("The mail server {host} takes no letters right now. It says: {reply}").format(
                    host=self._delivery.host, reply=getattr(outcome, "reply", "")
                ),
                hint=_("Try again in a few minutes."),
            )

    def abort(self) -> None:
        """Break the connection off, whatever is on its way: the carrier must stop now."""
        self._aborted = True
        if self._opening is not None:
            self._opening.cancel()
        if self._session is not None:
            self._session.wire.abort()

    async def close(self) -> None:
        """Say QUIT and close, whatever comes of it."""
        session, self._session = self._session, None
        if session is None:
            return
        try:
            self._remember(session)
            await session.wire.write(b"QUIT\r\n", Phase.QUIT)
            await session.wire.read(Phase.QUIT)
        except Lost:
            return  # what was accepted stays accepted
        finally:
            session.wire.close()

    async def _twice(self, work: Callable[[Parcel], Awaitable[Outcome]], parcel: Parcel) -> Outcome:
        """Do it; once more, on a new connection, where the old one was lost before the letter
        began to leave, or has carried as many as the server takes on one.
        """
        again = True
        while True:
            try:
                return await work(parcel)
            except SaidNo as no:
                if no.reply.code == 421:
                    self._drop()  # RFC 5321 3.8: the server is closing the connection
                if not (again and self._accepted_here and enough_for_a_connection(no.reply)):
                    return self._after_no(no, parcel)
                await self.close()
                again = False
            except Lost as lost:
                self._drop()
                if not (again and PHASES[lost.phase].again):
                    return self._after_loss(lost)
                again = False

    async def _ready(self) -> Session:
        """The kept connection, or a new one where there is none that still stands or it has carried
        its share.
        """
        if self._session is not None:
            if self._session.begun >= self._delivery.a_connection:
                await self.close()
            elif not self._session.wire.idle():
                self._drop()
        if self._session is None and not self._aborted:
            self._opening = asyncio.ensure_future(
                open_session(self._common, self._limits, self._our_name)
            )
            self._session = await unless_broken_off(self._opening)
            self._accepted_here = 0
        if self._session is None or self._aborted:
            raise Lost(Phase.CONNECT, _("stopped"))
        return self._session

    async def _only_open(self, _nobody: Parcel) -> Outcome:
        """What is done on a connection that is only tried."""
        await self._ready()
        return Accepted("")

    async def _hand_over(self, parcel: Parcel) -> Outcome:
        """One transaction: MAIL, RCPT and DATA together where the server offers PIPELINING (RFC
        2920), then the content.
        """
        session = await self._ready()
        envelope = make_envelope(parcel, session.extensions, self._delivery)
        if isinstance(envelope, Refused):
            return envelope
        reset = ((Phase.RSET, b"RSET\r\n"),) if session.dirty else ()
        mail, rcpt = (Phase.MAIL, envelope.mail), (Phase.RCPT, envelope.rcpt)
        steps: tuple[_Step, ...] = (*reset, mail, rcpt, (Phase.DATA, b"DATA\r\n"))
        session.dirty = True
        session.begun += 1
        together = "PIPELINING" in session.extensions and not self._common.one_by_one
        for group in (steps,) if together else tuple((step,) for step in steps):
            await self._say(session, group)
        try:
            await session.wire.write_letter(envelope.content)
        except Lost as lost:
            await self._early_answer(session, lost)
        try:
            reply = await expect(session.wire, Phase.END)
        finally:
            session.dirty = False
        return Accepted(str(reply), given_id(reply, self._delivery.host))

    async def _say(self, session: Session, group: tuple[_Step, ...]) -> None:
        """Write some commands at once and read all their replies; the first that is no yes is
        raised.
        """
        await session.wire.write(b"".join([line for _phase, line in group]), group[0][0])
        for done, (phase, _line) in enumerate(group, start=1):
            try:
                await expect(session.wire, phase)
            except SaidNo as no:
                if no.reply.code == 503 and len(group) > 1:
                    # "Bad sequence", though ours was good: some servers mix up what comes together
                    # (smtp-sink, when slow)
                    self._common.one_by_one = True
                    raise Lost(phase, str(no.reply)) from None
                await self._read_on(session, no, group[done:])
                raise
            except Lost as lost:
                if lost.silent and done > 1:
                    # It has answered the first and not the next: it may have thrown away what came
                    # together with the first.
                    self._common.one_by_one = True
                raise

    async def _read_on(self, session: Session, no: SaidNo, rest: tuple[_Step, ...]) -> None:
        """Read what follows a no, so that the connection can be kept; where that is not sure, it is
        given up.
        """
        try:
            for phase, _line in rest:
                reply = await session.wire.read(phase)
                if phase is Phase.DATA and reply.code // 100 == PHASES[phase].good:
                    # The server wants the letter all the same. RFC 2920 3.1: a single dot, which
                    # delivers nothing while no recipient was taken; if one was, only hanging up
                    # delivers nothing.
                    if no.phase is not Phase.RCPT:
                        self._drop()
                        return
                    await session.wire.write(b".\r\n", Phase.CONTENT)
                    await session.wire.read(Phase.END)
        except Lost:
            self._drop()

    async def _early_answer(self, session: Session, lost: Lost) -> None:
        """The server answers before it has the letter: a no is a no, for it cannot have taken it;
        anything else is a loss.
        """
        try:
            reply = await session.wire.read(Phase.END, within=_LAST_WORDS)
        except Lost:
            raise lost from None
        self._drop()
        if reply.code >= 400:
            judged(Phase.CONTENT, reply)
        raise lost

    def _after_no(self, no: SaidNo, parcel: Parcel) -> Outcome:
        """What a no of the server makes of the letter."""
        match no.meaning:
            case Meaning.DEFERRED:
                everybody = no.phase not in _NAMES_AN_ADDRESS or slows_down(no.reply)
                return Deferred(str(no.reply), slow_down=everybody)
            case Meaning.REFUSED:
                return Refused(str(no.reply))
            case Meaning.UNCLEAR:
                self._drop()  # the two sides do not mean the same any more
                return Unclear(str(no.reply))
            case Meaning.POLICY if not self._common.row.refused(
                parcel.message_id, parcel.recipient
            ):
                return Refused(str(no.reply), policy=True)
            case Meaning.POLICY:
                earlier = tuple(
                    id_ for id_ in self._common.row.running() if id_ != parcel.message_id
                )
                raise in_a_row(no.reply, self._delivery, parcel.sender, earlier) from None
            case _:
                raise refusal(no.phase, no.reply, self._delivery, parcel.sender) from None

    def _after_loss(self, lost: Lost) -> Outcome:
        """What a lost connection makes of the letter."""
        meaning = PHASES[lost.phase].lost
        if lost.reply is not None and meaning is not Meaning.UNCLEAR:
            return Deferred(str(lost.reply), slow_down=True)  # 421, twice
        words = _("Connection lost ({phase}): {why}").format(phase=_(lost.phase), why=lost.why)
        match meaning:
            case Meaning.UNREACHABLE:
                raise unreachable(
                    lost.phase, lost.why, self._delivery, no_network=lost.no_network
                ) from None
            case Meaning.UNCLEAR:
                return Unclear(words)
            case _:
                return Deferred(words, slow_down=lost.phase not in _NAMES_AN_ADDRESS)

    def _drop(self) -> None:
        """Give the connection up without a word."""
        session, self._session = self._session, None
        if session is not None:
            self._remember(session)
            session.wire.close()

    def _remember(self, session: Session) -> None:
        """Keep what TLS came to, for the next connection; only of one that was good for
        something.
        """
        if session.begun:
            self._common.tls_session = session.wire.tls_session or self._common.tls_session
