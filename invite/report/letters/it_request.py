"""What `invite ask-it` shows: what was tried, and the letter to the IT department."""

from __future__ import annotations

from collections.abc import Iterator

from invite.campaign.ask_it.request import ItRequest
from invite.report.base.picture import Document, Json
from invite.words import _


def before(found: ItRequest) -> Iterator[str]:
    """What works, and what does not; that IT need not be asked where all does."""
    for one in found.tried:
        yield _("Tried: {what}: {words}").format(what=one.what, words=one.words)
    if found.tried and all(one.works for one in found.tried):
        yield _("All of it works: IT has nothing to do. The letter all the same:")


def screen(found: ItRequest) -> tuple[str, ...]:
    """The letter, to copy."""
    return found.letter.subject, "", found.letter.text


def after(found: ItRequest) -> Iterator[str]:
    """Where it was saved."""
    if found.file:
        yield _("Saved as {file}: open it, and give it its address.").format(file=found.file)


def to_document(found: ItRequest) -> Document:
    """`invite ask-it --json`."""
    letter = found.letter
    tried: list[Json] = [
        {"what": one.what, "works": one.works, "words": one.words} for one in found.tried
    ]
    return {
        "tried": tried,
        "road": letter.road,
        "language": letter.language,
        "subject": letter.subject,
        "text": letter.text,
    }
