"""Mails are read by one process apart, for strangers wrote them; here are its answers, and what
stands for none.
"""

from __future__ import annotations

import json

from invite.access.child.reading_process import NotRead, ReadingProcess
from invite.campaign.returns.mail_wire import unpacked
from invite.errors import MustMend
from invite.people.model import PersonId
from invite.returned.marks import FindPerson
from invite.returned.model import InboundMail, MailKind
from invite.words import _

PROCESS = "invite.campaign.returns.mail_reader_process"


class MailReader(ReadingProcess):
    """Reads the bytes of mails in a process of its own."""

    def __init__(self) -> None:
        super().__init__(PROCESS)

    def read(self, content: bytes, person_of: FindPerson) -> InboundMail:
        """What a mail says, as `read_mail` finds it; unreadable where the process hangs or dies of
        it. Raises MustMend where no process can be started.

        The process is handed no more codes of personal links than stand in the mail: it asks, and
        reads again knowing those that are somebody's.
        """
        known: dict[str, PersonId] = {}
        while True:
            try:
                said, asked = self.ask(json.dumps(known).encode(), content)
                mail, codes = unpacked(said), json.loads(asked)
            except NotRead as none:
                return _unreadable(none)
            except (ValueError, TypeError, LookupError):  # no mail, as it says itself
                return _unreadable(NotRead("crashed"))
            found = {code: person_of(code) for code in codes if code not in known}
            news = {code: person for code, person in found.items() if person is not None}
            if not news:
                return mail
            known |= news


def _unreadable(none: NotRead) -> InboundMail:
    match none.why:
        case "late":
            words = _("It takes too long to read: open it in your mail program.")
        case "crashed":
            words = _("It cannot be read: open it in your mail program.")
        case "not started":
            raise MustMend(
                _("The process that reads mail cannot be started."),
                hint=_(
                    "Close other programs and try again; if that does not help, install invite"
                    " again."
                ),
            ) from none
    return InboundMail(kind=MailKind.OTHER, words=words, unreadable=True)
