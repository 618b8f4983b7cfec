"""What `invite demo` shows: each step of the main job, and the commands to look around with."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from invite.campaign.sending.demo import Demo
from invite.report.base import document
from invite.report.base.picture import Document, Picture
from invite.report.letters import outgoing
from invite.report.people import listing
from invite.report.status import standing
from invite.words import _


def screen(done: Demo, program: Path | None) -> Iterator[RenderableType | Picture]:
    """The whole for the terminal. program: how to call it where no shell finds `invite`."""
    yield from _title(_("1. The sheets, and who is who"))
    yield listing.people_line(done.roster, done.held)
    yield listing.flaws(done.roster.flaws)
    yield from _title(_("2. One of the letters"))
    letter = done.letter
    yield outgoing.letter(done.reader, letter.to.written, letter.subject, letter.text.whole)
    yield from _title(_("3. Everyone's letter, to the outbox"))
    yield outgoing.plan(done.plan, done.mailing, done.courier)
    yield outgoing.sent(done.lines, done.courier)
    yield from _title(_("4. Who has been reached"))
    yield standing.mailings(done.tallies)
    yield ""
    yield _("The letters are in {folder}: open one in Outlook, Apple Mail or Thunderbird.").format(
        folder=done.folder / "outbox" / done.mailing
    )
    yield _("Look around:")
    yield f"  cd {_quoted(done.folder)}"
    called = _quoted(program) if program else "invite"
    yield from (f"  {called} {command}" for command in ("people", "preview", "status"))


def to_document(done: Demo) -> Document:
    """`invite demo --json`."""
    return {"folder": str(done.folder), **document.overview(done.overview)}


def _title(text: str) -> tuple[RenderableType, ...]:
    return "", Text(text, style="bold underline")


def _quoted(place: Path) -> str:
    """The path as a shell takes it, PowerShell and cmd among them."""
    if sys.platform == "win32":
        return f'"{place}"' if " " in str(place) else str(place)
    return shlex.quote(str(place))
