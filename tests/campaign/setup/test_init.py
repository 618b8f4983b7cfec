"""A new project, and what came since, with somebody who answers as told."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from campaigning import scripted
from desk import HEADER, PEOPLE, Desk

from invite.campaign.setup.discover import FolderContents
from invite.campaign.setup.init import NewProject, Update, init, update
from invite.errors import WrongUsage

NOW = datetime(2027, 1, 12, 7, 14, tzinfo=UTC)


class Answers:
    """Somebody who gives these answers, and remembers what was said and asked."""

    def __init__(self, *answers: str) -> None:
        self.heard: list[str] = []
        self._answers = scripted(*answers)

    def say(self, remark: str) -> None:
        """Hears something."""
        self.heard.append(remark)

    def ask(self, question: str) -> str:
        """Answers."""
        self.heard.append(question)
        return next(self._answers)


def begun(
    folder: Path, talk: Answers, *, answers: bool = True, **facts: str
) -> tuple[NewProject, list[FolderContents]]:
    """Begin a project; what was shown before anything was asked."""
    shown: list[FolderContents] = []
    done = init(folder, facts, show=shown.append, talk=talk, answers=answers, clock=lambda: NOW)
    return done, shown


def settings(folder: Path) -> dict[str, object]:
    """What stands in invite.toml."""
    return tomllib.loads((folder / "invite.toml").read_text(encoding="utf-8"))


def test_what_is_not_told_is_asked(tmp_path: Path) -> None:
    """Facts given as options are not asked for; an answer that will not do is asked again; an empty
    one leaves the fact open, or takes what is suggested.
    """
    (tmp_path / "vieraat.csv").write_text("\n".join((HEADER, *PEOPLE)), encoding="utf-8")
    talk = Answers("1", "joskus", "11.2.2027 klo 13", "", "Juhlatalo", "", "", "", "", "", "")
    done, shown = begun(tmp_path, talk, title="Juhla")
    assert [one.source.file for one in shown[0].proposals] == ["vieraat.csv"]
    event = settings(tmp_path)["event"]
    assert isinstance(event, dict)
    assert (event["title"], event["place"]) == ("Juhla", "Juhlatalo")
    assert str(event["starts"]) == "2027-02-11 13:00:00"
    assert str(event["ends"]) == "2027-02-11 16:00:00"
    assert not any("What are people invited to?" in words for words in talk.heard)
    assert "sender.address" in done.missing


def test_nobody_there_is_asked_nothing(tmp_path: Path) -> None:
    """Without a terminal the role is left for the settings, and that is said."""
    (tmp_path / "vieraat.csv").write_text("\n".join((HEADER, *PEOPLE)), encoding="utf-8")
    talk = Answers()
    done, _shown = begun(tmp_path, talk, answers=False)
    assert len(done.contents.proposals) == 1
    assert [words for words in talk.heard if "`role`" in words]


def test_facts_that_will_not_do_write_nothing(tmp_path: Path) -> None:
    """All that is wrong is said at once, by the option."""
    with pytest.raises(WrongUsage) as raised:
        begun(tmp_path, Answers(), starts="joskus", contact_email="aino")
    assert [one.where for one in raised.value.problems] == ["--starts", "--contact-email"]
    assert not (tmp_path / "invite.toml").exists()


def updated(here: Desk, *, agree: bool, **facts: str) -> Update:
    """Bring the project up to date."""
    return update(
        here.folder,
        facts,
        show=lambda _changes, _found: None,
        agree=lambda _found: agree,
        talk=Answers(),
        answers=False,
    )


def test_what_came_since_is_added_with_a_yes(here: Desk) -> None:
    """A new sheet is added if the coordinator agrees; what the settings name is not proposed."""
    here.sheet("Kalle;Uusi;kalle@example.org;THL;Lappi", name="uudet.csv")
    refused = updated(here, agree=False)
    assert [one.source.file for one in refused.contents.proposals] == ["uudet.csv"]
    assert not refused.added
    assert "uudet.csv" not in (here.folder / "invite.toml").read_text(encoding="utf-8")
    assert updated(here, agree=True).added
    assert not updated(here, agree=True).contents.proposals


def test_a_sheet_that_cannot_be_read_keeps_no_new_one_out(here: Desk) -> None:
    """The trouble is in the result, and the new file is added all the same."""
    assert here("people").code == 0
    (here.folder / "ryhmat.csv").rename(here.folder / "muu.csv")
    done = updated(here, agree=True)
    assert done.added
    assert done.trouble is not None


def test_an_update_takes_no_facts(here: Desk) -> None:
    """The event is in the settings already."""
    with pytest.raises(WrongUsage):
        updated(here, agree=True, title="Toinen")
