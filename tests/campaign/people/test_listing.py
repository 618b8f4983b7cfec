"""The people as the campaign lists them: filters, drafts to owners, changes since a send."""

from __future__ import annotations

import pytest
from campaigning import nobody, sent
from desk import PEOPLE, Desk

from invite.campaign.filters import EVERYBODY, Filters
from invite.campaign.people.explain import explain
from invite.campaign.people.listing import changes_since_send, listing
from invite.campaign.project import Project
from invite.errors import WrongUsage


def test_filters_take_the_flaws_and_questions_of_the_others_along(
    project: Project, here: Desk
) -> None:
    """Of a sheet with a bad row in Lapland nothing is said where Kainuu alone is asked for."""
    here.sheet(*PEOPLE, "Pekka;Puuttuva;pekka@example;Lapin liitto;Lappi")
    everybody = listing(project, wanted=EVERYBODY, choose=nobody)
    kainuu = listing(project, wanted=Filters(regions=("Kainuu",)), choose=nobody)
    assert any(flaw.value == "pekka@example" for flaw in everybody.roster.flaws)
    assert [person.name.first for person in kainuu.roster.people] == ["Matti"]
    assert not kainuu.roster.flaws
    assert not any(one.flaws for one in kainuu.sources)


def test_a_draft_to_an_owner_is_written_once(project: Project, here: Desk) -> None:
    """The draft asks for what is wrong; without an owner in the settings the source is named."""
    here.sheet(*PEOPLE, "Pekka;Puuttuva;pekka@example;Lapin liitto;Lappi")
    found = listing(project, wanted=EVERYBODY, choose=nobody, drafts=here.folder / "pyynnot")
    assert found.drafts is not None
    assert (found.drafts.written, found.drafts.without_owner) == ((), ("ryhmat.csv",))
    with pytest.raises(WrongUsage):
        listing(project, wanted=EVERYBODY, choose=nobody, drafts=here.folder / "templates")


def test_changes_since_the_last_send(project: Project, here: Desk) -> None:
    """Before a send everybody is new; after it who comes, moves and goes, and no one else."""
    first = changes_since_send(project, wanted=EVERYBODY, choose=nobody)
    assert (first.at, len(first.changes.new)) == (None, 3)
    sent(project)
    here.sheet(
        PEOPLE[0],
        PEOPLE[1].replace("maija.esimerkki@", "maija.uusi@"),
        "Kalle;Uusi;kalle.uusi@example.org;Kainuun liitto;Kainuu",
    )
    found = changes_since_send(project, wanted=EVERYBODY, choose=nobody).changes
    assert [one.name.first for one in found.new] == ["Kalle"]
    assert [one.person.name.first for one in found.changed] == ["Maija"]
    assert [one.name.first for one in found.gone] == ["Liisa"]
    kainuu = changes_since_send(project, wanted=Filters(regions=("Kainuu",)), choose=nobody)
    assert ([one.name.first for one in kainuu.changes.new], kainuu.changes.changed) == (
        ["Kalle"],
        (),
    )


def test_why_somebody_is_one(project: Project, here: Desk) -> None:
    """Two rows with one address make one person, and the explanation holds both."""
    here.sheet(*PEOPLE, PEOPLE[0].replace("Kainuun liitto", "THL"))
    found = explain(project, "Meikäläinen", choose=nobody).reasons
    assert len(found.rows) == len(found.person.origins) == 2
    assert found.merges or len(found.alike) == 1
