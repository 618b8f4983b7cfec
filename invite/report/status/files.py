"""The reports that `invite status` and `invite people` write: which files, and what stands in each.

Apart from the pictures of the screen, since what makes them takes longer to load than `status` may
take.
"""

from __future__ import annotations

from pathlib import Path

from invite.campaign.people.listing import Listing
from invite.campaign.status.output_files import Kind, OutputFile
from invite.campaign.status.overview import by_person
from invite.campaign.status.status import Status
from invite.report.status import page, workbook


def files_of(
    html: Path | None, xlsx: Path | None, *, addresses: bool
) -> tuple[OutputFile[Status], ...]:
    """The page for the director and the workbook of all people. addresses: whether e-mail addresses
    stand in them.
    """

    def as_page(found: Status) -> bytes:
        return page.page(found.tallies, found.event, found.now, addresses=addresses).encode()

    def as_workbook(found: Status) -> bytes:
        people = by_person(found.overview)
        return workbook.status(people, found.tallies, found.event, found.now, addresses=addresses)

    remark = " with addresses" if addresses else ""
    return (
        OutputFile(path=html, kind=Kind.PAGE, name="html", content=as_page, remark=remark),
        OutputFile(path=xlsx, kind=Kind.BOOK, name="xlsx", content=as_workbook, remark=remark),
    )


def people_files(xlsx: Path | None) -> tuple[OutputFile[Listing], ...]:
    """The workbook of everybody on the sheets."""

    def as_workbook(found: Listing) -> bytes:
        return workbook.people(found.roster, found.held, found.event, found.now)

    return (OutputFile(path=xlsx, kind=Kind.BOOK, name="people", content=as_workbook),)
