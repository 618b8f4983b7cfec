"""A new project, and what came since, with somebody who answers as told."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from itertools import chain, repeat
from pathlib import Path

import pytest
from campaigning import scripted
from desk import HEADER, PEOPLE, Desk

from invite import words
from invite.campaign.setup.discover import FolderContents
from invite.campaign.setup.init import NewProject, Update, init, update
from invite.campaign.setup.update import leave_out
from invite.errors import MustMend, WrongUsage
from invite.settings import load
from invite.settings.model import Settings

NOW = datetime(2027, 1, 12, 7, 14, tzinfo=UTC)


class Answers:
    """Somebody who gives these answers, and remembers what was said and asked. enter: who presses
    Enter at whatever is asked after them.
    """

    def __init__(self, *answers: str, enter: bool = False) -> None:
        self.heard: list[str] = []
        self._answers = chain(answers, repeat("")) if enter else scripted(*answers)

    def say(self, remark: str) -> None:
        """Hears something."""
        self.heard.append(remark)

    def ask(self, question: str) -> str:
        """Answers."""
        self.heard.append(question)
        return next(self._answers)

    def confirm(self, question: str) -> bool:
        """Says yes or no; "" is a yes."""
        return self.ask(question) in ("", "y")


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
    talk = Answers("1", "", "", "joskus", "11.2.2027 klo 13", "", "Juhlatalo", enter=True)
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


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        (("Planning Group",), "planning-group"),  # only another way to write it
        (("planing-group", ""), "planning-group"),  # asked, and taken
        (("project-led", "project-led", "hankkeessa"), "project-led"),  # asked, and kept
        (("neuvosto", "neuvoston jäsenenä", "", ""), "neuvosto"),
    ],
)
def test_a_role_that_is_nearly_one_of_ours_is_asked(
    tmp_path: Path, typed: tuple[str, ...], role: str
) -> None:
    """No typed word becomes another one in silence; a word of one's own is kept."""
    (tmp_path / "vieraat.csv").write_text("\n".join((HEADER, *PEOPLE)), encoding="utf-8")
    talk = Answers(*typed, enter=True)
    done, _shown = begun(tmp_path, talk, title="Juhla")
    assert [one.source.role for one in done.contents.proposals] == [role]
    assert any("Did you mean" in words for words in talk.heard) == (typed[0] in _NEARLY)


_NEARLY = ("planing-group", "project-led")


@pytest.mark.parametrize(
    ("typed", "role"),
    [("Osallistuja", "participant"), ("lab-tiimi", "lab-team"), ("", "participant")],
)
def test_a_role_typed_as_the_screen_calls_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, role: str
) -> None:
    """The Finnish word of one of ours is that kind, and no second one of the same words; what
    Enter takes is shown in Finnish, with the key that the settings have.
    """
    monkeypatch.setenv("LANGUAGE", "fi")
    words._catalogue.cache_clear()
    try:
        (tmp_path / "vieraat.csv").write_text("\n".join((HEADER, *PEOPLE)), encoding="utf-8")
        talk = Answers(typed, enter=True)
        done, _shown = begun(tmp_path, talk, title="Juhla")
    finally:
        words._catalogue.cache_clear()
    assert [one.source.role for one in done.contents.proposals] == [role]
    assert any("[osallistuja (participant)]" in said for said in talk.heard)


def test_a_file_that_was_left_out_stays_out(tmp_path: Path) -> None:
    """0 at the question what its people were: `ignore` names it, no command does, and the next
    update does not ask again.
    """
    (tmp_path / "ryhmat.csv").write_text("\n".join((HEADER, *PEOPLE)), encoding="utf-8")
    (tmp_path / "muut.csv").write_text("\n".join((HEADER, *PEOPLE, PEOPLE[0])), encoding="utf-8")
    begun(tmp_path, Answers("0", "1", enter=True), title="Juhla")
    assert settings(tmp_path)["ignore"] == ["muut.csv"]
    here = Desk(tmp_path)
    here.sheet("Kalle;Uusi;kalle@example.org;THL;Lappi", name="vanhat.csv")
    text = (tmp_path / "invite.toml").read_bytes()
    done = updated(here, agree=True, talk=Answers("0"))
    assert [one.file for one in done.contents.left_out] == ["vanhat.csv"]
    assert settings(tmp_path)["ignore"] == ["muut.csv", "vanhat.csv"]
    assert (tmp_path / "invite.toml").read_bytes().count(b"\n") == text.count(b"\n")
    assert not updated(here, agree=True, talk=Answers()).contents.left_out


MIXED = (
    "Nimi;Sähköposti;Maakunta;Kieli;Tehtävä",
    "Matti Malli;matti@example.org;Kainuu;;",
    "Maija Malli;maija@example.org;Lappi;;pj",
    "Gun Söder;gun@example.org;Pohjanmaa;ruotsi;",
)


def test_words_typed_for_one_person_are_everybodys(tmp_path: Path) -> None:
    """A role of one's own is asked for in each language that its people read, for a real person;
    the words are then tried on others before they are taken, with their regions and titles.
    """
    (tmp_path / "vieraat.csv").write_text("\n".join(MIXED), encoding="utf-8")
    talk = Answers(
        "jaosto", "Olit mukana Kainuun jaoston jäsenenä.", "", "", "",
        "medlem i sektionen för Österbotten", enter=True,
    )  # fmt: skip
    begun(tmp_path, talk, title="Juhla")
    asked = "\n".join(talk.heard)
    assert "Matti Malli (Kainuu): “Olit mukana Kainuun jaoston jäsenenä.”" in asked
    assert "Maija Malli (Lappi): “Olit mukana Lapin jaoston puheenjohtajana.”" in asked
    assert "Gun Söder (Pohjanmaa): “Du har varit med som medlem i sektionen" in asked
    assert "In English" not in asked
    words = load_with_event(tmp_path).role_words["jaosto"]
    assert words["fi"].startswith("{% if region %}{{ region | genitive }} {% endif %}jaoston ")
    assert words["sv"].endswith(" i sektionen för {{ region }}")


def test_a_sentence_that_does_not_fit_is_put_right(tmp_path: Path) -> None:
    """The shipped words are shown for somebody real, and other words win; a no alone is asked
    again, and Enter leaves the settings without words of their own.
    """
    (tmp_path / "suunnitteluryhmä.csv").write_text("\n".join(MIXED), encoding="utf-8")
    talk = Answers("n", "Kainuun valmisteluryhmän jäsenenä", enter=True)
    begun(tmp_path, talk, title="Juhla")
    assert "Kainuun suunnitteluryhmän jäsenenä" in "\n".join(talk.heard)
    assert "valmisteluryhmän" in load_with_event(tmp_path).role_words["planning-group"]["fi"]
    (tmp_path / "invite.toml").unlink()
    begun(tmp_path, Answers(enter=True), title="Juhla")
    assert load_with_event(tmp_path).role_words == {}


def load_with_event(folder: Path) -> Settings:
    """The settings, with the facts that nobody has told."""
    path = folder / "invite.toml"
    text = path.read_text(encoding="utf-8")
    for key, value in (
        ("starts", "2027-02-11T13:00:00"), ("ends", "2027-02-11T16:00:00"),
        ("name", '"Kutsut"'), ("address", '"kutsut@example.org"'),
    ):  # fmt: skip
        text = text.replace(f'\n{key} = ""', f"\n{key} = {value}")
    path.write_text(text, encoding="utf-8")
    return load(folder)


def test_what_letters_call_a_list(tmp_path: Path) -> None:
    """It is asked once for each kind of role, never a file's name; Enter takes what is offered."""
    for name in ("lab-tiimit.csv", "hankkeet.csv"):
        (tmp_path / name).write_text("\n".join((HEADER, *PEOPLE)) + f"\n{name}", encoding="utf-8")
    talk = Answers("", "", "rahoitettujen hankkeiden yhteyshenkilöt", enter=True)
    begun(tmp_path, talk, title="Juhla")
    called = {one.file: one.called for one in load_with_event(tmp_path).sources}
    assert called == {
        "hankkeet.csv": "rahoitettujen hankkeiden yhteyshenkilöt",
        "lab-tiimit.csv": "Lab-tiimien yhteystiedot",
    }


def test_files_without_guests_are_remembered(tmp_path: Path) -> None:
    """A yes writes them under `ignore`, and no command names them again; a no leaves it open."""
    (tmp_path / "lab-tiimit.csv").write_text("\n".join((HEADER, *PEOPLE)), encoding="utf-8")
    (tmp_path / "tarjoilu.csv").write_text("Tuote;Hinta\nKahvi;3\n", encoding="utf-8")
    begun(tmp_path, Answers("", "", "n", enter=True), title="Juhla")
    assert "ignore" not in settings(tmp_path)
    (tmp_path / "invite.toml").unlink()
    begun(tmp_path, Answers(enter=True), title="Juhla")
    assert settings(tmp_path)["ignore"] == ["tarjoilu.csv"]


@pytest.mark.parametrize(
    ("typed", "starts", "ends"),
    [
        ("to 11.2.2027 klo 13–16", "2027-02-11 13:00:00", "2027-02-11 16:00:00"),
        ("keskiviikkona 3.2. klo 9", "2027-02-03 09:00:00", "2027-02-03 12:00:00"),
        ("torsdagen den 11 februari kl. 18–01", "2027-02-11 18:00:00", "2027-02-12 01:00:00"),
        ("Thu 11 Feb 2027, 1–4 pm", "2027-02-11 13:00:00", "2027-02-11 16:00:00"),
    ],
)
def test_one_answer_says_when_it_is(tmp_path: Path, typed: str, starts: str, ends: str) -> None:
    """With its end where it has one; a day without a year is the next one."""
    (tmp_path / "lab-tiimit.csv").write_text("\n".join((HEADER, *PEOPLE)), encoding="utf-8")
    begun(tmp_path, Answers("", "", typed, enter=True), title="Juhla")
    event = settings(tmp_path)["event"]
    assert isinstance(event, dict)
    assert (str(event["starts"]), str(event["ends"])) == (starts, ends)


def test_a_wrong_weekday_is_said(tmp_path: Path) -> None:
    """And asked again, as are a day that there is not, an end before the beginning, and a last day
    to register after the event.
    """
    (tmp_path / "lab-tiimit.csv").write_text("\n".join((HEADER, *PEOPLE)), encoding="utf-8")
    talk = Answers(
        "", "", "pe 11.2.2027 klo 13", "31.2.2027 klo 13", "11.2.2027", "to 11.2.2027 klo 16–13",
        "to 11.2.2027 klo 13", "12", "16", "", "", "13.2.", "29.1.", enter=True,
    )  # fmt: skip
    begun(tmp_path, talk, title="Juhla")
    said = "\n".join(talk.heard)
    assert "11.2.2027 is a Thursday, not a Friday." in said
    assert "“31.2.2027 klo 13” is not understood" in said
    assert "The time of day is missing." in said
    assert said.count("The event ends before it starts.") == 2
    event = settings(tmp_path)["event"]
    assert isinstance(event, dict)
    assert (str(event["ends"]), str(event["reply_by"])) == ("2027-02-11 16:00:00", "2027-01-29")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("before", ["", "# oma huomautus, älä poista\n", 'ignore = ["a.csv"]\n'])
def test_leaving_out_keeps_the_settings(here: Desk, encoding: str, before: str) -> None:
    """Every line that stands there stays, in whatever way Notepad has saved them."""
    path = here.folder / "invite.toml"
    text = before + path.read_text(encoding="utf-8")
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    leave_out(here.folder, ["päivä.csv"])
    now = path.read_bytes().decode(encoding)
    assert "\n" not in now.replace("\r\n", "")
    kept = [line for line in text.split("\n") if not line.startswith("ignore")]
    assert [line for line in now.split("\r\n") if not line.startswith("ignore")] == kept
    assert load(here.folder).ignore == (*(["a.csv"] if "ignore" in before else []), "päivä.csv")


def test_what_cannot_be_put_in_is_said(here: Desk) -> None:
    """A list over several lines is the coordinator's own: what to write is said, nothing is
    changed.
    """
    path = here.folder / "invite.toml"
    path.write_text(
        'ignore = [\n  "a.csv",\n]\n' + path.read_text(encoding="utf-8"), encoding="utf-8"
    )
    before = path.read_bytes()
    with pytest.raises(MustMend) as raised:
        leave_out(here.folder, ["b.csv"])
    assert 'ignore = ["a.csv", "b.csv"]' in raised.value.hint
    assert path.read_bytes() == before


def test_facts_that_will_not_do_write_nothing(tmp_path: Path) -> None:
    """All that is wrong is said at once, by the option."""
    with pytest.raises(WrongUsage) as raised:
        begun(tmp_path, Answers(), starts="joskus", contact_email="aino")
    assert [one.where for one in raised.value.problems] == ["--starts", "--contact-email"]
    assert not (tmp_path / "invite.toml").exists()


def updated(here: Desk, *, agree: bool, talk: Answers | None = None, **facts: str) -> Update:
    """Bring the project up to date. talk: whoever answers; nobody where none is given."""
    return update(
        here.folder,
        facts,
        show=lambda _changes, _found: None,
        agree=lambda _found: agree,
        talk=talk or Answers(),
        answers=talk is not None,
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
