"""The questions of who is who: answered by name, or one after the other, each taken back."""

from __future__ import annotations

import pytest
from campaigning import first, nobody, scripted
from desk import Desk

from invite.campaign.people.review import AskPair, Pair, Review, review
from invite.campaign.project import Project, silence
from invite.errors import WrongUsage

# Nobody can tell whether these are one: an open question.
TWINS = (
    "Matti;Meikäläinen;matti.meikalainen@example.org;Kainuun liitto;Kainuu",
    "Matti;Meikäläinen;masa@example.net;Lapin liitto;Lappi",
    "Anna;Kaima;anna.kaima@example.org;Kainuun liitto;Kainuu",
    "Anna;Kaima;anna@example.com;Lapin liitto;Lappi",
)


def asked(project: Project, ask: AskPair | None = None) -> Review:
    """Go through the questions."""
    return review(project, choose=nobody, say=silence, ask=ask)


def test_each_step_can_be_taken_back(project: Project, here: Desk) -> None:
    """Same, undone, different, later: one answer is kept, and the other question stays open."""
    here.sheet(*TWINS)
    pairs: list[tuple[int, int, int]] = []
    keys = scripted("x", "s", "u", "d", "l")

    def ask(pair: Pair) -> str:
        pairs.append((pair.number, pair.of, pair.kept))
        return next(keys)

    found = asked(project, ask)
    assert pairs == [(1, 2, 0), (1, 2, 0), (2, 2, 1), (1, 2, 0), (2, 2, 1)]
    assert (found.asked, [one.answer.same for one in found.answers]) == (2, [False])
    assert len(asked(project).questions) == 1


def test_enough_is_enough(project: Project, here: Desk) -> None:
    """After q nothing more is asked."""
    here.sheet(*TWINS)
    keys = scripted("q")
    found = asked(project, lambda _pair: next(keys))
    assert (found.asked, found.answers) == (2, ())


def test_an_answer_by_name_holds_and_is_withdrawn(project: Project, here: Desk) -> None:
    """Two rows said to be one are one person; taken back, they are a question again."""
    here.sheet(*TWINS)
    said: list[str] = []
    pair = ("matti.meikalainen@example.org", "masa@example.net")
    found = review(project, same=pair, choose=nobody, say=said.append)
    assert (len(found.questions), len(said)) == (1, 1)
    (given,) = found.answers
    assert f"--withdraw {given.number}" in said[0]
    again = review(project, withdraw=given.number, choose=nobody, say=silence)
    assert (len(again.questions), again.answers) == (2, ())
    with pytest.raises(WrongUsage):
        review(project, withdraw=given.number, choose=nobody, say=silence)


def test_one_person_is_not_the_same_as_themselves(project: Project, here: Desk) -> None:
    """Both names mean one person: refused for "same", and for "different" without two rows."""
    here.sheet(*TWINS)
    for same in (True, False):
        pair = ("masa@example.net", "masa@example.net")
        with pytest.raises(WrongUsage):
            review(
                project,
                same=pair if same else None,
                different=None if same else pair,
                choose=first,
                say=silence,
            )
