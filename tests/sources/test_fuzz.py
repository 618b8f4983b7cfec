"""Whatever bytes stand in a file, and whatever text in its cells, nothing breaks and no row is
lost.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from invite.people.extraction.extract import understand
from invite.people.extraction.result import Understanding, missing_addresses
from invite.people.model import Row, Sheet, Source
from invite.sources.read import read
from invite.sources.reader import FileReader

Write = Callable[[str, Sequence[Sequence[str]]], bytes]
DATA = Path(__file__).parents[3] / "shared" / "data" / "people"
ROUGH = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
BITS = (
    "",
    "Nimi",
    "Sähköposti",
    "Matti Virtanen",
    "Virtanen, Matti",
    "m@example.org",
    "@",
    "<>",
    "a@b@c",
    "Yhteensä",
    "10",
    "x",
    "Kainuu",
    "Kohtaamo -tiimi",
    "=1+1",
    "mailto:",
    "(at)",
    "\x00",
    "\u200b",
    "Ã¤",
    "a@x.fi; b@x.fi",
    "pj",
    ",",
    "ja",
    "N.N.",
    "🎉 @ 🎉",
    "Etunimi",
    "Sukunimi",
    "Alue",
    "Hanke",
    "Ei kutsuta",
    "kyllä",
    "svenska",
    "040 123",
    "[/b]",
    "{{ x }}",
    "\n\n",
    "'",
    '"',
)
CELLS = st.one_of(st.sampled_from(BITS), st.text(max_size=25))


@pytest.fixture(scope="module")
def reader() -> Iterator[FileReader]:
    with FileReader() as one:
        yield one


def consume(folder: Path, name: str, reader: FileReader) -> None:
    source = Source(file=name, role="lab-team")
    reading = read(source, folder, reader=reader)
    understandings = [understand(sheet, source) for sheet in reading.sheets]
    missing_addresses(understandings)
    for sheet, found in zip(reading.sheets, understandings, strict=True):
        accounted(sheet, found)
    assert reading.sheets or reading.flaws


def accounted(sheet: Sheet, found: Understanding) -> None:
    told = (
        {e.origin.row for e in found.entries}
        | {f.origin.row for f in found.flaws}
        | {o.row for o in found.others}
    )
    if not sheet.hidden:
        assert told >= {row.number for row in sheet.rows}
    assert len(found.account()) == found.rows


@given(
    st.lists(st.lists(CELLS, min_size=0, max_size=6), max_size=12),
    st.sampled_from([None, 1, 3, 99]),
)
@example([[], ["Nimi"], []], 3)
@ROUGH
def test_any_cells(table: list[list[str]], header_row: int | None) -> None:
    """Rows of any text: every row ends as an entry, a flaw or another line."""
    sheet = Sheet(
        file="a.csv",
        name=None,
        rows=tuple(Row(n, tuple(cells)) for n, cells in enumerate(table, 1)),
    )
    found = understand(sheet, Source(file="a.csv", role="x", header_row=header_row))
    accounted(sheet, found)


@given(
    st.binary(max_size=400),
    st.sampled_from(["a.csv", "a.tsv", "a.txt", "a.xlsx", "a.xls", "a.ods", "a.xlsb"]),
)
@ROUGH
def test_any_bytes(reader: FileReader, tmp_path: Path, data: bytes, name: str) -> None:
    """Files of any bytes."""
    (tmp_path / name).write_bytes(data)
    consume(tmp_path, name, reader)


@pytest.mark.parametrize("name", ["b.xlsx", "b.xls", "b.xlsb", "b.ods", "b.csv"])
def test_mutated_files(reader: FileReader, write: Write, tmp_path: Path, name: str) -> None:
    """Real files with bytes changed, left out and doubled."""
    whole = write(
        name, [("Nimi", "Sähköposti"), *((f"Jäsen {n}", f"j{n}@example.org") for n in range(30))]
    )

    @given(st.integers(0, len(whole) - 1), st.integers(0, 40), st.binary(max_size=8))
    @ROUGH
    def mutate(at: int, length: int, new: bytes) -> None:
        (tmp_path / name).write_bytes(whole[:at] + new + whole[at + length :])
        consume(tmp_path, name, reader)

    mutate()


def test_mutated_parts(reader: FileReader, write: Write, tmp_path: Path) -> None:
    """The parts inside a workbook mutated, so that its archive is whole and its content is not."""
    whole = write(
        "b.xlsx", [("Nimi", "Sähköposti"), *((f"Jäsen {n}", f"j{n}@example.org") for n in range(9))]
    )
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if "theme" not in name}

    @given(
        st.sampled_from(sorted(parts)), st.floats(0, 1), st.integers(0, 20), st.binary(max_size=6)
    )
    @ROUGH
    def mutate(name: str, where: float, length: int, new: bytes) -> None:
        at = int(where * len(parts[name]))
        with zipfile.ZipFile(tmp_path / "b.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
            for other, content in parts.items():
                archive.writestr(
                    other, content[:at] + new + content[at + length :] if other == name else content
                )
        consume(tmp_path, "b.xlsx", reader)

    mutate()


@pytest.mark.parametrize("name", ["suunnitteluryhmat.xlsx", "lab-tiimit.xlsx", "hankkeet.csv"])
def test_mutated_shared_files(reader: FileReader, tmp_path: Path, name: str) -> None:
    """The shared data, mutated."""
    if not (DATA / name).exists():
        pytest.skip("the shared data is not beside this checkout")
    whole = (DATA / name).read_bytes()

    @given(st.integers(0, len(whole) - 1), st.integers(0, 200), st.binary(max_size=8))
    @ROUGH
    def mutate(at: int, length: int, new: bytes) -> None:
        (tmp_path / name).write_bytes(whole[:at] + new + whole[at + length :])
        consume(tmp_path, name, reader)

    mutate()
