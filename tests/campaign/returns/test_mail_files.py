"""Mails out of files: an mbox is taken apart as it is read, whatever stands in it."""

from __future__ import annotations

import io
import mailbox
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite.campaign.returns import mail_files
from invite.campaign.returns.mail_files import mails_in
from invite.errors import MustMend
from invite.returned.mime import MAX_SIZE

BEGIN = b"From MAILER-DAEMON Tue Jan 12 09:14:00 2027\n"


def contents(path: Path) -> list[bytes]:
    return [mail.content for mail in mails_in([str(path)])]


@given(
    mails=st.lists(
        st.lists(
            st.sampled_from([b"a: b", b"", b"x", b"From me", b">From you", b" From x", b"\xff"])
        ).map(b"\n".join),
        min_size=1,
        max_size=4,
    )
)
def test_an_mbox_is_read_as_the_standard_library_reads_it(
    mails: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Mail for mail and byte for byte, lines that begin with From included."""
    path = tmp_path_factory.mktemp("box") / "box.mbox"
    path.write_bytes(b"".join(BEGIN + mail + b"\n\n" for mail in mails))
    box = mailbox.mbox(path, create=False)
    expected = [box.get_file(key).read() for key in box.iterkeys()]
    box.close()
    assert contents(path) == expected


def test_lines_that_end_the_windows_way(tmp_path: Path) -> None:
    """The empty line between two mails belongs to neither, however lines end."""
    path = tmp_path / "box.mbox"
    path.write_bytes((BEGIN + b"A: b\n\nx\n\n" + BEGIN + b"C: d\n").replace(b"\n", b"\r\n"))
    assert contents(path) == [b"A: b\r\n\r\nx\r\n", b"C: d\r\n"]


@pytest.mark.parametrize("line", [b"x" * 1000, b"A: b\n", b"\n"])
def test_a_mail_without_end_is_cut_and_the_next_is_read(line: bytes, tmp_path: Path) -> None:
    """What stands behind it is not lost."""
    path = tmp_path / "box.mbox"
    inside = line * (MAX_SIZE // len(line) + 1_000)
    path.write_bytes(BEGIN + inside + b"\n" + BEGIN + b"C: d\n")
    first, second = contents(path)
    assert (len(first), second) == (MAX_SIZE + 1, b"C: d\n")


class Endless(io.BytesIO):
    """Begins as an mbox, and never ends: a file that grows while it is read."""

    def __init__(self, piece: bytes) -> None:
        super().__init__(BEGIN)
        self.piece = piece

    def readline(self, size: int | None = -1, /) -> bytes:
        """The first line, then the same for ever."""
        return super().readline(size) or self.piece


@pytest.mark.parametrize("piece", [b"x" * mail_files.A_LINE, BEGIN])
def test_a_box_without_end_is_a_sentence(piece: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line without end, or beginnings and nothing else: never more than a mail is held."""
    monkeypatch.setattr(mail_files, "LARGEST_BOX", 2_000 * len(piece))
    tracemalloc.start()
    with pytest.raises(MustMend, match=r"box\.mbox"):
        for mail in mail_files._from_stream(Endless(piece), "box.mbox"):
            assert mail.source.startswith("box.mbox:")
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 * MAX_SIZE


def test_more_mails_or_bytes_than_are_read_at_once_are_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which says what to give instead."""
    path = tmp_path / "box.mbox"
    path.write_bytes(BEGIN * 1_000)
    monkeypatch.setattr(mail_files, "MOST", 500)
    with pytest.raises(MustMend, match="more than 500"):
        contents(path)
    monkeypatch.setattr(mail_files, "LARGEST_BOX", 10_000)
    with pytest.raises(MustMend, match=r"box\.mbox"):
        contents(path)
