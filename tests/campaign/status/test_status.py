"""`status` as the campaign answers it: filters, letters in doubt, and reports over nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from campaigning import nobody, sent
from delivery.servers import HangUp, Keep, MailServer
from desk import Desk

from invite.campaign.filters import EVERYBODY, Filters
from invite.campaign.project import Project, opened
from invite.campaign.status.output_files import Kind, OutputFile
from invite.campaign.status.status import Status, status
from invite.errors import WrongUsage


def look(project: Project, wanted: Filters = EVERYBODY, *files: OutputFile[Status]) -> Status:
    """Look at all mailings."""
    return status(project, mailing=None, wanted=wanted, choose=nobody, files=files)


def report(path: Path) -> OutputFile[Status]:
    """A workbook of one word."""
    return OutputFile(path=path, kind=Kind.BOOK, name="xlsx", content=lambda _found: b"kirja")


def test_filters_leave_the_others_out(project: Project) -> None:
    """By region and by state, and both; what fits nobody is refused with what there is."""
    sent(project, wanted=Filters(regions=("Lappi",)))

    def names(wanted: Filters) -> list[str]:
        (summary,) = look(project, wanted).overview.mailings
        return [line.person.name.first for line in summary.lines]

    assert names(EVERYBODY) == ["Matti", "Maija", "Liisa"]
    assert names(Filters(states=("WRITTEN",))) == ["Maija"]
    assert names(Filters(regions=("Kainuu",), states=("ready",))) == ["Matti"]
    with pytest.raises(WrongUsage) as raised:
        look(project, Filters(regions=("Kanuu",)))
    assert "Kainuu" in raised.value.problems[0].hint


def test_letters_in_doubt_come_unless_something_else_is_asked_for(here: Desk) -> None:
    """A letter whose answer was lost is among the doubts, by itself and when asked for; not where
    the filters ask for somebody else.
    """
    with MailServer({".": Keep(HangUp())}) as server:
        here.smtp(server.port)
        with opened(here.folder) as project:
            sent(project, limit=1)
            assert [one.mailing for one in look(project).doubts] == ["kutsu"]
            assert look(project, Filters(states=("unclear",))).doubts
            assert not look(project, Filters(states=("ready",))).doubts


def test_a_report_is_written_and_the_log_says_so(project: Project, here: Desk) -> None:
    """The file holds what was made of the result, and the log tells that a list was made."""
    found = look(project, EVERYBODY, report(here.folder / "tilanne.xlsx"))
    assert found.files == (here.folder / "tilanne.xlsx",)
    assert found.files[0].read_bytes() == b"kirja"
    assert [one.what for one in project.ledger.journal.noted()][-1] == "report: xlsx"


@pytest.mark.parametrize("name", ["ryhmat.csv", "invite.toml", "invite.db", "tilanne.docx"])
def test_a_report_is_written_over_nothing(project: Project, here: Desk, name: str) -> None:
    """Over a sheet, the settings, the ledger, or by a name of another kind: nothing is written."""
    file = here.folder / name
    before = file.read_bytes() if file.exists() else None
    with pytest.raises(WrongUsage):
        look(project, EVERYBODY, report(file))
    assert (file.read_bytes() if file.exists() else None) == before
