"""Who is meant: asked for where several are, and never guessed."""

from __future__ import annotations

import pytest
from campaigning import first, nobody
from made import person

from invite.campaign.filters import Filters, chosen, meant, one, refuse_torn
from invite.errors import WrongUsage

PEOPLE = (
    person("a1", "Matti Meikäläinen"),
    person("b2", "Matti Virtanen", region="Lappi"),
    person("c3", "Liisa Malli", region="Lappi", group="A"),
)


def test_several_are_asked_about() -> None:
    """Whoever is there chooses; nobody there, it is an error that lists them."""
    assert one(PEOPLE, "Matti", first).id == "a1"
    with pytest.raises(WrongUsage) as raised:
        one(PEOPLE, "Matti", nobody)
    assert [problem.where for problem in raised.value.problems] == ["a1", "b2"]


def test_nobody_is_not_asked_about() -> None:
    """A name that nobody has is an error, whoever is there to choose."""

    def never(_several: WrongUsage) -> int:
        raise AssertionError

    with pytest.raises(WrongUsage):
        one(PEOPLE, "Eikukaan", never)


def test_filters_are_made_clear_once() -> None:
    """--only and --except of several people become ids; what is clear stays as it was written."""
    wanted = Filters(only=("Matti", "Malli"), but=("Virtanen",))
    clear = meant(PEOPLE, wanted, first)
    assert (clear.only, clear.but) == (("a1", "c3"), ("b2",))
    assert chosen(PEOPLE, clear) == {"a1", "c3"}
    assert meant(PEOPLE, Filters(), first) == Filters()


def test_all_that_fits_nobody_is_said_at_once() -> None:
    """A region, a group and a name that are nobody's are three problems of one error."""
    with pytest.raises(WrongUsage) as raised:
        chosen(PEOPLE, Filters(regions=("Kanuu",), groups=("B",), only=("Eikukaan",)))
    assert len(raised.value.problems) == 3


@pytest.mark.parametrize(
    "who",
    [
        ("Liisa", "Malli"),  # one person, without quotation marks
        ("malli", "liisa"),
        ("Liisa", "Virtanen"),  # nobody is called so, and each word is somebody else
        ("c3", "Matti", "Virtanen", "declined"),
    ],
)
def test_a_name_without_its_quotation_marks(who: tuple[str, ...]) -> None:
    """First name and surname as two words are never taken for two people."""
    with pytest.raises(WrongUsage, match="one person, or two"):
        refuse_torn(PEOPLE, who)


@pytest.mark.parametrize(
    "who",
    [
        (),
        ("Liisa",),
        ("Liisa Malli", "Matti Virtanen"),
        ("Malli", "Virtanen"),
        ("Matti", "Liisa"),
        ("Malli", "Matti"),  # and nobody is called Matti Malli
        ("c3", "Malli"),
        ("a1@example.org", "Malli"),
    ],
)
def test_several_people_at_once(who: tuple[str, ...]) -> None:
    """Surnames, first names, whole names, ids and addresses may stand next to each other."""
    refuse_torn(PEOPLE, who)
