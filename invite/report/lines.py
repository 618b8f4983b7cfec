"""What a report tells of somebody who needs a human: why, what to do, and the command, with or without addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from invite.language import Language
from invite.report import to_do
from invite.report.phrases import shown
from invite.report.wording import REASONS, STATES, TO_DO, said
from invite.summary import SKIPPED, Line

_ADDRESS = re.compile(r"[^\s<>\"',;:()]+@[^\s<>\"',;:()]+")


@dataclass(frozen=True, slots=True)
class Told:
    """Tells of people in a report. addresses: whether e-mail addresses may stand in it. first: the default mailing."""

    language: Language
    addresses: bool
    first: str

    def why(self, line: Line) -> str:
        """The state or the reason, and the server's last words, which often quote the address."""
        if line.state == SKIPPED:
            return said(REASONS, line.because, self.language)
        words = said(STATES, line.state, self.language)
        return f"{words}: {self.safe(line.reply)}" if line.reply else words

    def what(self, line: Line) -> str:
        """What to do."""
        matter = to_do.matter(line)
        return said(TO_DO, matter, self.language) if matter in TO_DO else ""

    def command(self, line: Line, mailing: str) -> str:
        """The command to copy."""
        return to_do.command(line, mailing, self.first)

    def safe(self, text: str) -> str:
        """A stranger's words on one line, their addresses taken out where none may stand."""
        return shown(text if self.addresses else _ADDRESS.sub("…", text))
