"""A courier that shows a server envelopes alone, and no letter."""

from __future__ import annotations

from collections.abc import Mapping

from invite.delivery.model import Accepted, Outcome, Parcel, Refused
from invite.delivery.refusal_streak import PolicyRow
from invite.delivery.smtp.courier import SmtpCourier
from invite.delivery.smtp.envelope import make_envelope
from invite.delivery.smtp.phases import Phase


class Rehearsal(SmtpCourier):
    """Connects, signs in and judges answers as the courier that it is one of; RSET comes in the
    place of the content (RFC 5321 4.1.1.5), so that nothing is sent.
    """

    def begin_anew(self) -> None:
        """As if a run began: no letter was refused before."""
        self._common.row = PolicyRow()

    async def rehearse(self, parcel: Parcel) -> Outcome:
        """What would become of the letter up to its content; Accepted for an envelope that is
        taken. Raises as `carry` does.
        """
        try:
            outcome = await self._twice(self._only_envelope, parcel)
        except BaseException:
            self._drop()
            raise
        if isinstance(outcome, Accepted):
            self._common.row.accepted(parcel.recipient)
        return outcome

    @property
    def offered(self) -> Mapping[str, str]:
        """EHLO's keywords of the open connection, with their parameters."""
        return self._session.extensions if self._session else {}

    @property
    def tls(self) -> str:
        """The version of TLS on the open connection; "" without TLS."""
        socket = self._session and self._session.wire.under_tls
        return (socket and socket.version()) or ""

    async def _only_envelope(self, parcel: Parcel) -> Outcome:
        session = await self._ready()
        envelope = make_envelope(parcel, session.extensions, self._delivery)
        if isinstance(envelope, Refused):
            return envelope
        reset = (Phase.RSET, b"RSET\r\n")
        steps = [(Phase.MAIL, envelope.mail), (Phase.RCPT, envelope.rcpt), reset]
        if session.dirty:
            steps.insert(0, reset)
        session.dirty = True
        for step in steps:
            await self._say(session, (step,))
        session.dirty = False
        return Accepted("")
