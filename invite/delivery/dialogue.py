"""One step of the dialogue: read a reply, and go on only if it is a yes."""

from __future__ import annotations

from invite.delivery.phases import Meaning, Phase
from invite.delivery.replies import Reply
from invite.delivery.verdicts import meaning_of
from invite.delivery.wire import Lost, Wire
from invite.words import _


class SaidNo(Exception):  # an answer of the server, turned into an outcome by the courier; never leaves this package
    """The server said no. meaning: what for."""

    def __init__(self, phase: Phase, reply: Reply, meaning: Meaning) -> None:
        super().__init__(phase, str(reply))
        self.phase = phase
        self.reply = reply
        self.meaning = meaning


def expect(wire: Wire, phase: Phase) -> Reply:
    """The reply that says yes. Raises SaidNo for a no, Lost for a connection that is at its end."""
    return judged(phase, wire.read(phase))


def judged(phase: Phase, reply: Reply) -> Reply:
    """The same for a reply already read."""
    meaning = meaning_of(phase, reply)
    if meaning is None:
        return reply
    if meaning is not Meaning.AGAIN:
        raise SaidNo(phase, reply, meaning)
    if reply.code == 421:
        raise Lost(phase, str(reply), reply)
    raise Lost(phase, _("an answer that does not belong here: {reply}").format(reply=reply))
