"""`invite ask-it`: what works already, and the letter that asks IT for the rest, all at once."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from invite.campaign.project import Project
from invite.campaign.setup.it_letter import ItLetter, Road, as_draft, write
from invite.campaign.setup.roads_tried import Tried, try_all
from invite.campaign.status.output_files import Kind, OutputFile, check_files, save
from invite.language import Language


class ItRequest(Struct, frozen=True, kw_only=True):
    """The letter to the IT department. tried: what the settings say already, and whether it works.
    file: where it lies as a draft that Outlook opens; None where that was not asked for.
    """

    tried: tuple[Tried, ...]
    letter: ItLetter
    file: Path | None


def request(
    project: Project, language: Language | None, road: Road, *, eml: Path | None = None
) -> ItRequest:
    """Try, and write the letter. language: the event's where none is given. road: by which letters
    are to leave.

    Raises WrongUsage for a file that must not be written to.
    """

    def draft(found: ItLetter) -> bytes:
        return as_draft(project, found)

    file = OutputFile(path=eml, kind=Kind.MAIL, name="ask-it", content=draft)
    check_files(project, (file,))
    tried = try_all(project)
    letter = write(project, language, road)
    if eml is not None:
        save(eml, draft(letter))
    return ItRequest(tried=tried, letter=letter, file=eml)
