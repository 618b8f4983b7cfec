"""Exports of registrations and marks by hand, as the campaign takes them."""

from __future__ import annotations

import pytest
from campaigning import first, nobody
from desk import Desk

from invite.campaign.project import Project
from invite.campaign.registrations.marks import Marking, mark
from invite.campaign.registrations.registrations import registrations
from invite.campaign.registrations.standing import RegistrationStatus
from invite.errors import MustMend, WrongUsage
from invite.mailing.reply import Reply

EXPORT = (
    "Etunimi;Sukunimi;Sähköposti;Osallistutko?\n"
    "Matti;Meikäläinen;matti.meikalainen@example.org;Kyllä\n"
    "Maija;Esimerkki;maija.esimerkki@example.org;En\n"
    "Outi;Outo;outi.outo@example.org;Kyllä\n"
)


@pytest.fixture
def read(project: Project, here: Desk) -> RegistrationStatus:
    """The export, read."""
    (here.folder / "vienti.csv").write_text(EXPORT, encoding="utf-8")
    return registrations(project, file=here.folder / "vienti.csv", choose=nobody)


def test_an_export_says_who_comes(read: RegistrationStatus) -> None:
    """Two are found by their addresses, one is on no sheet, and the changes are told."""
    assert sorted(heard.reply for heard in read.heard.values()) == ["declined", "registered"]
    assert len(read.changes) == 2
    assert [one.matched.line.who for one in read.strangers]


def test_a_line_is_given_to_somebody_and_taken_back(
    project: Project, read: RegistrationStatus
) -> None:
    """The stranger's line is Liisa's, then ignored, then a stranger's again."""
    line = read.strangers[0].matched.line.row
    theirs = registrations(project, file=None, same=(line, "Malli"), choose=nobody)
    assert (len(theirs.heard), theirs.strangers) == (3, ())
    ignored = registrations(project, file=None, ignore=[line], choose=nobody)
    assert (len(ignored.heard), ignored.strangers) == (2, ())
    assert len(registrations(project, file=None, undo=[line], choose=nobody).strangers) == 1
    with pytest.raises(WrongUsage):
        registrations(project, file=None, undo=["vienti.csv:99"], choose=nobody)


def test_what_cannot_be_read_changes_nothing(project: Project, here: Desk) -> None:
    """A column that is none, a file without people: refused, with nothing kept."""
    (here.folder / "tyhja.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(WrongUsage):
        registrations(project, file=here.folder / "tyhja.csv", columns=["answer"], choose=nobody)
    with pytest.raises(MustMend):
        registrations(project, file=here.folder / "tyhja.csv", choose=nobody)
    assert not project.ledger.registrations.exports()


def marked(project: Project, *words: str, undo: bool = False) -> Marking:
    """Mark by hand; of several people of one name the first is meant."""
    return mark(project, words, undo=undo, choose=first)


def test_marks_are_put_and_taken_off(project: Project) -> None:
    """All are found before any is marked; the mark is taken off by `none` and by --undo."""
    with pytest.raises(WrongUsage):
        marked(project, "Malli", "Eikukaan", "declined")
    assert not marked(project).marks
    done = marked(project, "Malli", "Meikäläinen", "Declined")
    assert done.people is not None
    assert len(done.people) == 2
    assert {heard.reply for heard in done.marks.values()} == {Reply.DECLINED}
    assert len(marked(project, "Malli", "none").marks) == 1
    assert not marked(project, "Meikäläinen", undo=True).marks


@pytest.mark.parametrize("words", [("Malli", "tulee"), ("declined",), ("none",)])
def test_what_is_no_mark(project: Project, words: tuple[str, ...]) -> None:
    """Another word, or nobody: refused with what to write."""
    with pytest.raises(WrongUsage):
        marked(project, *words)
