"""What `invite` wrote itself (reports, exports, letters to look at) goes with whoever is let go, if
it is as it was written; everything else is named.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import Desk, desk

from invite.campaign.project import opened
from invite.people.linkage.name_similarity import spelling_key


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    """A desk with reports in its folder, and letters to look at in another one."""
    (tmp_path / "projekti").mkdir()
    made = desk(tmp_path / "projekti")
    elsewhere = tmp_path / "muualla"
    assert made("preview", "--eml", str(elsewhere / "kirjeet")).code == 0
    assert made("people", "--xlsx", str(made.folder / "vieraat.xlsx")).code == 0
    assert made("status", "--html", str(made.folder / "tilanne.html")).code == 0
    assert made("who", "Matti", "--export", str(elsewhere / "matti.json")).code == 0
    return made


def letters(here: Desk) -> dict[str, Path]:
    """The letters to look at, by first name."""
    folder = here.folder.parent / "muualla" / "kirjeet"
    return {path.name.partition(" ")[0]: path for path in folder.glob("*.eml")}


def named(here: Desk, *words: str) -> dict[str, str]:
    """What a command names of what we wrote: by its file's name, why it is left."""
    ran = here(*words, "--yes", "--json")
    assert ran.code == 0, ran.err
    files = ran["beyond"]["files"] if words[0] == "purge" else ran["files"]
    return {Path(one["file"]).name: one["because"] for one in files}


SEVERAL = {"vieraat.xlsx": "several", "tilanne.html": "several"}


def test_what_is_about_one_person_alone_is_erased_with_them(here: Desk) -> None:
    """Matti's letter and export go, wherever they lie; what tells of others too is named. The twin:
    the others' letters and the reports stay as they are.
    """
    before = letters(here)
    assert before.keys() == {"Matti", "Maija", "Liisa"}
    assert named(here, "stop", "Matti", "--erase") == SEVERAL
    assert letters(here).keys() == {"Maija", "Liisa"}
    assert not (here.folder.parent / "muualla" / "matti.json").exists()
    assert (here.folder / "vieraat.xlsx").exists()
    words = here("stop", "Maija", "--erase", "--yes").out
    assert "write them again, or delete them: tilanne.html" in " ".join(words.split())


def test_what_was_changed_or_moved_is_named_and_left_alone(here: Desk) -> None:
    """A letter with the coordinator's notes is theirs; one that is not there is named once."""
    found = letters(here)
    found["Matti"].write_bytes(found["Matti"].read_bytes() + b"Muista soittaa.\r\n")
    (here.folder.parent / "muualla" / "matti.json").rename(here.folder / "siirretty.json")
    assert named(here, "stop", "Matti", "--erase") == {
        **SEVERAL,
        found["Matti"].name: "changed",
        "matti.json": "not-there",
    }
    assert found["Matti"].exists()
    assert (here.folder / "siirretty.json").exists()
    assert named(here, "stop", "Maija", "--erase") == SEVERAL
    for path in here.folder.glob("invite.db*"):
        assert b"Matti" not in path.read_bytes()


def test_the_purge_takes_what_is_as_we_left_it(here: Desk) -> None:
    """Reports, exports and letters, in whatever folder; the twin: what somebody changed stays, and
    is named, and so is what was never ours.
    """
    found = letters(here)
    own = here.folder / "oma.html"
    own.write_bytes(b"<p>Matti</p>")
    found["Liisa"].write_bytes(b"Oma kirje")
    assert here("status", "--html", str(here.folder / "tilanne.html")).code == 0
    assert named(here, "purge") == {found["Liisa"].name: "changed"}
    assert letters(here).keys() == {"Liisa"}
    left = {path.name for path in here.folder.iterdir()} & {"vieraat.xlsx", "tilanne.html"}
    assert (left, own.exists()) == (set(), True)
    assert not (here.folder.parent / "muualla" / "matti.json").exists()
    assert named(here, "purge") == {}


def test_killed_before_the_files_were_gone_the_next_command_deletes_them(here: Desk) -> None:
    """What is to go stands in the ledger with the erasing itself, and holds though the folder has
    been moved meanwhile.
    """
    inside = here.folder / "matti.json"
    assert here("who", "Matti", "--export", str(inside)).code == 0
    with opened(here.folder) as project:
        (matti,) = [
            one.person.id
            for one in project.ledger.persons.recorded()
            if one.person.name.first == "Matti"
        ]
        project.ledger.letting_go.erase(matti, (), spelling_key)
    moved = here.folder.rename(here.folder.with_name("siirretty"))
    assert (moved / "matti.json").exists()
    assert Desk(moved)("status").code == 0
    assert not (moved / "matti.json").exists()
    assert letters(here).keys() == {"Maija", "Liisa"}
