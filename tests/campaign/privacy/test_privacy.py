"""Leaving people alone, forgetting them, and the purge, as the campaign does them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from campaigning import nobody, sent
from desk import Desk

from invite.campaign.privacy.purge import Prospect, purge
from invite.campaign.privacy.stop import Action, LeftAlone, Named, action_of, leave_alone
from invite.campaign.project import Project
from invite.errors import MustMend, WrongUsage
from invite.people.model import Person


def alone(project: Project, action: Action, *who: str, agree: bool = True) -> LeftAlone | None:
    """Do this; agree: the answer to the question before erasing."""
    return leave_alone(project, Named(who=who), action, choose=nobody, agree=lambda _people: agree)


def test_what_the_command_line_asks_for() -> None:
    """Nobody: the list. Erasing and undoing need somebody, and do not go together."""
    assert action_of(Named(who=()), erase=False, undo=False) is Action.LIST
    assert action_of(Named(who=("a",)), erase=False, undo=False) is Action.STOP
    assert action_of(Named(who=("a",)), erase=True, undo=False) is Action.ERASE
    assert action_of(Named(who=("a",)), erase=False, undo=True) is Action.UNDO
    for who, erase, undo in (((), True, False), ((), False, True), (("a",), True, True)):
        with pytest.raises(WrongUsage):
            action_of(Named(who=who), erase=erase, undo=undo)


def test_left_alone_and_taken_back(project: Project, here: Desk) -> None:
    """Their draft goes, nothing more is written to them; undone, the next send writes again."""
    sent(project)
    done = alone(project, Action.STOP, "Malli")
    assert done is not None
    assert (done.drafts, len(done.stopped)) == (1, 1)
    assert len(list((here.folder / "outbox" / "kutsu").glob("*.eml"))) == 2
    assert "written" not in {line.state for line in sent(project).lines}
    undone = alone(project, Action.UNDO, "Malli")
    assert undone is not None
    assert not undone.stopped
    assert [line.state for line in sent(project).lines].count("written") == 1


def test_erased_only_with_a_yes_and_let_back_by_the_address(project: Project) -> None:
    """Without a yes nothing is erased. After it the row brings nobody back, until their address is
    let back in.
    """
    sent(project)
    asked: list[Sequence[Person]] = []
    assert alone(project, Action.ERASE, "Malli", agree=False) is None
    assert len(project.ledger.persons.recorded()) == 3

    def agree(people: Sequence[Person]) -> bool:
        asked.append(people)
        return True

    done = leave_alone(project, Named(who=("Malli",)), Action.ERASE, choose=nobody, agree=agree)
    assert done is not None
    assert ([len(people) for people in asked], done.erased, done.sheets) == (
        [1],
        1,
        ("ryhmat.csv",),
    )
    assert len(sent(project).lines) == 2
    back = alone(project, Action.UNDO, "liisa.malli@example.com")
    assert back is not None
    assert back.back == ("liisa.malli@example.com",)
    assert len(sent(project).lines) == 3


def test_a_purge_is_asked_for_once(project: Project) -> None:
    """A no deletes nothing. A yes closes the mailings; said again, it is not asked again."""
    sent(project)
    seen: list[Prospect] = []

    def refuse(found: Prospect) -> bool:
        seen.append(found)
        return False

    assert purge(project, agree=refuse) is None
    assert not project.closed
    done = purge(project, agree=lambda _found: True)
    again = purge(project, agree=refuse)
    assert done is not None
    assert again is not None
    assert ([one.people for one in seen], done.already, again.already) == ([3], False, True)
    with pytest.raises(MustMend):
        sent(project)
