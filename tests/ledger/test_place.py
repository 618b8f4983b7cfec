"""Where the ledger stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from invite.errors import MustMend
from invite.ledger.place import DEFAULT, ledger_path


def test_beside_the_sheets(tmp_path: Path) -> None:
    """In an ordinary folder the ledger stands in the project, and there is nothing to say."""
    assert ledger_path(DEFAULT, tmp_path) == (tmp_path / "invite.db", "")


@pytest.mark.parametrize("name", ["OneDrive - Kunta", "Dropbox (Personal)", "Nextcloud", "iCloud Drive"])
def test_away_from_a_synchronised_folder(tmp_path: Path, name: str) -> None:
    """Where a program copies files to and fro the ledger moves to the user's own folder, always the same, and says so."""
    folder = tmp_path / name / "paatostilaisuus"
    folder.mkdir(parents=True)
    path, notice = ledger_path(DEFAULT, folder)
    assert not path.is_relative_to(tmp_path / name)
    assert str(path) in notice
    assert ledger_path(DEFAULT, folder) == (path, notice)


def test_another_project_has_another_ledger(tmp_path: Path) -> None:
    """Two projects of the same name in synchronised folders do not share a memory."""
    folders = [tmp_path / name / "kutsut" for name in ("OneDrive", "Dropbox")]
    for folder in folders:
        folder.mkdir(parents=True)
    first, second = (ledger_path(DEFAULT, folder)[0] for folder in folders)
    assert first != second


def test_a_ledger_that_is_there_stays(tmp_path: Path) -> None:
    """A ledger that already stands in a synchronised folder is not abandoned for an empty one elsewhere."""
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    (folder / "invite.db").touch()
    assert ledger_path(DEFAULT, folder) == (folder / "invite.db", "")


def test_what_the_coordinator_wrote_stays(tmp_path: Path) -> None:
    """A path written in the settings is kept, wherever it is."""
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    assert ledger_path("sqlite:muisti/kirja.db", folder) == (folder / "muisti" / "kirja.db", "")


def test_a_url_that_cannot_be_served(tmp_path: Path) -> None:
    """A database server is said to be out of reach, without showing the password in its address."""
    with pytest.raises(MustMend) as caught:
        ledger_path("postgresql://me:secret@db.example.org/invite", tmp_path)
    assert "secret" not in caught.value.what
