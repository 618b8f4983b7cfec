"""The outbox: whole files or none, one for each letter, on every file system."""

from __future__ import annotations

import os
import re
import stat
import sys
from email import message_from_bytes
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from invite.delivery.model import Written
from invite.delivery.outbox import OutboxCourier, safe_name
from invite.errors import MustMend

from .conftest import CONTENT, parcel

RESERVED = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³"),
}


def test_a_letter_becomes_a_draft(tmp_path: Path) -> None:
    """`X-Unsent: 1` in front, the rest as it was, the path told."""
    outcome = OutboxCourier(tmp_path / "outbox" / "kutsu").carry(parcel(label="Matti Virtanen"))
    assert isinstance(outcome, Written)
    path = Path(outcome.path)
    assert path.parent == tmp_path / "outbox" / "kutsu"
    assert re.fullmatch(r"Matti Virtanen-[0-9a-f]{12}\.eml", path.name)
    assert path.read_bytes() == b"X-Unsent: 1\r\n" + CONTENT
    message = message_from_bytes(path.read_bytes())
    assert (message["X-Unsent"], message["Subject"]) == ("1", "Kutsu")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights elsewhere")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    """0600, in folders of 0700, whatever the umask: a file's name is a person's."""
    before = os.umask(0)
    try:
        OutboxCourier(tmp_path / "outbox" / "kutsu").carry(parcel())
    finally:
        os.umask(before)
    (file,) = (tmp_path / "outbox" / "kutsu").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.parent.parent.stat().st_mode) == 0o700


def test_people_named_alike_have_a_file_each(tmp_path: Path) -> None:
    """The Message-ID tells them apart, also where capitals do not count."""
    one = OutboxCourier(tmp_path)
    paths = {
        str(one.carry(parcel(number=n, label=label)).path)
        for n, label in enumerate(["Matti", "Matti", "MATTI"])
    }
    assert len({path.casefold() for path in paths}) == 3
    assert len(list(tmp_path.iterdir())) == 3


def test_the_same_letter_again_takes_its_own_place(tmp_path: Path) -> None:
    """Written again, by the same courier or the next one, there is still one file, with the new
    text.
    """
    OutboxCourier(tmp_path).carry(parcel(label="Matti"))
    one = OutboxCourier(tmp_path)
    one.carry(parcel(label="Matti", content=CONTENT + b"uusi\r\n"))
    one.carry(parcel(label="Matti", content=CONTENT + b"uusin\r\n"))
    (file,) = tmp_path.iterdir()
    assert file.read_bytes().endswith(b"uusin\r\n")


def test_a_corrected_name_leaves_no_second_draft(tmp_path: Path) -> None:
    """Two drafts of one letter would be sent twice."""
    OutboxCourier(tmp_path).carry(parcel(label="Mati"))
    OutboxCourier(tmp_path).carry(parcel(label="Matti"))
    (file,) = tmp_path.iterdir()
    assert file.name.startswith("Matti-")


def test_a_folder_that_is_cleared_off_meanwhile_is_made_again(tmp_path: Path) -> None:
    """Who is left alone takes the last draft and its folder along, while somebody still writes
    others.
    """
    one = OutboxCourier(tmp_path / "outbox")
    Path(one.carry(parcel()).path).unlink()
    (tmp_path / "outbox").rmdir()
    assert Path(one.carry(parcel(number=2)).path).exists()


def test_other_files_stay(tmp_path: Path) -> None:
    """What the coordinator put there is not ours."""
    (tmp_path / "muistiinpano.eml").write_bytes(b"x")
    OutboxCourier(tmp_path).carry(parcel())
    assert (tmp_path / "muistiinpano.eml").read_bytes() == b"x"


@given(st.text(max_size=300))
@example("CON")
@example("nul.txt")
@example("com¹")
@example("../../etc/passwd")
@example("..")
@example("C:\\Windows")
@example("Ä" * 300)
@example("👩‍👩‍👧‍👦" * 60)
@example("a\x00b\ud800")
@example("-rf")
@example("matti.")
def test_any_label_is_a_name_everywhere(label: str) -> None:
    """Windows' forbidden characters and names, dots, length, bytes that are no text."""
    name = safe_name(label)
    assert name
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable()
    assert name.partition(".")[0].strip().upper() not in RESERVED
    assert name[0] not in ".- "
    assert name[-1] not in ". "
    assert len(name) <= 61
    assert len(name.encode()) <= 121


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0,
    reason="needs a folder that this user may not write",
)
def test_a_folder_that_cannot_be_written_must_be_mended(tmp_path: Path) -> None:
    """A clear sentence with the folder in it."""
    tmp_path.chmod(0o500)
    with pytest.raises(MustMend, match="cannot be written"):
        OutboxCourier(tmp_path).carry(parcel())


def test_a_file_where_the_folder_should_be_must_be_mended(tmp_path: Path) -> None:
    """The path is taken by something else."""
    (tmp_path / "outbox").write_bytes(b"")
    with pytest.raises(MustMend, match="outbox"):
        OutboxCourier(tmp_path / "outbox" / "kutsu").carry(parcel())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a limit on the size of files")
def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old file of the letter stays whole, no temporary file stays, and the sentence says what
    happened.
    """
    one = OutboxCourier(tmp_path)
    one.carry(parcel())
    before = [(file.name, file.read_bytes()) for file in tmp_path.iterdir()]
    real = os.open

    def full(path: object, flags: int, mode: int = 0o777) -> int:
        real_file = real(
            str(path), flags, mode
        )  # the temporary file is there, but nothing can be put into it
        os.close(real_file)
        return real("/dev/full", os.O_WRONLY)

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(MustMend, match="disk is full"):
        one.carry(parcel(content=CONTENT + b"uusi\r\n"))
    monkeypatch.undo()
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == before
