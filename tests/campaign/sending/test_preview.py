"""Previews as the campaign makes them: real letters, and no trace of sending."""

from __future__ import annotations

from pathlib import Path

import pytest
from campaigning import nobody
from desk import Desk

from invite.campaign.filters import Filters
from invite.campaign.project import Project
from invite.campaign.sending.preview import PreviewSelection, preview
from invite.errors import WrongUsage


def test_everybodys_letter_and_nothing_sent(project: Project) -> None:
    """All letters are there with their text, nobody is skipped, and no letter is in the ledger."""
    found = preview(project, PreviewSelection(), choose=nobody)
    assert [one.person.name.first for one in found.letters] == ["Matti", "Maija", "Liisa"]
    assert all(one.skipped is None and one.letter.text for one in found.letters)
    assert not project.ledger.letters.standings("kutsu")
    assert project.ledger.approvals.last("kutsu") is not None


def test_some_letters_are_no_look_at_the_mailing(project: Project) -> None:
    """Who has seen one letter has not looked at the mailing: `send` still says so."""
    found = preview(project, PreviewSelection(wanted=Filters(regions=("Lappi",))), choose=nobody)
    assert [one.person.name.first for one in found.letters] == ["Maija"]
    assert project.ledger.approvals.last("kutsu") is None


def test_whoever_gets_none_now_has_one_to_look_at(project: Project) -> None:
    """Somebody left alone is not written to, and their letter says why when asked for by name."""
    preview(project, PreviewSelection(), choose=nobody)
    (malli,) = [
        one.person.id
        for one in project.ledger.persons.recorded()
        if "Malli" in one.person.name.full
    ]
    project.ledger.stops.stop([malli])
    (one,) = preview(project, PreviewSelection(who=("Malli",)), choose=nobody).letters
    assert one.skipped is not None
    assert one.skipped.value == "stopped"


def test_files_to_look_at_never_lie_in_the_outbox(project: Project, here: Desk) -> None:
    """Letters to look at go to any folder but the outbox, and a page is kept for its owner."""
    with pytest.raises(WrongUsage):
        preview(project, PreviewSelection(), choose=nobody, eml=here.folder / "outbox" / "kutsu")
    found = preview(
        project,
        PreviewSelection(),
        choose=nobody,
        eml=here.folder / "katso",
        page=lambda made: f"<p>{len(made.letters)}",
    )
    assert found.eml is not None
    assert len(found.eml) == len(list((here.folder / "katso").glob("*.eml"))) == 3
    assert found.page is not None
    assert Path(found.page).read_text(encoding="utf-8") == "<p>3"
