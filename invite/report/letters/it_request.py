"""What `invite ask-it` shows: what was tried, and the letter to the IT department.

The letter alone stands on stdout, so that it can be piped; what was tried is said next to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from invite.campaign.setup.it_request import ItRequest
from invite.report.base.picture import Document, Json, Remark
from invite.words import _


def screen(found: ItRequest) -> Iterator[str | Remark]:
    """The letter, to copy. Before it what works, and what does not; after it where it was saved.

    Where all of it works IT need not be asked, and that is said; the letter comes all the same.
    """
    for one in found.tried:
        yield Remark(_("Tried: {what}: {words}").format(what=one.what, words=one.words))
    if found.tried and all(one.works for one in found.tried):
        yield Remark(_("All of it works: IT has nothing to do. Here is the letter anyway:"))
    yield from (found.letter.subject, "", found.letter.text)
    if found.file:
        words = _("Saved as {file}: open it and add the address.")
        yield Remark(words.format(file=found.file))


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
