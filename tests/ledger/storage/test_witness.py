"""The witness: what it holds, what it forgives, and what it never lets pass."""

from __future__ import annotations

import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from begin import begin, end, take
from ledgers import new_letter

from invite.errors import LedgerUnusable
from invite.ledger.ledger import Ledger
from invite.ledger.letters.server_ids import ServerId
from invite.ledger.letters.turns import Asked
from invite.ledger.storage.location import Place
from invite.ledger.storage.user_folder import ledger_of, note_ledger
from invite.ledger.storage.witness import Recorder, Witness
from invite.lifecycle import Fact
from invite.records import replace

AT = "2026-12-01T12:00:00.000+00:00"
ONE, OTHER = "a" * 24, "b" * 24


def test_it_counts_what_was_begun() -> None:
    """A letter that is begun twice stands there twice; with when the last was."""
    witness = Witness("kirja")
    with witness.recorder("x") as recorder:
        recorder.add([ONE, OTHER], AT)
        recorder.add([ONE], "2026-12-02T12:00:00.000+00:00")
    seen = witness.read()
    assert seen.letters == {ONE: 2, OTHER: 1}
    assert seen.last == datetime(2026, 12, 2, 12, tzinfo=UTC)
    assert witness.lines() == seen.lines == 3


def test_two_senders_write_into_files_of_their_own() -> None:
    """At once, and neither into the other's."""
    witness = Witness("kirja")
    with witness.recorder("x") as first, witness.recorder("y") as second:
        first.add([ONE], AT)
        second.add([OTHER], AT)
    assert witness.read().letters == {ONE: 1, OTHER: 1}


def test_another_ledger_s_is_another() -> None:
    """The twin."""
    with Witness("kirja").recorder("x") as recorder:
        recorder.add([ONE], AT)
    assert Witness("muu").read().letters == {}


def test_half_a_line_is_no_letter(own_folder: Path) -> None:
    """A program that died while it wrote had sent nothing by that line."""
    with Witness("kirja").recorder("x") as recorder:
        recorder.add([ONE], AT)
    (file,) = own_folder.rglob("x.log")
    whole = file.read_bytes()
    file.write_bytes(whole + whole[:-1])
    assert Witness("kirja").read().letters == {ONE: 1}
    assert Witness("kirja").lines() == 1


def test_replaced_as_a_whole() -> None:
    """What somebody has said is right takes the place of all that was there."""
    witness = Witness("kirja")
    with witness.recorder("x") as recorder:
        recorder.add([ONE, OTHER], AT)
    witness.replace({ONE: 2}, AT)
    assert witness.read().letters == {ONE: 2}
    with witness.recorder("y") as recorder:
        recorder.add([OTHER], AT)
    assert witness.read().letters == {ONE: 2, OTHER: 1}
    witness.replace({}, AT)
    assert witness.read().letters == {}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_only_its_owner_may_read_it(own_folder: Path) -> None:
    """The files and their folder."""
    with Witness("kirja").recorder("x") as recorder:
        recorder.add([ONE], AT)
    (file,) = own_folder.rglob("x.log")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_nothing_personal_stands_in_it(ledger: Ledger, own_folder: Path, tmp_path: Path) -> None:
    """No name, no address, no id of a person, no Message-ID; and not the folder's name."""
    letter = new_letter(ledger)
    begin(ledger, letter)
    note_ledger(tmp_path / "Salainen juhla", ledger.id)
    text = b"".join(file.read_bytes() for file in own_folder.rglob("*") if file.is_file())
    names = b" ".join(str(file).encode() for file in own_folder.rglob("*"))
    for secret in (b"Matti", b"p1@", b"example.org", letter.message_id[1:25].encode(), b"Salainen"):
        assert secret not in text + names
    assert len(text) > 24


def test_the_ledger_knows_each_letter_that_it_has_begun(ledger: Ledger) -> None:
    """Begun, ended, begun again: as often as the witness, by the digests that any copy can make."""
    letter = new_letter(ledger)
    begin(ledger, letter)
    end(ledger, letter, Fact.RELEASED)
    begin(ledger, letter)
    assert ledger.witness.read().letters == ledger.begun.all().letters
    assert list(ledger.begun.all().letters.values()) == [2]
    assert ledger.begun.lines() == ledger.witness.lines() == 2


def test_no_letter_is_given_out_that_the_witness_has_not(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it cannot be written, whoever asked for a letter gets an error, and so does everybody
    after them: the letter stays unclear in the ledger, and nothing was sent.
    """

    def full(_fd: int, _lines: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("invite.ledger.storage.witness.os.write", full)
    waiting = [new_letter(ledger)]
    with ledger.sender(courier="smtp", pace=0.0, daily=None) as turns:
        turns.prepare(waiting, lambda one: one)
        for _again in range(2):
            with pytest.raises(LedgerUnusable, match="the disk is full"):
                take(turns, waiting)
    monkeypatch.undo()
    assert ledger.begun.lines() == 1


def test_a_file_that_nothing_was_written_to_is_not_made(own_folder: Path) -> None:
    """A run that had nothing to send leaves nothing."""
    with Recorder(own_folder / "x.log"):
        assert (own_folder / "x.log").exists()
    assert not (own_folder / "x.log").exists()


def test_which_ledger_a_folder_has(tmp_path: Path) -> None:
    """The note is the folder's, however it is reached; a folder next to it has none."""
    folder = tmp_path / "kutsut"
    folder.mkdir()
    note_ledger(folder, "kirja")
    assert ledger_of(tmp_path / "kutsut" / ".." / "kutsut") == "kirja"
    assert ledger_of(tmp_path) is None
    note_ledger(folder, None)
    assert ledger_of(folder) is None


def test_after_the_purge_it_knows_that_alone(ledger: Ledger, place: Place) -> None:
    """The letters' digests go; the ledger has the same name as before."""
    begin(ledger, new_letter(ledger))
    name = ledger.id
    ledger.letting_go.purge()
    ledger.witness.close_for_good(AT)
    with Ledger(place, lambda: datetime(2027, 1, 1, tzinfo=UTC)) as again:
        assert again.id == name
        assert again.keys.ledger_id != name
        seen = again.witness.read()
    assert seen.letters == {}
    assert seen.purged == datetime(2026, 12, 1, 12, tzinfo=UTC)


def test_which_letters_certainly_did_not_go(ledger: Ledger) -> None:
    """Begun here, and no draft at the server was written down. With a draft, or begun elsewhere,
    nothing is certain, whatever this copy of the ledger knows.
    """
    waiting = [new_letter(ledger)]
    with ledger.sender(courier="graph", pace=0.0, daily=None) as turns:
        turns.prepare(waiting, lambda one: one)
        turn = take(turns, waiting)
        (letter,) = ledger.unclear.all()
        assert ledger.certainly_unsent(letter)
        turns.round([Asked(kept=ServerId(turn.id, "AAMk1"))], (), lambda one: one)
        assert not ledger.certainly_unsent(letter)
    assert not ledger.certainly_unsent(letter)
    assert not ledger.certainly_unsent(replace(letter, sender="elsewhere"))
    assert ledger.witness.read().letters == ledger.begun.all().letters


def test_a_second_beginning_is_judged_by_itself(ledger: Ledger) -> None:
    """The draft of a beginning that did not go says nothing of the next one."""
    letter = new_letter(ledger)
    begin(ledger, letter)
    (first,) = ledger.unclear.all()
    with ledger.sender(courier="graph", pace=0.0, daily=None) as turns:
        turns.round([Asked(kept=ServerId(first.letter, "AAMk1"))], (), lambda one: one)
    end(ledger, letter, Fact.RELEASED)
    begin(ledger, letter)
    (second,) = ledger.unclear.all()
    assert ledger.certainly_unsent(second)


def test_nothing_is_certain_of_what_somebody_has_accepted(ledger: Ledger) -> None:
    """A ledger from elsewhere may lack what was written down there."""
    begin(ledger, new_letter(ledger))
    (letter,) = ledger.unclear.all()
    assert ledger.certainly_unsent(letter)
    ledger.witness.replace(ledger.begun.all().letters, AT)
    assert not ledger.certainly_unsent(letter)
