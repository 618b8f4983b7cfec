"""What a command expects of the server's answer, and what is raised where it says otherwise."""

from __future__ import annotations

from invite.delivery.smtp.connection import Lost, Wire
from invite.delivery.smtp.phases import Meaning, Phase
from invite.delivery.smtp.replies import SmtpReply
from invite.delivery.smtp.status_codes import meaning_of
from invite.words import _


class SaidNo(
    Exception
):  # an answer of the server, turned into an outcome by the courier; never leaves this package
    """The server said no. meaning: what for."""

    def __init__(self, phase: Phase, reply: SmtpReply, meaning: Meaning) -> None:
        super().__init__(phase, str(reply))
        self.phase = phase
        self.reply = reply
        self.meaning = meaning


async def expect(wire: Wire, phase: Phase) -> SmtpReply:
    """The reply that says yes. Raises SaidNo for a no, Lost for a connection that is at its end."""
    return judged(phase, await wire.read(phase))


def judged(phase: Phase, reply: SmtpReply) -> SmtpReply:
    """The same for a reply already read.

    One that means "once more on a new connection" is raised as a loss: 421 (RFC 5321 3.8), and a
    code that does not belong there.
    """
    meaning = meaning_of(phase, reply)
    if meaning is None:
        return reply
    if meaning is not Meaning.AGAIN:
        raise SaidNo(phase, reply, meaning)
    if reply.code == 421:
        raise Lost(phase, str(reply), reply)
    raise Lost(phase, _("an answer that does not belong here: {reply}").format(reply=reply))
