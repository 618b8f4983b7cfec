"""Where the ledger stands."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from invite.errors import LedgerUnusable, MustMend
from invite.ledger.storage.location import DEFAULT, is_on_share, ledger_path
from invite.ledger.storage.marker import MARKER


def placed(folder: Path) -> tuple[Path, str]:
    """The file that the settings' default names, and what is said of it."""
    path, notice = ledger_path(DEFAULT, folder)
    assert isinstance(path, Path)
    return path, notice


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own data folder; elsewhere than where the user who runs the tests has theirs."""
    folder = tmp_path / "oma"
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_names, **_options: folder)
    return folder


@pytest.fixture
def synced(tmp_path: Path) -> Path:
    folder = tmp_path / "OneDrive - Kunta" / "paatostilaisuus"
    folder.mkdir(parents=True)
    return folder


def test_the_mark_holds_wherever_the_folder_goes(tmp_path: Path, synced: Path) -> None:
    """Renamed, opened by another way, or taken out of the synchronised folder: the project keeps
    its ledger.
    """
    path, _notice = placed(synced)
    renamed = synced.rename(synced.with_name("juhla"))
    assert placed(renamed)[0] == path
    outside = renamed.rename(tmp_path / "juhla")
    assert placed(outside)[0] == path
    assert str(path) in placed(outside)[1]


def test_on_another_computer_it_is_said_whose_it_is(
    synced: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who opens the shared folder elsewhere gets no empty ledger, but the name of the computer
    where it is, and what to do.
    """
    monkeypatch.setattr("platform.node", lambda: "ESIMERKKI-KONE")
    path, _notice = placed(synced)
    monkeypatch.setattr("platform.node", lambda: "TOINEN-KONE")
    own.rename(own.with_name("muualla"))
    with pytest.raises(LedgerUnusable, match="ESIMERKKI-KONE") as caught:
        placed(synced)
    assert "PostgreSQL" in caught.value.hint
    assert caught.value.exit_code == 5
    assert not path.exists()
    own.with_name("muualla").rename(own)
    assert placed(synced)[0] == path


def test_a_ledger_that_was_lost_is_not_begun_anew(synced: Path) -> None:
    """Where the ledger has vanished on its own computer, that is said with its place; everybody
    would be written to again.
    """
    path, _notice = placed(synced)
    path.unlink()
    with pytest.raises(LedgerUnusable, match="missing") as caught:
        placed(synced)
    assert str(path) in caught.value.what


@pytest.mark.parametrize(
    "text",
    ["", "ledger = ", 'ledger = "../../muu"\ncomputer = "a"\nuser = "b"\n', "ledger = 'x'\n"],
)
def test_a_mark_that_cannot_be_read_stops(
    synced: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """A damaged mark is no reason to begin anew, and one that leads elsewhere is not followed."""
    monkeypatch.setattr("invite.ledger.storage.marker.SOMEBODY_WRITES", 0.0)
    (synced / MARKER).write_text(text, encoding="utf-8")
    with pytest.raises(LedgerUnusable, match=MARKER):
        placed(synced)


def test_two_programs_leave_one_mark(synced: Path, own: Path) -> None:
    """Programs that open a new synchronised project at once agree on one ledger, and leave no other
    behind.
    """
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _number: placed(synced)[0], range(16)))
    assert len(found) == 1
    assert [folder / "invite.db" for folder in own.iterdir()] == list(found)


@pytest.mark.parametrize("variable", ["OneDriveCommercial", "OneDriveConsumer", "OneDrive"])
def test_where_onedrive_says_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """A folder that OneDrive keeps under another name is known by what Windows says of it; its
    neighbours are not.
    """
    folder = tmp_path / "Kunnan tiedostot" / "kutsut"
    folder.mkdir(parents=True)
    monkeypatch.setenv(variable, str(folder.parent))
    assert not placed(folder)[0].is_relative_to(folder)
    neighbour = tmp_path / "Kunnan tiedostot 2"
    neighbour.mkdir()
    assert placed(neighbour) == (neighbour / "invite.db", "")


def test_beside_the_sheets(tmp_path: Path) -> None:
    """In an ordinary folder the ledger stands in the project, and there is nothing to say."""
    assert placed(tmp_path) == (tmp_path / "invite.db", "")


@pytest.mark.parametrize(
    "name", ["OneDrive - Kunta", "Dropbox (Personal)", "Nextcloud", "iCloud Drive"]
)
def test_away_from_a_synchronised_folder(tmp_path: Path, name: str) -> None:
    """Where a program copies files to and fro the ledger moves to the user's own folder, always the
    same, and says so.
    """
    folder = tmp_path / name / "paatostilaisuus"
    folder.mkdir(parents=True)
    path, notice = placed(folder)
    assert not path.is_relative_to(tmp_path / name)
    assert str(path) in notice
    assert placed(folder) == (path, notice)


def test_another_project_has_another_ledger(tmp_path: Path) -> None:
    """Two projects of the same name in synchronised folders do not share a memory."""
    folders = [tmp_path / name / "kutsut" for name in ("OneDrive", "Dropbox")]
    for folder in folders:
        folder.mkdir(parents=True)
    first, second = (placed(folder)[0] for folder in folders)
    assert first != second


def test_a_ledger_that_is_there_stays(tmp_path: Path) -> None:
    """A ledger that already stands in a synchronised folder is not abandoned for an empty one
    elsewhere; the danger is said.
    """
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    (folder / "invite.db").touch()
    path, notice = placed(folder)
    assert path == folder / "invite.db"
    assert "synchronised" in notice
    assert "move the whole folder" in notice


def test_a_share_s_name_may_hold_a_space() -> None:
    """A share is known though the system writes the space in its name as a number; what is beside
    it is on no share.
    """
    mounts = "/dev/sda1 / ext4 rw 0 0\n//palvelin/jako /mnt/yhteinen\\040levy cifs rw 0 0\n"
    assert is_on_share(Path("/mnt/yhteinen levy/kutsut"), mounts)
    assert not is_on_share(Path("/mnt/yhteinen"), mounts)


def test_what_the_coordinator_wrote_stays(tmp_path: Path) -> None:
    """A path written in the settings is kept, wherever it is."""
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    assert ledger_path("sqlite:muisti/kirja.db", folder) == (folder / "muisti" / "kirja.db", "")


def test_a_url_that_cannot_be_served(tmp_path: Path) -> None:
    """What names no ledger is said so, without showing the password in its address."""
    with pytest.raises(MustMend) as caught:
        ledger_path("mysql://me:secret@db.example.org/invite", tmp_path)
    assert "secret" not in caught.value.what
