"""What somebody who needs a human needs: the command to copy."""

from __future__ import annotations

import re

from msgspec import Struct

from invite.language import Language
from invite.lifecycle import State
from invite.plan import DRAFTS, Because
from invite.report.base.wording import report_words, said
from invite.safe_text import shown
from invite.summary import SKIPPED, Line
from invite.words import N_, _

# By state, or by the reason of those who are skipped.
COMMANDS = {
    State.UNCLEAR.value: "invite settle {id}",
    State.FAILED.value: N_("invite resend {id} --to ADDRESS"),
    State.WAITING.value: "invite send",
    Because.NO_ADDRESS.value: N_("invite correct {id} --address ADDRESS"),
    Because.QUESTION.value: "invite review",
    Because.ANSWER.value: "invite registrations",
    Because.HELD.value: "invite review",
    Because.DRAFT_GONE.value: "invite settle --outbox --sent {id}",
    Because.DRAFT_UNSEEN.value: "invite settle --outbox --sent {id}",
}


def matter(line: Line) -> str:
    """What the tables of words and commands know the case by: the state, why somebody is skipped,
    or what is wrong with a draft.
    """
    drafts = line.state == State.WRITTEN and line.because in DRAFTS
    return line.because if line.state == SKIPPED or drafts else line.state


def command(line: Line, mailing: str, first: str) -> str:
    """The command that helps; "" where none does. first: the default mailing, which needs no
    naming.
    """
    known = COMMANDS.get(matter(line), "")
    option = (
        f" --mailing {mailing}"
        if mailing != first and known.startswith(("invite send", "invite resend", "invite settle"))
        else ""
    )
    return _(known).format(id=line.person.id) + option if known else ""


_ADDRESS = re.compile(r"[^\s<>\"',;:()]+@[^\s<>\"',;:()]+")


class ReportWords(Struct, frozen=True):
    """How a report speaks of people. addresses: whether e-mail addresses may stand in it. first:
    the default mailing.
    """

    language: Language
    addresses: bool
    first: str

    def why(self, line: Line) -> str:
        """The state or the reason, and the server's last words, which often quote the address."""
        if matter(line) == line.because:
            return said(report_words(self.language).reasons, line.because)
        words = said(report_words(self.language).states, line.shown_state)
        return f"{words}: {self.safe(line.reply)}" if line.reply else words

    def what(self, line: Line) -> str:
        """What to do."""
        case = matter(line)
        return (
            said(report_words(self.language).to_do, case)
            if case in report_words(self.language).to_do
            else ""
        )

    def command(self, line: Line, mailing: str) -> str:
        """The command to copy."""
        return command(line, mailing, self.first)

    def where(self, line: Line) -> str:
        """The files and rows where they are, so that whoever keeps a sheet finds them."""
        return ", ".join(self.safe(str(origin)) for origin in line.person.origins)

    def safe(self, text: str) -> str:
        """A stranger's words on one line, their addresses taken out where none may stand."""
        return shown(text if self.addresses else _ADDRESS.sub("…", text))
